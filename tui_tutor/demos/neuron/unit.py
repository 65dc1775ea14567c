"""A unit with two inputs: its sums, its outputs, the gate it should be, and how near it comes."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Flags, Floats, Labels
from tui_tutor.demos.neuron.knobs import WANTED, Knobs
from tui_tutor.nets import ACTIVATIONS

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
YES = 0.5  # an output above this counts as 1

HIDDEN = ("NAND", "OR")
HIDDEN_W = np.array([[-2.0, 2.0], [-2.0, 2.0]])  # a column a unit
HIDDEN_B = np.array([3.0, -1.0])
TRIED = np.linspace(-3, 3, 25)  # values of each weight, and of the bias, when all are tried


@dataclass(frozen=True)
class Rows:
    """The four rows of a truth table: what comes in, the sum and what goes out, what should."""

    x: Floats  # (4, 2), the inputs of the unit itself
    sums: Floats  # (4,)
    outputs: Floats  # (4,)
    wanted: Labels  # (4,), 0 or 1

    @property
    def right(self) -> Flags:
        right: Flags = (self.outputs > YES) == (self.wanted > YES)
        return right


def hidden(activation: str) -> tuple[Floats, Floats]:
    """Sums and outputs of the two hidden units for the four inputs, each (4, 2)."""
    sums = core.affine(INPUTS, HIDDEN_W, HIDDEN_B)
    return sums, ACTIVATIONS[activation].h(sums)


def unit(knobs: Knobs) -> tuple[Floats, Floats]:
    """W (2, 1) and b (1,) of the unit that the sliders tune."""
    return np.array([[knobs.w1], [knobs.w2]], dtype=float), np.array([knobs.b], dtype=float)


def rows(knobs: Knobs, x: Floats) -> Rows:
    """The tuned unit at work on four pairs (4, 2)."""
    sums = core.affine(x, *unit(knobs))[:, 0]
    return Rows(x, sums, ACTIVATIONS[knobs.activation].h(sums), np.array(WANTED[knobs.gate]))


def chosen(knobs: Knobs) -> int:
    """The row that the switches x1 and x2 name."""
    return 2 * int(knobs.x1) + int(knobs.x2)


@dataclass(frozen=True)
class Search:
    """What trying many units came to."""

    tried: int
    best: int  # rows that the best of them gets right
    perfect: int  # how many get all four


def search(knobs: Knobs, x: Floats) -> Search:
    """Every w1, w2 and b from -3 to 3 in quarters, tried as this gate on four pairs (4, 2)."""
    return _search(tuple(map(tuple, x.tolist())), knobs.gate, knobs.activation)


@lru_cache(maxsize=64)
def _search(x: tuple[tuple[float, ...], ...], gate: str, activation: str) -> Search:
    settings = np.array(list(product(TRIED, repeat=3)))
    sums = core.affine(np.array(x), settings[:, :2].T, settings[:, 2])
    wanted = np.array(WANTED[gate])[:, None]
    right = ((ACTIVATIONS[activation].h(sums) > YES) == (wanted > YES)).sum(axis=0)
    return Search(len(settings), int(right.max()), int((right == len(x)).sum()))
