"""What can be turned in the studio."""

from dataclasses import dataclass

from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import INITS, RULES, TRAINABLE

VIEWS = ("curves", "weights", "confusion", "mistakes", "activations", "follow")
HIDDEN = ("10", "50", "100", "200", "100+50", "50+50+50")
IMAGES = ("all", "3000", "1000", "300")  # to train on: few are soon known by heart


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*VIEWS), "curves")
    data: str = knob(Choice("auto", "drawn", "mnist"), "auto")
    images: str = knob(Choice(*IMAGES), "all")
    learning_rate: float = knob(Slider(1e-4, 100, step=10**0.25, log=True), 0.3)
    batch_size: float = knob(Slider(1, 1000, step=10 ** (1 / 3), log=True), 100)
    epochs: int = knob(Slider(1, 100, step=1), 10)
    hidden: str = knob(Choice(*HIDDEN), "50")
    activation: str = knob(Choice(*TRAINABLE), "relu")
    optimizer: str = knob(Choice(*RULES), "sgd")
    init: str = knob(Choice(*INITS), "he")
    digit: int = knob(Button(), 0, "follow")  # which test digit that is
    seed: int = knob(Button(), 0)  # each press draws other first weights and another order
