"""A table of counts whose cells hold a picture of what they count, where there is room for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from tui_tutor.arrays import Labels, Pixels
from tui_tutor.demo import Size
from tui_tutor.show import has_shades, runs
from tui_tutor.show.quadrants import inked, resampled, two_levels
from tui_tutor.show.roles import GROUND, INK, LIT, NAMED, QUIET, RIGHT, WRONG, mixed, verdict

LABEL = 3  # cells to the left, for a row's number
EDGE = 1 / 14  # of an image, on each side, that nobody writes on
PICTURED = 3  # lines from which a cell holds a picture
STRONGEST = 0.45  # how much of its verdict's colour the ground of the largest mistake has
BRIGHTER = 0.45  # how far ink is on its way from the verdict's colour to white


@dataclass(frozen=True)
class Mosaic:
    """counts (n, n): rows are what it is, columns what it was taken for.

    A cell is `high` lines high and twice as wide. `pictures` holds an image by (row, column);
    `lit` is the cell that is spoken of.
    """

    counts: Labels
    pictures: Mapping[tuple[int, int], Pixels]
    high: int
    lit: tuple[int, int] | None = None

    @property
    def size(self) -> Size:
        """The cells that it takes."""
        classes = len(self.counts)
        return Size(LABEL + classes * (2 * self.high + 1), 1 + classes * self.high)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide, shades = 2 * self.high, has_shades(console)
        heads = "".join(f"{j:>{self.high}}".ljust(wide + 1) for j in range(len(self.counts)))
        yield Segment(" " * LABEL + heads, Style.parse("bold"))
        yield Segment.line()
        for i in range(len(self.counts)):
            cells = [self._cell(i, j, shades) for j in range(len(self.counts))]
            for line in range(self.high):
                label = str(i) if line == self.high // 2 else ""
                yield Segment(label.ljust(LABEL), Style.parse("bold"))
                for cell in cells:
                    yield from cell[line]
                    yield Segment(" ")
                yield Segment.line()

    def _cell(self, i: int, j: int, shades: bool) -> list[list[Segment]]:
        """Its lines: the picture on the colour of the verdict, the count at the lower right."""
        wide, count = 2 * self.high, int(self.counts[i, j])
        if not count:
            dot = Segment("·".center(wide), Style.parse(QUIET))
            middle = self.high // 2
            return [[dot if k == middle else Segment(" " * wide)] for k in range(self.high)]
        lines = self._picture(i, j, shades)
        if (i, j) == self.lit:
            number, style = f"‹{count}›", Style.parse(LIT)
        else:
            number = str(count)
            style = self._ground(i, j) if shades else Style.parse(RIGHT if i == j else WRONG)
        kept, _ = Segment.divide(lines[-1], [wide - len(number), wide])
        lines[-1] = [*kept, Segment(number, style)]
        return lines

    def _share(self, i: int, j: int) -> float:
        """How strongly a cell is tinted: a mistake the more often it was made."""
        if i == j:
            return STRONGEST / 2
        most = max(int((self.counts * (1 - np.eye(len(self.counts), dtype=int))).max()), 1)
        return STRONGEST * int(self.counts[i, j]) / most

    def _ground(self, i: int, j: int) -> Style:
        return Style(color=INK.dark, bgcolor=_tint(i == j, self._share(i, j), 0), bold=True)

    def _picture(self, i: int, j: int, shades: bool) -> list[list[Segment]]:
        wide = 2 * self.high
        image = self.pictures.get((i, j)) if self.high >= PICTURED else None
        if image is None:
            ground = self._ground(i, j) if shades else None
            return [[Segment(" " * wide, ground)] for _ in range(self.high)]
        dots = resampled(_inner(image), 2 * self.high, 2 * wide).astype(np.uint8)
        blocks = dots.reshape(self.high, 2, wide, 2).transpose(0, 2, 1, 3)
        cells: Pixels = blocks.reshape(self.high, wide, 4)
        if not shades:
            return [[Segment(line)] for line in inked(cells)]
        share = self._share(i, j)
        return [
            [Segment(text, _style(i == j, share, *look)) for text, look in runs(glyphs, levels)]
            for glyphs, levels in two_levels(cells)
        ]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.size.width, self.size.width)


def _style(right: bool, share: float, lit: int, dark: int) -> Style:
    return Style(color=_tint(right, share, lit), bgcolor=_tint(right, share, dark))


@lru_cache(maxsize=4096)
def _tint(right: bool, share: float, level: int) -> str:
    """The ground of a cell so strongly tinted, and on it ink of 0 to 255."""
    hue = NAMED[verdict(right)].dark
    ink = mixed(hue, "#ffffff", BRIGHTER)
    return mixed(mixed(GROUND.dark, hue, share), ink, level / 255)


def _inner(image: Pixels) -> Pixels:
    edge = round(min(image.shape) * EDGE)
    return image[edge : image.shape[0] - edge, edge : image.shape[1] - edge]
