"""Exercise: the share of rows whose largest score stands at the true class."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

TIES = np.array([[1.0, 1.0, 0.0], [0.0, 2.0, 2.0], [3.0, 0.0, 3.0], [1.0, 2.0, 3.0]])
SQUARE = np.array([[0.2, 0.7, 0.1], [0.6, 0.3, 0.1], [0.5, 0.1, 0.4]])
FIVE = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4], [0.45, 0.55]])


def inputs(rng: np.random.Generator) -> Groups:
    y = rng.normal(size=(5, 3)).round(1)
    right = y.argmax(axis=1)
    some = np.where(np.arange(5) < 3, right, (right + 1) % 3)
    return {
        "batch": [(FIVE[:3], np.array([1, 0, 0])), (FIVE, np.array([1, 0, 1, 1, 1])), (y, some)],
        "square": [(SQUARE, np.array([1, 0, 2]))],
        "all-right": [(FIVE, np.array([1, 0, 1, 0, 1])), (y, right)],
        "none-right": [(y, (right + 1) % 3)],
        "ties": [(TIES, np.array([0, 1, 0, 2])), (TIES, np.array([1, 2, 2, 2]))],
    }


def _rowwise(found: Value) -> Value:
    """The share of rows for which something is found of (scores, label)."""
    return lambda y, t: np.mean([found(row, label) for row, label in zip(y, t, strict=True)])


EXERCISE = Exercise(
    "accuracy",
    inputs,
    properties={"share": lambda share, y, t: 0 <= share <= 1},
    ideas={
        "count": lambda y, t: np.sum(y.argmax(axis=1) == t),
        "percent": lambda y, t: 100 * np.mean(y.argmax(axis=1) == t),
        "wrong-share": lambda y, t: np.mean(y.argmax(axis=1) != t),
        "classes": lambda y, t: np.sum(y.argmax(axis=1) == t) / y.shape[1],
        "no-axis": (
            lambda y, t: np.mean(y.argmax() == t),
            lambda y, t: np.sum(y.argmax() == t) / len(t),
        ),
        "axis-0": (
            lambda y, t: np.mean(y.argmax(axis=0) == t),
            lambda y, t: np.sum(y.argmax(axis=0) == t) / len(t),
        ),
        "value": lambda y, t: np.mean(y.max(axis=1) == t),
        "scores": (lambda y, t: np.mean(y == t), lambda y, t: np.sum(y == t) / len(t)),
        "smallest": lambda y, t: np.mean(y.argmin(axis=1) == t),
        "last-of-a-tie": lambda y, t: np.mean(y.shape[1] - 1 - y[:, ::-1].argmax(axis=1) == t),
        "any-of-a-tie": _rowwise(lambda row, label: row[label] == row.max()),
        "all-or-none": (
            lambda y, t: bool((y.argmax(axis=1) == t).all()),
            lambda y, t: int((y.argmax(axis=1) == t).all()),
            lambda y, t: np.sum(y.argmax(axis=1) == t) // len(t),
        ),
        "each": lambda y, t: y.argmax(axis=1) == t,
        "early-return": (
            lambda y, t: float(y[0].argmax() == t[0]),
            lambda y, t: float(y[0].argmax() == t[0]) / len(t),
        ),
        "probability": _rowwise(lambda row, label: row[label]),
        "above-half": _rowwise(lambda row, label: row[label] > 0.5),
    },
)
