"""What can be turned on the glass network."""

from dataclasses import dataclass

from tui_tutor.knobs import Choice, Slider, knob

UNITS, DIGITS = 50, 60  # in the hidden layer; to read
GUESS = "guess"  # the output that the network says


@dataclass(frozen=True)
class Knobs:
    digit: int = knob(Slider(1, DIGITS, step=1), 2)
    unit: int = knob(Slider(0, UNITS - 1, step=1), 11, "whole", "unit")
    output: str = knob(Choice(GUESS, *"0123456789"), GUESS, "output")
    view: str = knob(Choice("whole", "unit", "output"), "whole")
