"""A network as a diagram: units as boxes in columns, weighted edges between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import StyleType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import cells, telling
from tui_tutor.show.roles import QUIET
from tui_tutor.show.sheet import Sheet
from tui_tutor.show.stage import Part, Picture, either
from tui_tutor.text import series

GAP = (7, 40)  # cells between two columns, at least and at most
TALLEST = 4  # times its least height
FRAMES = {False: tuple("┌─┐│└┘"), True: tuple("╔═╗║╚╝")}


@dataclass(frozen=True)
class Unit:
    """A box: its name stands in the frame, lines such as `sum 1` inside.

    A lit one has a double frame, so that it shows without colour too.
    """

    name: str
    lines: tuple[str, ...] = ()
    style: str = ""
    lit: bool = False

    @property
    def width(self) -> int:
        return max(*(cell_len(line) + 4 for line in (self.name, *self.lines)), 7)

    @property
    def height(self) -> int:
        return len(self.lines) + 2


@dataclass(frozen=True)
class Edge:
    """From the unit at place `start` of its layer to the one at `end` of the next."""

    start: int
    end: int
    label: str = ""
    style: StyleType = ""
    dashed: bool = False


Layers = Sequence[Sequence[Unit]]
Edges = Sequence[Sequence[Edge]]  # edges[k] run from layer k to layer k + 1


def network(layers: Layers, edges: Edges, width: int, height: int = 0) -> Text:
    """The diagram, input layer on the left, its boxes shared out over the height; its text twin
    where `width` has no room for it.
    """
    if telling():
        return twin(layers, edges)
    widths = [max(unit.width for unit in layer) for layer in layers]
    gaps = len(layers) - 1
    gap = min((width - sum(widths)) // max(gaps, 1), GAP[1])
    if gaps and gap < GAP[0]:
        return twin(layers, edges)
    height = max(height, *(_height(layer) for layer in layers))
    sheet = Sheet(Size(sum(widths) + gaps * gap, height))
    lefts = [sum(widths[:k]) + k * gap for k in range(len(layers))]
    tops = [_tops(layer, height) for layer in layers]
    for k, layer_edges in enumerate(edges):
        left, right = lefts[k] + widths[k], lefts[k + 1]
        ends = [
            (_middle(layers[k], tops[k], e.start), _middle(layers[k + 1], tops[k + 1], e.end))
            for e in layer_edges
        ]
        for edge, (y0, y1) in zip(layer_edges, ends, strict=True):
            sheet.line((y0, left), (y1, right - 1e-6), edge.style, edge.dashed)
        _label(sheet, layer_edges, ends, left, right)
    for k, layer in enumerate(layers):
        for unit, top in zip(layer, tops[k], strict=True):
            _box(sheet, unit, top, lefts[k], widths[k])
    return sheet.text()


def diagram(layers: Layers, edges: Edges) -> Part:
    """The network on a stage, as wide as its room; its text twin where that is too small."""
    boxes, gaps = sum(max(unit.width for unit in layer) for layer in layers), len(layers) - 1
    height = max(_height(layer) for layer in layers)
    least = Size(boxes + gaps * GAP[0], height)
    most = Size(boxes + gaps * GAP[1], TALLEST * height)
    drawn = Picture(lambda room: network(layers, edges, room.width, room.height), least, most)
    return either(drawn, twin(layers, edges))


def twin(layers: Layers, edges: Edges) -> Text:
    """The same in words, a line a unit: what it holds, and what comes in over which edge."""
    text = Text()
    for k, layer in enumerate(layers):
        for j, unit in enumerate(layer):
            text.append("\n" if text else "").append(unit.name, unit.style or "bold")
            text.append(f"  {series(unit.lines)}")
            incoming = [e for e in edges[k - 1] if e.end == j] if k else []
            come = series(f"{layers[k - 1][e.start].name} ({e.label})" for e in incoming)
            text.append(f"  ← {come}" if come else "", QUIET)
    return text


# ------------------------------------------------------------------ where things stand


def _height(layer: Sequence[Unit]) -> int:
    """Lines that a column needs, one blank between two boxes."""
    return sum(unit.height for unit in layer) + len(layer) - 1


def _tops(layer: Sequence[Unit], height: int) -> list[int]:
    """The first line of each box, the room that is left shared out between them."""
    spare = height - _height(layer)
    tops, top = [], 0
    for place, unit in enumerate(layer):
        share = spare * (2 * place + 1) // (2 * len(layer))
        tops.append(top + share)
        top += unit.height + 1
    return tops


def _middle(layer: Sequence[Unit], tops: list[int], place: int) -> float:
    return tops[place] + layer[place].height / 2


def _box(sheet: Sheet, unit: Unit, top: int, left: int, width: int) -> None:
    top_left, across, top_right, side, low_left, low_right = FRAMES[unit.lit]
    style = f"bold {unit.style}".strip() if unit.lit else unit.style
    title = across + unit.name + across * (width - 3 - cell_len(unit.name))
    sheet.write(top, left, top_left + title + top_right, style)
    for i, line in enumerate(unit.lines, start=top + 1):
        sheet.write(i, left, f"{side} {cells(line, width - 4)} {side}", style)
    sheet.write(top + unit.height - 1, left, low_left + across * (width - 2) + low_right, style)


def _label(
    sheet: Sheet,
    edges: Sequence[Edge],
    ends: list[tuple[float, float]],
    left: int,
    right: int,
) -> None:
    """Each label on its edge, near where it starts, a little further where one stands already."""
    taken: set[tuple[int, int]] = set()
    for edge, (y0, y1) in zip(edges, ends, strict=True):
        if not edge.label:
            continue
        text = f" {edge.label} "
        for share in (0.3, 0.5, 0.7, 0.15, 0.85):
            row = int(y0 + share * (y1 - y0))
            column = min(
                max(int(left + share * (right - left) - len(text) / 2), left), right - len(text)
            )
            cells = {(row, column + i) for i in range(len(text))}
            if taken.isdisjoint(cells):
                break
        taken |= cells
        sheet.write(row, column, text, edge.style)
