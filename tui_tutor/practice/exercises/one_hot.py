"""Exercise: labels as one-hot rows."""

from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "labels": [(np.array([1, 0]), 3), (rng.permutation(4), 4)],
        "same-twice": [(np.array([2, 0, 2]), 3)],
        "missing-class": [(rng.integers(0, 5, 6), 10)],
    }


def _columns(labels: Any, classes: int) -> Any:
    """`t[:, labels] = 1`: whole columns instead of one cell a row."""
    t = np.zeros((len(labels), classes))
    t[:, labels] = 1
    return t


def _rows(labels: Any, classes: int) -> Any:
    """`t[labels] = 1`: whole rows."""
    t = np.zeros((len(labels), classes))
    t[labels] = 1
    return t


EXERCISE = Exercise(
    "one_hot",
    inputs,
    properties={
        "two-values": lambda t, labels, classes: np.isin(t, (0, 1)).all(),
        "single": lambda t, labels, classes: (t.sum(axis=1) == 1).all(),
    },
    ideas={
        "columns": _columns,
        "rows": _rows,
        "transposed": lambda labels, classes: np.eye(classes)[labels].T,
        "from-one": lambda labels, classes: np.eye(classes)[labels - 1],
        "own-classes": lambda labels, classes: np.eye(labels.max() + 1)[labels],
        "value": lambda labels, classes: np.eye(classes)[labels] * labels[:, None],
        "reversed": lambda labels, classes: 1 - np.eye(classes)[labels],
        "counted": lambda labels, classes: np.bincount(labels, minlength=classes),
    },
)
