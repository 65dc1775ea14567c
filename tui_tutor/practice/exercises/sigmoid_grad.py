"""Exercise: the slope of the sigmoid."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(0.0),), (np.array(2.0),)],
        "array": [(np.array([-1.0, 0.0, 1.0]),), (rng.normal(0, 3, (2, 3)),)],
        "large": [(np.array([-1000.0, 1000.0]),)],
        "nothing": [(np.zeros((0,)),)],
    }


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
        "rest": lambda x: 1 - core.sigmoid(x),
        "plus": lambda x: core.sigmoid(x) * (1 + core.sigmoid(x)),
        "square": lambda x: core.sigmoid(x) ** 2,
        "twice": lambda x: core.sigmoid_grad(core.sigmoid(x)),
        "tanh": lambda x: 1 - np.tanh(x) ** 2,
        "overflow": np.errstate(all="ignore")(lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    },
    given=("sigmoid",),
)
