"""How bad is an answer? Squared error and cross-entropy of one sample, of a batch, at the edge."""

from dataclasses import dataclass

import numpy as np
from rich.console import RenderableType

from tui_tutor import core
from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.loss import batch, cap, one
from tui_tutor.knobs import Choice, Numbers, Slider, knob
from tui_tutor.nested import Nested
from tui_tutor.show.roles import AMBER, SKY

SCORE = Slider(-20, 20, step=0.5)
ROWS = ((0.7, 0.2, 0.05, 0.05), (0.3, 0.4, 0.2, 0.1), (0.1, 0.1, 0.1, 0.7), (0.6, 0.2, 0.1, 0.1))


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("one", "batch", "cap"), "one")
    a0: float = knob(SCORE, 0.0, "one")
    a1: float = knob(SCORE, 2.0, "one")
    a2: float = knob(SCORE, 1.0, "one")
    true: str = knob(Choice("0", "1", "2"), "0", "one")
    y: Nested = knob(Numbers((2,), most=60), ROWS, "batch")
    t: Nested = knob(Numbers((1,), most=12), (1, 2, 3, 0), "batch")
    t_as: str = knob(Choice("labels", "one-hot"), "labels", "batch")
    score: float = knob(Slider(-1000, 40), -40, "cap")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    if knobs.view == "one":
        return one.draw(np.array([knobs.a0, knobs.a1, knobs.a2]), int(knobs.true), size)
    if knobs.view == "batch":
        y, t = np.array(knobs.y, dtype=float), np.array(knobs.t, dtype=float)
        return batch.draw(y, t, knobs.t_as == "one-hot", size)
    return cap.draw(float(knobs.score), size)


def facts(knobs: Knobs) -> Facts:
    """Both losses of the one sample and their pushes on the true score; what the batch costs."""
    a, true = np.array([knobs.a0, knobs.a1, knobs.a2]), int(knobs.true)
    y, slopes = core.softmax(a), one.slopes_of(a, true)
    return {
        "cross": float(core.cross_entropy_error(y, true)),
        "cross_push": abs(float(slopes["cross-a"][true])),
        "squared_push": abs(float(slopes["squared-a"][true])),
        "labels_are_largest": bool(
            np.array_equal(np.array(knobs.t), np.array(knobs.y).argmax(axis=1))
        ),
    }


DEMO = StillDemo(
    "loss",
    Knobs(),
    draw,
    core=(
        "sum_squared_error",
        "mean_squared_error",
        "cross_entropy_error",
        "cross_entropy_error_grad",
        "softmax_cross_entropy",
        "one_hot",
    ),
    facts=facts,
    parts={"cross": SKY, "squared": AMBER, "push": "", "capped": AMBER, "scores": SKY},
)
