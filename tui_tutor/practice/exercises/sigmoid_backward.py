"""Exercise: the gradient on its way back through a sigmoid."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Value

Y, DY = np.array([[0.1, 0.5, 0.8], [0.9, 0.3, 0.6]]), np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])


def inputs(rng: np.random.Generator) -> Groups:
    y, dy = core.sigmoid(rng.normal(0, 2, (3, 4))), rng.normal(0, 1, (3, 4))
    return {
        "one-number": [(np.array(0.5), np.array(2.0)), (np.array(0.9), np.array(-1.0))],
        "array": [(np.array([0.2, 1.0]), np.array([1.0, -2.0])), (y[0], dy[0])],
        "batch": [(Y, DY), (y, dy)],
        "nothing": [(np.zeros((0,)), np.zeros((0,)))],
    }


def _slope(y: Value) -> Value:
    return y * (1 - y)


EXERCISE = Exercise(
    "sigmoid_backward",
    inputs,
    properties={"a-quarter": lambda dx, y, dy: (np.abs(dx) <= np.abs(dy) * 0.251).all()},
    ideas={
        "no-dy": lambda y, dy: _slope(y),
        "from-x": lambda y, dy: dy * core.sigmoid_grad(y),
        "half-slope": lambda y, dy: dy * y,
        "other-half": lambda y, dy: dy * (1 - y),
        "added": lambda y, dy: dy + _slope(y),
        "passed-on": lambda y, dy: dy,
        "uphill": lambda y, dy: -dy * _slope(y),
        "slope-of-dy": lambda y, dy: y * dy * (1 - dy),
        "precedence": (lambda y, dy: dy * y * 1 - y, lambda y, dy: dy * y - y),
        "dot": (
            lambda y, dy: np.dot(dy, _slope(y)),
            lambda y, dy: np.dot(_slope(y), dy),
            lambda y, dy: np.dot(dy, y) * (1 - y),
        ),
        "divided": lambda y, dy: dy / _slope(y),
        "plus": lambda y, dy: dy * y * (1 + y),
        "one-sum": lambda y, dy: np.sum(dy * _slope(y)),
    },
)
