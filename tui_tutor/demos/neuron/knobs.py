"""What can be turned on the neuron: its view, its gate, its weights and what comes in."""

from dataclasses import dataclass

from tui_tutor.knobs import Choice, Slider, Switch, knob
from tui_tutor.nets import TRAINABLE

WANTED = {"AND": (0, 0, 0, 1), "NAND": (1, 1, 1, 0), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0)}
WEIGHT = Slider(-3, 3, step=0.25)  # quarters have no rounding: a sum of 0 is exactly 0


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("line", "layers", "hidden"), "line")
    gate: str = knob(Choice(*WANTED), "AND")
    w1: float = knob(WEIGHT, 1.0)
    w2: float = knob(WEIGHT, 0.5)
    b: float = knob(WEIGHT, -0.75)
    activation: str = knob(Choice("step", *TRAINABLE), "step")
    x1: bool = knob(Switch(), True)
    x2: bool = knob(Switch(), False)

    @property
    def signal(self) -> tuple[str, str, bool, bool]:
        """What sends the numbers through the network anew."""
        return self.view, self.activation, self.x1, self.x2
