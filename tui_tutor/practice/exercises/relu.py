"""Exercise: ReLU."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(-1.0),), (np.array(2.0),)],
        "array": [(np.array([-1.0, 0.0, 1.0]),), (rng.normal(0, 3, (2, 3)),)],
        "large": [(np.array([-1e4, 1e4]),)],
        "nothing": [(np.zeros((0,)),)],
        "float32": [(np.array([-1.0, 2.0], np.float32),)],
    }


EXERCISE = Exercise(
    "relu",
    inputs,
    properties={
        "not-negative": lambda y, x: (y >= 0).all(),
        "passes-on": lambda y, x: np.allclose(y[x > 0], x[x > 0], rtol=1e-3),
    },
    ideas={
        "absolute": np.abs,
        "minimum": lambda x: np.minimum(0, x),
        "step": lambda x: (x > 0).astype(float),
        "leaky": lambda x: np.where(x > 0, x, 0.01 * x),
        "one-number": (
            lambda x: np.max([0, *np.ravel(x)]),
            lambda x: np.max(x, axis=0) if np.ndim(x) else x,
        ),
    },
)
