"""The training studio: a network learns digits live, and shows what it has learnt."""

from dataclasses import dataclass

from tui_tutor.demo import LiveDemo
from tui_tutor.demos.training.page import VIEWS, draw
from tui_tutor.demos.training.run import NOW, Bench, Studio
from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import INITS, RULES, TRAINABLE
from tui_tutor.session import Session

HIDDEN = ("10", "50", "100", "200", "100+50", "50+50+50")


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*VIEWS), "curves")
    data: str = knob(Choice("auto", "drawn", "mnist"), "auto")
    learning_rate: float = knob(Slider(1e-4, 100, step=10**0.25, log=True), 0.3)
    batch_size: float = knob(Slider(1, 1000, step=10 ** (1 / 3), log=True), 100)
    epochs: int = knob(Slider(1, 100, step=1), 10)
    hidden: str = knob(Choice(*HIDDEN), "50")
    activation: str = knob(Choice(*TRAINABLE), "relu")
    optimizer: str = knob(Choice(*RULES), "sgd")
    init: str = knob(Choice(*INITS), "he")
    moment: int = knob(Slider(0, NOW, step=1), NOW)
    fork: int = knob(Button(), 0)
    digit: int = knob(Button(), 0, "follow")  # which test digit that is
    seed: int = knob(Button(), 0)  # each press draws other first weights and another order


def demo(session: Session) -> LiveDemo[Knobs, Studio]:
    return LiveDemo(
        "training",
        Knobs(),
        draw,
        core=(
            "affine",
            "relu",
            "sigmoid",
            "tanh",
            "softmax_cross_entropy",
            "affine_backward",
            "affine_backward_input",
            "relu_backward",
            "sigmoid_backward",
            "tanh_backward",
            "sgd",
            "momentum",
            "adagrad",
            "adam",
        ),
        begin=Bench(session.data).begin,
        pace=100,
        uses_digits=True,
    )
