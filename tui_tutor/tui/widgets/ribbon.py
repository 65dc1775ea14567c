"""The ribbon under a live demo: its run as a row of heights, with a handle to be dragged."""

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tui_tutor.show.skyline import Line
from tui_tutor.tape import Ribbon


class RibbonRow(Widget):
    """Shows the run that it is given; a drag asks for one of its moments."""

    DEFAULT_CSS = """
    RibbonRow {
        height: 1;
        padding: 0 1 0 2;  /* a margin would make the picture above it narrower, too */
    }
    """

    class Dragged(Message):
        """The handle was put to that step."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__()
        self._ribbon = Ribbon()
        self._demo = ""  # whose run it is
        self._dragged = False

    def show(self, ribbon: Ribbon, demo: str) -> None:
        if (ribbon, demo) != (self._ribbon, self._demo):
            self._ribbon, self._demo = ribbon, demo
            self.refresh()

    @property
    def line(self) -> Line:
        return Line(self._ribbon, self._demo, self.size.width)

    def render(self) -> Text:
        return self.line.text() if self._demo else Text()

    # ------------------------------------------------------------ the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = True
        self.capture_mouse()
        self._drag(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag(event)

    def on_mouse_up(self) -> None:
        self._dragged = False
        self.release_mouse()

    def _drag(self, event: events.MouseEvent) -> None:
        event.stop()
        self.post_message(self.Dragged(self.line.step_at(event.x - self.gutter.left)))
