"""What can be turned on a network whose gradients flow back."""

from dataclasses import dataclass

from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import TRAINABLE


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("neuron", "network", "race"), "neuron")
    activation: str = knob(Choice(*TRAINABLE), "sigmoid", "neuron", "network")
    x: float = knob(Slider(-3, 3, step=0.5), 2.0, "neuron", "network")
    w: float = knob(Slider(-3, 3, step=0.1), 0.5, "neuron")
    b: float = knob(Slider(-3, 3, step=0.1), -0.5, "neuron")
    t: float = knob(Slider(-1, 2, step=0.5), 1.0, "neuron")
    label: str = knob(Choice("0", "1"), "0", "network")
    weights: int = knob(Button(), 0, "network")  # each press draws others for the network
    hidden: str = knob(Choice("5", "50", "200"), "50", "race")
