"""The knobs of a demo on a screen: dials in as many columns as fit, fields to type values into."""

from itertools import zip_longest
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tui_tutor.knobs import Button, Choice, Control, KnobError, Pad, Switch
from tui_tutor.tui.widgets.dial import Dial, DialTurned
from tui_tutor.tui.widgets.pad import DrawingPad

WIDE = 38  # cells: the least that a knob with a track needs
HALF = 27  # cells: a column where a lesson stands beside the demo, at 120 columns


class Knob(Horizontal):
    """A dial and, while a value is being typed, a field in its place."""

    def __init__(self, name: str, label: str, control: Control, value: Any) -> None:
        super().__init__()
        self.dial = Dial(name, label, control, value)
        short = isinstance(control, Choice | Switch | Button) and self.dial.least_width <= HALF
        self.set_class(not short, "-long")

    def compose(self) -> ComposeResult:
        yield self.dial
        yield Input(compact=True, select_on_focus=False)

    @on(Dial.Typing)
    def type_value(self, event: Dial.Typing) -> None:
        event.stop()
        field = self.query_one(Input)
        field.value = event.first
        field.placeholder = self.dial.control.range()
        self.set_class(True, "-typing")
        field.focus()
        field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def take_value(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            value = self.dial.control.parse(event.value.strip())
        except KnobError as error:
            self.notify(str(error), title=self.dial.label, severity="warning", markup=False)
            return
        self.leave_field()
        if value != self.dial.value:
            self.dial.value = value
            # From here and not from the dial: a message stops at its sender's parent.
            self.post_message(DialTurned(self.dial, value))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.has_class("-typing"):
            event.stop()
            self.leave_field()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, Input):
            self.set_class(False, "-typing")

    def leave_field(self) -> None:
        self.dial.focus()
        self.set_class(False, "-typing")


def leave_no_gap(knobs: list[Widget]) -> None:
    """Where long knobs take both columns, a short one before them has a row to itself."""
    column = 0
    for knob, following in zip_longest(knobs, knobs[1:]):
        if knob.has_class("-long"):
            column = 0
        else:
            alone = column == 0 and (following is None or following.has_class("-long"))
            knob.set_class(alone, "-alone")
            column = 0 if alone else 1 - column


class KnobPanel(Grid):
    """All knobs of a demo, two or more beside each other; a long one takes two places."""

    class Turned(Message):
        """A knob has a new value."""

        def __init__(self, name: str, value: Any) -> None:
            super().__init__()
            self.knob = name
            self.value = value

    def on_resize(self, event: events.Resize) -> None:
        columns = 1 if self.has_class("-pad") else min(max(event.size.width // WIDE, 2), 4)
        self.styles.grid_size_columns = columns
        # Where two columns are too narrow for a slider's track, it takes both.
        self.set_class(event.size.width < 2 * WIDE, "-narrow")

    async def show(self, knobs: dict[str, tuple[str, Control, Any]]) -> None:
        """Put these knobs here: name → label, control, value."""
        await self.remove_children()
        self.set_class(any(isinstance(control, Pad) for _, control, _ in knobs.values()), "-pad")
        made: list[Widget] = [
            DrawingPad(name, control, value)
            if isinstance(control, Pad)
            else Knob(name, label, control, value)
            for name, (label, control, value) in knobs.items()
        ]
        if self.is_attached:  # not while the app is closing
            await self.mount_all(made)

    def show_only(self, names: set[str]) -> bool:
        """Show the knobs that are in play, and hide the others; whether that changed anything."""
        before = [knob for knob in self.children if knob.display]
        for knob in self.children:
            if isinstance(knob, Knob):
                knob.display = knob.dial.name in names
        now = [knob for knob in self.children if knob.display]
        leave_no_gap(now)
        return now != before

    def set_values(self, values: dict[str, Any]) -> None:
        """Show other values, without saying that they were turned."""
        for dial in (*self.query(Dial), *self.query(DrawingPad)):
            if dial.name in values:
                dial.value = values[dial.name]

    @on(DialTurned)
    def turned(self, event: DialTurned) -> None:
        event.stop()
        assert event.dial.name is not None
        self.post_message(self.Turned(event.dial.name, event.value))
