"""The training studio: a network learns digits live, and shows what it has learnt."""

from math import nan

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo
from tui_tutor.demos.training.knobs import Knobs
from tui_tutor.demos.training.page import draw
from tui_tutor.demos.training.run import Bench, Studio, needs_another_network
from tui_tutor.session import Session
from tui_tutor.show.roles import AMBER, SKY


def height(knobs: Knobs, studio: Studio) -> float:
    """The loss of the last mini-batch."""
    return studio.now.loss if studio.now else nan


def facts(knobs: Knobs, studio: Studio) -> Facts:
    """How far the run is, by which settings, and what it has learnt."""
    now = studio.now
    if now is None:
        return {}
    settings, measured = now.settings, now.evaluations
    return {
        "steps": now.step,
        "epoch": now.epoch,
        "loss": now.loss,
        "accuracy": measured[-1].unseen_accuracy if measured else nan,
        "stopped": now.stopped,
        "rate": settings.learning_rate,
        "batch": settings.batch_size,
        "rule": settings.optimizer,
        "layers": len(settings.hidden),
        "weights": settings.init,
        "function": settings.activation,
    }


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
        parts={"train": SKY, "validation": AMBER},
        anew=lambda ran_by, knobs, studio: needs_another_network(studio.knobs, knobs),
        facts=facts,
    )
