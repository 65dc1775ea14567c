"""Line plots in characters: the only place that imports plotext, which makes frame and ticks.

The curves are drawn here, in braille dots: of two that share a cell plotext shows only the later.
It keeps one figure for the whole program, so a lock stands around it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import plotext
from numpy.typing import ArrayLike, NDArray
from rich.columns import Columns
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Flags
from tui_tutor.demo import Size
from tui_tutor.show import number, telling
from tui_tutor.show.roles import FAINT, SKY
from tui_tutor.show.sheet import Sheet
from tui_tutor.show.words import MOST, SPREAD, evenly, places, words

ROUNDING = 1e-12  # of the largest value: what is nearer to 0 has no sign of its own
FAR = 10  # frames: a line to what lies farther out is drawn as if that lay there
Range = tuple[float, float]
Places = NDArray[np.intp]
_figure = Lock()
# Matplotlib's four line styles, in braille dots: as many drawn, as many left out, and so on.
LINESTYLES = {"-": (1,), "--": (10, 6), ":": (1, 3), "-.": (10, 4, 1, 4)}


@dataclass(frozen=True)
class Curve:
    """Points joined by a line of that style; with a `marker`, a character, each stands alone."""

    x: ArrayLike
    y: ArrayLike
    colour: str = SKY
    marker: str = ""
    linestyle: str = "-"
    name: str = ""  # in the legend, and where the plot is told in words


def plot(
    curves: Sequence[Curve],
    size: Size,
    x_range: Range | None = None,
    y_range: Range | None = None,
    x_name: str = "",
    y_name: str = "",
    at_x: float | None = None,
) -> Text:
    """All curves in one frame of exactly `size` cells; `at_x` draws a vertical line there."""
    size = Size(max(size.width, 12), max(size.height, 5))
    x_range = _span([x_range] if x_range else [c.x for c in curves])
    y_range = _span([y_range] if y_range else [c.y for c in curves])
    if telling():
        return plot_in_words(curves, x_range, y_range, (x_name, y_name), at_x)
    lines = _frame(size, x_range, y_range, x_name, y_name)
    sheet = Sheet(size)
    for row, line in enumerate(lines):
        sheet.write(row, 0, line)
    left = lines[0].index("┌") + 1  # the first column inside the frame; the first row is 1
    width = lines[0].index("┐") - left
    height = next(row for row, line in enumerate(lines) if "└" in line) - 1
    if at_x is not None and x_range[0] <= at_x <= x_range[1]:
        column = int(_places(np.array(at_x), x_range, 2 * width)) // 2
        for row, part in enumerate("┬" + "│" * height + "┴"):
            sheet.write(row, left + column, part, FAINT)
    drawn = np.zeros((4 * height, 2 * width), dtype=bool)
    for curve in curves:
        dots = _dots(curve, x_range, y_range, *drawn.shape)
        cells = dots.reshape(height, 4, width, 2).any(axis=(1, 3))
        if curve.marker:
            for row, column in np.argwhere(cells):
                sheet.write(1 + row, left + column, curve.marker, curve.colour)
        else:
            # A cell that it passes through takes its colour, and keeps the dots of those before.
            drawn |= dots
            sheet.dots(drawn & np.kron(cells, np.full((4, 2), True)), curve.colour, 1, left)
    return sheet.text()


def _frame(size: Size, x_range: Range, y_range: Range, x_name: str, y_name: str) -> list[str]:
    """The lines of an empty plot, with ticks and names."""
    with _figure:
        plotext.clear_figure()
        plotext.theme("clear")
        plotext.limit_size(False, False)
        plotext.plot_size(size.width, size.height)
        plotext.scatter([x_range[0]], [y_range[0]], marker=" ")  # around nothing it draws no axes
        plotext.xlim(*x_range)
        plotext.xticks(*ticks(*x_range, size.width // 8))
        plotext.ylim(*y_range)
        plotext.yticks(*ticks(*y_range, size.height // 3))
        plotext.xlabel(x_name or None)
        plotext.ylabel(y_name or None)
        lines: list[str] = plotext.uncolorize(plotext.build()).split("\n")
    return lines[: size.height]


def legend(curves: Iterable[Curve]) -> RenderableType:
    """Names of curves, each as it is drawn, above a plot that they would cover."""
    if telling():
        return Text()  # the plot's own words name each
    return Columns([_named(curve) for curve in curves], padding=(0, 3, 0, 0))


def _named(curve: Curve) -> Text:
    sample = curve.marker or ("━" if curve.linestyle == "-" else "╍")
    return Text(no_wrap=True).append(f"{sample} ", curve.colour).append(curve.name)


def _dots(curve: Curve, x_range: Range, y_range: Range, rows: int, columns: int) -> Flags:
    """Where it passes through so many rows and columns; nan breaks it, inf is far out."""
    x, y = np.asarray(curve.x, dtype=float), np.asarray(curve.y, dtype=float)
    there = ~(np.isnan(x) | np.isnan(y))
    dots = np.zeros((rows, columns), dtype=bool)
    for piece in np.split(np.arange(len(x)), np.flatnonzero(np.diff(there)) + 1):
        if len(piece) and there[piece[0]]:
            i, j = _places(y[piece], y_range, rows), _places(x[piece], x_range, columns)
            if not curve.marker:
                i, j = _joined(i, j, LINESTYLES[curve.linestyle])
            inside = (i >= 0) & (i < rows) & (j >= 0) & (j < columns)
            dots[rows - 1 - i[inside], j[inside]] = True  # y goes up, rows go down
    return dots


def _places(values: NDArray[np.floating], ends: Range, count: int) -> Places:
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


# ------------------------------------------------------------------ the same in words


def plot_in_words(
    curves: Sequence[Curve],
    x_range: Range,
    y_range: Range,
    names: tuple[str, str],
    at_x: float | None,
) -> Text:
    """The frame, then each curve: values along it, its ends up and down, where it passes 0."""
    x_name, y_name = names[0] or "x", names[1] or "y"
    ends = (number(end) for end in (*x_range, *y_range))
    values = dict(zip(("left", "right", "bottom", "top"), ends, strict=True))
    lines = [words("plot.frame", x=x_name, y=y_name, **values)]
    if at_x is not None:
        lines.append(words("plot.at", x=x_name, at=number(at_x)))
    for curve in curves:
        name = words("plot.curve", name=curve.name)
        lines.append(f"{name}: {'; '.join(_told(curve))}")
    return Text("\n".join(lines))


def _told(curve: Curve) -> Iterator[str]:
    x, y = np.asarray(curve.x, dtype=float), np.asarray(curve.y, dtype=float)
    there = ~(np.isnan(x) | np.isnan(y))
    if gone := int((~there).sum()):
        yield words("plot.nan", count=gone, all=len(there))
    x, y = x[there], y[there]
    if len(x) == 0:
        return
    few = len(x) <= MOST
    told = evenly(len(x), MOST if few else SPREAD)
    yield places(np.stack([x[told], y[told]], axis=1))
    if few:
        return
    for key, place in (("plot.lowest", int(y.argmin())), ("plot.highest", int(y.argmax()))):
        if 0 < place < len(x) - 1:  # its ends are told already
            yield words(key, x=number(x[place]), y=number(y[place]))
    largest = np.abs(y[np.isfinite(y)]).max(initial=0)
    signs = np.where(np.abs(y) < ROUNDING * largest, 0, np.sign(y))
    passing = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    if 0 < len(passing) <= MOST:
        share = y[passing] / (y[passing] - y[passing + 1])
        zeros = x[passing] + share * np.diff(x)[passing]
        yield words("plot.zero", places=", ".join(map(number, zeros)))
