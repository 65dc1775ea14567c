"""Line plots in characters: curves in braille dots, an axis on the left and one below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from rich.cells import cell_len
from rich.columns import Columns
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.text import Text

from tui_tutor.arrays import Flags
from tui_tutor.demo import Size
from tui_tutor.show import has_shades, number, telling
from tui_tutor.show.curve import SOLID, Curve, Range, cells_of, dots_of, places_of, thick, whole
from tui_tutor.show.roles import FAINT, NEUTRAL, QUIET
from tui_tutor.show.sheet import Sheet
from tui_tutor.show.spots import named
from tui_tutor.show.words import MOST, SPREAD, evenly, places, words
from tui_tutor.text import listed, said_of, series

ROUNDING = 1e-12  # of the largest value: what is nearer to 0 has no sign of its own
THICK = 80  # cells: as wide, lines are two dots thick
NAMED = 24  # cells: as wide, several curves have their names at their ends


def plot(
    curves: Sequence[Curve],
    size: Size,
    x_range: Range | None = None,
    y_range: Range | None = None,
    x_name: str = "",
    y_name: str = "",
    at_x: float | None = None,
    at_part: str = "",
) -> RenderableType:
    """All curves over their axes, in exactly `size` cells; `at_x` draws a vertical line there.

    A cell that two lines share is of neither's colour. A lesson's word calls that line `at_part`.
    """
    size = Size(max(size.width, 12), max(size.height, 5))
    x_range = _span([x_range] if x_range else [c.x for c in curves])
    y_range = _span([y_range] if y_range else [c.y for c in curves])
    names = x_name, y_name
    if telling():
        return plot_in_words(curves, x_range, y_range, names, at_x)
    return Plot(curves, size, x_range, y_range, names, at_x, at_part)


@dataclass(frozen=True)
class Plot:
    """It is drawn when it is known what can be shown: with few colours its lines are broken."""

    curves: Sequence[Curve]
    size: Size
    x_range: Range
    y_range: Range
    names: tuple[str, str]  # of x and y
    at_x: float | None
    at_part: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.drawn(coloured=has_shades(console))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.size.width, self.size.width)

    def drawn(self, coloured: bool = True) -> Text:
        sheet = Sheet(self.size)
        lines = [curve for curve in self.curves if not curve.marker]
        several = len(lines) > 1
        ends = [c for c in lines if c.name and several and self.size.width >= NAMED]
        frame = _Frame(self.size, self.x_range, self.y_range, bool(self.names[1]), ends)
        frame.draw(sheet, *self.names)
        shape = 4 * frame.height, 2 * frame.width
        if self.at_x is not None and self.x_range[0] <= self.at_x <= self.x_range[1]:
            column = int(places_of(np.array(self.at_x), self.x_range, shape[1])) // 2
            for row in range(frame.height):
                sheet.write(frame.top + row, frame.left + column, "│", named(self.at_part, FAINT))
        looks = [line.broken if several and not coloured else line for line in lines]
        ranges = self.x_range, self.y_range
        _draw_lines(sheet, frame, lines, [dots_of(one, *ranges, *shape) for one in looks])
        for curve in self.curves:
            if curve.marker:
                for row, column in np.argwhere(cells_of(dots_of(curve, *ranges, *shape))):
                    sheet.write(frame.top + row, frame.left + column, curve.marker, curve.look)
        frame.name(sheet, ends)
        return sheet.text()


class _Frame:
    """Where the axes stand, and what is written along them."""

    def __init__(
        self, size: Size, x_range: Range, y_range: Range, named: bool, ends: list[Curve]
    ) -> None:
        self.x_range, self.y_range = x_range, y_range
        self.top = int(named)
        self.height = size.height - self.top - 2
        self.y_ticks = ticks(*y_range, self.height // 3)
        self.left = max(map(len, self.y_ticks[1])) + 1
        self.width = size.width - self.left - max((cell_len(c.name) + 1 for c in ends), default=0)
        self.x_ticks = ticks(*x_range, self.width // 8)

    def draw(self, sheet: Sheet, x_name: str, y_name: str) -> None:
        """Axes, ticks and their values, and both names."""
        bottom, taken = self.top + self.height, sheet.size.width - cell_len(x_name)
        sheet.write(0, 0, y_name, QUIET)
        for row in range(self.top, bottom):
            sheet.write(row, self.left - 1, "│", FAINT)
        sheet.write(bottom, self.left - 1, "└" + "─" * self.width, FAINT)
        for value, name in zip(*self.y_ticks, strict=True):
            row = bottom - 1 - int(places_of(np.array(value), self.y_range, 4 * self.height)) // 4
            sheet.write(row, 0, name.rjust(self.left - 1), QUIET)
            sheet.write(row, self.left - 1, "┤", FAINT)
        for value, name in zip(*self.x_ticks, strict=True):
            column = int(places_of(np.array(value), self.x_range, 2 * self.width)) // 2
            sheet.write(bottom, self.left + column, "┬", FAINT)
            start = min(self.left + column - len(name) // 2, sheet.size.width - len(name))
            if start + len(name) < taken or not x_name:
                sheet.write(bottom + 1, start, name, QUIET)
        sheet.write(bottom + 1, taken, x_name, QUIET)

    def name(self, sheet: Sheet, curves: list[Curve]) -> None:
        """Each curve's name where it ends, on the nearest row that is free."""
        free = list(range(self.height))
        for curve in curves:
            dots = dots_of(curve, self.x_range, self.y_range, 4 * self.height, 2 * self.width)
            there = np.argwhere(dots)
            to_come = not np.size(curve.x)  # its name says so
            if not free or not (len(there) or to_come):
                continue
            row = 0 if to_come else int(there[there[:, 1].argmax(), 0]) // 4
            row = min(free, key=lambda other: abs(other - row))
            free.remove(row)
            sheet.write(self.top + row, self.left + self.width + 1, curve.name, curve.look)


def _draw_lines(sheet: Sheet, frame: _Frame, lines: list[Curve], dots: list[Flags]) -> None:
    if sheet.size.width >= THICK:
        dots = [thick(one) for one in dots]
    together = np.zeros((4 * frame.height, 2 * frame.width), dtype=bool)
    for one in dots:
        together |= one
    shared = sum((cells_of(one).astype(int) for one in dots), np.zeros((frame.height, frame.width)))
    for curve, one in zip(lines, dots, strict=True):
        mine = whole(np.asarray(cells_of(one) & (shared == 1)))
        sheet.dots(together & mine, curve.look, frame.top, frame.left)
    both = together & whole(np.asarray(shared > 1))
    sheet.dots(both, NEUTRAL, frame.top, frame.left)


def legend(curves: Iterable[Curve]) -> RenderableType:
    """Names of curves, each as it is drawn, above a plot that they would cover."""
    if telling():
        return Text()  # the plot's own words name each
    return Columns([_named(curve) for curve in curves], padding=(0, 3, 0, 0))


def _named(curve: Curve) -> Text:
    sample = curve.marker or ("━" if curve.linestyle in ("", SOLID) else "╍")
    return Text(no_wrap=True).append(f"{sample} ", curve.look).append(curve.name)


def _span(values: list[ArrayLike]) -> tuple[float, float]:
    """The ends of all finite values, a little apart where there is just one."""
    all_values = np.concatenate([np.zeros(0), *(np.ravel(v).astype(float) for v in values)])
    finite = all_values[np.isfinite(all_values)]
    if finite.size == 0:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def doubled(value: float, least: float) -> float:
    """An end for an axis that grows: `least`, doubled until it holds the value."""
    while least < value < np.inf:
        least *= 2
    return least


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
        lines.append(said_of(name, listed(_told(curve))))
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
        zeros[np.abs(zeros) < ROUNDING * np.abs(x).max()] = 0
        yield words("plot.zero", places=series(map(number, zeros)))
