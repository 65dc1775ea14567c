"""What sigmoid and ReLU cost on this machine, forward and backward, measured again and again."""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor import core

NUMBERS = 1_000_000
INPUTS = 100  # of each unit, where a layer's weighted sums are measured beside
DTYPES = "float32", "float64"
Times = dict[tuple[str, str], float]  # (what, dtype) → the best time in seconds
WORK = "sigmoid", "sigmoid back", "ReLU", "ReLU back", "affine"


@cache
def _jobs(dtype: str) -> dict[str, Callable[[], Any]]:
    """Each piece of work on NUMBERS numbers, ready to be run; its arrays are made beforehand."""
    rng = np.random.default_rng(0)

    def numbers(*shape: int) -> NDArray[Any]:
        return rng.standard_normal(shape).astype(dtype)

    x, W, b = numbers(NUMBERS // INPUTS, INPUTS), numbers(INPUTS, INPUTS), numbers(INPUTS)
    h, y, out = core.sigmoid(x), core.relu(x), np.empty_like(x)
    return {
        "sigmoid": lambda: core.sigmoid(x, out=out),
        "sigmoid back": lambda: core.sigmoid_backward(h, x, out=out),
        "ReLU": lambda: core.relu(x, out=out),
        "ReLU back": lambda: core.relu_backward(y, x, out=out),
        "affine": lambda: core.affine(x, W, b, out=out),
    }


def measured(before: Times) -> Times:
    """One more round: for each piece of work the best time until now.

    The best and not the mean, since whatever else the machine does can only add to it.
    """
    times = dict(before)
    for dtype in DTYPES:
        for what, run in _jobs(dtype).items():
            began = time.perf_counter()
            run()
            seconds = time.perf_counter() - began
            times[what, dtype] = min(seconds, before.get((what, dtype), seconds))
    return times
