"""A landscape from above: bands of height, named axes, and paths, points and arrows upon them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import ArrayLike
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Array
from tui_tutor.demo import Size
from tui_tutor.landscapes import Landscape
from tui_tutor.show import has_shades, number, telling
from tui_tutor.show.plot import ticks
from tui_tutor.show.roles import FAINT, GROUND, HEIGHTS, INK, NAMED, NEUTRAL, QUIET, SKY, SOFT
from tui_tutor.show.spots import named
from tui_tutor.show.words import MOST, evenly, landscape_in_words, places, words

Mark = tuple[str, str, str]  # a character, the name of its colour, and what its part is called
Marks = dict[tuple[int, int], Mark]  # (row, column) → what stands there

BANDS = " ·:░▒▓"  # from low to high, where there is no colour
HOLLOW = {"●": "○", "■": "□", "▲": "△", "◆": "◇"}  # where a path has been
LINES = "─╱│╲"
ARROWS, LONG_ARROWS = "→↗↑↖←↙↓↘", "⇒⇗⇑⇖⇐⇙⇓⇘"  # by eighths of a turn, against the clock
LIGHT = 3  # the band from which arrows and lines are dark, and markers stand on a dark ground
SHADES_OF_ARROWS = {NEUTRAL: INK.dark, FAINT: SOFT.dark}  # long ones and short ones
MARGIN = 6  # the names of the rows, and the axis


@dataclass(frozen=True)
class Path:
    """Places (n, 2), one after the other: hollow markers joined by lines, the last one full."""

    places: ArrayLike
    colour: str = SKY
    marker: str = "●"
    part: str = ""  # what a lesson's word calls it


@dataclass(frozen=True)
class Point:
    """One place (x₀, x₁), under a marker of one character."""

    place: tuple[float, float]
    colour: str = NEUTRAL
    marker: str = "✕"
    part: str = ""


@dataclass(frozen=True)
class Arrow:
    """A vector (v₀, v₁) at a place (x₀, x₁).

    It shows which way; one that is over half as long as the longest is bright, and doubled.
    """

    place: tuple[float, float]
    vector: tuple[float, float]
    part: str = ""


@dataclass(frozen=True)
class ContourMap:
    """What `contour_map` makes: `rows` lines of map, the axes, and the scale of heights below."""

    landscape: Landscape
    columns: int
    rows: int
    room: int  # cells that it may take
    marks: Marks
    told: Callable[[], Text]  # the same in words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield self.told()
            return
        coloured = has_shades(console)
        heights = self.landscape.grid(self.columns, 2 * self.rows)[2]
        bands = np.digitize(heights, self.landscape.levels).reshape(self.rows, 2, self.columns)
        names = _row_names(self.landscape, self.rows)
        yield Segment(f"{'x₁':>{MARGIN}}\n")
        for row, (upper, lower) in enumerate(bands.tolist()):
            yield Segment(names[row].rjust(MARGIN - 1) + ("┤" if names[row] else "│"))
            marks = (self.marks.get((row, column)) for column in range(self.columns))
            yield from _joined(map(_cell, upper, lower, marks, [coloured] * self.columns))
            yield Segment.line()
        yield Segment(_below(self.landscape, self.columns) + "\n  ")
        yield from self._scale(coloured)
        yield Segment.line()

    def _scale(self, coloured: bool) -> Iterator[Segment]:
        """The bands from low to high, and between two of them the height at which they meet."""
        names = [f"{level:g}" for level in self.landscape.levels]
        spread = [f" {name} " for name in names]
        if 2 + 2 + sum(2 + len(name) for name in spread) <= self.room:
            names = spread
        for band, name in enumerate([*names, ""]):
            yield from _joined([_cell(band, band, None, coloured)] * 2)
            yield Segment(name)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        scale = 2 + sum(len(segment.text) for segment in self._scale(coloured=False))
        width = max(len(_below(self.landscape, self.columns)), MARGIN + self.columns, scale)
        return Measurement(width, width)


def contour_map(
    landscape: Landscape,
    size: Size,
    paths: Sequence[Path] = (),
    points: Sequence[Point] = (),
    arrows: Sequence[Arrow] = (),
) -> ContourMap:
    """The landscape in its true proportions, as large as `size` has room for.

    What is drawn later stands on top: arrows, then paths in their order, then points. What lies
    off the map, or is nan or inf, is left out; a line that leaves the map is drawn to its edge.
    """
    columns, rows = _fitted(landscape, size)
    canvas = _Canvas(landscape, columns, rows)
    lengths = [float(np.hypot(*arrow.vector)) for arrow in arrows]
    for arrow, length in zip(arrows, lengths, strict=True):
        sign, colour = _arrow(arrow.vector, long=2 * length > max(lengths))
        canvas.put(arrow.place, (sign, colour, arrow.part))
    for path in paths:
        canvas.join(path.places, path.colour, path.part)
    for path in paths:
        hollow = HOLLOW.get(path.marker, path.marker)
        canvas.put(np.asarray(path.places)[:-1], (hollow, path.colour, path.part))
    for path in paths:
        canvas.put(np.asarray(path.places)[-1], (path.marker, path.colour, path.part))
    for point in points:
        canvas.put(point.place, (point.marker, point.colour, point.part))
    told = partial(map_in_words, landscape, paths, points, arrows)
    return ContourMap(landscape, columns, rows, size.width, canvas.marks, told)


class _Canvas:
    """Collects what is drawn on a map, cell by cell."""

    def __init__(self, landscape: Landscape, columns: int, rows: int) -> None:
        self.low = np.array([landscape.x0_range[0], landscape.x1_range[0]])
        self.high = np.array([landscape.x0_range[1], landscape.x1_range[1]])
        self.most = np.array([columns - 1, rows - 0.5])
        self.marks: Marks = {}

    @np.errstate(all="ignore")  # a path may run off to inf
    def cells(self, places: ArrayLike) -> Array:
        """Places (..., 2) → (column, row), not rounded; row 0 is at the top."""
        across = (np.asarray(places, dtype=float) - self.low) / (self.high - self.low)
        across[..., 1] = 1 - across[..., 1]
        cells: Array = across * self.most - (0, 0.25)
        return cells

    def put(self, places: ArrayLike, mark: Mark) -> None:
        """The mark at each of the places (..., 2) that is on the map."""
        self._mark(self.cells(places), mark)

    def _mark(self, cells: Array, mark: Mark) -> None:
        for column, row in cells.reshape(-1, 2).tolist():
            if -0.5 <= column < self.most[0] + 0.5 and -0.5 <= row < self.most[1]:
                # Not round(), which takes every .5 to an even number and leaves gaps in a line.
                self.marks[int(row + 0.5), int(column + 0.5)] = mark

    @np.errstate(all="ignore")
    def join(self, places: ArrayLike, colour: str, part: str) -> None:
        """Lines from place to place, as far as they are on the map."""
        reach = 4 * float(self.most.sum())
        for start, end in pairwise(self.cells(places)):
            along = end - start
            length = float(np.abs(along).max())
            if not length < reach:  # it leaves the map, or nan
                along, length = along * (reach / length), reach
            if not np.isfinite(along).all():
                continue
            character = LINES[round(_turns(along[0], -2 * along[1]) * 8) % 4]
            shares = np.arange(1, length)[:, np.newaxis] / length
            self._mark(start + shares * along, (character, colour, part))


def _fitted(landscape: Landscape, size: Size) -> tuple[int, int]:
    """Columns and rows of the largest map in true proportions; a cell is twice as high as wide."""
    (left, right), (bottom, top) = landscape.x0_range, landscape.x1_range
    proportion = 2 * (right - left) / (top - bottom)
    room = Size(max(size.width - MARGIN - 4, 12), max(size.height - 3, 4))
    rows = max(min(room.height, round(room.width / proportion)), 4)
    return min(round(rows * proportion), room.width), rows


def _turns(x: float, y: float) -> float:
    """The angle of (x, y), against the clock from the right, in turns."""
    return float(np.arctan2(y, x)) / (2 * np.pi)


def _arrow(vector: tuple[float, float], long: bool) -> tuple[str, str]:
    """Its sign, and the name of its colour."""
    if not np.isfinite(vector).all():
        return "?", NEUTRAL
    if not np.any(vector):
        return "○", NEUTRAL
    eighth = round(_turns(*vector) * 8) % 8
    return (LONG_ARROWS[eighth], NEUTRAL) if long else (ARROWS[eighth], FAINT)


@cache
def _cell(upper: int, lower: int, mark: Mark | None, coloured: bool) -> tuple[str, Style]:
    """One cell of the map: its two halves' bands, or what is drawn upon it."""
    if not mark:
        return _ground(upper, lower, coloured)
    sign, colour, part = mark
    if not coloured:
        return sign, named(part, colour)
    ink = SHADES_OF_ARROWS.get(colour, NAMED[colour].dark)
    if upper < LIGHT:
        return sign, named(part, f"bold {ink} on {HEIGHTS[upper]}")
    if colour in SHADES_OF_ARROWS or sign in LINES:
        return sign, named(part, f"bold {GROUND.dark} on {HEIGHTS[upper]}")
    return sign, named(part, f"bold {ink} on {GROUND.dark}")


def _ground(upper: int, lower: int, coloured: bool) -> tuple[str, Style]:
    """A cell on which nothing is drawn."""
    if not coloured:
        return BANDS[upper], Style.parse(QUIET)
    if upper == lower:
        return " ", Style(bgcolor=HEIGHTS[upper])
    return "▀", Style(color=HEIGHTS[upper], bgcolor=HEIGHTS[lower])


def _joined(cells: Iterable[tuple[str, Style]]) -> Iterator[Segment]:
    """Neighbours that are styled alike as one segment."""
    for style, alike in groupby(cells, key=itemgetter(1)):
        yield Segment("".join(character for character, _ in alike), style)


def _row_names(landscape: Landscape, rows: int) -> list[str]:
    """The name of each row, empty where it has none."""
    names = [""] * rows
    low, high = landscape.x1_range
    for place, name in zip(*ticks(low, high, rows // 3), strict=True):
        row = int((high - place) / (high - low) * (rows - 0.5) + 0.25)
        names[min(row, rows - 1)] = name
    return names


def _below(landscape: Landscape, columns: int) -> str:
    """The line of the columns' names, and x₀."""
    low, high = landscape.x0_range
    line = " " * (MARGIN + columns)
    for place, name in zip(*ticks(low, high, columns // 8), strict=True):
        middle = MARGIN + int((place - low) / (high - low) * (columns - 1) + 0.5)
        start = middle - len(name) // 2
        line = line[:start] + name + line[start + len(name) :]
    return f"{line.rstrip()}  x₀"


# ------------------------------------------------------------------ the same in words


def map_in_words(
    landscape: Landscape,
    paths: Sequence[Path],
    points: Sequence[Point],
    arrows: Sequence[Arrow],
) -> Text:
    """The landscape, and what is drawn upon it with the heights there."""
    lines = [landscape_in_words(landscape)]
    for path in paths:
        walked = np.asarray(path.places, dtype=float)
        shown = walked[evenly(len(walked), MOST)]
        height = number(float(landscape.f(walked[-1])))
        lines.append(
            words(
                "path",
                name=f"{path.marker} {words.of('colour', path.colour)}",
                count=len(walked),
                places=places(shown),
                height=height,
            )
        )
    for point in points:
        height = number(float(landscape.f(np.array(point.place))))
        lines.append(
            words("point", name=point.marker, place=places(np.array([point.place])), height=height)
        )
    for arrow in arrows[:: max(len(arrows) // MOST, 1)]:
        place, vector = (places(np.array([pair])) for pair in (arrow.place, arrow.vector))
        lines.append(words("arrow", place=place, vector=vector))
    return Text("\n".join(lines))
