"""Arrays as grids of numbers, with cells lit."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from rich.text import Text

from tui_tutor.show import number

Style = Callable[[tuple[int, ...]], str]  # index of a cell → its style


def matrix(
    values: ArrayLike, style: Style = lambda index: "", form: Callable[..., str] = number
) -> Text:
    """A 0-, 1- or 2-D array in square brackets, columns aligned; `style` may light a cell."""
    array = np.asarray(values)
    rows = array.reshape(-1, array.shape[-1] if array.ndim else 1)
    cells = [[form(value) for value in row] for row in rows]
    width = max((len(cell) for row in cells for cell in row), default=1)
    text = Text(no_wrap=True)
    for i, row in enumerate(cells):
        text.append("[" if array.ndim else "")
        for j, cell in enumerate(row):
            text.append(" " if j else "")
            text.append(cell.rjust(width), style((i, j)[2 - array.ndim :]))
        text.append("]" if array.ndim else "")
        text.append("\n" if i < len(cells) - 1 else "")
    return text


def shape_of(values: ArrayLike) -> str:
    """`shape (2, 3)`, as NumPy prints a shape."""
    return f"shape {np.shape(values)}"
