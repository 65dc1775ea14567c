"""Exercise: XOR, made of the gates that a single unit can be."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

A, B = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(0, 1), (1, 1), (0, 0), (1, 0)],
        "array": [(A, B), tuple(rng.permuted(np.tile([A, B], 2), axis=1))],
    }


def unit(w1: float, w2: float, b: float) -> Value:
    """A step unit with these weights and this bias."""
    return lambda x1, x2: np.heaviside(w1 * x1 + w2 * x2 + b, 0)


AND, OR, NAND = unit(1, 1, -1.5), unit(1, 1, -0.5), unit(-1, -1, 1.5)

EXERCISE = Exercise(
    "xor_gate",
    inputs,
    properties={"two-values": lambda y, x1, x2: np.isin(y, (0, 1)).all()},
    ideas={
        "or": OR,
        "and": AND,
        "nand": NAND,
        "nor": unit(-1, -1, 0.5),
        "equal": lambda x1, x2: (np.asarray(x1) == x2) * 1,
        "one-side": (unit(1, -1, 0), unit(-1, 1, 0)),
        "or-of-both": lambda x1, x2: OR(NAND(x1, x2), OR(x1, x2)),
        "sum": lambda x1, x2: x1 + x2,
        "layer-of-sums": lambda x1, x2: NAND(x1, x2) + OR(x1, x2),
        "difference": lambda x1, x2: np.subtract(x1, x2),
    },
    given=("step_function",),
)
