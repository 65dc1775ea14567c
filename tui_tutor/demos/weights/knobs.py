"""What can be turned where weights begin."""

from dataclasses import dataclass

from tui_tutor.demos.weights.beginnings import WAYS
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.nets import TRAINABLE


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("layers", "twins"), "layers")
    activation: str = knob(Choice(*TRAINABLE), "sigmoid")
    init: str = knob(Choice(*WAYS), "1")
    layers: int = knob(Slider(1, 10), 5, "layers")
