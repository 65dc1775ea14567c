"""Exercise: labels as one-hot rows."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "labels": [(np.array([1, 0]), 3), (np.array([1, 3, 0, 2]), 4), (rng.permutation(4), 4)],
        "same-twice": [(np.array([2, 0, 2]), 3)],
        "missing-class": [(np.array([1, 1, 0]), 5), (rng.integers(0, 5, 6), 10)],
        "range-end": [(np.array([4]), 5), (np.array([3, 0]), 4)],
    }


def _filled(place: Value) -> Value:
    """A matrix of zeros in which some places become 1."""

    def one_hot(labels: Value, classes: int) -> Value:
        t = np.zeros((len(labels), classes))
        t[place(labels)] = 1
        return t

    return one_hot


def _single_row(labels: Value, classes: int) -> Value:
    t = np.zeros(classes)
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
        "columns": _filled(lambda labels: (slice(None), labels)),
        "rows": _filled(lambda labels: labels),
        "places-swapped": _filled(lambda labels: (labels, np.arange(len(labels)))),
        "transposed": lambda labels, classes: np.eye(classes)[labels].T,
        "from-one": lambda labels, classes: np.eye(classes)[labels - 1],
        "own-classes": (
            lambda labels, classes: np.eye(labels.max() + 1)[labels],
            lambda labels, classes: np.eye(len(np.unique(labels)))[labels],
        ),
        "few-rows": lambda labels, classes: np.eye(len(labels), classes)[labels],
        "always-ten": lambda labels, classes: np.eye(10)[labels],
        "eye": (
            lambda labels, classes: np.eye(classes),
            lambda labels, classes: np.eye(len(labels), classes),
        ),
        "value": lambda labels, classes: np.eye(classes)[labels] * labels[:, None],
        "reversed": lambda labels, classes: 1 - np.eye(classes)[labels],
        "counted": lambda labels, classes: np.bincount(labels, minlength=classes),
        "single-row": _single_row,
        "early-return": _filled(lambda labels: (0, labels[0])),
    },
)
