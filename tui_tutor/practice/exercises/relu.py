"""Exercise: ReLU."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

BATCH = np.array([[-0.25, 0.25], [3.0, -2.0]])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(-1.0),), (np.array(2.0),)],
        "array": [(np.array([-1.0, 0.0, 1.0]),), (BATCH,), (rng.normal(0, 3, (2, 3)),)],
        "just-above": [(np.array([-1e-3, 1e-3, 0.5, 1.5]),)],
        "large": [(np.array([-1e4, 1e4]),)],
        "nothing": [(np.zeros((0,)),)],
        "float32": [(np.array([-1.0, 2.0], np.float32),)],
    }


def _first(x: Value) -> Value:
    """`return` inside the loop over the elements."""
    for element in x.ravel():
        return max(0.0, element)
    return None


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
        "leaky": (
            lambda x: np.where(x > 0, x, 0.01 * x),
            lambda x: np.where(x > 0, x, 0.1 * x),
        ),
        "one-number": (
            lambda x: np.max([0, *np.ravel(x)]),
            lambda x: np.max(x, 0),
            lambda x: np.max(x),
            lambda x: np.max(x, axis=0) if np.ndim(x) else x,
            lambda x: np.max(x, initial=0),
        ),
        "selected": lambda x: x[x > 0],
        "at-most-one": lambda x: np.clip(x, 0, 1),
        "identity": lambda x: x,
        "one-sum": lambda x: np.sum(np.maximum(0, x)),
        "early-return": _first,
    },
)
