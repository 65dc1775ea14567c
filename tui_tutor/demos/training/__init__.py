"""The training studio: a network learns digits live, and shows what it has learnt."""

from dataclasses import dataclass

from tui_tutor.demo import Demo
from tui_tutor.demos.training.run import TrainingRun
from tui_tutor.demos.training.views import VIEWS, draw
from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import ACTIVATIONS, INITS, OPTIMIZERS

HIDDEN = ("10", "50", "100", "200", "100+50", "50+50+50")


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*VIEWS), "curves")
    data: str = knob(Choice("auto", "drawn"), "auto")
    learning_rate: float = knob(Slider(1e-4, 100, step=10**0.25, log=True), 0.3)
    batch_size: int = knob(Slider(1, 1000, step=1), 100)
    epochs: int = knob(Slider(1, 100, step=1), 10)
    hidden: str = knob(Choice(*HIDDEN), "50")
    activation: str = knob(Choice(*ACTIVATIONS), "relu")
    optimizer: str = knob(Choice(*OPTIMIZERS), "sgd")
    init: str = knob(Choice(*INITS), "he")
    moment: int = knob(Slider(0, 100, step=1), 100)
    fork: int = knob(Button(), 0)


DEMO = Demo(
    "training",
    Knobs(),
    draw,
    core=(
        "affine",
        "relu",
        "softmax_cross_entropy",
        "affine_backward",
        "relu_backward",
        "sgd",
        "momentum",
        "adam",
    ),
    begin=TrainingRun,
    pace=100,
)
