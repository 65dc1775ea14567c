"""Exercise: a layer of three gates, a column of weights for each."""

from itertools import permutations

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

TABLE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
AND, NAND, OR = (1, 1, -1.5), (-1, -1, 1.5), (1, 1, -0.5)
ALWAYS, NEVER, NOR = (0, 0, 1), (0, 0, -1), (-1, -1, 0.5)
OTHER_ORDERS = [order for order in permutations((AND, NAND, OR)) if order != (AND, NAND, OR)]


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "table": [(TABLE,)],
        "batch": [(rng.permutation(TABLE)[:3],), (rng.permutation(np.tile(TABLE, (2, 1))),)],
    }


def layer(*units: tuple[float, float, float]) -> Value:
    """Step units side by side, each with its two weights and its bias."""
    numbers = np.array(units).T
    return lambda x: np.heaviside(x @ numbers[:2] + numbers[2], 0)


def alone(gate: tuple[float, float, float]) -> Value:
    """One gate's answers, which are no layer's."""
    return lambda x: layer(gate)(x)[:, 0]


def summed(w: float, both: float, one: float) -> Value:
    """The three without their step."""
    W, b = w * np.array([[1, -1, 1], [1, -1, 1]]), np.array([-both, both, -one])
    return lambda x: x @ W + b


EXERCISE = Exercise(
    "gates",
    inputs,
    properties={
        "two-values": lambda y, x: np.isin(y, (0, 1)).all(),
        "opposite": lambda y, x: (y[:, 0] != y[:, 1]).all(),
    },
    ideas={
        "order": tuple(layer(*order) for order in OTHER_ORDERS),
        "bias-signs": layer(ALWAYS, NEVER, ALWAYS),
        "no-bias": layer(OR, NEVER, OR),
        "bias-not-turned": layer(AND, NEVER, OR),
        "weights-not-turned": layer(AND, ALWAYS, OR),
        "not-turned": layer(AND, AND, OR),
        "too-low": layer(NEVER, NAND, OR),
        "or-twice": layer(OR, NAND, OR),
        "and-twice": layer(AND, NAND, AND),
        "nor": layer(AND, NOR, OR),
        "sums": (summed(1, 1.5, 0.5), summed(0.5, 0.7, 0.2), summed(2, 3, 1)),
        "a-row-each": lambda x: layer(AND, NAND, OR)(x).T,
        "one-gate": tuple(alone(gate) for gate in (AND, NAND, OR)),
    },
    given=("step_function", "affine"),
)
