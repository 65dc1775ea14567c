"""Exercise: cross-entropy of one sample and of a mini-batch."""

from typing import Any

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    y = core.softmax(rng.normal(0, 2, (4, 3)))
    t = rng.permutation(np.array([0, 1, 2, 2]))
    return {
        "one-hot": [(np.array([0.2, 0.8]), np.array([1.0, 0.0])), (y[0], core.one_hot(t[0], 3))],
        "one-hot-batch": [(y[:2], core.one_hot(t[:2], 3)), (y, core.one_hot(t, 3))],
        "labels": [(y[:2], t[:2]), (y, t)],
        "hopeless": [(np.array([0.0, 1.0]), np.array([1.0, 0.0]))],
    }


def _picked(y: Any, t: Any) -> Any:
    """The probabilities of the true classes, one a row."""
    y = np.atleast_2d(y)
    labels = t if np.ndim(t) == 1 and len(t) == len(y) else np.atleast_2d(t).argmax(axis=1)
    return y[np.arange(len(y)), labels]


@np.errstate(all="ignore")
def _cost(p: Any) -> Any:
    return -np.mean(np.log(p))


def _capped(cap: Any, small: float) -> Any:
    """The loss with a small number in the logarithm, added to the probability or its least."""
    return lambda y, t: _cost(cap(_picked(y, t), small))


EXERCISE = Exercise(
    "cross_entropy_error",
    inputs,
    properties={
        "not-negative": lambda loss, y, t: loss >= 0,
    },
    ideas={
        "largest": lambda y, t: _cost(np.atleast_2d(y).max(axis=1)),
        "sum": np.errstate(all="ignore")(lambda y, t: -np.sum(np.log(_picked(y, t)))),
        "capped": tuple(
            _capped(cap, small)
            for cap in (np.add, np.maximum)
            for small in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
        ),
        "capped-sum": np.errstate(all="ignore")(lambda y, t: -np.sum(np.log(_picked(y, t) + 1e-7))),
        "classes": np.errstate(all="ignore")(lambda y, t: -np.sum(np.log(_picked(y, t))) / len(y)),
        "of-all": lambda y, t: _cost(_picked(y, t)) / np.shape(y)[-1],
        "no-minus": lambda y, t: -_cost(_picked(y, t)),
        "no-log": lambda y, t: -np.mean(_picked(y, t)),
        "base-2": np.errstate(all="ignore")(lambda y, t: -np.mean(np.log2(_picked(y, t)))),
        "base-10": np.errstate(all="ignore")(lambda y, t: -np.mean(np.log10(_picked(y, t)))),
    },
)
