"""A computation graph, left to right: above each name its value, below it what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, product

from rich.style import StyleType
from rich.text import Text

from tui_tutor import show
from tui_tutor.demo import Size
from tui_tutor.show import number, telling
from tui_tutor.show.roles import AMBER, LIT, QUIET, SKY
from tui_tutor.show.spots import named
from tui_tutor.show.stage import MANY, Part
from tui_tutor.show.words import words
from tui_tutor.text import said_of, series

PENDING = "·"  # a gradient that is still to come
CELLS = 7  # of a number; one more on either side for the marks ‹ › of a lit one
LEAST, MOST = 3, 36  # cells between two columns
FARTHEST = 9  # times the least from one name to the next
# A crossing by the ways that lead out of it: left, right, up, down.
CROSSINGS = dict(
    zip(
        product((False, True), repeat=4),
        " ╷╵│╶┌└├╴┐┘┤─┬┴┼",
        strict=True,
    )
)


@dataclass(frozen=True)
class Node:
    """One number of the graph: its name, its value, and the gradient by it, None where unknown."""

    name: str
    value: float | None = None
    gradient: float | None = None
    lit: str = ""  # which of the two is news: "value" or "gradient"
    to_come: bool = False  # the gradient

    @property
    def part(self) -> str:
        """What a lesson's word calls it: h for h[0]; its gradient is dh."""
        return self.name.partition("[")[0]


@dataclass(frozen=True)
class Column:
    """Nodes below each other, and the function that makes them from the column before.

    One by one where `each` is on, else every one of them from all.
    """

    nodes: tuple[Node, ...]
    made_by: str = ""
    each: bool = False


class _Canvas:
    """Characters with a style, put anywhere."""

    def __init__(self, width: int, height: int) -> None:
        blank: tuple[str, StyleType] = (" ", "")
        self._cells = [[blank] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: StyleType = "") -> None:
        self._cells[y][x : x + len(text)] = [(character, style) for character in text]

    def text(self) -> Text:
        text = Text(no_wrap=True)
        for y, row in enumerate(self._cells):
            text.append("\n" if y else "")
            for style, cells in groupby(row, key=lambda cell: cell[1]):
                text.append("".join(character for character, _ in cells), style)
        return text


def graph(columns: Sequence[Column], width: int, height: int = 0) -> Text:
    """The whole graph, as wide and as high as that where it is enough."""
    if telling():
        return graph_in_words(columns)
    most = max(len(column.nodes) for column in columns)
    cells, room = _widths(len(columns), width)
    top = int(_needs_head(columns, room))
    gap = _gap(most)  # lines from one name to the next
    if most > 1:
        gap = min(max((height - 3 - top) // (most - 1), gap), FARTHEST * gap)
    canvas = _Canvas(
        2 + cells * len(columns) + room * (len(columns) - 1), top + gap * (most - 1) + 3
    )
    if top:
        canvas.put(0, 0, _heads(columns, cells, room), QUIET)
    before: list[int] = []
    for i, column in enumerate(columns):
        x = 1 + i * (cells + room)
        count = len(column.nodes)
        rows = [top + 1 + (gap * (most - count)) // 2 + gap * k for k in range(count)]
        if i:
            made_by = "" if top else column.made_by
            joins = _joins(len(before), column)
            _links(canvas, x - room, room, (before, rows), made_by, joins)
        for node, y in zip(column.nodes, rows, strict=True):
            _ways(canvas, x, y, node, cells, (i > 0, i < len(columns) - 1))
            _numbers(canvas, x, y, node, cells)
        before = rows
    return canvas.text()


@dataclass(frozen=True)
class _Flow(Part):
    columns: Sequence[Column]

    @property
    def _apart(self) -> int:
        return max(len(column.nodes) for column in self.columns) - 1

    def least_width(self) -> int:
        return 2 + (CELLS - 2 + LEAST) * len(self.columns) - LEAST

    def full_width(self) -> int:
        return MANY

    def least(self, width: int) -> int:
        head = _needs_head(self.columns, _widths(len(self.columns), width)[1])
        return head + 3 + _gap(self._apart + 1) * self._apart

    def most(self, width: int) -> int:
        return self.least(width) + (FARTHEST - 1) * _gap(self._apart + 1) * self._apart

    def draw(self, size: Size) -> Text:
        return graph(self.columns, size.width, size.height)


def flow(columns: Sequence[Column]) -> Part:
    """The graph on a stage, as wide as its room; where it is narrow, functions take a line."""
    return _Flow(columns)


def _needs_head(columns: Sequence[Column], room: int) -> bool:
    """Whether the way between two columns is too short for the name of a function."""
    return any(
        len(column.made_by) > room - (2 if _joins(len(before.nodes), column) else 1)
        for before, column in pairwise(columns)
    )


def _joins(before: int, column: Column) -> bool:
    """Whether what leads there from so many nodes goes through one line."""
    return not column.each and before + len(column.nodes) > 2


def _gap(most: int) -> int:
    """Lines at the least from one name to the next, where that many stand below each other."""
    return 4 if most < 3 else 3


def _widths(columns: int, width: int) -> tuple[int, int]:
    """How many cells a number has, and how many there are between two columns."""
    for cells in (CELLS, CELLS - 2):
        room = (width - 2 - cells * columns) // max(columns - 1, 1)
        if room >= LEAST:
            break
    return cells, max(min(room, MOST), LEAST)


def _ways(
    canvas: _Canvas, x: int, y: int, node: Node, cells: int, goes_on: tuple[bool, bool]
) -> None:
    """`──▶ a ◀──`: the name between its ways in and out; the second arrow once a gradient came."""
    name = f" {node.name} "
    start = x + (cells - len(name)) // 2
    end = start + len(name)
    if goes_on[0]:
        canvas.put(x, y, "─" * (start - x - 1) + "▶", QUIET)
    if goes_on[1]:
        canvas.put(
            end, y, ("─" if node.gradient is None else "◀") + "─" * (x + cells - end - 1), QUIET
        )
    canvas.put(start, y, name, named(node.part, "bold"))


def _numbers(canvas: _Canvas, x: int, y: int, node: Node, cells: int) -> None:
    for kind, part, value, line, colour in (
        ("value", node.part, node.value, y - 1, SKY),
        ("gradient", f"d{node.part}", node.gradient, y + 1, AMBER),
    ):
        nothing = PENDING if kind == "gradient" and node.to_come else ""
        text = nothing if value is None else fitted(value, cells)
        if text and node.lit == kind:
            lit = f"‹{text}›"
            canvas.put(x - 1 + (cells + 2 - len(lit)) // 2, line, lit, named(part, LIT))
        else:
            before = cells - len(text.center(cells).lstrip())
            canvas.put(x + before, line, text, named(part, colour))


def _links(
    canvas: _Canvas,
    x: int,
    room: int,
    rows: tuple[list[int], list[int]],
    made_by: str,
    joins: bool,
) -> None:
    """The lines between two columns: straight where each goes its own way, else all through one."""
    left, right = rows
    low, high = min(left + right), max(left + right)
    for y in range(low, high + 1):
        if y in left:
            canvas.put(x, y, "──", QUIET)
        if joins:
            canvas.put(x + 1, y, CROSSINGS[y in left, y in right, y > low, y < high], QUIET)
        if y in right:
            start = 2 if joins else 1
            canvas.put(x + start, y, _line(made_by, room - start), QUIET)


def _line(label: str, room: int) -> str:
    """`── sigmoid ──`, or `sigmoid`, where the label touches what it stands between."""
    spaced = f" {label} " if label else ""
    return (spaced if len(spaced) < room else label).center(room, "─")


def _heads(columns: Sequence[Column], cells: int, room: int) -> str:
    """What the functions are called, above the ways that are too short for it."""
    line = ""
    for i, column in enumerate(columns[1:], start=1):
        middle = 1 + i * (cells + room) - room / 2
        line = line.ljust(round(middle - len(column.made_by) / 2)) + column.made_by
    return line


def fitted(value: float, cells: int = CELLS) -> str:
    """A number of a node: four digits where there is room."""
    return show.fitted(value, cells, most=4)


def graph_in_words(columns: Sequence[Column]) -> Text:
    """A line a node: its name, how it is made, its value, and what comes back to it."""
    lines = []
    for column in columns:
        for node in column.nodes:
            told = [words("graph.by", function=column.made_by)] if column.made_by else []
            told += (
                [words("graph.value", value=number(node.value))] if node.value is not None else []
            )
            if node.gradient is not None:
                told.append(words("graph.gradient", gradient=number(node.gradient)))
            lines.append(said_of(node.name, series(told)) if told else node.name)
    return Text("\n".join(lines))
