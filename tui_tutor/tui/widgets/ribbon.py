"""The ribbon under a live demo: its run as a row of heights, with a handle to be dragged."""

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tui_tutor.show.roles import QUIET
from tui_tutor.show.skyline import reach, skyline, step_at
from tui_tutor.tape import Ribbon
from tui_tutor.text import Words

words = Words("app")


class RibbonRow(Widget):
    """Shows the run that it is given; a drag asks for one of its moments."""

    DEFAULT_CSS = """
    RibbonRow {
        height: 1;
        margin: 0 1 0 2;
    }
    """

    class Dragged(Message):
        """The handle was put to that step."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__()
        self.ribbon = Ribbon()
        self.name_of_height = ""  # what the heights are, in a word
        self._dragged = False

    def show(self, ribbon: Ribbon, name_of_height: str) -> None:
        if (ribbon, name_of_height) != (self.ribbon, self.name_of_height):
            self.ribbon, self.name_of_height = ribbon, name_of_height
            self.refresh()

    @property
    def _left(self) -> int:
        """Cells before the row of heights."""
        return cell_len(self.name_of_height) + 1

    @property
    def _room(self) -> int:
        """Cells of the row; what is said beside it may grow as far as the row reaches."""
        most = cell_len(self._said(reach(self.ribbon)))
        return max(self.size.width - self._left - 1 - most, 8)

    def _said(self, back: int) -> str:
        key = "one-back" if back == 1 else "back"
        return words.of("ribbon", key if back else "now", steps=f"{back:,}")

    def render(self) -> Text:
        row = Text(no_wrap=True, overflow="crop").append(f"{self.name_of_height} ", QUIET)
        row.append_text(skyline(self.ribbon, self._room))
        return row.append(f" {self._said(self.ribbon.end - self.ribbon.at)}", QUIET)

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
        cell = min(max(event.x - self._left, 0), self._room - 1)
        self.post_message(self.Dragged(step_at(cell, reach(self.ribbon), self._room)))
