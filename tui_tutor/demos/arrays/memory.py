"""The row of memory that two arrays read: where each number begins, and its place in the second."""

import numpy as np
from rich.cells import cell_len
from rich.text import Text

from tui_tutor.arrays import Array, Labels
from tui_tutor.demo import Size
from tui_tutor.show import cells, number, telling
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import Picture
from tui_tutor.text import Words

words = Words("arrays")
GAP, DOTS = 2, "…"


def addresses(x: Array) -> Labels:
    """Where each number stands in memory: the start, and a stride for each place along an axis."""
    places = np.indices(x.shape).reshape(x.ndim, -1)
    strides = np.array(x.strides, dtype=np.int64)
    return (x.ctypes.data + strides @ places).reshape(x.shape)


def digits(value: object) -> str:
    """As NumPy prints it: a float keeps its point, so that one sees what it is."""
    if not isinstance(value, np.floating):
        return str(value)
    shown = number(float(value), 5)
    return f"{shown}." if shown.removeprefix("-").isdecimal() else shown


def columns(a: Array, b: Array) -> list[tuple[str, str, str]]:
    """For each number of a, as it lies: its byte, itself, and its place in b, "" where none.

    Places are counted in the order in which an array is read, row by row.
    """
    at = addresses(a).ravel()
    in_b = {int(byte): str(k) for k, byte in enumerate(addresses(b).ravel())}
    order = np.argsort(at, kind="stable")
    return [(str(at[k] - at.min()), digits(a.flat[k]), in_b.get(int(at[k]), "")) for k in order]


def strip(a: Array, b: Array) -> Picture:
    """Bytes above, the numbers and their places in b below them, as many as there is room for."""
    found = columns(a, b)
    names = words("strip.byte"), words("strip.number"), words("strip.place")
    left = max(map(cell_len, names))
    wide = GAP + max(len(text) for column in found for text in column)

    def draw(room: Size) -> Text:
        if telling():
            return Text(
                "\n".join(
                    words("strip.told", byte=i, number=j, place=k or "–") for i, j, k in found
                )
            )
        fitting = (room.width - left) // wide
        shown = found if len(found) <= fitting else [*found[: fitting - 1], (DOTS,) * 3]
        text = Text(no_wrap=True)
        for line, name in enumerate(names):
            row = "".join(column[line].rjust(wide) for column in shown)
            text.append("\n" if line else "").append(cells(name, left), QUIET)
            text.append(row, QUIET if line == 0 else "")
        return text

    return Picture(draw, Size(left + 4 * wide, 3), Size(left + wide * len(found), 3))
