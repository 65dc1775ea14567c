"""Exercise: softmax."""

from typing import Any

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    scores = rng.normal(0, 2, 4)
    return {
        "one-sample": [(np.array([1.0, 2.0]),), (scores,)],
        "shifted": [(np.array([101.0, 102.0]),), (scores + 100,)],
        "batch": [(np.array([[1.0, 2.0], [4.0, 1.0]]),), (rng.normal(0, 2, (3, 4)),)],
        "large": [(np.array([1010.0, 1000.0, 990.0]),), (rng.normal(0, 1e4, (2, 3)),)],
        "far-apart": [(np.array([[3.0, 1.0], [1010.0, 1000.0]]),)],
        "float32": [(np.array([1.0, 2.0], np.float32),)],
    }


def _over(a: Any, top: Any, total: Any) -> Any:
    """Softmax with a maximum and a sum over other axes than each row's own."""
    with np.errstate(all="ignore"):
        e = np.exp(a - np.max(a, axis=top, keepdims=top is not None))
        return e / np.sum(e, axis=total, keepdims=total is not None)


@np.errstate(all="ignore")
def _unkept(a: Any, top: Any, keepdims: bool) -> Any:
    """Softmax without keepdims: a square batch is divided along the wrong axis, others fail."""
    e = np.exp(a - top)
    return e / e.sum(axis=-1, keepdims=keepdims)


EXERCISE = Exercise(
    "softmax",
    inputs,
    properties={
        "finite": lambda y, a: np.isfinite(y).all(),
        "range": lambda y, a: ((y >= 0) & (y <= 1 + 1e-6)).all(),
        "sum": lambda y, a: np.allclose(y.sum(axis=-1, dtype=float), 1, rtol=1e-3),
    },
    ideas={
        "naive": np.errstate(all="ignore")(core.naive_softmax),
        "naive-batch": np.errstate(all="ignore")(lambda a: np.exp(a) / np.sum(np.exp(a))),
        "whole-batch": lambda a: _over(a, None, None),
        "batch-maximum": lambda a: _over(a, None, -1),
        "batch-sum": lambda a: _over(a, -1, None),
        "axis-0": (
            lambda a: _over(a, 0, 0),
            lambda a: _over(a, None, 0),
            np.errstate(all="ignore")(lambda a: np.exp(a) / np.exp(a).sum(axis=0)),
        ),
        "undivided": (
            lambda a: np.exp(a - a.max(axis=-1, keepdims=True)),
            np.errstate(all="ignore")(np.exp),
        ),
        "by-largest": (
            np.errstate(all="ignore")(
                lambda a: core.naive_softmax(a / a.max(axis=-1, keepdims=True))
            ),
            np.errstate(all="ignore")(lambda a: core.naive_softmax(a / a.max())),
        ),
        "no-keepdims": (
            lambda a: _unkept(a, a.max(axis=-1), False),
            lambda a: _unkept(a, a.max(axis=-1), True),
            lambda a: _unkept(a, a.max(axis=-1, keepdims=True), False),
            lambda a: _unkept(a, a.max(), False),
            lambda a: _unkept(a, 0, False),
        ),
        "no-exp": lambda a: a / np.sum(a, axis=-1, keepdims=True),
        "sigmoid": core.sigmoid,
        "logarithm": core.log_softmax,
        "winner": lambda a: (a == a.max(axis=-1, keepdims=True)).astype(float),
    },
)
