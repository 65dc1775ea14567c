"""A landscape seen from the side: a net of lines in fine dots, what lies behind hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Array, Floats, Labels
from tui_tutor.demo import Size
from tui_tutor.landscapes import Landscape
from tui_tutor.show import has_shades, number, telling
from tui_tutor.show.roles import HEIGHTS, QUIET, mixed
from tui_tutor.show.sheet import braille
from tui_tutor.show.words import landscape_in_words

BRIGHTER = 0.35  # how far its lines are on their way to white
HEIGHT = 1.3  # of the box, where its floor is 2 × 2
WIDEST = 1.5  # how far the picture may be stretched sideways to use its room
BEYOND = 1.35  # where the names of the axes stand; the edge is at 1
MARGIN = Size(5, 1)  # cells left free on either side for the axes' names
APART = 4.2  # dots between two lines of the net
SAMPLES = 10  # of the surface from one line of the net to the next; even: the middle is one
THICK = 0.12  # how far behind the surface a line still counts as lying on it


@dataclass(frozen=True)
class Surface:
    """What `surface` makes: a style's number for each cell, and what stands in it."""

    characters: Array  # (height, width) of single characters
    styles: Labels  # (height, width); -1 where it is blank, 0 for axes, k for the k-th band
    landscape: Landscape

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield Text(landscape_in_words(self.landscape))
            return
        style_of = _filled if has_shades(console) else _style
        for characters, styles in zip(self.characters.tolist(), self.styles.tolist(), strict=True):
            place = 0
            for style, run in groupby(styles):
                end = place + sum(1 for _ in run)
                yield Segment("".join(characters[place:end]), style_of(style))
                place = end
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.characters.shape[1], self.characters.shape[1])


@cache
def _filled(band: int) -> Style:
    """Lines a little brighter than the surface between them, so that its lowest band is seen."""
    if band <= 0:
        return _style(band)
    ground = HEIGHTS[band - 1]
    return Style(color=mixed(ground, "#ffffff", BRIGHTER), bgcolor=ground)


@cache
def _style(band: int) -> Style:
    return Style.parse(HEIGHTS[band - 1] if band > 0 else "" if band else QUIET)


def surface(landscape: Landscape, size: Size, azimuth: float, elevation: float) -> Surface:
    """The surface x₂ = f(x₀, x₁) over its floor, in exactly `size` cells.

    The angles, in degrees, are Matplotlib's: the eye stands at `azimuth` round the vertical
    axis, counted from x₀ towards x₁, and `elevation` (0 to 90) above the floor.
    """
    size = Size(max(size.width, 12), max(size.height, 4))
    view = _View(size, np.radians(azimuth), np.radians(elevation))
    net, heights = _net(landscape, view.lines * SAMPLES + 1, view)
    bands = np.digitize(heights, landscape.levels) + 1
    view.hide(net)
    view.draw(net[:, ::SAMPLES], bands[::SAMPLES])
    view.draw(net[:, :, ::SAMPLES], bands[:, ::SAMPLES])
    box = _Box(view, float(heights.min()), float(heights.max()))
    for edge in box.edges():
        view.draw(edge)
    characters, styles = view.cells()
    for row, column, text in box.names():
        row = min(max(row, 0), size.height - 1)
        column = min(max(column, 0), size.width - len(text))
        characters[row, column : column + len(text)] = list(text)
        styles[row, column : column + len(text)] = 0
    return Surface(characters, styles, landscape)


def _net(landscape: Landscape, count: int, view: "_View") -> tuple[Floats, Floats]:
    """Points (3, count, count) of the surface in its box, the farthest first, and the heights."""
    _, _, heights = landscape.grid(count, count)
    heights = heights[::-1]  # from here on x₁ rises with the index
    low, high = float(heights.min()), float(heights.max())
    across = np.linspace(-1, 1, count)
    x, y = np.meshgrid(across, across)
    z = ((heights - low) / max(high - low, 1e-12) - 0.5) * HEIGHT
    nearer = [slice(None, None, 1 if toward >= 0 else -1) for toward in view.toward[1::-1]]
    return np.stack([x, y, z])[(slice(None), *nearer)], heights[tuple(nearer)]


class _View:
    """Where the eye is: turns points of the box into dots, and knows what stands in front."""

    def __init__(self, size: Size, azimuth: float, elevation: float) -> None:
        # Rounded, so that a quarter of a turn is exactly that.
        (sin_a, cos_a), (sin, cos) = (
            (round(float(np.sin(angle)), 12), round(float(np.cos(angle)), 12))
            for angle in (azimuth, elevation)
        )
        self.size = size
        self.right = np.array([-sin_a, cos_a, 0])
        self.up = np.array([-sin * cos_a, -sin * sin_a, cos])
        self.toward = np.cross(self.right, self.up)
        # The box keeps its size while it turns: its corners go √2 from the middle.
        half = 2**0.5 * sin + HEIGHT / 2 * cos
        upwards = (4 * (size.height - 2 * MARGIN.height) - 1) / (2 * half)
        sideways = (2 * (size.width - 2 * MARGIN.width) - 1) / (2 * 2**0.5)
        upwards = min(upwards, sideways)
        self.scale = np.array([-upwards, min(sideways, WIDEST * upwards)])
        self.lines = int(np.clip(2 * self.scale[1] / APART, 6, 18))
        self.middle = (np.array([4 * size.height, 2 * size.width]) - 1) / 2
        self.bands = np.full((4 * size.height, 2 * size.width), -1)
        self.front = np.full(self.bands.shape, -np.inf)

    def dots(self, points: Floats) -> Floats:
        """Points (3, ...) → the row and column of the dot that shows each, (2, n)."""
        flat = points.reshape(3, -1)
        places = np.stack([self.up, self.right]) @ flat
        scaled = places * self.scale[:, np.newaxis] + self.middle[:, np.newaxis]
        nearest: Floats = np.rint(scaled).astype(int)
        return nearest

    def hide(self, points: Floats) -> None:
        """Take points, the farthest first, as a solid thing that hides what is behind."""
        row, column = self.dots(points)
        # Of several points on one dot the last stays, and that is the nearest.
        front = self.front
        front[row, column] = self.toward @ points.reshape(3, -1)
        # A steep place leaves gaps of a dot: what lies between two near ones is hidden as well.
        front[1:-1] = np.maximum(front[1:-1], np.minimum(front[:-2], front[2:]))

    def draw(self, points: Floats, bands: Labels | int = 0) -> None:
        """Dots at the points that nothing hides."""
        row, column = self.dots(points)
        seen = self.toward @ points.reshape(3, -1) >= self.front[row, column] - THICK
        every = np.broadcast_to(bands, points.shape[1:]).ravel()
        self.bands[row[seen], column[seen]] = every[seen]

    def cells(self) -> tuple[Array, Labels]:
        """The dots as braille characters, and for each the highest band among its dots."""
        blocks = self.bands.reshape(self.size.height, 4, self.size.width, 2)
        return braille(self.bands >= 0), blocks.max(axis=(1, 3))


class _Box:
    """The floor, the axis of heights at its leftmost corner, and the names of the axes."""

    def __init__(self, view: _View, low: float, high: float) -> None:
        self.view = view
        self.floor = [(x, y, -HEIGHT / 2) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        # Of two that are as far to the left, the nearer one.
        self.left = min(
            self.floor, key=lambda c: (round(float(view.right @ c), 9), -float(view.toward @ c))
        )
        self.top = (*self.left[:2], HEIGHT / 2)
        self.low, self.high = number(low, 3), number(high, 3)

    def edges(self) -> Iterator[Floats]:
        for start, end in zip(self.floor, self.floor[1:] + self.floor[:1], strict=True):
            yield np.linspace(start, end, 4 * self.view.size.width, axis=1)
        yield np.linspace(self.left, self.top, 8 * self.view.size.height, axis=1)

    def names(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and text: the axes beyond the two nearer edges, the heights at theirs."""
        for axis, name in enumerate(("x₀", "x₁")):
            middle = np.array([0.0, 0.0, -HEIGHT / 2])
            middle[1 - axis] = BEYOND if self.view.toward[1 - axis] >= 0 else -BEYOND
            row, column = self._cell(middle)
            text = f"{name}→" if self.view.right[axis] >= 0 else f"←{name}"
            yield row, column - len(text) // 2, text
        for corner, text in ((self.left, self.low), (self.top, self.high)):
            row, column = self._cell(np.array(corner))
            yield row, column - len(text), text

    def _cell(self, point: Floats) -> tuple[int, int]:
        row, column = self.view.dots(point)[:, 0].tolist()
        return row // 4, column // 2
