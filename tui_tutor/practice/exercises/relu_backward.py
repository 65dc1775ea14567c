"""Exercise: the gradient on its way back through ReLU."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups

Y, DY = np.array([[0.0, 0.2, 3.0], [1.5, 0.0, 0.7]]), np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])


def inputs(rng: np.random.Generator) -> Groups:
    y, dy = core.relu(rng.normal(0, 2, (3, 4))), rng.normal(0, 1, (3, 4))
    return {
        "one-number": [(np.array(2.0), np.array(-3.0)), (np.array(0.0), np.array(-3.0))],
        "array": [(np.array([0.0, 2.0, 0.0]), np.array([5.0, -3.0, -1.0])), (y[0], dy[0])],
        "just-above": [(np.array([1e-3, 0.3, 0.6, 1.0]), np.array([2.0, -1.0, 3.0, -4.0]))],
        "batch": [(Y, DY), (y, dy)],
        "float32": [(np.array([0, 2], np.float32), np.array([5, -3], np.float32))],
        "nothing": [(np.zeros((0,)), np.zeros((0,)))],
    }


EXERCISE = Exercise(
    "relu_backward",
    inputs,
    properties={
        "silent": lambda dx, y, dy: (dx[y == 0] == 0).all(),
        "active": lambda dx, y, dy: np.allclose(dx[y > 0], dy[y > 0], rtol=1e-3),
        "dtype": lambda dx, y, dy: dy.dtype != np.float32 or dx.dtype == np.float32,
    },
    ideas={
        "no-dy": lambda y, dy: np.where(y > 0, 1.0, 0.0),
        "mask-of-dy": lambda y, dy: np.where(dy > 0, dy, 0),
        "passed-on": lambda y, dy: dy,
        "turned-round": (lambda y, dy: np.where(y > 0, 0, dy), lambda y, dy: dy * (y < 1e-9)),
        "times-y": lambda y, dy: dy * y,
        "both-masks": lambda y, dy: np.where((y > 0) & (dy > 0), dy, 0),
        "above-one": (lambda y, dy: dy * (y > 1), lambda y, dy: dy * (y >= 1)),
        "dot": (lambda y, dy: np.dot(dy, y > 0), lambda y, dy: np.dot(y > 0, dy)),
        "selected": lambda y, dy: dy[y > 0],
        "relu-of-product": lambda y, dy: np.maximum(0, y * dy),
    },
)
