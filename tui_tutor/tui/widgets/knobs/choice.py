"""Knobs of few values, turned without typing: a choice among names, a switch, a button."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui_tutor.knobs import Choice
from tui_tutor.tui.widgets.knobs.knob import LABEL, KnobLine


class ChoiceKnob(KnobLine):
    """One of a few names, between the arrows that lead to the others."""

    control: Choice

    @property
    def least_width(self) -> int:
        return cell_len(self.label) + 1 + max(map(cell_len, self.control.options)) + 4

    @property
    def label_width(self) -> int:
        """Fewer cells where the longest name needs them."""
        spare = max(self.size.width - self.least_width, 0)
        return min(cell_len(self.label) + 1 + spare, LABEL)

    def shown(self) -> list[Segment]:
        return [self.segment(f"◂ {self.value} ▸", "knob--value")]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.prevent_default()
        self.action_nudge(-1 if event.x == self.label_width else 1)


class SwitchKnob(KnobLine):
    """On or off."""

    def shown(self) -> list[Segment]:
        return [self.segment("● on " if self.value else "○ off", "knob--value")]


class ButtonKnob(KnobLine):
    """Something to press. Its value counts the presses."""

    def render_line(self, y: int) -> Strip:
        button = Strip([self.segment(f"[ {self.label} ]", "knob--value")])
        return button.adjust_cell_length(self.size.width).apply_style(self.rich_style)
