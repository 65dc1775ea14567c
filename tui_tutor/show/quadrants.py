"""Small images in quadrants: four dots a cell, of which two colours are shown."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from tui_tutor.arrays import Pixels
from tui_tutor.show import telling
from tui_tutor.show.image import Image
from tui_tutor.show.words import image_in_words

# By which of the four dots are lit: top left 1, top right 2, bottom left 4, bottom right 8.
GLYPHS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


@lru_cache(maxsize=4096)
def _cell(glyph: int, lit: int, dark: int) -> Segment:
    colours = (Color.from_rgb(*[grey] * 3) for grey in (lit, dark))
    return Segment(GLYPHS[glyph], Style(color=next(colours), bgcolor=next(colours)))


@dataclass(frozen=True)
class Quadrants:
    """A (height, width) uint8 image in half its width and a quarter of its height in cells.

    A dot is one pixel wide and two high, so the image keeps its proportions and its strokes.
    """

    pixels: Pixels

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield image_in_words(self.pixels)
            return
        dots = self._dots()
        if console.color_system is None or console.no_color:
            yield Image(_in_cells(dots).mean(axis=2).repeat(2, axis=0).astype(np.uint8))
            return
        for row in zip(*(part.tolist() for part in two_colours(_in_cells(dots))), strict=True):
            yield from map(_cell, *row)
            yield Segment.line()

    def _dots(self) -> Pixels:
        """Rows of pixels two by two as one; black below and to the right where cells need it."""
        height, width = self.pixels.shape
        padded = np.pad(self.pixels, ((0, -height % 4), (0, width % 2)))
        dots: Pixels = padded.reshape(-1, 2, padded.shape[1]).mean(axis=1).astype(np.uint8)
        return dots

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        width = -(-self.pixels.shape[1] // 2)
        return Measurement(width, width)


def _in_cells(dots: Pixels) -> Pixels:
    """(rows, columns) dots → (rows / 2, columns / 2, 4)."""
    height, width = dots.shape
    blocks = dots.reshape(height // 2, 2, width // 2, 2).transpose(0, 2, 1, 3)
    return blocks.reshape(height // 2, width // 2, 4)


def two_colours(cells: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """(rows, columns, 4) greys → glyphs, and the mean grey of the brighter and darker dots."""
    middle = (cells.min(axis=2) / 2 + cells.max(axis=2) / 2)[..., None]
    bright = cells > middle
    count = bright.sum(axis=2)
    total, lit = cells.sum(axis=2), (cells * bright).sum(axis=2)
    of_lit, of_dark = lit / np.maximum(count, 1), (total - lit) / np.maximum(4 - count, 1)
    glyphs: Pixels = (bright * np.array([1, 2, 4, 8])).sum(axis=2)
    greys = (part.astype(np.uint8) & 0xFC for part in (of_lit, of_dark))
    return glyphs, next(greys), next(greys)
