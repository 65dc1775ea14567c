"""Exercise: sum over one axis."""

from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    def numbers(*shape: int) -> Any:
        return rng.integers(-9, 10, shape).astype(float)

    return {
        "columns": [(np.array([[1.0, 2.0], [3.0, 4.0]]), 0), (numbers(2, 3), 0)],
        "rows": [(np.array([[1.0, 2.0], [3.0, 4.0]]), 1), (numbers(2, 3), 1)],
        "three-axes": [(numbers(2, 3, 4), axis) for axis in (0, 1, 2)],
    }


EXERCISE = Exercise(
    "axis_sum",
    inputs,
    properties={
        "everything": lambda y, x, axis: np.allclose(y.sum(), x.sum()),
    },
    ideas={
        "other-axis": (
            lambda x, axis: x.sum(axis=x.ndim - 1 - axis),
            lambda x, axis: x.sum(axis=1 - axis),
        ),
        "always-0": lambda x, axis: x.sum(axis=0),
        "always-1": lambda x, axis: x.sum(axis=1),
        "everything": lambda x, axis: x.sum(),
        "keepdims": lambda x, axis: x.sum(axis=axis, keepdims=True),
        "mean": lambda x, axis: x.mean(axis=axis),
    },
)
