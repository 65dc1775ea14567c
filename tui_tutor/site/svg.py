"""A picture of terminal cells as SVG, which needs no font but one of even width.

Blocks, Braille and lines are drawn; what is written stands in its cells however wide a font is.
"""

import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style

from tui_tutor.show import Shown, roles
from tui_tutor.show.palette import data_colours
from tui_tutor.show.roles import Shades


class Cell(NamedTuple):
    """The size of one cell, in the picture's units."""

    width: float
    height: float


CELL = Cell(8.4, 17)
BASELINE = 13  # of the letters, below the cell's upper edge
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
DIM = 0.28  # how far what is quiet goes towards the ground
WORD = re.compile(r"\S+(?: \S+)*")
Piece = tuple[int, int, list[Segment]]  # the column and the row where it begins, and its cells
Box = tuple[float, float, float, float]  # left, top, width, height
BLOCKS: dict[str, Box] = {
    "▀": (0, 0, 1, 0.5),
    "▄": (0, 0.5, 1, 0.5),
    "█": (0, 0, 1, 1),
    "▌": (0, 0, 0.5, 1),
}
BLOCKS |= {sign: (0, 1 - n / 8, 1, n / 8) for n, sign in enumerate("▁▂▃▄▅▆▇█", start=1)}
BLOCKS |= {sign: (0, 0, n / 8, 1) for n, sign in enumerate("▏▎▍▌▋▊▉", start=1)}
BLOCKS |= {"▐": (0.5, 0, 0.5, 1), "▔": (0, 0, 1, 0.125), "▕": (0.875, 0, 0.125, 1)}
QUARTERS = {"▖": "c", "▗": "d", "▘": "a", "▙": "acd", "▚": "ad"}
QUARTERS |= {"▛": "abc", "▜": "abd", "▝": "b", "▞": "bc", "▟": "bcd"}
CORNERS = {"a": (0, 0), "b": (0.5, 0), "c": (0, 0.5), "d": (0.5, 0.5)}
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))  # of Braille, by its bits


@dataclass(frozen=True)
class Ink:
    """How a run of cells is written."""

    colour: str
    ground: str
    bold: bool
    italic: bool
    line: str  # below it, or through it

    @property
    def attributes(self) -> str:
        said = f'fill="{self.colour}"'
        said += ' font-weight="bold"' if self.bold else ""
        said += ' font-style="italic"' if self.italic else ""
        return said + (f' text-decoration="{self.line}"' if self.line else "")


def rows_of(picture: RenderableType, width: int) -> list[list[Segment]]:
    """The picture's cells, with all the colours that a terminal can have."""
    console = Console(
        width=width,
        file=io.StringIO(),
        color_system="truecolor",
        no_color=False,
        force_terminal=True,
        legacy_windows=False,
        highlight=False,
    )
    rows = console.render_lines(Shown(picture), console.options.update(height=None), pad=False)
    while rows and not any(segment.text.strip() for segment in rows[-1]):
        rows.pop()
    return rows


def drawn(rows: list[list[Segment]], width: int, dark: bool) -> str:
    """The SVG of those rows."""
    return sheet(
        marks([(0, row, each) for row, each in enumerate(rows)], dark), width, len(rows), dark
    )


def sheet(inside: str, width: int, height: int, dark: bool) -> str:
    """An SVG of so many cells around what was drawn for them."""
    size = f"{_n(width * CELL.width)} {_n(height * CELL.height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">\n'
        f'<rect width="100%" height="100%" fill="{_of(roles.SURFACE, dark)}"/>\n'
        f'<g font-family="{FONTS}" font-size="14" xml:space="preserve">\n{inside}\n</g>\n</svg>\n'
    )


def marks(pieces: Iterable[Piece], dark: bool, covers: bool = False) -> str:
    """What is drawn for these pieces of rows, on the bare surface or so that it covers another."""
    bare = "" if covers else _of(roles.SURFACE, dark)
    grounds: dict[str, list[str]] = defaultdict(list)
    fills: dict[str, list[str]] = defaultdict(list)
    strokes: dict[tuple[str, str], list[str]] = defaultdict(list)  # by colour and width
    texts: list[str] = []
    for column, row, segments in pieces:
        for segment in segments:
            ink = _ink(segment.style or Style.null(), dark)
            cells = cell_len(segment.text)
            if ink.ground != bare and cells:
                grounds[ink.ground].append(_box(column, row, cells, 1))
            written = _draw(segment.text, column, row, ink, fills, strokes)
            texts += _written(written, column, row, ink)
            column += cells
    paths = [
        f'<path fill="{colour}" d="{"".join(d)}"/>'
        for colour, d in [*grounds.items(), *fills.items()]
    ]
    lines = [
        f'<path fill="none" stroke="{colour}" stroke-width="{wide}" stroke-linecap="round"'
        f' d="{"".join(d)}"/>'
        for (colour, wide), d in strokes.items()
    ]
    # Boxes that meet, or cover one another, leave no seam.
    filled = ['<g shape-rendering="crispEdges">', *paths, "</g>"] if paths else []
    return "\n".join([*filled, *lines, *texts])


# ------------------------------------------------------------------ colours


def _of(shades: Shades, dark: bool) -> str:
    return shades.dark if dark else shades.light


def _ink(style: Style, dark: bool) -> Ink:
    theme = data_colours(dark, few_colours=False)
    colour, ground = _of(roles.INK, dark), _of(roles.SURFACE, dark)
    if style.color and not style.color.is_default:
        colour = style.color.get_truecolor(theme).hex
    if style.bgcolor and not style.bgcolor.is_default:
        ground = style.bgcolor.get_truecolor(theme, foreground=False).hex
    if style.reverse:
        colour, ground = ground, colour
    if style.dim:
        colour = roles.mixed(colour, ground, DIM)
    line = "underline" if style.underline else "line-through" if style.strike else ""
    return Ink(colour, ground, bool(style.bold), bool(style.italic), line)


# ------------------------------------------------------------------ cells


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _box(x: float, y: float, wide: float, high: float) -> str:
    """A box of cells as a path."""
    left, top = _n(x * CELL.width), _n(y * CELL.height)
    across, down = _n(wide * CELL.width), _n(high * CELL.height)
    return f"M{left} {top}h{across}v{down}h-{across}z"


def _draw(
    text: str,
    column: int,
    row: int,
    ink: Ink,
    fills: dict[str, list[str]],
    strokes: dict[tuple[str, str], list[str]],
) -> str:
    """Draw what is no writing; the text with blanks in its place."""
    left = []
    for sign in text:
        if sign in BLOCKS:
            x, y, wide, high = BLOCKS[sign]
            fills[ink.colour].append(_box(column + x, row + y, wide, high))
        elif sign in QUARTERS:
            for x, y in (CORNERS[corner] for corner in QUARTERS[sign]):
                fills[ink.colour].append(_box(column + x, row + y, 0.5, 0.5))
        elif "\u2801" <= sign <= "\u28ff":
            strokes[ink.colour, "2.4"] += _dots(sign, column, row)
        elif "\u2500" <= sign <= "\u257f" and (strands := list(_strands(sign, column, row))):
            heavy = "HEAVY" in unicodedata.name(sign) or ink.bold
            strokes[ink.colour, "2.2" if heavy else "1.1"] += strands
        else:
            left.append(sign)
            column += cell_len(sign)
            continue
        left.append(" ")
        column += 1
    return "".join(left)


def _dots(sign: str, column: int, row: int) -> Iterator[str]:
    for bit, (x, y) in enumerate(DOTS):
        if ord(sign) >> bit & 1:
            across, down = (column + 0.25 + 0.5 * x), (row + 0.125 + 0.25 * y)
            yield f"M{_n(across * CELL.width)} {_n(down * CELL.height)}h0"


def _strands(sign: str, column: int, row: int) -> Iterator[str]:
    """From the cell's middle to each side that the sign's name says; none of dashes."""
    said = set(unicodedata.name(sign).split())
    if "DASH" in said or "DIAGONAL" in said:
        return
    x, y = column + 0.5, row + 0.5
    start = f"M{_n(x * CELL.width)} {_n(y * CELL.height)}"
    if said & {"LEFT", "HORIZONTAL"}:
        yield f"{start}h-{_n(CELL.width / 2)}"
    if said & {"RIGHT", "HORIZONTAL"}:
        yield f"{start}h{_n(CELL.width / 2)}"
    if said & {"UP", "VERTICAL"}:
        yield f"{start}v-{_n(CELL.height / 2)}"
    if said & {"DOWN", "VERTICAL"}:
        yield f"{start}v{_n(CELL.height / 2)}"


def _written(text: str, column: int, row: int, ink: Ink) -> Iterator[str]:
    """Each run of words at its own cell, exactly as wide as its cells are."""
    for found in WORD.finditer(text):
        x = (column + cell_len(text[: found.start()])) * CELL.width
        wide = cell_len(found[0]) * CELL.width
        yield (
            f'<text x="{_n(x)}" y="{_n(row * CELL.height + BASELINE)}" textLength="{_n(wide)}"'
            f' lengthAdjust="spacingAndGlyphs" {ink.attributes}>{escape(found[0])}</text>'
        )
