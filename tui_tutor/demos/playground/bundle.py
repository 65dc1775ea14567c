"""The threads from one column of units to the next: by sign and size of their weights, in dots."""

from typing import NamedTuple

import numpy as np

from tui_tutor.arrays import Flags, Floats, Labels
from tui_tutor.demo import Size
from tui_tutor.show.canvas import DOTS
from tui_tutor.show.roles import FAINT, MINUS, PLUS, STRAW

INKS = (MINUS, f"dim {MINUS}", FAINT, FAINT, f"dim {PLUS}", PLUS, STRAW)  # by weight; the lit one
WEAK, STRONG = 0.2, 0.55  # shares of the largest weight
SOLID = 3  # threads a cell of the gap that are drawn whole, the strongest


class Bundle(NamedTuple):
    """Of each cell (rows, columns): its dots, its place in INKS, and whose thread it is, or -1."""

    dots: Labels
    inks: Labels
    owners: Labels


def bundle(
    room: Size, starts: Floats, ends: Floats, values: Floats, lit: int, coloured: bool
) -> Bundle:
    """Threads from each start to each end, the strongest on top and the lit one above all.

    The values are (starts, ends); `lit` counts row by row, -1 is none. Without colour what is
    dotted takes away; else it is weak, or one of too many.
    """
    finite = np.nan_to_num(values, posinf=0, neginf=0).ravel()
    shares = finite / max(np.abs(finite).max(), 1e-12)
    heights = np.abs(shares)
    if lit >= 0:
        heights[lit] = 2
    order = np.argsort(heights, kind="stable")
    shares = shares[order]
    strength = np.digitize(np.sort(heights), (WEAK, STRONG))  # the lit one is strong
    crowded = np.arange(len(order)) < len(order) - SOLID * room.width
    sources, units = np.divmod(order, len(ends))
    x, y, along = _ways(room.width, starts[sources], ends[units])
    dotted = (strength == 0) | crowded if coloured else shares < 0
    seen = (along % 3 == 0) | ~dotted[:, None]
    if not coloured:
        seen &= ~crowded[:, None]
    inks = np.where(shares < 0, 2 - strength, 3 + strength)
    inks[order == lit] = INKS.index(STRAW)
    return _dotted(room, x, y, seen, (strength == 2) & ~crowded, inks, order)


def _ways(cells: int, starts: Floats, ends: Floats) -> tuple[Labels, Labels, Labels]:
    """Where each thread goes, in dots: x (points,), y and the dots before it (threads, points)."""
    rises = (ends - starts)[:, None]
    # As many points as a steep thread needs to be whole.
    way = np.linspace(0, 1, max(2 * cells, int(6 * np.abs(rises).max())))
    # The narrower the gap, the straighter: bends of many threads would run into one bar.
    bent = np.minimum(cells / 2 / np.maximum(np.abs(rises), 1e-9), 1)
    lines = starts[:, None] + rises * (way + bent * (way * way * (3 - 2 * way) - way))
    before = (way * np.maximum(2 * cells, 4 * np.abs(rises))).astype(int)
    return (way * (2 * cells - 1) + 0.5).astype(int), np.rint(4 * lines - 0.5).astype(int), before


def _dotted(
    room: Size, x: Labels, y: Labels, seen: Flags, thick: Flags, inks: Labels, order: Labels
) -> Bundle:
    dots = np.zeros((room.height, room.width), np.int64)
    colours, owners = np.zeros_like(dots), np.full_like(dots, -1)
    for off in (0, 1):
        which, at = np.nonzero(seen & thick[:, None] if off else seen)
        rows = np.clip(y[which, at] + off, 0, 4 * room.height - 1)
        cell = rows // 4, x[at] // 2
        np.bitwise_or.at(dots, cell, DOTS[rows % 4, x[at] % 2])
        colours[cell], owners[cell] = inks[which], order[which]
    return Bundle(dots, colours, owners)
