"""Exercise: softmax and cross-entropy in one, with the gradient by the scores."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Value

BATCH = np.array([[0.5, -1.0, 2.0], [1.0, 3.0, -2.5]])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-sample": [(np.array([[1.0, 2.0, 0.5]]), np.array([0]))],
        "batch": [
            (BATCH, np.array([1, 0])),
            (rng.normal(0, 2, (5, 4)), rng.integers(0, 4, 5)),
        ],
        "square": [(rng.normal(0, 2, (3, 3)), np.array([2, 0, 1]))],
        "large": [(np.array([[1010.0, 1000.0, 1005.0], [3.0, 1.0, 2.0]]), np.array([2, 0]))],
    }


def _right(scores: Value, t: Value) -> Value:
    return core.softmax_cross_entropy(scores, t)


def _naive(scores: Value, t: Value) -> Value:
    y = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    rows = np.arange(len(t))
    return -np.mean(np.log(y[rows, t])), (y - core.one_hot(t, y.shape[1])) / len(t)


def _twice(scores: Value, t: Value) -> Value:
    return _right(core.softmax(scores), t)


def _of(loss: Value, gradient: Value) -> Value:
    """core's answers, each changed: loss(loss, N) and gradient(gradient, y, N)."""

    def way(scores: Value, t: Value) -> Value:
        cost, slope = _right(scores, t)
        return loss(cost, len(t)), gradient(slope, core.softmax(scores), len(t))

    return way


def _as_it_is(value: Value, *_: Value) -> Value:
    return value


EXERCISE = Exercise(
    "softmax_cross_entropy",
    inputs,
    properties={
        "positive": lambda parts, scores, t: parts[0] >= 0,
        "rows": lambda parts, scores, t: np.allclose(parts[1].sum(axis=1), 0, atol=1e-4),
    },
    ideas={
        "not-averaged": _of(_as_it_is, lambda slope, y, n: slope * n),
        "summed-loss": _of(lambda cost, n: cost * n, _as_it_is),
        "both-summed": _of(lambda cost, n: cost * n, lambda slope, y, n: slope * n),
        "sign": _of(lambda cost, n: -cost, _as_it_is),
        "uphill": _of(_as_it_is, lambda slope, y, n: -slope),
        "no-labels": _of(_as_it_is, lambda slope, y, n: y / n),
        "probabilities": _of(_as_it_is, lambda slope, y, n: y),
        "overflow": _naive,
        "twice": _twice,
        "by-classes": _of(_as_it_is, lambda slope, y, n: slope * n / y.shape[1]),
    },
    returns=("loss", "gradient"),
    given=("one_hot", "log_softmax"),
)
