"""Exercise: a unit that is an AND, whose weights and bias the learner chooses."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value


def inputs(rng: np.random.Generator) -> Groups:
    """The table, and two places where every unit that is an AND says the same.

    (0.5, 0.5) is half of (1, 0) and half of (0, 1), so its sum is the mean of theirs. On the way
    from (0, 0) to (1, 1) the sum rises, and goes on rising up to (2, 2).
    """
    return {"table": [(1, 1), (0, 0), (1, 0), (0, 1)], "elsewhere": [(0.5, 0.5), (2, 2)]}


def unit(w1: float, w2: float, b: float) -> Value:
    """A step unit with these weights and this bias."""
    return lambda x1, x2: np.heaviside(w1 * x1 + w2 * x2 + b, 0)


def summed(w1: float, w2: float, b: float) -> Value:
    """The same without its step."""
    return lambda x1, x2: w1 * x1 + w2 * x2 + b


def _xor(x1: Value, x2: Value) -> Value:
    return unit(1, 1, -1.5)(unit(-1, -1, 1.5)(x1, x2), unit(1, 1, -0.5)(x1, x2))


EXERCISE = Exercise(
    "and_gate",
    inputs,
    properties={"two-values": lambda y, x1, x2: np.isin(y, (0, 1)).all()},
    ideas={
        "or": unit(1, 1, -0.5),
        "nand": unit(-1, -1, 1.5),
        "nor": unit(-1, -1, 0.5),
        "always": lambda x1, x2: 1,
        "never": lambda x1, x2: 0,
        "too-low": unit(1, 1, -2),
        "one-alone": tuple(unit(*w, b) for w in ((2, 1), (1, 2)) for b in (-1.5, -1.25)),
        "against": (unit(1, -1, -0.5), unit(-1, 1, -0.5)),
        "xor": (_xor, lambda x1, x2: int(x1 != x2)),
        "sum": (summed(1, 1, -1.5), summed(0.5, 0.5, -0.7), summed(1, 0.5, -1)),
        "no-unit": (
            lambda x1, x2: x1 * x2,
            lambda x1, x2: min(x1, x2),
            lambda x1, x2: int(x1 == 1 and x2 == 1),
            lambda x1, x2: int(x1 and x2),
            lambda x1, x2: x1 > 0 and x2 > 0,
            lambda x1, x2: x1 & x2,
        ),
    },
    given=("step_function",),
)
