"""Threads from one place to several others, by sign and size, in Braille dots."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.show import has_colour, number, runs, telling
from tui_tutor.show.roles import FAINT, MINUS, PLUS
from tui_tutor.text import said_of, series

DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])  # of a Braille cell
BLANK = 0x2800
THICK = 3  # dots of the strongest thread


@dataclass(frozen=True)
class Threads:
    """`width` × `height` cells; a thread runs from the row `start` to each of the rows `ends`.

    Its thickness is the size of its value beside the largest, its colour is its sign. Threads
    that carry nothing now are faint.
    """

    width: int
    height: int
    start: int
    ends: Sequence[int]
    values: Floats
    silent: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield Text(series(said_of(str(k), number(v, 2)) for k, v in enumerate(self.values)))
            return
        dots, colours = self._drawn(has_colour(console))
        styles = [Style.parse(FAINT), Style.parse(PLUS), Style.parse(MINUS)]
        for bits, row in zip(dots.tolist(), colours.tolist(), strict=True):
            cells = [chr(BLANK + one) if one else " " for one in bits]
            for text, colour in runs(cells, row):
                yield Segment(text, styles[colour])
            yield Segment.line()

    def _drawn(self, coloured: bool) -> tuple[Floats, Floats]:
        """The dots of each cell, and whose colour it has: the strongest thread's there.

        Without colour a thread against is dotted.
        """
        dots = np.zeros((self.height, self.width), int)
        colours = np.zeros((self.height, self.width), int)
        x = np.arange(2 * self.width)
        way = x / max(x[-1], 1)
        bend = way * way * (3 - 2 * way)
        values = np.nan_to_num(self.values.astype(float), posinf=0.0, neginf=0.0)
        shares = values / max(np.abs(values).max(), 1e-12)
        for k in np.argsort(np.abs(shares), kind="stable"):
            middle = 4 * self.start + 1.5 + 4 * (self.ends[k] - self.start) * bend
            thick = 1 if self.silent else 1 + round(abs(shares[k]) * (THICK - 1))
            for off in range(thick):
                y = np.rint(middle + off - (thick - 1) / 2).astype(int)
                y = y.clip(0, 4 * self.height - 1)
                dotted = self.silent or (not coloured and shares[k] < 0)
                seen = slice(None, None, 3) if dotted else slice(None)
                cell = y[seen] // 4, x[seen] // 2
                np.bitwise_or.at(dots, cell, DOTS[y[seen] % 4, x[seen] % 2])
                colours[cell] = 0 if self.silent else 1 if shares[k] > 0 else 2
        return dots, colours

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.width, self.width)
