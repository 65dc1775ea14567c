"""How the weights of a layer may begin, good ways and bad."""

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats

ALIKE = ("zeros", "alike")
WAYS = (*ALIKE, "1", *core.INITIAL_SCALES)


def begun(way: str, inputs: int, units: int, rng: np.random.Generator) -> Floats:
    """First weights (inputs, units). "alike" and "1" are as one would write them at first."""
    shape = inputs, units
    if way in ALIKE:
        return np.full(shape, 0.0 if way == "zeros" else core.initial_scale("xavier", inputs))
    scale = 1.0 if way == "1" else core.initial_scale(way, inputs)
    return rng.normal(0, scale, shape)


def different(columns: Floats) -> int:
    """How many of the columns, one a unit, are not the same as another; the last digits aside."""
    shares = columns / max(float(np.abs(columns).max()), 1e-300)
    return len(np.unique(shares.round(9), axis=1).T)
