"""The training studio: a network learns digits live, and shows what it has learnt."""

from math import nan

from tui_tutor.demo import LiveDemo
from tui_tutor.demos.training.knobs import Knobs
from tui_tutor.demos.training.page import draw
from tui_tutor.demos.training.run import Bench, Studio, needs_another_network
from tui_tutor.session import Session


def height(knobs: Knobs, studio: Studio) -> float:
    """The loss of the last mini-batch."""
    return studio.now.loss if studio.now else nan


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
        height=height,
        anew=lambda ran_by, knobs, studio: needs_another_network(studio.knobs, knobs),
    )
