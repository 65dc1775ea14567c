"""Grey images in half blocks: two pixels a cell, one above the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Floats, Pixels
from tui_tutor.demo import Size
from tui_tutor.show import has_shades, telling
from tui_tutor.show.mosaic import Mosaic
from tui_tutor.show.quadrants import Quadrants
from tui_tutor.show.stage import Part, exactly, fixed, row, stack
from tui_tutor.show.words import image_in_words


@cache
def _cell(above: int, below: int) -> Segment:
    """A cell that shows two greys; cached, since a picture has many of the same."""
    return Segment(
        "▀", Style(color=Color.from_rgb(*[above] * 3), bgcolor=Color.from_rgb(*[below] * 3))
    )


@dataclass(frozen=True)
class Image:
    """A (height, width) uint8 image, 0 black to 255 white: `width` cells by half its height."""

    pixels: Pixels

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield image_in_words(self.pixels)
            return
        if not has_shades(console):
            yield from self._without_colour()
            return
        pixels = self._even() & 0xFC  # 64 greys are as many as an eye tells apart here
        for above, below in zip(pixels[::2].tolist(), pixels[1::2].tolist(), strict=True):
            yield from map(_cell, above, below)
            yield Segment.line()

    def _without_colour(self) -> RenderResult:
        """Ink by density: each character the mean of the two pixels it covers."""
        pixels = self._even().reshape(-1, 2, self.pixels.shape[1])
        for greys in pixels.mean(axis=1).astype(int).tolist():
            yield Segment("".join(" ·░▒▓█"[grey * 6 // 256] for grey in greys))
            yield Segment.line()

    def _even(self) -> Pixels:
        """The pixels, with a black row below where their number is odd."""
        return np.pad(self.pixels, ((0, len(self.pixels) % 2), (0, 0)))

    @property
    def size(self) -> Size:
        """The cells that it takes."""
        height, width = self.pixels.shape
        return Size(width, -(-height // 2))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.size.width, self.size.width)


def small(pixels: Pixels, most: int = 14) -> Pixels:
    """The image with no side longer than that: each pixel is the mean of a square of them."""
    side = -(-max(pixels.shape) // most)
    padded = np.pad(pixels, [(0, -n % side) for n in pixels.shape])
    height, width = (n // side for n in padded.shape)
    blocks = padded.reshape(height, side, width, side)
    means: Pixels = blocks.mean(axis=(1, 3)).astype(np.uint8)
    return means


def grey(values: Floats) -> Pixels:
    """Numbers as greys: the smallest black, the largest white; nan and inf count as 0."""
    finite = np.nan_to_num(values.astype(float), posinf=0.0, neginf=0.0)
    low, high = finite.min(), finite.max()
    greys: Pixels = ((finite - low) / max(high - low, 1e-12) * 255).astype(np.uint8)
    return greys


def thumbnail(pixels: Pixels) -> Quadrants:
    """The image in at most 14 by 7 cells, four dots a cell."""
    return Quadrants(small(pixels, 28))


Picture = Image | Quadrants


def gallery(images: Sequence[Picture], captions: Sequence[Text]) -> Part:
    """Images side by side, each with its caption below."""
    pairs = zip(images, captions, strict=True)
    return row(*(fixed(stack(whole(image), caption)) for image, caption in pairs), gap=1)


def whole(image: Picture | Mosaic) -> Part:
    """An image on a stage, which need not be drawn to be measured."""
    return exactly(lambda: image, *image.size)


def rows_of(images: Sequence[Picture], captions: Sequence[Text], across: int) -> Part:
    """The same in rows of so many."""
    starts = range(0, len(images), across)
    return stack(*(gallery(images[i : i + across], captions[i : i + across]) for i in starts))
