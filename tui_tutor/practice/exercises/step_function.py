"""Exercise: the step function."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(-1.0),), (np.array(2.0),)],
        "array": [(np.array([-0.1, 0.1]),), (rng.normal(0, 3, (2, 3)),)],
        "zero": [(np.array([-1.0, 0.0, 1.0]),)],
        "nothing": [(np.zeros((0,)),)],
    }


EXERCISE = Exercise(
    "step_function",
    inputs,
    properties={
        "two-values": lambda y, x: np.isin(y, (0, 1)).all(),
    },
    ideas={
        "at-least": lambda x: (x >= 0).astype(float),
        "turned-round": lambda x: (x < 0).astype(float),
        "sign": np.sign,
        "relu": lambda x: np.maximum(x, 0),
    },
)
