"""Line plots in characters: the only place that imports plotext.

plotext keeps one figure for the whole program and draws only finite numbers, so a lock stands
around it and curves are cut where a value is not finite.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import plotext
from numpy.typing import ArrayLike
from rich.text import Text

from tui_tutor.demo import Size

_figure = Lock()


@dataclass(frozen=True)
class Curve:
    """Points joined by lines, with a name for the legend.

    Where `dots`, or where a `marker` of one character is given, each point stands alone.
    """

    x: ArrayLike
    y: ArrayLike
    name: str = ""
    colour: str = "cyan"
    dots: bool = False
    marker: str = ""


def plot(
    curves: Sequence[Curve],
    size: Size,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
    x_name: str = "",
    y_name: str = "",
    at_x: float | None = None,
) -> Text:
    """All curves in one frame of exactly `size` cells; `at_x` draws a vertical line there."""
    width, height = max(size.width, 12), max(size.height, 5)
    with _figure:
        plotext.clear_figure()
        plotext.theme("clear")
        plotext.limit_size(False, False)
        plotext.plot_size(width, height)
        for curve in curves:
            _draw(curve)
        if at_x is not None:
            plotext.vline(at_x, "gray")
        low, high = x_range or _span([c.x for c in curves])
        plotext.xlim(low, high)
        plotext.xticks(*ticks(low, high, width // 8))
        low, high = y_range or _span([c.y for c in curves])
        plotext.ylim(low, high)
        plotext.yticks(*ticks(low, high, height // 3))
        plotext.xlabel(x_name or None)
        plotext.ylabel(y_name or None)
        drawn = plotext.build()
    return Text.from_ansi(drawn.removesuffix("\n"), no_wrap=True)


def _draw(curve: Curve) -> None:
    x = np.asarray(curve.x, dtype=float)
    y = np.asarray(curve.y, dtype=float)
    finite = np.isfinite(x) & np.isfinite(y)
    ends = np.flatnonzero(np.diff(finite)) + 1
    name = curve.name or None
    for piece in np.split(np.arange(len(x)), ends):
        if len(piece) and finite[piece[0]]:
            alone = curve.dots or curve.marker or len(piece) == 1
            put = plotext.scatter if alone else plotext.plot
            marker = curve.marker or ("•" if curve.dots else "braille")
            put(x[piece].tolist(), y[piece].tolist(), color=curve.colour, marker=marker, label=name)
            name = None  # one entry a curve in the legend


def _span(values: list[ArrayLike]) -> tuple[float, float]:
    """The ends of all finite values, a little apart where there is just one."""
    all_values = np.concatenate([np.zeros(0), *(np.ravel(v).astype(float) for v in values)])
    finite = all_values[np.isfinite(all_values)]
    if finite.size == 0:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def ticks(low: float, high: float, most: int) -> tuple[list[float], list[str]]:
    """Round numbers between the ends, 1, 2 or 5 times a power of ten apart, and their names."""
    room = (high - low) / max(most, 1)
    if not (np.isfinite(room) and room > 0):
        return [low], [f"{low:g}"]
    power = 10.0 ** np.floor(np.log10(room))
    wide_enough = [factor for factor in (1, 2, 5, 10) if power * factor >= room * (1 - 1e-9)]
    for factor in (wide_enough[0], wide_enough[0] / 2.5):
        step = power * factor
        first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
        places = [float(k * step) + 0.0 for k in np.arange(first, last + 1)]
        if len(places) > 1:
            break  # one number alone does not tell the scale
    return places, [f"{place:.6g}" for place in places]
