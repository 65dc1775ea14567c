"""Exercise: the share of rows whose largest score stands at the true class."""

from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    y = rng.normal(size=(5, 3)).round(1)
    right = y.argmax(axis=1)
    some = np.where(np.arange(5) < 3, right, (right + 1) % 3)
    return {
        "batch": [(np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]), np.array([1, 0, 0])), (y, some)],
        "all-right": [(y, right)],
        "none-right": [(y, (right + 1) % 3)],
        "ties": [
            (np.array([[1.0, 1.0, 0.0], [0.0, 2.0, 2.0], [3.0, 0.0, 3.0]]), np.array([0, 1, 0]))
        ],
    }


def _down_the_columns(y: Any, t: Any) -> Any:
    """argmax(axis=0); with fewer columns than rows it fails, unless the rest is cut off."""
    guesses = y.argmax(axis=0)
    return np.mean(guesses == t[: len(guesses)])


EXERCISE = Exercise(
    "accuracy",
    inputs,
    properties={"share": lambda share, y, t: 0 <= share <= 1},
    ideas={
        "count": lambda y, t: np.sum(y.argmax(axis=1) == t),
        "percent": lambda y, t: 100 * np.mean(y.argmax(axis=1) == t),
        "wrong-share": lambda y, t: np.mean(y.argmax(axis=1) != t),
        "classes": lambda y, t: np.sum(y.argmax(axis=1) == t) / y.shape[1],
        "no-axis": lambda y, t: np.mean(y.argmax() == t),
        "axis-0": _down_the_columns,
        "value": lambda y, t: np.mean(y.max(axis=1) == t),
        "last-of-a-tie": lambda y, t: np.mean(y.shape[1] - 1 - y[:, ::-1].argmax(axis=1) == t),
    },
)
