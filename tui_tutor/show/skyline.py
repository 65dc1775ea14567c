"""A run as one row: how high it stood after each step, and a handle where the picture is."""

import math
from collections.abc import Iterator

from rich.text import Text

from tui_tutor.show.roles import ACT, FAINT, QUIET, SKY
from tui_tutor.tape import Ribbon, Skyline

LEVELS = "▁▂▃▄▅▆▇█"
NO_NUMBER = "×"
HANDLE = "┃"
FEWEST = 16  # steps that the row is long at first; it doubles


def reach(ribbon: Ribbon) -> int:
    """The step at the end of the row."""
    from tui_tutor.show.plot import doubled  # with NumPy, which the app can be seen without

    last = max([ribbon.end, *(step for step, _ in ribbon.before)])
    return int(doubled(last, FEWEST))


def skyline(ribbon: Ribbon, width: int) -> Text:
    """What was until the handle, what has been gone back from, and the run before, faint."""
    ends = reach(ribbon)
    here, end = (cell_of(step, ends, width) for step in (ribbon.at, ribbon.end))
    heights = _by_cell(ribbon.heights, ends, width)
    before = _by_cell(ribbon.before, ends, width)
    finite = [h for _, h in (*ribbon.heights, *ribbon.before) if math.isfinite(h)]
    low, high = min(finite, default=0.0), max(finite, default=0.0)
    row = Text(no_wrap=True)
    for cell in range(width):
        if cell == here:
            row.append(HANDLE, f"bold {ACT}")
        elif cell <= end:
            row.append(_sign(heights[cell], low, high), SKY if cell < here else QUIET)
        else:
            row.append(_sign(before[cell], low, high), FAINT)
    return row


def cell_of(step: int, ends: int, width: int) -> int:
    return step * (width - 1) // ends


def step_at(cell: int, ends: int, width: int) -> int:
    """The first step that has that cell."""
    return -(-cell * ends // max(width - 1, 1))


def _by_cell(heights: Skyline, ends: int, width: int) -> list[float | None]:
    """The last height of each cell; one that has none is as high as the cell before it."""
    known: dict[int, float] = {}
    for step, height in heights:
        if known or not math.isnan(height):  # at first there may be no loss yet
            known[cell_of(step, ends, width)] = height
    last = max(known, default=-1)
    return [*_filled(known, last), *[None] * (width - last - 1)]


def _filled(known: dict[int, float], last: int) -> Iterator[float | None]:
    height = None
    for cell in range(last + 1):
        height = known.get(cell, height)
        yield height


def _sign(height: float | None, low: float, high: float) -> str:
    if height is None:
        return " "
    if not math.isfinite(height):
        return NO_NUMBER
    share = (height - low) / (high - low) if high > low else 0.0
    return LEVELS[min(int(share * len(LEVELS)), len(LEVELS) - 1)]
