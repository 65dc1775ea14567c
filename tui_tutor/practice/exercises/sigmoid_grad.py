"""Exercise: the slope of the sigmoid."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Value

BATCH = np.array([[-3.0, 0.5], [2.0, -0.1]])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(0.0),), (np.array(2.0),), (np.array(-0.5),)],
        "array": [(np.array([-1.0, 0.0, 1.0]),), (BATCH,), (rng.normal(0, 3, (2, 3)),)],
        "large": [(np.array([-1000.0, 1000.0]),)],
        "nothing": [(np.zeros((0,)),)],
    }


def _of(slope: Value) -> Value:
    """A slope told from h = sigmoid(x)."""
    return lambda x: slope(core.sigmoid(x))


EXERCISE = Exercise(
    "sigmoid_grad",
    inputs,
    properties={
        "range": lambda y, x: ((y >= 0) & (y <= 0.25 + 1e-6)).all(),
        "steepest": lambda y, x: np.allclose(y[x == 0], 0.25),
    },
    ideas={
        "of-output": lambda x: x * (1 - x),
        "sigmoid": core.sigmoid,
        "rest": _of(lambda h: 1 - h),
        "plus": _of(lambda h: h * (1 + h)),
        "square": _of(lambda h: h**2),
        "twice": lambda x: core.sigmoid_grad(core.sigmoid(x)),
        "tanh": lambda x: 1 - np.tanh(x) ** 2,
        "overflow": lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2,
        "precedence": _of(lambda h: h * 1 - h),
        "dot": _of(lambda h: np.dot(h, 1 - h)),
        "turned-round": _of(lambda h: h * (h - 1)),
        "mixed": (lambda x: core.sigmoid(x) * (1 - x), lambda x: x * (1 - core.sigmoid(x))),
    },
    given=("sigmoid",),
)
