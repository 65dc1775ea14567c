"""Landscapes: functions of two variables that lessons draw, and walk down."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Array, Floats

RING = 0.05  # how far `around` looks
LEVEL = 1e-4 * RING  # and how much of a rise on the way counts as none


@dataclass(frozen=True)
class Landscape:
    """A height for every place (x₀, x₁).

    f: places (2, ...) → heights (...), so that it takes one place or a whole grid of them.
    """

    formula: str
    f: Callable[[Array], Floats]
    x0_range: tuple[float, float]
    x1_range: tuple[float, float]
    start: tuple[float, float]  # a good place to start from
    levels: tuple[float, ...]  # five heights, rising, at which a map draws its contour lines
    lowest: tuple[float, float] | None  # the place; None where it falls for ever

    def grid(self, columns: int, rows: int) -> tuple[Array, Array, Array]:
        """x₀ (columns,), x₁ (rows,) from top to bottom, and the heights (rows, columns)."""
        x0 = np.linspace(*self.x0_range, columns)
        x1 = np.linspace(*self.x1_range, rows)[::-1]
        return x0, x1, self.f(np.stack(np.meshgrid(x0, x1)))

    def has(self, place: Array) -> bool:
        """Whether the place is on the map."""
        (left, right), (bottom, top) = self.x0_range, self.x1_range
        return bool(left <= place[0] <= right and bottom <= place[1] <= top)

    def around(self, place: Array) -> str:
        """What it is like here: "minimum", "saddle", "flat" or "slope".

        Walk once round the place: on a slope one half of the way lies higher and one lower, on
        a saddle it changes four times, and round a minimum never.
        """
        angles = np.linspace(0, 2 * np.pi, 16, endpoint=False) + 0.1
        ring = np.asarray(place)[:, np.newaxis] + RING * np.stack([np.cos(angles), np.sin(angles)])
        rise = self.f(ring) - self.f(place)
        if np.abs(rise).max() < LEVEL:
            return "flat"
        changes = int((np.sign(rise) != np.sign(np.roll(rise, 1))).sum())
        if changes >= 4:
            return "saddle"
        return "slope" if changes or rise[0] < 0 else "minimum"


LANDSCAPES = {
    "bowl": Landscape(
        "x₀² + x₁²",
        lambda x: x[0] ** 2 + x[1] ** 2,
        x0_range=(-4.5, 4.5),
        x1_range=(-4.5, 4.5),
        start=(-3.0, 4.0),
        levels=(1, 4, 9, 16, 25),
        lowest=(0.0, 0.0),
    ),
    "ravine": Landscape(
        "x₀²/20 + x₁²",
        lambda x: x[0] ** 2 / 20 + x[1] ** 2,
        x0_range=(-10.0, 10.0),
        x1_range=(-4.5, 4.5),
        start=(-7.0, 2.0),
        levels=(0.5, 2, 5, 10, 16),
        lowest=(0.0, 0.0),
    ),
    "saddle": Landscape(
        "x₀² - x₁²",
        lambda x: x[0] ** 2 - x[1] ** 2,
        x0_range=(-3.0, 3.0),
        x1_range=(-3.0, 3.0),
        start=(2.5, 0.0),
        levels=(-5, -2, 0, 2, 5),
        lowest=None,
    ),
    "plateau": Landscape(
        "1 - e^-(x₀² + x₁²)",
        lambda x: 1 - np.exp(-(x[0] ** 2 + x[1] ** 2)),
        x0_range=(-4.0, 4.0),
        x1_range=(-4.0, 4.0),
        start=(-3.0, 2.0),
        levels=(0.2, 0.4, 0.6, 0.8, 0.99),
        lowest=(0.0, 0.0),
    ),
    "valleys": Landscape(
        "(x₀² - 4)²/8 + x₁² + x₀/2",
        lambda x: (x[0] ** 2 - 4) ** 2 / 8 + x[1] ** 2 + x[0] / 2,
        x0_range=(-3.5, 3.5),
        x1_range=(-3.0, 3.0),
        start=(3.2, 2.0),
        levels=(0, 1, 2, 4, 7),
        lowest=(-2.114907541476756, 0.0),  # where x₀³ - 4x₀ + 1 = 0
    ),
}
