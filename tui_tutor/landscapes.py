"""Landscapes: functions of two variables that lessons draw, and walk down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Landscape:
    """A height for every place (x₀, x₁).

    f: places (2, ...) → heights (...), so that it takes one place or a whole grid of them.
    """

    formula: str
    f: Callable[[Array], Array]
    x0_range: tuple[float, float]
    x1_range: tuple[float, float]
    start: tuple[float, float]  # a good place to start from
    levels: tuple[float, ...]  # five heights, rising, at which a map draws its contour lines

    def grid(self, columns: int, rows: int) -> tuple[Array, Array, Array]:
        """x₀ (columns,), x₁ (rows,) from top to bottom, and the heights (rows, columns)."""
        x0 = np.linspace(*self.x0_range, columns)
        x1 = np.linspace(*self.x1_range, rows)[::-1]
        return x0, x1, self.f(np.stack(np.meshgrid(x0, x1)))


def _bowl(x: Array) -> Array:
    return x[0] ** 2 + x[1] ** 2


def _ravine(x: Array) -> Array:
    return x[0] ** 2 / 20 + x[1] ** 2


def _saddle(x: Array) -> Array:
    return x[0] ** 2 - x[1] ** 2


def _plateau(x: Array) -> Array:
    return 1 - np.exp(-(x[0] ** 2 + x[1] ** 2))


def _two_valleys(x: Array) -> Array:
    return (x[0] ** 2 - 4) ** 2 / 8 + x[1] ** 2 + x[0] / 2


LANDSCAPES = {
    "bowl": Landscape("x₀² + x₁²", _bowl, (-4.5, 4.5), (-4.5, 4.5), (-3.0, 4.0), (1, 4, 9, 16, 25)),
    "ravine": Landscape(
        "x₀²/20 + x₁²", _ravine, (-10.0, 10.0), (-4.5, 4.5), (-7.0, 2.0), (0.5, 2, 5, 10, 16)
    ),
    "saddle": Landscape(
        "x₀² - x₁²", _saddle, (-3.0, 3.0), (-3.0, 3.0), (2.5, 0.0), (-5, -2, 0, 2, 5)
    ),
    "plateau": Landscape(
        "1 - e^-(x₀² + x₁²)",
        _plateau,
        (-4.0, 4.0),
        (-4.0, 4.0),
        (-3.0, 2.0),
        (0.2, 0.4, 0.6, 0.8, 0.99),
    ),
    "valleys": Landscape(
        "(x₀² - 4)²/8 + x₁² + x₀/2",
        _two_valleys,
        (-3.5, 3.5),
        (-3.0, 3.0),
        (3.2, 2.0),
        (0, 1, 2, 4, 7),
    ),
}
