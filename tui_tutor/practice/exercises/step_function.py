"""Exercise: the step function."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups

BATCH = np.array([[-0.1, 0.1], [3.0, -2.0]])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(-1.0),), (np.array(2.0),)],
        "array": [(np.array([-0.1, 0.1]),), (BATCH,), (rng.normal(0, 3, (2, 3)),)],
        "zero": [(np.array([-1.0, 0.0, 1.0]),)],
        "just-above": [(np.array([-1e-9, 1e-9, 0.3, 0.7, 1.5]),)],
        "nothing": [(np.zeros((0,)),)],
    }


EXERCISE = Exercise(
    "step_function",
    inputs,
    properties={
        "two-values": lambda y, x: np.isin(y, (0, 1)).all(),
    },
    ideas={
        "at-least": (lambda x: (x >= 0).astype(float), lambda x: np.heaviside(x, 1)),
        "turned-round": (lambda x: (x < 0).astype(float), lambda x: (x <= 0).astype(float)),
        "sign": (np.sign, lambda x: np.where(x > 0, 1, -1)),
        "relu": lambda x: np.maximum(x, 0),
        "from-one": (lambda x: (x >= 1) * 1, lambda x: (x > 1) * 1),
        "from-half": (lambda x: (x > 0.5) * 1, lambda x: np.round(np.clip(x, 0, 1))),
        "heaviside-half": lambda x: np.heaviside(x, 0.5),
        "selected": (lambda x: x[x > 0], lambda x: np.ones_like(x[x > 0])),
        "one-answer": (
            lambda x: bool((x > 0).all()),
            lambda x: bool((x > 0).any()),
            lambda x: int((x > 0).all()),
            lambda x: int((x > 0).any()),
            lambda x: np.sum(x > 0),
        ),
    },
)
