"""Knobs of few values, turned without typing: a choice among names, a switch, a button."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui_tutor.choices import choice_name
from tui_tutor.knobs import Choice, words
from tui_tutor.tui.widgets.knobs.knob import MARK, KnobLine

IN_SIGHT = 3  # names that stand beside each other where they have room


class ChoiceKnob(KnobLine):
    """One of a few names: all of them in sight, or one between the arrows to the others."""

    control: Choice

    def called(self, option: str) -> str:
        return choice_name(self.demo, self.knob, option)

    @property
    def segments_width(self) -> int | None:
        """The cells that all names need beside each other; None where they are too many."""
        names = [self.called(option) for option in self.control.options]
        return sum(cell_len(name) + 3 for name in names) - 1 if len(names) <= IN_SIGHT else None

    @property
    def value_width(self) -> int:
        return max(cell_len(self.called(option)) for option in self.control.options) + 4

    @property
    def in_sight(self) -> bool:
        """Whether all its names are shown."""
        width = self.segments_width
        return width is not None and width <= self.size.width - self.edge + 1

    def shown(self) -> list[Segment]:
        if not self.in_sight:
            return [
                self.segment("‹ ", "knob--mark"),
                self.segment(self.called(self.value), "knob--value"),
                self.segment(" ›", "knob--mark"),
            ]
        segments = []
        for option in self.control.options:
            part = "knob--chosen" if option == self.value else "knob--other"
            segments += [
                self.segment(f" {self.called(option)} ", part),
                self.segment("│", "knob--track"),
            ]
        return segments[:-1]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.prevent_default()
        if not self.in_sight:
            self.action_nudge(-1 if event.x == self.edge else 1)
            return
        x = event.x - self.edge
        for option in self.control.options:
            width = cell_len(self.called(option)) + 2
            if 0 <= x < width:
                self.turn(option)
            x -= width + 1


class SwitchKnob(KnobLine):
    """On or off."""

    def shown(self) -> list[Segment]:
        return [
            self.segment("● " if self.value else "○ ", "knob--mark"),
            self.segment(words("switch.on" if self.value else "switch.off"), "knob--value"),
        ]


class ButtonKnob(KnobLine):
    """Something to press. Its value counts the presses."""

    @property
    def label_width(self) -> int:
        return MARK  # what it says stands on it

    def needs(self, edge: int) -> int:
        return MARK + cell_len(self.label) + 2

    def render_line(self, y: int) -> Strip:
        button = Strip([self.mark(), self.segment(f" {self.label} ", "knob--chosen")])
        return button.adjust_cell_length(self.size.width).apply_style(self.rich_style)
