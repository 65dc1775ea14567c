"""Exercise: the slope of a function of one number, by central difference."""

from collections.abc import Callable

import numpy as np

from tui_tutor.practice.exercise import Exercise, Function, Groups, Value

CUBE, WAVE, FALLING = Function("x**3"), Function("np.sin(x)"), Function("np.exp(-x)")


def inputs(rng: np.random.Generator) -> Groups:
    """An h so large that the ways to take the difference can be told apart."""
    return {
        "one-number": [(CUBE, 2.0, 0.1), (WAVE, 1.0, 0.01)],
        "falling": [(FALLING, 1.0, 0.1), (WAVE, 2.0, 0.1)],
        "other-h": [(CUBE, 2.0, 0.5), (WAVE, 1.0, 0.5)],
        "array": [(WAVE, np.array([0.0, 1.0, 3.0]), 0.1), (WAVE, rng.normal(0, 2, 4), 0.1)],
    }


def _difference(slope: Callable[[Value, Value, Value, Value], Value]) -> Value:
    """A way to take the slope, told f(x + h), f(x), f(x - h) and h."""
    return lambda f, x, h=1e-4: slope(f(x + h), f(x), f(x - h), h)


def _own(h: float, forward: bool) -> Value:
    """An h of its own."""
    if forward:
        return lambda f, x, _=0: (f(x + h) - f(x)) / h
    return lambda f, x, _=0: (f(x + h) - f(x - h)) / (2 * h)


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
        "half-slope": _difference(lambda above, here, below, h: (above - here) / (2 * h)),
        "half-step": lambda f, x, h=1e-4: (f(x + h / 2) - f(x - h / 2)) / h,
        "times-h": (
            _difference(lambda above, here, below, h: (above - below) / 2 * h),
            _difference(lambda above, here, below, h: (above - here) / 2 * h),
        ),
        "no-brackets": _difference(lambda above, here, below, h: above - below / (2 * h)),
        "undivided": _difference(lambda above, here, below, h: above - below),
        "only-halved": _difference(lambda above, here, below, h: (above - below) / 2),
        "turned-round": _difference(lambda above, here, below, h: (below - above) / (2 * h)),
        "absolute": _difference(lambda above, here, below, h: abs(above - below) / (2 * h)),
        "added": _difference(lambda above, here, below, h: (above + below) / (2 * h)),
        "second": _difference(lambda above, here, below, h: (above - 2 * here + below) / h**2),
        "whole": _difference(lambda above, here, below, h: (above - below) // (2 * h)),
        "nothing": _difference(lambda above, here, below, h: (above - above) / (2 * h)),
        "own-h": tuple(
            _own(h, forward)
            for h in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12)
            for forward in (False, True)
        ),
    },
)
