"""Exercise: sum over one axis."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

FEW = np.array([[1.0, 2.0], [3.0, 4.0]])
HALVES = np.array([[0.5, -1.25, 2.0], [3.0, 4.75, -5.5]])
ROW = np.array([[1.0, 2.5, 3.0]])
CUBE = np.arange(24.0).reshape(2, 3, 4) ** 2 / 4


def inputs(rng: np.random.Generator) -> Groups:
    def numbers(*shape: int) -> Value:
        return rng.normal(0, 5, shape).round(2)

    return {
        "columns": [(FEW, 0), (HALVES, 0), (numbers(2, 3), 0)],
        "rows": [(FEW, 1), (HALVES, 1), (numbers(2, 3), 1)],
        "length-one": [(ROW, 0), (ROW, 1), (ROW.T, 0)],
        "three-axes": [(x, axis) for x in (CUBE, numbers(2, 3, 4)) for axis in (0, 1, 2)],
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
        "always-1": (lambda x, axis: x.sum(axis=1), lambda x, axis: x.sum(axis=-1)),
        "everything": lambda x, axis: x.sum(),
        "keepdims": lambda x, axis: x.sum(axis=axis, keepdims=True),
        "mean": lambda x, axis: x.mean(axis=axis),
        "cut": (
            lambda x, axis: x.astype(int).sum(axis=axis),
            lambda x, axis: x.sum(axis=axis).astype(int),
        ),
        "squeezed": lambda x, axis: x.sum(axis=axis, keepdims=True).squeeze(),
        "running": lambda x, axis: np.cumsum(x, axis=axis),
        "largest": lambda x, axis: x.max(axis=axis),
    },
)
