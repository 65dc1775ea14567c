"""Line plots in characters: the only place that imports plotext.

plotext keeps one figure for the whole program and draws only finite numbers, so a lock stands
around it and curves are cut where a value is not finite.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import plotext
from numpy.typing import ArrayLike, NDArray
from rich.text import Text

from tui_tutor.demo import Size

FAR = 10  # frames: what lies farther out is drawn there, since plotext draws what is not seen too
LONGEST = 10_000  # dots; a line that runs farther off is broken more coarsely
Points = NDArray[np.floating]
_figure = Lock()
THEIR_NAMES = {"yellow": "orange"}  # plotext's for the terminal's colours, where they differ
# Matplotlib's four line styles, in braille dots: as many drawn, as many left out, and so on.
LINESTYLES = {"-": (), "--": (10, 6), ":": (1, 3), "-.": (10, 4, 1, 4)}


@dataclass(frozen=True)
class Curve:
    """Points joined by lines, with a name for the legend.

    Where `dots`, or where a `marker` of one character is given, each point stands alone; a
    `linestyle` other than "-" breaks the line.
    """

    x: ArrayLike
    y: ArrayLike
    name: str = ""
    colour: str = "cyan"
    dots: bool = False
    marker: str = ""
    linestyle: str = "-"


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
    left, right = x_range or _span([c.x for c in curves])
    bottom, top = y_range or _span([c.y for c in curves])
    dots_a_unit = 2 * width / max(right - left, 1e-12), 4 * height / max(top - bottom, 1e-12)
    with _figure:
        plotext.clear_figure()
        plotext.theme("clear")
        plotext.limit_size(False, False)
        plotext.plot_size(width, height)
        for curve in curves:
            x, y = _near(curve.x, left, right), _near(curve.y, bottom, top)
            _draw(curve, x, y, dots_a_unit)
        if at_x is not None:
            plotext.vline(at_x, "gray")
        plotext.xlim(left, right)
        plotext.xticks(*ticks(left, right, width // 8))
        plotext.ylim(bottom, top)
        plotext.yticks(*ticks(bottom, top, height // 3))
        plotext.xlabel(x_name or None)
        plotext.ylabel(y_name or None)
        drawn = plotext.build()
    return Text.from_ansi(drawn.removesuffix("\n"), no_wrap=True)


def legend(names: Iterable[tuple[str, str]]) -> Text:
    """Names of curves, each with its colour, in a line above a plot that they would cover."""
    text = Text(no_wrap=True)
    for name, colour in names:
        text.append("   " if text else "").append("━ ", colour).append(name)
    return text


def _near(values: ArrayLike, low: float, high: float) -> Points:
    """The coordinates as floats, none of them farther than FAR frames from this one."""
    room = FAR * (high - low)
    return np.asarray(values, dtype=float).clip(low - room, high + room)


def _draw(curve: Curve, x: Points, y: Points, dots_a_unit: tuple[float, float]) -> None:
    finite = np.isfinite(x) & np.isfinite(y)
    ends = np.flatnonzero(np.diff(finite)) + 1
    name = curve.name or None
    for piece in np.split(np.arange(len(x)), ends):
        if len(piece) and finite[piece[0]]:
            alone = curve.dots or curve.marker or len(piece) == 1
            put = plotext.scatter if alone or curve.linestyle != "-" else plotext.plot
            marker = curve.marker or ("•" if curve.dots else "braille")
            line = x[piece], y[piece]
            if not alone and curve.linestyle != "-":
                line = _broken(*line, LINESTYLES[curve.linestyle], dots_a_unit)
            colour = THEIR_NAMES.get(curve.colour, curve.colour)
            put(line[0].tolist(), line[1].tolist(), color=colour, marker=marker, label=name)
            name = None  # one entry a curve in the legend


def _broken(
    x: Points, y: Points, pattern: tuple[int, ...], dots_a_unit: tuple[float, float]
) -> tuple[Points, Points]:
    """The dots of a line along which some are drawn and some left out, by turns."""
    with np.errstate(over="ignore"):
        steps = np.hypot(np.diff(x) * dots_a_unit[0], np.diff(y) * dots_a_unit[1])
    along = np.concatenate([[0], np.cumsum(steps.clip(max=LONGEST))])
    places = np.linspace(0, along[-1], min(int(along[-1]) + 1, LONGEST))
    drawn = np.repeat(np.arange(len(pattern)) % 2 == 0, pattern)
    places = places[np.resize(drawn, len(places))]
    return np.interp(places, along, x), np.interp(places, along, y)


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
