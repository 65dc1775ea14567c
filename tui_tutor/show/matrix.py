"""Arrays as grids of numbers in NumPy's own brackets, with cells lit."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import note, number, telling
from tui_tutor.show.roles import FAINT, LIT, QUIET
from tui_tutor.show.stage import (
    BLANK,
    Part,
    Shown,
    columns,
    exactly,
    fixed,
    row,
    shrinking,
    stack,
    the_first,
)

Index = tuple[int, ...]
Style = Callable[[Index], str]  # index of a cell → its style
Lit = Callable[[Index], bool]  # index of a cell → whether it is lit
MARGIN = 1  # cells beside a number in its box, more in a large one
SPARE = 1  # blank lines that larger boxes leave
GAP = "…"  # stands for rows or columns that were left out
WIDE = 100  # cells from which on words stand beside arrays


class Boxes(NamedTuple):
    """How large the boxes are that an array's numbers stand in."""

    pad: int  # blank lines above a number and below it
    wide: int = 0  # cells for each of them: 4 make a square

    def width(self, number: int) -> int:
        """Cells within a box for numbers of so many."""
        if self.wide:
            return max(number + 2 * MARGIN, self.wide * self.pad + 3)
        return number + 2 * MARGIN * (1 + self.pad // 2 * 2)

    @property
    def lines(self) -> int:
        return 2 * self.pad + 1


Large: TypeAlias = Boxes | None  # None: no boxes, but NumPy's brackets
# The largest first; where there is no room for squares, or nearly, they are high and narrow.
SIZES: tuple[Large, ...] = (
    *(Boxes(pad, wide) for pad in range(12, 1, -1) for wide in (4, 3)),
    *(Boxes(pad) for pad in range(8, -1, -1)),
    None,
)


def matrix(
    values: ArrayLike,
    room: tuple[int, int] = (1000, 1000),
    style: Style = lambda index: "",
    form: Callable[..., str] = number,
    lit: Lit | None = None,
    cell: int = 1,
) -> Text:
    """A 0-, 1- or 2-D array, columns aligned, at least `cell` wide.

    Cells that are `lit` stand in reverse and between ‹ ›, so that they show without colour too.
    `room` is (width, height) in cells: what does not fit is left out in the middle.
    """
    array = np.asarray(values)
    if array.size == 0:
        return Text(str(array), no_wrap=True)
    brackets = array.ndim
    rows = array.reshape(-1, array.shape[-1] if brackets else 1)
    texts = [[form(value) for value in row] for row in rows]
    width = max(cell, *(len(text) for row in texts for text in row))
    gap = 1 if lit is None else 2  # a blank between cells, or the marks around each
    last_gap = 1 if lit is None else 0  # none after the last cell
    columns = _kept(rows.shape[1], (room[0] - 2 * brackets + last_gap) // (width + gap))
    text = Text(no_wrap=True)
    for line, i in enumerate(_kept(len(rows), room[1])):
        text.append("\n [" if line else "[" * brackets)
        for place, j in enumerate(columns):
            text.append(" " if place and lit is None else "")
            if i is None or j is None:
                text.append(GAP.center(width + (0 if lit is None else 2)), QUIET)
                continue
            index = (i, j)[2 - brackets :]
            shown = texts[i][j].rjust(width)
            if lit is None:
                text.append(shown, style(index))
            else:
                text.append(*((f"‹{shown}›", LIT) if lit(index) else (f" {shown} ", style(index))))
        text.append("]" * (brackets if i == len(rows) - 1 else 1))
    return text


def boxed(
    values: ArrayLike,
    form: Callable[..., str] = number,
    lit: Lit | None = None,
    cell: int = 1,
    *,
    large: Boxes,
) -> Text:
    """The same with a box for each number."""
    array = np.asarray(values)
    rows = array.reshape(-1, array.shape[-1] if array.ndim else 1)
    texts = [[form(value) for value in row] for row in rows]
    number_width = max(cell, *(len(text) for row in texts for text in row))
    width = large.width(number_width)
    text = Text(no_wrap=True)
    _rule(text, "┌┬┐", width, rows.shape[1])
    for i, line in enumerate(texts):
        for k in range(large.lines):
            text.append("\n")
            for j, shown in enumerate(line):
                text.append("│", FAINT)
                inside = shown.rjust(number_width) if k == large.pad else ""
                is_lit = lit is not None and lit((i, j)[2 - array.ndim :])
                inside = f"‹{inside}›" if is_lit and inside else inside
                text.append(inside.center(width), LIT if is_lit else "")
            text.append("│", FAINT)
        text.append("\n")
        _rule(text, "├┼┤" if i < len(texts) - 1 else "└┴┘", width, rows.shape[1])
    return text


def beside_boxes(values: Iterable[str | Text], large: Boxes) -> Text:
    """A column of values, each beside the numbers of a row of boxes."""
    column = Text("\n" * (large.pad + 1), no_wrap=True)
    for place, value in enumerate(values):
        column.append("\n" * (large.lines + 1) if place else "")
        column.append(value)
    return column


def _rule(text: Text, corners: str, width: int, columns: int) -> None:
    inside = corners[1].join(["─" * width] * columns)
    text.append(corners[0] + inside + corners[2], FAINT)


def numbers(
    values: ArrayLike,
    form: Callable[..., str] = number,
    lit: Lit | None = None,
    cell: int = 1,
    large: Large = None,
) -> Part:
    """An array on a stage: in boxes so large, or in NumPy's brackets."""
    if large and np.size(values) and not telling():
        box, array = large, np.asarray(values)
        across = array.shape[-1] if array.ndim else 1
        cell = max(cell, *(len(form(value)) for value in array.flat))
        width, height = (
            across * (box.width(cell) + 1) + 1,
            array.size // across * (box.lines + 1) + 1,
        )
        return exactly(lambda: boxed(array, form, lit, cell, large=box), width, height)
    return shrinking(lambda room: matrix(values, room, form=form, lit=lit, cell=cell))


def as_large(*arranged: Callable[[Large], Part], spare: int = SPARE) -> Part:
    """What these make with arrays as `large` as there is room for; of two the first."""
    makers = (partial(shown, large) for large in SIZES for shown in arranged)
    return the_first(*makers, spare=spare)


def with_words(size: Size, arranged: Callable[[Large], Part], *told: Shown) -> tuple[Shown, ...]:
    """Arrays as large as there is room for; what is told of them below or, in a wide room where
    they get larger by it, beside them.
    """
    if size.width < WIDE or telling():
        return as_large(arranged), BLANK, *told
    words = stack(*told)
    beside, below = (
        lambda large: row(fixed(arranged(large)), words),
        lambda large: stack(arranged(large), BLANK, words),
    )
    return (as_large(beside, below),)


def _kept(count: int, room: int) -> list[int | None]:
    """The places shown of `count`: all where they fit, else the first and last around a gap."""
    if count <= room:
        return list(range(count))
    head = max(room // 2, 1)
    tail = max(room - head - 1, 1)
    return [*range(head), None, *range(count - tail, count)]


def blocks(
    name: str,
    values: ArrayLike,
    form: Callable[..., str] = number,
    lit: Lit | None = None,
    large: Large = None,
    cell: int = 1,
) -> Part:
    """A 3-D array as its matrices side by side, each under its own name: `x[0]`, `x[1]`, …"""
    array = np.asarray(values)
    cell = max(cell, *(len(form(value)) for value in array.flat), 1)

    def block(k: int) -> Part:
        lit_here = None if lit is None else (lambda index: lit((k, *index)))
        shown = numbers(array[k], form, lit_here, cell, large)
        return fixed(stack(note(f"{name}[{k}]", QUIET), shown))

    return columns(*map(block, range(len(array))))


def index_of(place: int, shape: tuple[int, ...]) -> Index:
    """The index of the number that is at this place when all are counted in their order."""
    return tuple(map(int, np.unravel_index(place, shape)))


def shape_of(values: ArrayLike) -> str:
    """`shape (2, 3)`, as NumPy prints a shape."""
    return f"shape {np.shape(values)}"
