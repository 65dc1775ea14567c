"""The one table of penalties on large weights, which a network pays besides its loss."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Floats


def _l1_slope(w: Floats, into: Floats) -> None:
    np.sign(w, out=into)


def _l2_slope(w: Floats, into: Floats) -> None:
    np.copyto(into, w)


@dataclass(frozen=True)
class Penalty:
    """What a weight costs, and the slope of that, written into room made before."""

    cost: Callable[[Floats], float]
    slope_into: Callable[[Floats, Floats], None]


PENALTIES = {
    "l1": Penalty(lambda w: float(np.abs(w).sum()), _l1_slope),
    "l2": Penalty(lambda w: float((w * w).sum()) / 2, _l2_slope),
}
