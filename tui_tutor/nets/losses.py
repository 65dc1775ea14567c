"""The one table of losses for a network of one output that answers from -1 to 1.

Targets t are -1 or 1, or any number between; scores s have their shape. A row says what a batch
costs on average, and, in place, how that changes with each score.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats


@dataclass(frozen=True)
class Loss:
    """Cost and slope of scores for targets, and what the network says when it has such scores."""

    cost: Callable[[Floats, Floats], float]
    slope_into: Callable[[Floats, Floats, Floats], None]  # (s, t, ds)
    answer: Callable[[Floats], Floats]  # about -1 to 1
    written: str  # the cost of each with NumPy alone
    slope_written: str  # that of the sum of them


def _cross_entropy(s: Floats, t: Floats) -> float:
    """-log of the probability of the true side, where sigmoid(s) is that of 1 and t may be soft.

    With p = (1 + t) / 2 it is log(1 + e^s) - p s.
    """
    return float(np.mean(np.logaddexp(0, s) - (1 + t) / 2 * s))


def _cross_entropy_slope(s: Floats, t: Floats, ds: Floats) -> None:
    """sigmoid(s) - p, which is half of tanh(s / 2) - t."""
    np.multiply(s, 0.5, out=ds)
    np.tanh(ds, out=ds)
    ds -= t
    ds *= 0.5 / len(ds)


def _squared_slope(s: Floats, t: Floats, ds: Floats) -> None:
    np.subtract(s, t, out=ds)
    ds *= 2 / len(ds)


def _absolute_slope(s: Floats, t: Floats, ds: Floats) -> None:
    np.subtract(s, t, out=ds)
    np.sign(ds, out=ds)
    ds *= 1 / len(ds)


def _hinge_slope(s: Floats, t: Floats, ds: Floats) -> None:
    np.multiply(s, t, out=ds)
    np.less(ds, 1, out=ds)  # a point that is on its side by 1 or more costs nothing
    ds *= t
    ds *= -1 / len(ds)


LOSSES = {
    "cross-entropy": Loss(
        _cross_entropy, _cross_entropy_slope, lambda s: core.tanh(s / 2),
        "np.logaddexp(0, s) - (1 + t) / 2 * s", "(np.tanh(s / 2) - t) / 2",
    ),
    "squared": Loss(
        lambda s, t: float(core.mean_squared_error(s, t)), _squared_slope, core.identity_function,
        "(s - t) ** 2", "2 * (s - t)",
    ),
    "absolute": Loss(
        lambda s, t: float(np.mean(np.abs(s - t))), _absolute_slope, core.identity_function,
        "np.abs(s - t)", "np.sign(s - t)",
    ),
    "hinge": Loss(
        lambda s, t: float(np.mean(np.maximum(1 - t * s, 0))), _hinge_slope,
        core.identity_function,
        "np.maximum(1 - t * s, 0)", "np.where(t * s < 1, -t, 0)",
    ),
}  # fmt: skip
