"""Exercise: the sigmoid."""

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


def _short_e(e: float) -> Value:
    return lambda x: 1 / (1 + e**-x)


EXERCISE = Exercise(
    "sigmoid",
    inputs,
    properties={
        "range": lambda y, x: ((y >= 0) & (y <= 1 + 1e-6)).all(),
        "half": lambda y, x: np.allclose(y[x == 0], 0.5),
        "rises": lambda y, x: ((y - 0.5) * x >= -1e-6).all(),
    },
    ideas={
        "no-minus": (
            lambda x: 1 / (1 + np.exp(x)),
            lambda x: core.sigmoid(-x),
            lambda x: np.exp(-x) / (1 + np.exp(-x)),
        ),
        "minus-below": lambda x: 1 / (1 - np.exp(-x)),
        "short-e": tuple(map(_short_e, (2.7, 2.71, 2.72, 2.718, 2.7182, 2.7183, 2.71828))),
        "precedence": lambda x: 1 / 1 + np.exp(-x),
        "slope": (core.sigmoid_grad, lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
        "tanh": np.tanh,
        "overflow": lambda x: np.exp(x) / (1 + np.exp(x)),
        "whole": lambda x: 1 // (1 + np.exp(-x)),
        "no-one": lambda x: 1 / np.exp(-x),
        "one-sum": lambda x: 1 / (1 + np.sum(np.exp(-x))),
        "step": lambda x: (x > 0).astype(float),
    },
)
