"""Exercise: a layer, before its activation function."""

from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    few = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 3.0], [0.0, 1.0, 1.0]])
    x = rng.normal(size=(4, 3))
    x[1], x[3] = 0, x[2]
    return {
        "one-sample": [(*few, np.array([10.0, 20.0, 30.0]))],
        "batch": [(x, rng.normal(size=(3, 2)), rng.normal(size=2))],
        "square": [(x[1:], rng.normal(size=(3, 3)), rng.normal(size=3))],
    }


def _square(x: Any, W: Any) -> bool:
    """Where all lengths are alike, a wrong product has the shape of the right one."""
    return bool(x.shape == W.shape)


def _alike(rows: Any) -> bool:
    return np.allclose(rows, rows[:1], rtol=1e-3, atol=1e-6)


EXERCISE = Exercise(
    "affine",
    inputs,
    properties={
        "zeros": lambda y, x, W, b: np.allclose(y[~x.any(axis=1)], b, rtol=1e-3),
        "alike": lambda y, x, W, b: not _alike(x[-2:]) or _alike(y[-2:]),
    },
    ideas={
        "no-bias": lambda x, W, b: x @ W,
        "less-bias": lambda x, W, b: x @ W - b,
        "bias-first": lambda x, W, b: (x + b) @ W if _square(x, W) else x @ W,
        "bias-a-row": lambda x, W, b: x @ W + (b[:, None] if _square(x, W) else b),
        "elementwise": lambda x, W, b: x * W + b if _square(x, W) else x @ W + b,
        "transposed": lambda x, W, b: x @ (W.T if _square(x, W) else W) + b,
        "weights-first": lambda x, W, b: (W @ x if _square(x, W) else x @ W) + b,
        "one-sum": lambda x, W, b: np.sum(x @ W) + b,
    },
)
