"""A curve of a plot: how it looks, and which braille dots it is drawn with."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rich.style import StyleType

from tui_tutor.arrays import Flags
from tui_tutor.show.roles import SERIES, SKY
from tui_tutor.show.spots import named

FAR = 10  # frames: a line to what lies farther out is drawn as if that lay there
Range = tuple[float, float]
Places = NDArray[np.intp]
# Matplotlib's four line styles, in braille dots: as many drawn, as many left out, and so on.
SOLID = "-"
LINESTYLES = {SOLID: (1,), "--": (6, 3), ":": (1, 3), "-.": (6, 3, 1, 3)}
# Of which style a curve is where its colour can't be seen: what is no series is in dots, too.
STYLE_OF = dict(zip(SERIES, LINESTYLES, strict=True))


@dataclass(frozen=True)
class Curve:
    """Points joined by a line; with a `marker`, a character, each stands alone.

    A line without a style of its own is solid, and has its colour's where colours can't be seen.
    """

    x: ArrayLike
    y: ArrayLike
    colour: str = SKY
    marker: str = ""
    linestyle: str = ""
    name: str = ""  # in the legend, and where the plot is told in words
    part: str = ""  # what a lesson's word calls it

    @property
    def look(self) -> StyleType:
        return named(self.part, self.colour) if self.part else self.colour

    @property
    def broken(self) -> "Curve":
        """As it is drawn where its colour can't be seen."""
        return replace(self, linestyle=self.linestyle or STYLE_OF.get(self.colour, ":"))


def thick(dots: Flags) -> Flags:
    """The line drawn with a pen of two by two dots."""
    drawn = dots.copy()
    drawn[:-1] |= dots[1:]
    drawn[:, 1:] |= drawn[:, :-1].copy()
    return drawn


def cells_of(dots: Flags) -> Flags:
    """Which cells have a dot."""
    cells = dots.reshape(len(dots) // 4, 4, dots.shape[1] // 2, 2)
    return np.asarray(cells.any(axis=(1, 3)))


def whole(cells: Flags) -> Flags:
    """All dots of those cells."""
    dots: Flags = cells.repeat(4, axis=0).repeat(2, axis=1)
    return dots


def dots_of(curve: Curve, x_range: Range, y_range: Range, rows: int, columns: int) -> Flags:
    """Where it passes through so many rows and columns; nan breaks it, inf is far out."""
    x, y = np.asarray(curve.x, dtype=float), np.asarray(curve.y, dtype=float)
    there = ~(np.isnan(x) | np.isnan(y))
    dots = np.zeros((rows, columns), dtype=bool)
    for piece in np.split(np.arange(len(x)), np.flatnonzero(np.diff(there)) + 1):
        if len(piece) and there[piece[0]]:
            i, j = places_of(y[piece], y_range, rows), places_of(x[piece], x_range, columns)
            if not curve.marker:
                i, j = _joined(i, j, LINESTYLES[curve.linestyle or SOLID])
            inside = (i >= 0) & (i < rows) & (j >= 0) & (j < columns)
            dots[rows - 1 - i[inside], j[inside]] = True  # y goes up, rows go down
    return dots


def places_of(values: NDArray[np.floating], ends: Range, count: int) -> Places:
    """Which of `count` places between the ends each value is nearest to."""
    low, high = ends
    far = FAR * (high - low)
    share = (values.clip(low - far, high + far) - low) / (high - low)
    return np.floor((share * (count - 1)).round(8) + 0.5).astype(np.intp)


def _joined(i: Places, j: Places, pattern: tuple[int, ...]) -> tuple[Places, Places]:
    """All places on the way from one to the next, those left out that the pattern leaves out."""
    di, dj = np.diff(i), np.diff(j)
    steps = np.maximum(abs(di), abs(dj))
    part = np.repeat(np.arange(len(steps)), steps)
    share = (np.arange(len(part)) - np.repeat(np.cumsum(steps) - steps, steps)) / steps[part]
    on = np.resize(np.repeat(np.arange(len(pattern)) % 2 == 0, pattern), len(part) + 1)
    i = np.append((i[part] + di[part] * share).astype(np.intp), i[-1])
    j = np.append((j[part] + dj[part] * share).astype(np.intp), j[-1])
    return i[on], j[on]
