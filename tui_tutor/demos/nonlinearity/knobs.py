"""What can be turned where layers collapse or bend."""

from dataclasses import dataclass

from tui_tutor.demos.nonlinearity.fit import TARGETS
from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import TRAINABLE

Wanted = tuple[str, int, str, int]


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("collapse", "fit"), "collapse")
    activation: str = knob(Choice("identity", *TRAINABLE), "identity")
    layers: int = knob(Slider(1, 10, step=1), 3, "collapse")
    x: float = knob(Slider(-3, 3, step=0.25), 1.5, "collapse")
    target: str = knob(Choice(*TARGETS), "sine", "fit")
    units: int = knob(Slider(1, 50, step=1), 8, "fit")
    weights: int = knob(Button(), 0)  # each press draws other ones

    @property
    def wanted(self) -> Wanted:
        """What a fit depends on."""
        return self.activation, self.units, self.target, self.weights
