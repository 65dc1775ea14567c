"""Exercise: a layer, before its activation function."""

from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    few = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 3.0], [0.0, 1.0, 1.0]])
    return {
        "one-sample": [(*few, np.array([10.0, 20.0, 30.0]))],
        "batch": [(rng.normal(size=(4, 3)), rng.normal(size=(3, 2)), rng.normal(size=2))],
        "square": [(rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=3))],
    }


def _square(x: Any, W: Any) -> bool:
    """Where all lengths are alike, a wrong product has the shape of the right one."""
    return bool(x.shape == W.shape)


EXERCISE = Exercise(
    "affine",
    inputs,
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
