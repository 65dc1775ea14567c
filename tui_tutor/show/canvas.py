"""Cells to draw on freely, in a few colours, read out as runs that are styled alike."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from tui_tutor.arrays import Floats, Labels
from tui_tutor.show import has_colour, has_shades
from tui_tutor.show.roles import MINUS, PLUS, signed
from tui_tutor.show.spots import spot

LEVELS = 16  # shades of either sign
SIGNED = 1  # the first of the shades in the list of grounds; the middle one is 0
DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])  # of a Braille cell
BRAILLE = 0x2800
PLAIN = " ·░▒▓"  # from -1 to 1, where there is no colour; from 0 to 1 either way where few are
Turns = tuple[tuple[str, object], ...]  # what a click gives knobs, hashable

GROUNDS: tuple[str, ...] = ("", *(signed(k / LEVELS) for k in range(-LEVELS, LEVELS + 1)))


def shade(shares: Floats) -> Labels:
    """Numbers from -1 to 1 → their places in GROUNDS; nan is in the middle."""
    places: Labels = np.rint(np.nan_to_num(shares).clip(-1, 1) * LEVELS).astype(np.int64)
    return places + SIGNED + LEVELS


@lru_cache(maxsize=8192)
def _style(ink: str, ground: int, turns: Turns, part: str) -> Style:
    style = Style.parse(ink)
    if ground:
        style += Style(bgcolor=GROUNDS[ground])
    return style + spot(part, **dict(turns)) if turns or part else style


class Canvas:
    """`width` × `height` cells: a glyph, an ink, a ground, and what a click there turns."""

    def __init__(self, width: int, height: int, console: Console) -> None:
        self.width, self.height = width, height
        self.plain, self.coloured = not has_shades(console), has_colour(console)
        self._glyphs = np.full((height, width), " ", dtype="<U1")
        self._inks = np.zeros((height, width), np.int64)
        self._grounds = np.zeros((height, width), np.int64)
        self._spots = np.zeros((height, width), np.int64)
        self._ink_names = {ground: k for k, ground in enumerate(GROUNDS)}  # each is an ink, too
        self._spot_names: dict[tuple[Turns, str], int] = {((), ""): 0}

    def _ink(self, ink: str) -> int:
        return self._ink_names.setdefault(ink, len(self._ink_names))

    def write(self, row: int, column: int, text: str, ink: str = "") -> None:
        """The text from there on; what leaves the canvas is cut."""
        if not 0 <= row < self.height:
            return
        for sign in text:
            after = column + cell_len(sign)
            if column >= 0 and after <= self.width:
                self._glyphs[row, column:after] = ""  # what a wide sign takes beside its place
                self._glyphs[row, column] = sign
                self._inks[row, column:after] = self._ink(ink)
            column = after

    def field(self, row: int, column: int, shares: Floats, parted: bool = False) -> None:
        """Numbers (2 rows, columns) from -1 to 1, two above each other in a cell.

        One that is parted from what stands below leaves its last row blank.
        """
        high, wide = len(shares) // 2, shares.shape[1]
        area = slice(row, row + high), slice(column, column + wide)
        if self.plain:
            middle = np.nan_to_num((shares[::2] + shares[1::2]) / 2).clip(-1, 1)
            strength = np.abs(middle) if self.coloured else (middle + 1) / 2
            signs = np.array(list(PLAIN))
            self._glyphs[area] = signs[np.rint(strength * (len(PLAIN) - 1)).astype(int)]
            if self.coloured:
                self._inks[area] = np.where(middle < 0, self._ink(MINUS), self._ink(PLUS))
            return
        places = shade(shares)
        upper, lower = places[::2], places[1::2]
        if parted:
            lower[-1] = 0
        self._glyphs[area] = np.where(upper == lower, " ", "▀")
        self._inks[area] = np.where(upper == lower, 0, upper)
        self._grounds[area] = lower

    def dots(self, row: int, column: int, dots: Labels, inks: Labels, names: Sequence[str]) -> None:
        """Braille: bits of each cell (rows, columns), and whose ink of `names` it has."""
        area = slice(row, row + len(dots)), slice(column, column + dots.shape[1])
        some = dots > 0
        codes = np.array([self._ink(name) for name in names])
        self._glyphs[area][some] = (dots[some] + BRAILLE).astype("<u4").view("<U1")
        self._inks[area][some] = codes[inks[some]]

    def touch(self, row: int, column: int, rows: int, columns: int, part: str,
              **turns: object) -> None:  # fmt: skip
        """A click on these cells gives knobs those values."""
        key = tuple(turns.items()), part
        number = self._spot_names.setdefault(key, len(self._spot_names))
        self._spots[row : row + rows, column : column + columns] = number

    def touch_each(self, column: int, whose: Labels, turns: Sequence[Turns]) -> None:
        """From that column on the cells of several: whose each is, -1 where nobody's."""
        numbers = [self._spot_names.setdefault((one, ""), len(self._spot_names)) for one in turns]
        some = whose >= 0
        area = self._spots[:, column : column + whose.shape[1]]
        area[some] = np.array(numbers)[whose[some]]

    def segments(self) -> Iterator[Segment]:
        inks, spots = list(self._ink_names), list(self._spot_names)
        keys = (self._inks * len(GROUNDS) + self._grounds) * len(spots) + self._spots
        changes = np.ones((self.height, self.width), bool)
        changes[:, 1:] = keys[:, 1:] != keys[:, :-1]
        styles = {}
        for key in np.unique(keys[changes]).tolist():
            rest, at = divmod(key, len(spots))
            ink, ground = divmod(rest, len(GROUNDS))
            styles[key] = _style(inks[ink], ground, *spots[at])
        for row in range(self.height):
            line = "".join(self._glyphs[row].tolist())
            starts = np.flatnonzero(changes[row])
            begun = starts.tolist()
            ends = [*begun[1:], self.width]
            for start, end, key in zip(begun, ends, keys[row, starts].tolist(), strict=True):
                yield Segment(line[start:end], styles[key])
            yield Segment.line()
