"""Exercise: cross-entropy of one sample and of a mini-batch."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Value

Y = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1], [0.25, 0.25, 0.5]])
ONE_HOT = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
SURE = np.array([[0.0, 1.0], [0.5, 0.5]])
CAPS = (
    *(10.0**-power for power in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 20, 30, 50, 100, 300)),
    float(np.finfo(float).eps),
    float(np.finfo(np.float32).eps),
)


def inputs(rng: np.random.Generator) -> Groups:
    y = core.softmax(rng.normal(0, 2, (4, 3)))
    t = rng.permutation(np.array([0, 1, 2, 2]))
    return {
        "one-hot": [
            (np.array([0.2, 0.8]), np.array([1.0, 0.0])),
            (y[0], core.one_hot(t[0], 3)),
        ],
        "one-hot-batch": [(Y[:2], ONE_HOT[:2]), (Y, ONE_HOT), (y, core.one_hot(t, 3))],
        "one-hot-integers": [(Y[0], np.array([1, 0, 0])), (Y, ONE_HOT.astype(int))],
        "labels": [
            (Y[:2], np.array([2, 0])),
            (Y, np.array([1, 1, 2])),
            (Y[:1], np.array([2])),
            (y, t),
        ],
        "hopeless": [(SURE[0], np.array([1.0, 0.0])), (SURE, np.array([0, 1]))],
        "sure": [(SURE[0], np.array([0.0, 1.0])), (SURE, np.array([[0.0, 1.0], [1.0, 0.0]]))],
    }


def _picked(y: Value, t: Value) -> Value:
    """The probabilities of the true classes, one a row."""
    y, labels = _rows(y, t)
    return y[np.arange(len(y)), labels]


def _rows(y: Value, t: Value) -> Value:
    """A batch, of one where it is a sample, and the true class of each row."""
    labels = t if t.ndim < y.ndim else np.atleast_2d(t).argmax(axis=1)
    return np.atleast_2d(y), labels


def _cost(p: Value) -> Value:
    return -np.mean(np.log(p))


def _capped(cap: Value, small: float) -> Value:
    """The loss with a small number in the logarithm, added to the probability or its least."""
    return lambda y, t: _cost(cap(_picked(y, t), small))


def _between(p: Value, small: float) -> Value:
    return np.clip(p, small, 1 - small)


def _times_log(reduce: Value, small: float = 0.0) -> Value:
    """Σ t log y as it is printed, told log y's products with a one-hot t; labels don't fit in."""
    return lambda y, t: -reduce(t * np.log(y + small), y)


def _encoded_times_log(y: Value, t: Value) -> Value:
    """The same, with labels made one-hot and samples made batches: 0 · log 0 is left."""
    y, labels = _rows(y, t)
    return -np.sum(np.eye(y.shape[1])[labels] * np.log(y)) / len(y)


def _whole_columns(reduce: Value) -> Value:
    """`y[:, t]`: of every row the true classes of all rows."""

    def cross_entropy_error(y: Value, t: Value) -> Value:
        y, labels = _rows(y, t)
        return reduce(-np.log(y[:, labels]), len(y))

    return cross_entropy_error


def _by_dtype(y: Value, t: Value) -> Value:
    """Whole numbers taken for labels, whatever their shape."""
    y, t = np.atleast_2d(y), t if t.dtype.kind == "i" else np.atleast_2d(t).argmax(axis=1)
    return -np.sum(np.log(y[np.arange(len(y)), t])) / len(y)


EXERCISE = Exercise(
    "cross_entropy_error",
    inputs,
    properties={
        "not-negative": lambda loss, y, t: loss >= 0,
    },
    ideas={
        "largest": lambda y, t: _cost(np.atleast_2d(y).max(axis=1)),
        "sum": lambda y, t: -np.sum(np.log(_picked(y, t))),
        "capped": tuple(
            _capped(cap, small) for cap in (np.add, np.maximum, _between) for small in CAPS
        ),
        "capped-sum": tuple(
            way
            for small in CAPS
            for way in (
                lambda y, t, small=small: -np.sum(np.log(_picked(y, t) + small)),
                _times_log(lambda costs, y: np.sum(costs), small),
            )
        ),
        "capped-formula": tuple(
            _times_log(lambda costs, y: np.sum(costs) / len(np.atleast_2d(y)), small)
            for small in CAPS
        ),
        "classes": lambda y, t: -np.sum(np.log(_picked(y, t))) / len(y),
        "of-all": lambda y, t: _cost(_picked(y, t)) / np.shape(y)[-1],
        "formula": _times_log(lambda costs, y: np.sum(costs)),
        "formula-classes": _times_log(lambda costs, y: np.sum(costs) / len(y)),
        "formula-mean": _times_log(lambda costs, y: np.mean(costs)),
        "zero-log": _encoded_times_log,
        "log-of-mean": lambda y, t: -np.log(np.mean(_picked(y, t))),
        "columns": (
            _whole_columns(lambda costs, n: np.mean(costs)),
            _whole_columns(lambda costs, n: np.sum(costs) / n),
        ),
        "by-dtype": _by_dtype,
        "no-minus": lambda y, t: -_cost(_picked(y, t)),
        "no-log": lambda y, t: -np.mean(_picked(y, t)),
        "base-2": lambda y, t: -np.mean(np.log2(_picked(y, t))),
        "base-10": lambda y, t: -np.mean(np.log10(_picked(y, t))),
        "each": lambda y, t: -np.log(_picked(y, t)),
    },
)
