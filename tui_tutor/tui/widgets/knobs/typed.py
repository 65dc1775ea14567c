"""Knobs whose value can be typed: a slider, an array of numbers, a line of text."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui_tutor.knobs import KnobError, Line, Slider
from tui_tutor.signs import plain
from tui_tutor.text import Words
from tui_tutor.tui.widgets.knobs.knob import MARK, KnobLine

words = Words("app")
TRACK = 10  # cells, at least
NUMBER = 7  # cells of a number with decimals
SHORT = 20  # characters: a line that needs no row to itself


class Field(Input):
    """Where a value is typed. It is seen for as long as the keys go to it."""

    DEFAULT_CSS = """
    Field {
        width: 1fr;
        color: $foreground;
        background: $panel;
    }
    """

    BINDINGS = [
        Binding("enter", "submit", words.name("key.take")),
        Binding("escape", "leave", words.name("key.leave")),
    ]

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.display = False

    def action_leave(self) -> None:
        """Back to the knob, at once: the next key may be here already."""
        assert isinstance(self.parent, TypedKnob)
        self.screen.set_focus(self.parent)

    def on_focus(self) -> None:
        self.display = True

    def on_blur(self) -> None:
        self.display = False


class TypedKnob(KnobLine):
    """A knob in which the first fitting key begins to type; Enter takes what was typed."""

    BINDINGS = [Binding("enter", "press", words.name("key.type"))]

    def compose(self) -> ComposeResult:
        yield Field()

    fault = ""  # why what was typed can't be taken

    @property
    def value_width(self) -> int | None:
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrow keys turn a number on its track, and nothing else that is typed."""
        return action != "nudge" or isinstance(self.control, Slider)

    def begins(self, character: str) -> bool:
        """Whether this key begins to type a value."""
        return character.isdecimal() or (plain(character) in "-." and not self.speed_keys)

    def on_key(self, event: events.Key) -> None:
        of_its_own = not self.query_one(Field).has_focus
        if of_its_own and event.character and self.begins(event.character):
            event.stop()
            self.type(event.character)

    def action_press(self) -> None:
        self.type(self.control.format(self.value))

    def type(self, first: str) -> None:
        """Open the field with these first letters, and the cursor after them.

        At once, and not a message later: the next key may be here already.
        """
        field = self.query_one(Field)
        field.display = True
        field.value = first
        field.placeholder = self.control.range()
        field.selection = Selection.cursor(len(first))
        field.styles.margin = (0, 0, 0, self.edge)
        self.tell("")
        self.screen.set_focus(field)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            value = self.control.parse(event.value.strip())
        except KnobError as error:
            self.tell(self.reason(error))
            return
        self.screen.set_focus(self)
        self.turn(value)

    @on(Input.Changed)
    def typed_on(self, event: Input.Changed) -> None:
        event.stop()
        self.tell("")

    def reason(self, error: KnobError) -> str:
        return str(error)

    def tell(self, fault: str) -> None:
        """Say in the knob's own row why the value can't be taken; "" says nothing any more."""
        self.fault = fault
        field = self.query_one(Field)
        told = cell_len(fault) + 3
        room = self.size.width - self.edge
        least = min(cell_len(field.value) + 2, room // 2)
        field.styles.width = max(room - told, least) if fault else "1fr"
        self.refresh()

    def render_line(self, y: int) -> Strip:
        field = self.query_one(Field)
        if not (self.fault and field.display):
            return super().render_line(y)
        before = self.edge + field.outer_size.width
        strip = Strip(
            [
                self.mark(),
                self.segment(set_cell_size(self.label, before - MARK), "knob--label"),
                self.segment(_cut(f" ✗ {self.fault}", self.size.width - before), "knob--fault"),
            ]
        )
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def shown(self) -> list[Segment]:
        shown = _cut(self.control.format(self.value), self.size.width - self.edge - 2)
        return [self.segment(shown, "knob--value"), self.segment(" ✎", "knob--mark")]


def _cut(text: str, room: int) -> str:
    return text if cell_len(text) <= room else set_cell_size(text, max(room - 1, 0)) + "…"


class LineKnob(TypedKnob):
    """A line of text: every letter begins to type, and none acts on the app; Escape leads back."""

    BINDINGS = [Binding("escape", "screen.swap", words.name("key.page"))]

    control: Line

    @property
    def value_width(self) -> int | None:
        return SHORT // 3 if self.control.most <= SHORT else None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and self.begins(character)

    def begins(self, character: str) -> bool:
        return character.isprintable() and character not in (" ", "?")


class SliderKnob(TypedKnob):
    """A number on a track between two ends."""

    control: Slider

    @property
    def value_width(self) -> int:
        return TRACK + 1 + self.number_width

    @property
    def number_width(self) -> int:
        """The cells of the longest number that it shows, so that the track keeps its length."""
        ends = (self.control.format(end) for end in (self.control.low, self.control.high))
        return max(*map(cell_len, ends), 0 if self.control.whole else NUMBER)

    def reason(self, error: KnobError) -> str:
        """What was typed stands beside it; what there is, is enough."""
        return self.control.range()

    def action_press(self) -> None:
        """What is typed takes the place of the old number."""
        super().action_press()
        field = self.query_one(Field)
        field.selection = Selection(0, len(field.value))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.prevent_default()
        if self.edge <= event.x < self.edge + self._track_width:
            self.capture_mouse()
            self._follow(event.x)
        else:
            self.action_press()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._follow(event.x)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _follow(self, x: int) -> None:
        self.turn(self.control.at((x - self.edge) / max(self._track_width - 1, 1)))

    @property
    def _track_width(self) -> int:
        return max(self.size.width - self.edge - self.number_width - 1, 4)

    def shown(self) -> list[Segment]:
        width = self._track_width
        place = round(self.control.fraction(self.value) * (width - 1))
        place = min(max(place, 0), width - 1)
        value = self.control.format(self.value)
        return [
            self.segment("━" * place + "█", "knob--mark"),
            self.segment("─" * (width - 1 - place), "knob--track"),
            self.segment(" " + value.rjust(self.number_width), "knob--value"),
        ]
