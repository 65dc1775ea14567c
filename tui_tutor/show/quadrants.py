"""Small images in quadrants: four dots a cell, of which two colours are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Array, Floats, Pixels
from tui_tutor.demo import Size
from tui_tutor.show import has_shades, number, runs, telling
from tui_tutor.show.roles import signed
from tui_tutor.show.words import image_in_words, words
from tui_tutor.text import listed

# By which of the four dots are lit: top left 1, top right 2, bottom left 4, bottom right 8.
GLYPHS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
BITS = np.array([1, 2, 4, 8])
DENSITIES = " ·░▒▓█"  # of what has no colour
EDGE = 112  # levels: dots of a cell that differ by more are drawn one by one there
SIGNS = "=- +#"  # numbers of either sign there,
PARTED = (78, 114, 142, 178)  # parted at these levels
A = TypeVar("A", bound=Array)
FAINTEST = 0.7  # a power below 1 brings out what is near 0
ZERO = 128  # the level of 0 among levels from 0 to 255


@lru_cache(maxsize=4096)
def _style(lit: int, dark: int, has_sign: bool) -> Style:
    colour = _signed if has_sign else _grey
    return Style(color=colour(lit), bgcolor=colour(dark))


def _grey(level: int) -> str:
    return f"#{level:02x}{level:02x}{level:02x}"


@cache
def _signed(level: int) -> str:
    return signed((level - ZERO) / (255 - ZERO))


@dataclass(frozen=True)
class Quadrants:
    """A (height, width) uint8 image in half its width and a quarter of its height in cells.

    A dot is one pixel wide and two high, so the image keeps its proportions and its strokes.
    """

    pixels: Pixels
    has_sign: bool = False  # levels from -1 (0) by way of 0 (128) to +1 (255)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield self._in_words()
            return
        cells = self._cells()
        if not has_shades(console):
            yield from self._without_colour(cells)
            return
        for glyphs, levels in two_levels(cells):
            for text, (lit, dark) in runs(glyphs, levels):
                yield Segment(text, _style(lit, dark, self.has_sign))
            yield Segment.line()

    def _without_colour(self, cells: Pixels) -> RenderResult:
        """A character a cell: which of its dots are ink, or its sign."""
        if self.has_sign:
            parted = np.digitize(cells.mean(axis=2), PARTED)
            lines = ["".join(SIGNS[place] for place in row) for row in parted.tolist()]
        else:
            lines = inked(cells)
        for line in lines:
            yield Segment(line)
            yield Segment.line()

    def _cells(self) -> Pixels:
        """The four dots of each cell: (rows, columns, 4), each the mean of two pixels."""
        height, width = self.pixels.shape
        border = ZERO if self.has_sign else 0
        padded = np.pad(self.pixels, ((0, -height % 4), (0, width % 2)), constant_values=border)
        dots = padded.reshape(-1, 2, padded.shape[1]).mean(axis=1).astype(np.uint8)
        height, width = dots.shape
        blocks = dots.reshape(height // 2, 2, width // 2, 2).transpose(0, 2, 1, 3)
        cells: Pixels = blocks.reshape(height // 2, width // 2, 4)
        return cells

    def _in_words(self) -> Text:
        if not self.has_sign:
            return image_in_words(self.pixels)
        shares = (self.pixels.astype(float) - ZERO) / (255 - ZERO)
        thirds = [
            " ".join(f"{number(part.mean(), 2)}" for part in np.array_split(band, 3, axis=1))
            for band in np.array_split(shares, 3)
        ]
        return Text(words("image.signed", thirds=listed(thirds)))

    @property
    def size(self) -> Size:
        """The cells that it takes."""
        height, width = self.pixels.shape
        return Size(-(-width // 2), -(-height // 4))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.size.width, self.size.width)


def enlarged(image: A, times: int) -> A:
    """Each pixel as a square of that many."""
    return image.repeat(times, axis=0).repeat(times, axis=1)  # type: ignore[return-value]


def resampled(image: Array, height: int, width: int) -> Floats:
    """The image in so many dots, each the mean of what it covers."""
    dots: Floats = _parts(height, image.shape[0]) @ image @ _parts(width, image.shape[1]).T
    return dots


@cache
def _parts(count: int, lines: int) -> Floats:
    """(count, lines): of each of `count` equal parts, which share of it each line is."""
    ends = np.linspace(0, lines, count + 1)
    line = np.arange(lines)
    upper, lower = ends[1:, None], ends[:-1, None]
    shares = (np.minimum(upper, line + 1) - np.maximum(lower, line)).clip(0)
    means: Floats = shares / shares.sum(axis=1, keepdims=True)
    return means


def of_either_sign(values: Floats) -> Quadrants:
    """Numbers as sky above 0, amber below, dark at 0; the farthest from 0 is the brightest.

    nan and inf count as 0.
    """
    finite = np.nan_to_num(values.astype(float), posinf=0.0, neginf=0.0)
    shares = finite / max(np.abs(finite).max(), 1e-12)
    levels = ZERO + (255 - ZERO) * np.sign(shares) * np.abs(shares) ** FAINTEST
    return Quadrants(levels.astype(np.uint8), has_sign=True)


def inked(cells: Pixels) -> list[str]:
    """(rows, columns, 4) levels → each row's signs where there are no greys.

    Where a stroke ends in a cell, its dots; what is as grey all over is so dense.
    """
    low, high = cells.min(axis=2).astype(int), cells.max(axis=2).astype(int)
    glyphs = ((cells > (low + high)[..., None] / 2) * BITS).sum(axis=2)
    grey = (cells.mean(axis=2) * len(DENSITIES) / 256).astype(int)
    both = zip(glyphs.tolist(), grey.tolist(), (high - low < EDGE).tolist(), strict=True)
    return [
        "".join(DENSITIES[d] if even else GLYPHS[g] for g, d, even in zip(*row, strict=True))
        for row in both
    ]


def two_levels(cells: Pixels) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """(rows, columns, 4) levels → of each row its glyphs, and the two levels of each: the means of
    the dots that are lit and of those that are dark.
    """
    middle = (cells.min(axis=2) / 2 + cells.max(axis=2) / 2)[..., None]
    high = cells > middle
    count = high.sum(axis=2)
    total, lit = cells.sum(axis=2), (cells * high).sum(axis=2)
    of_lit, of_dark = lit / np.maximum(count, 1), (total - lit) / np.maximum(4 - count, 1)
    of_lit = np.where(count, of_lit, of_dark)  # so that cells alike have one look
    glyphs = (high * BITS).sum(axis=2)
    levels = [part.astype(np.uint8) & 0xF8 for part in (of_lit, of_dark)]
    for row, lit, dark in zip(*(part.tolist() for part in (glyphs, *levels)), strict=True):
        yield "".join(GLYPHS[glyph] for glyph in row), [*zip(lit, dark, strict=True)]
