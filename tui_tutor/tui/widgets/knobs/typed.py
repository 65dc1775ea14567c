"""Knobs whose value can be typed: a slider, an array of numbers, a line of text."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input
from textual.widgets.input import Selection

from tui_tutor.knobs import KnobError, Slider
from tui_tutor.text import Words
from tui_tutor.tui.widgets.knobs.knob import LABEL, KnobLine

words = Words("app")
VALUE = 11  # cells


class Field(Input):
    """Where a value is typed. It is seen for as long as the keys go to it."""

    DEFAULT_CSS = """
    Field {
        width: 1fr;
        margin: 0 0 0 15;
    }
    """

    BINDINGS = [
        Binding("enter", "submit", words("key.take")),
        Binding("escape", "leave", words("key.leave")),
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

    BINDINGS = [Binding("enter", "press", words("key.type"))]

    def compose(self) -> ComposeResult:
        yield Field()

    @property
    def least_width(self) -> int | None:
        return None

    def begins(self, character: str) -> bool:
        """Whether this key begins to type a value."""
        return character.isdecimal() or (character == "-" and not self.speed_keys)

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
        self.screen.set_focus(field)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            value = self.control.parse(event.value.strip())
        except KnobError as error:
            self.notify(str(error), title=self.label, severity="warning", markup=False)
            return
        self.screen.set_focus(self)
        self.turn(value)

    def shown(self) -> list[Segment]:
        shown, room = self.control.format(self.value), max(self.size.width - LABEL - 2, 1)
        if cell_len(shown) > room:
            shown = set_cell_size(shown, room - 1) + "…"
        return [self.segment(f"{shown} ✎", "knob--value")]


class LineKnob(TypedKnob):
    """A line of text: every letter begins to type, and none acts on the app."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and self.begins(character)

    def begins(self, character: str) -> bool:
        return character.isprintable() and character not in (" ", "?")


class SliderKnob(TypedKnob):
    """A number on a track between two ends."""

    control: Slider

    def action_press(self) -> None:
        """What is typed takes the place of the old number."""
        super().action_press()
        field = self.query_one(Field)
        field.selection = Selection(0, len(field.value))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.prevent_default()
        if LABEL <= event.x < LABEL + self._track_width:
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
        self.turn(self.control.at((x - LABEL) / max(self._track_width - 1, 1)))

    @property
    def _track_width(self) -> int:
        return max(self.size.width - LABEL - VALUE - 1, 4)

    def shown(self) -> list[Segment]:
        width = self._track_width
        place = round(self.control.fraction(self.value) * (width - 1))
        place = min(max(place, 0), width - 1)
        value = self.control.format(self.value)
        return [
            self.segment("━" * place, "knob--mark"),
            self.segment("●", "knob--mark"),
            self.segment("─" * (width - 1 - place), "knob--track"),
            self.segment(" " + value.rjust(VALUE), "knob--value"),
        ]
