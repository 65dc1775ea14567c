"""The line of one knob: its label, where it stands, its value; turned by keys, wheel and mouse."""

from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_tutor.knobs import Button, Choice, Control, Line, Slider, Switch

LABEL = 15
VALUE = 11


class DialTurned(Message):
    """A knob (a dial or the drawing pad) was turned to another value."""

    def __init__(self, dial: Widget, value: Any) -> None:
        super().__init__()
        self.dial = dial
        self.value = value


class Dial(Widget, can_focus=True):
    """The line of one knob: its label, where it stands, its value."""

    COMPONENT_CLASSES = {"dial--label", "dial--mark", "dial--track", "dial--value"}
    BINDINGS = [
        Binding("left", "nudge(-1)", show=False),
        Binding("right", "nudge(1)", show=False),
        Binding("shift+left,pagedown", "nudge(-10)", show=False),
        Binding("shift+right,pageup", "nudge(10)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("enter", "press", show=False),
    ]

    value: reactive[Any] = reactive(None)

    class Typing(Message):
        """The learner began to type a value, with these first letters."""

        def __init__(self, first: str) -> None:
            super().__init__()
            self.first = first

    def __init__(self, name: str, label: str, control: Control, value: Any) -> None:
        super().__init__(name=name)
        self.label = label
        self.control = control
        self.set_reactive(Dial.value, value)
        self.tooltip = f"{label}: {control.range()}"

    # ------------------------------------------------------------ turning

    def turn(self, value: Any) -> None:
        if value != self.value:
            self.value = value
            self.post_message(DialTurned(self, value))

    def action_nudge(self, steps: int) -> None:
        self.turn(self.control.nudge(self.value, steps))

    def action_press(self) -> None:
        """Enter: press a button, go to the next choice, or type where one can type."""
        if isinstance(self.control, Choice | Switch | Button):
            self.action_nudge(1)
        else:
            self.post_message(self.Typing(self.control.format(self.value)))

    def on_key(self, event: events.Key) -> None:
        if isinstance(self.control, Choice | Switch | Button):
            return
        character = event.character or ""
        starts_number = character.isdigit() or character in ("-", "+")
        if starts_number and not isinstance(self.control, Line):
            event.stop()
            self.post_message(self.Typing(character))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_nudge(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_nudge(-1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if isinstance(self.control, Slider) and self._on_track(event.x):
            self.capture_mouse()
            self._follow(event.x)
        elif isinstance(self.control, Choice) and event.x < self.size.width - 2:
            self.action_nudge(-1 if event.x == self.label_width else 1)
        else:
            self.action_press()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._follow(event.x)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _on_track(self, x: int) -> bool:
        return LABEL <= x < LABEL + self._track_width

    def _follow(self, x: int) -> None:
        assert isinstance(self.control, Slider)
        self.turn(self.control.at((x - LABEL) / max(self._track_width - 1, 1)))

    @property
    def _track_width(self) -> int:
        return max(self.size.width - LABEL - VALUE - 1, 4)

    # ------------------------------------------------------------ drawing

    @property
    def least_width(self) -> int:
        """The cells that the label needs, and the longest choice between its arrows."""
        options = self.control.options if isinstance(self.control, Choice) else ("",)
        return cell_len(self.label) + 1 + max(map(cell_len, options)) + 4

    @property
    def label_width(self) -> int:
        """The cells before the value: fewer where the longest choice needs them."""
        if not isinstance(self.control, Choice):
            return LABEL
        spare = max(self.size.width - self.least_width, 0)
        return min(cell_len(self.label) + 1 + spare, LABEL)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        label = set_cell_size(self.label, self.label_width - 1) + " "
        segments = [self._segment(label, "dial--label")]
        shown = self.control.format(self.value)
        if isinstance(self.control, Slider):
            segments += self._track()
            segments.append(self._segment(" " + shown.rjust(VALUE), "dial--value"))
        elif isinstance(self.control, Choice):
            segments.append(self._segment(f"◂ {shown} ▸", "dial--value"))
        elif isinstance(self.control, Switch):
            segments.append(self._segment("● on " if self.value else "○ off", "dial--value"))
        elif isinstance(self.control, Button):
            segments = [self._segment(f"[ {self.label} ]", "dial--value")]
        else:
            room = max(width - LABEL - 2, 1)
            if cell_len(shown) > room:
                shown = set_cell_size(shown, room - 1) + "…"
            segments.append(self._segment(f"{shown} ✎", "dial--value"))
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def _track(self) -> list[Segment]:
        assert isinstance(self.control, Slider)
        width = self._track_width
        place = round(self.control.fraction(self.value) * (width - 1))
        place = min(max(place, 0), width - 1)
        return [
            self._segment("━" * place, "dial--mark"),
            self._segment("●", "dial--mark"),
            self._segment("─" * (width - 1 - place), "dial--track"),
        ]

    def _segment(self, text: str, part: str) -> Segment:
        style = self.get_component_rich_style(part, partial=True)
        return Segment(text, style if self.has_focus else style + Style(bold=False))
