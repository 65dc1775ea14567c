"""The one table of what a network can be given of a point: each input's name and formula."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Floats


@dataclass(frozen=True)
class Input:
    name: str  # as the picture shows it
    written: str  # with NumPy alone, of the columns x1 and x2
    of: Callable[[Floats, Floats], Floats]


INPUTS = {
    "x1": Input("x₁", "x1", lambda x1, x2: x1),
    "x2": Input("x₂", "x2", lambda x1, x2: x2),
    "x1^2": Input("x₁²", "x1**2", lambda x1, x2: x1**2),
    "x2^2": Input("x₂²", "x2**2", lambda x1, x2: x2**2),
    "x1*x2": Input("x₁x₂", "x1 * x2", lambda x1, x2: x1 * x2),
    "sin-x1": Input("sin x₁", "np.sin(x1)", lambda x1, x2: np.sin(x1)),
    "sin-x2": Input("sin x₂", "np.sin(x2)", lambda x1, x2: np.sin(x2)),
}


def given(x: Floats, names: tuple[str, ...]) -> Floats:
    """Points (N, 2) → what the network is given of them (N, inputs)."""
    return np.stack([INPUTS[name].of(x[:, 0], x[:, 1]) for name in names], axis=1)
