"""Exercise: the gradient by central differences."""

from collections.abc import Callable

import numpy as np

from tui_tutor.practice.exercise import Exercise, Function, Groups, Value

BOWL, MIXED = Function("np.sum(x**2)"), Function("np.sum(x**3) + x[0] * x[-1]")
HIGH = Function("100000 + np.sum(x**2)")  # few digits are left for what h changes
MATRIX = Function("np.sum(np.sin(x)) + x[0, 1] * x[1, 0]")
WAVES = Function("np.sum(np.sin(x))")
SQUARE = np.array([[1.0, -2.0], [0.5, 3.0]])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-direction": [(BOWL, np.array([3.0]))],
        "every-direction": [
            (BOWL, np.array([3.0, 4.0])),
            (BOWL, np.array([0.0, 4.0])),  # at a slope of 0 the forward difference gives h itself
            (MIXED, np.array([1.0, -2.0, 0.5])),
            (MIXED, rng.normal(0, 2, 3)),
        ],
        "high": [(HIGH, np.array([3.0, 4.0]))],
        "matrix": [(MATRIX, SQUARE), (MATRIX, rng.normal(0, 2, (2, 2)))],
        "integers": [(BOWL, np.array([3, 4])), (WAVES, np.array([1, 2, 3]))],
    }


def _slopes(
    difference: Callable[[Value, Value, Value], Value], whole: bool = False, h: float = 1e-4
) -> Value:
    """A gradient with another way to take the difference, an element at a time or all at once."""

    def gradient(f: Value, x: Value) -> Value:
        slopes = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            step = np.zeros(x.shape)
            step[... if whole else i] = h
            slopes[i] = difference(f, x, step) / h
        return slopes

    return gradient


def _central(f: Value, x: Value, h: Value) -> Value:
    return (f(x + h) - f(x - h)) / 2


def _nudged(
    x: Value, slopes: Value, f: Value, places: Value, put_back: bool = True, down: int = 2
) -> Value:
    """Each place of x in turn is taken up by h and down by `down` times h; x is changed."""
    for i in places:
        kept = x[i].copy()
        x[i] = kept + 1e-4
        above = f(x)
        x[i] = kept + (1 - down) * 1e-4
        slopes[i] = (above - f(x)) / 2e-4
        if put_back:
            x[i] = kept
    return slopes


def _integers(f: Value, x: Value) -> Value:
    """As many books print it: the result has x's dtype, and so has x while it is nudged."""
    return _nudged(x, np.zeros_like(x), f, np.ndindex(x.shape))


def _floats(f: Value, x: Value, **how: Value) -> Value:
    x = x.astype(float)
    return _nudged(x, np.zeros(x.shape), f, np.ndindex(x.shape), **how)


def _first(f: Value, x: Value) -> Value:
    """`return` inside the loop."""
    x = x.astype(float)
    return _nudged(x, np.zeros(x.shape), f, [(0,) * x.ndim])


def _rows(count: Callable[[Value], int]) -> Value:
    """One index for a place: of a matrix that is a whole row, or one that is not there."""

    def gradient(f: Value, x: Value) -> Value:
        x = x.astype(float)
        return _nudged(x, np.zeros(x.shape), f, range(count(x)))

    return gradient


SMALL = (1e-4, 1e-5, 1e-6, 1e-7)  # small enough for all but how the difference is taken
TINY = (1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-50)
EXERCISE = Exercise(
    "numerical_gradient",
    inputs,
    properties={
        "uphill": lambda slopes, f, x: f(x + 1e-3 * slopes) >= f(x),
    },
    ideas={
        "integers": (
            _integers,
            lambda f, x: _floats(f, x).astype(x.dtype),
        ),
        "forward": tuple(_slopes(lambda f, x, h: f(x + h) - f(x), h=h) for h in SMALL),
        "backward": tuple(_slopes(lambda f, x, h: f(x) - f(x - h), h=h) for h in SMALL),
        "not-halved": _slopes(lambda f, x, h: f(x + h) - f(x - h)),
        "half-slope": lambda f, x: _floats(f, x, down=1),
        "all-at-once": (
            _slopes(_central, whole=True),
            lambda f, x: (f(x + 1e-4) - f(x - 1e-4)) / 2e-4,
        ),
        "times-h": _slopes(lambda f, x, h: _central(f, x, h) * 1e-8),
        "undivided": _slopes(lambda f, x, h: (f(x + h) - f(x - h)) * 1e-4),
        "not-put-back": lambda f, x: _floats(f, x, put_back=False),
        "downhill": _slopes(lambda f, x, h: -_central(f, x, h)),
        "tiny-h": tuple(
            _slopes(difference, h=h)
            for h in TINY
            for difference in (_central, lambda f, x, h: f(x + h) - f(x))
        ),
        "rows": (_rows(len), _rows(np.size)),
        "early-return": _first,
        "np-gradient": lambda f, x: np.gradient(x),
        "absolute": _slopes(lambda f, x, h: abs(_central(f, x, h))),
    },
    tolerance=1e-5,
)
