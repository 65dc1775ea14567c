"""Exercise: the slope of a function of one number, by central difference."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Function, Groups

CUBE, WAVE = Function("x**3"), Function("np.sin(x)")


def inputs(rng: np.random.Generator) -> Groups:
    """An h so large that the ways to take the difference can be told apart."""
    return {
        "one-number": [(CUBE, 2.0, 0.1), (WAVE, 1.0, 0.01)],
        "other-h": [(CUBE, 2.0, 0.5), (WAVE, 1.0, 0.5)],
        "array": [(WAVE, rng.normal(0, 2, 4), 0.1)],
    }


def _difference(slope: Callable[[Any, Any, Any, Any], Any]) -> Any:
    """A way to take the slope, told f(x + h), f(x), f(x - h) and h."""
    return lambda f, x, h=1e-4: slope(f(x + h), f(x), f(x - h), h)


def _own_h(f: Any, x: Any, h: float = 1e-4) -> Any:
    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4


EXERCISE = Exercise(
    "numerical_diff",
    inputs,
    properties={
        "rises": lambda slope, f, x, h: ((f(x + h) - f(x - h)) * slope >= 0).all(),
        "sine": lambda slope, f, x, h: f is not WAVE or (np.abs(slope) <= 1.001).all(),
    },
    ideas={
        "forward": _difference(lambda above, here, below, h: (above - here) / h),
        "backward": _difference(lambda above, here, below, h: (here - below) / h),
        "not-halved": _difference(lambda above, here, below, h: (above - below) / h),
        "times-h": _difference(lambda above, here, below, h: (above - below) / 2 * h),
        "no-brackets": _difference(lambda above, here, below, h: above - below / (2 * h)),
        "undivided": _difference(lambda above, here, below, h: above - below),
        "turned-round": _difference(lambda above, here, below, h: (below - above) / (2 * h)),
        "own-h": _own_h,
    },
)
