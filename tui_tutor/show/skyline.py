"""A run as one row: how high it stood after each step, and a handle where the picture is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from tui_tutor.show import number
from tui_tutor.show.roles import ACT, FAINT, QUIET, SKY
from tui_tutor.tape import Ribbon, Skyline
from tui_tutor.text import Words, listed, said_of

words = Words("show")
LEVELS = "▁▂▃▄▅▆▇█"
NO_NUMBER = "×"
HANDLE = "┃"
TOLD = 6  # heights that are told in words, about
FEWEST = 16  # steps that the row is long at first; it doubles


def reach(ribbon: Ribbon) -> int:
    """The step at the end of the row."""
    from tui_tutor.show.plot import doubled  # with NumPy, which the app can be seen without

    last = max([ribbon.end, *(step for step, _ in ribbon.before)])
    return int(doubled(last, FEWEST))


@dataclass(frozen=True)
class Line:
    """A run's row with what it shows before it, and how far the picture is back behind it."""

    ribbon: Ribbon
    demo: str  # whose run it is
    width: int

    @property
    def what(self) -> str:
        return Words(self.demo).of("height")

    @property
    def left(self) -> int:
        """Cells before the row."""
        return cell_len(self.what) + 1

    @property
    def room(self) -> int:
        """Cells of the row; what is said beside it may grow as far as the row reaches."""
        return max(self.width - self.left - 1 - cell_len(_back(reach(self.ribbon))), 8)

    def text(self) -> Text:
        row = Text(no_wrap=True, overflow="crop").append(f"{self.what} ", QUIET)
        row.append_text(skyline(self.ribbon, self.room))
        return row.append(f" {_back(self.ribbon.end - self.ribbon.at)}", QUIET)

    def step_at(self, x: int) -> int:
        """The step whose cell is so far from the left."""
        cell = min(max(x - self.left, 0), self.room - 1)
        return step_at(cell, reach(self.ribbon), self.room)

    def told(self) -> str:
        """Some of the heights in words, the first and the last among them."""
        heights = [one for one in self.ribbon.heights if not math.isnan(one[1])]
        chosen = heights[:: -(-len(heights) // TOLD)]
        chosen = [*chosen, heights[-1]] if chosen[-1] != heights[-1] else chosen
        shown = listed(said_of(f"{step:,}", number(height)) for step, height in chosen)
        return words("ribbon-told", what=self.what, heights=shown)


def _back(steps: int) -> str:
    key = "one-back" if steps == 1 else "back"
    return words.of("ribbon", key if steps else "now", steps=f"{steps:,}")


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
