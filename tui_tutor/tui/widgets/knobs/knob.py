"""What every knob on the screen has in common, and the one message by which it says a new value."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_tutor.choices import range_named
from tui_tutor.knobs import Control, Value
from tui_tutor.show.spots import STANDS_OUT
from tui_tutor.text import Words

words = Words("app")
MARK = 2  # cells before the label: the mark of the knob that has the focus


class KnobTurned(Message):
    """A knob of that demo has a new value."""

    def __init__(self, demo: str, knob: str, value: Value) -> None:
        super().__init__()
        self.demo = demo
        self.knob = knob
        self.value = value


class Knob(Widget, can_focus=True):
    """One knob: it shows a value, and says so when the learner turns it to another."""

    value: reactive[Value] = reactive(None)
    lit = reactive(False)  # it stands out: a word names it; a class for it would take 20 ms
    speed_keys = False  # whether + and - are the demo's

    def __init__(self, demo: str, name: str, label: str, control: Control, value: Value) -> None:
        super().__init__(name=name)
        self.demo = demo
        self.knob = name
        self.label = label
        self.control = control
        self.set_reactive(Knob.value, value)

    def turn(self, value: Value) -> None:
        if value != self.value:
            self.value = value
            self.post_message(KnobTurned(self.demo, self.knob, value))


class KnobLine(Knob):
    """A knob of one line: a mark, its label, then whatever `shown` makes of its value.

    All labels of a panel's column begin at one edge, and all values at another.
    """

    edge = reactive(MARK)  # the cells before the value

    COMPONENT_CLASSES = {
        "knob--label",
        "knob--mark",
        "knob--track",
        "knob--value",
        "knob--chosen",
        "knob--other",
        "knob--fault",
    }
    DEFAULT_CSS = """
    KnobLine {
        width: 1fr;
        height: 1;
        color: $foreground;
        .knob--label {
            color: $text-muted;
        }
        .knob--mark {
            color: $text-primary;
        }
        .knob--track {
            color: $foreground 30%;
        }
        .knob--value {
            color: $foreground;
        }
        .knob--chosen {
            color: $text-primary;
            background: $panel;
            text-style: bold;
        }
        .knob--other {
            color: $text-muted;
        }
        .knob--fault {
            color: $text-error;
        }
        &:hover {
            background: $boost;
        }
        &:focus {
            background: $primary 15%;
            .knob--label {
                color: $foreground;
                text-style: bold;
            }
            .knob--other {
                color: $foreground;
            }
            .knob--value {
                text-style: bold;
            }
        }
    }
    """
    BINDINGS = [
        Binding("left", "nudge(-1)", words.name("key.turn")),
        Binding("right", "nudge(1)", words.name("key.turn")),
        Binding("shift+left,pagedown", "nudge(-10)", show=False),
        Binding("shift+right,pageup", "nudge(10)", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("enter", "press", show=False),
    ]

    def __init__(self, demo: str, name: str, label: str, control: Control, value: Value) -> None:
        super().__init__(demo, name, label, control, value)
        self.tooltip = f"{label}: {range_named(demo, name, control)}"
        self.set_reactive(KnobLine.edge, self.label_width)

    @property
    def label_width(self) -> int:
        """The cells that its mark and its label need."""
        return MARK + cell_len(self.label) + 1

    @property
    def value_width(self) -> int | None:
        """The cells that its value needs; None where the more it has the better."""
        return cell_len(self.control.format(self.value))

    def needs(self, edge: int) -> int | None:
        """The cells that it needs whole, its value beginning at the edge; None where the more it
        has the better.
        """
        value = self.value_width
        return None if value is None else edge + value

    # ------------------------------------------------------------ turning

    def action_nudge(self, steps: int) -> None:
        self.turn(self.control.nudge(self.value, steps))

    def action_press(self) -> None:
        """What Enter and the mouse do."""
        self.action_nudge(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_nudge(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_nudge(-1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.action_press()

    # ------------------------------------------------------------ drawing

    def shown(self) -> list[Segment]:
        """The value, drawn behind the label."""
        return [self.segment(self.control.format(self.value), "knob--value")]

    def render_line(self, y: int) -> Strip:
        label = set_cell_size(self.label, self.edge - MARK)
        named = Segment(label, self.rich_style + STANDS_OUT) if self.lit else None
        segments = [self.mark(), named or self.segment(label, "knob--label")]
        segments += self.shown()
        width = self.size.width
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def mark(self) -> Segment:
        """What tells the knob that has the focus, without a colour too."""
        return self.segment("▌ " if self.has_focus_within else "  ", "knob--mark")

    def segment(self, text: str, part: str) -> Segment:
        return Segment(text, self.get_component_rich_style(part))
