"""A sheet of terminal cells to draw on: text anywhere, lines and shades finer than a cell."""

import numpy as np
from rich.cells import cell_len
from rich.style import StyleType
from rich.text import Text

from tui_tutor.arrays import Array, Flags
from tui_tutor.demo import Size
from tui_tutor.show import runs

_BITS = np.array([[1, 8], [2, 16], [4, 32], [64, 128]])  # where each dot of a braille cell counts


def braille(dots: Flags) -> Array:
    """Dots (4 × rows, 2 × columns) as characters (rows, columns), a blank where there is none."""
    cells = dots.reshape(dots.shape[0] // 4, 4, dots.shape[1] // 2, 2)
    codes = np.einsum("rycx,yx->rc", cells, _BITS)
    return np.where(codes, 0x2800 + codes, ord(" ")).astype(np.uint32).view("<U1")


class Sheet:
    """Cells by row and column from the top left; each holds a character or 2 × 4 braille dots."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._characters = np.full((size.height, size.width), " ")
        self._styles = np.full((size.height, size.width), "", dtype=object)

    def write(self, row: int, column: int, text: str, style: StyleType = "") -> None:
        """A line of text; what falls off the sheet is left out."""
        if not 0 <= row < self.size.height:
            return
        place = column
        for character in text:
            after = place + max(cell_len(character), 1)
            if place >= 0 and after <= self.size.width:
                self._characters[row, place:after] = ""  # what a wide sign takes beside its place
                self._characters[row, place] = character
                self._styles[row, place:after] = style
            place = after

    def dots(self, dots: Flags, style: StyleType = "", row: int = 0, column: int = 0) -> None:
        """Dots (4 × rows, 2 × columns) over a part of the sheet; cells without one stay."""
        characters = braille(dots)
        for i, j in np.argwhere(characters != " ").tolist():
            self.write(row + i, column + j, str(characters[i, j]), style)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        style: StyleType = "",
        dashed: bool = False,
    ) -> None:
        """A thin line between two places (row, column), each a cell's top left plus a fraction."""
        (y0, x0), (y1, x1) = start, end
        steps = int(max(8 * abs(y1 - y0), 4 * abs(x1 - x0))) + 1
        y, x = (4 * np.linspace(y0, y1, steps)), (2 * np.linspace(x0, x1, steps))
        drawn = np.arange(steps) // 8 % 2 == 0 if dashed else np.full(steps, True)
        dots = np.zeros((4 * self.size.height, 2 * self.size.width), dtype=bool)
        on = (y >= 0) & (y < len(dots)) & (x >= 0) & (x < dots.shape[1]) & drawn
        dots[y[on].astype(int), x[on].astype(int)] = True
        self.dots(dots, style)

    def text(self) -> Text:
        text = Text(no_wrap=True)
        for row, (characters, styles) in enumerate(
            zip(self._characters.tolist(), self._styles.tolist(), strict=True)
        ):
            text.append("\n" if row else "")
            for part, style in runs(characters, styles):
                text.append(part, style)
        return text
