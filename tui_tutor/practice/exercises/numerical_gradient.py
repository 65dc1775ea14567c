"""Exercise: the gradient by central differences."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.practice.exercise import Exercise, Function, Groups

BOWL, MIXED = Function("np.sum(x**2)"), Function("np.sum(x**3) + x[0] * x[-1]")
MATRIX = Function("np.sum(np.sin(x)) + x[0, 1] * x[1, 0]")


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-direction": [(BOWL, np.array([3.0]))],
        "every-direction": [(BOWL, np.array([3.0, 4.0])), (MIXED, rng.normal(0, 2, 3))],
        "matrix": [(MATRIX, rng.normal(0, 2, (2, 2)))],
        "integers": [(BOWL, np.array([3, 4]))],
    }


def _slopes(difference: Callable[[Any, Any, Any], Any], whole: bool = False) -> Any:
    """A gradient with another way to take the difference, an element at a time or all at once."""

    def gradient(f: Any, x: Any) -> Any:
        h = 1e-4
        slopes = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            step = np.zeros(x.shape)
            step[... if whole else i] = h
            slopes[i] = difference(f, x, step) / h
        return slopes

    return gradient


def _integers(f: Any, x: Any) -> Any:
    """As many books print it: the result has x's dtype, and so has x while it is nudged."""
    x = x.copy()
    slopes = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = float(kept) + 1e-4
        above = f(x)
        x[i] = kept - 1e-4
        slopes[i] = (above - f(x)) / 2e-4
        x[i] = kept
    return slopes


def _not_put_back(f: Any, x: Any) -> Any:
    """Each element stays nudged while the ones after it are looked at."""
    x, slopes = x.astype(float), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + 1e-4
        above = f(x)
        x[i] = kept - 1e-4
        slopes[i] = (above - f(x)) / 2e-4
    return slopes


EXERCISE = Exercise(
    "numerical_gradient",
    inputs,
    properties={
        "uphill": lambda slopes, f, x: f(x + 1e-3 * slopes) >= f(x),
    },
    ideas={
        "integers": _integers,
        "forward": _slopes(lambda f, x, h: f(x + h) - f(x)),
        "not-halved": _slopes(lambda f, x, h: f(x + h) - f(x - h)),
        "all-at-once": (
            _slopes(lambda f, x, h: (f(x + h) - f(x - h)) / 2, whole=True),
            lambda f, x: (f(x + 1e-4) - f(x - 1e-4)) / 2e-4,
        ),
        "times-h": _slopes(lambda f, x, h: (f(x + h) - f(x - h)) / 2 * 1e-8),
        "not-put-back": _not_put_back,
        "downhill": _slopes(lambda f, x, h: (f(x - h) - f(x + h)) / 2),
    },
    tolerance=1e-5,
)
