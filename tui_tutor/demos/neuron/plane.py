"""The unit's two inputs as a plane: how strongly it answers everywhere, the line, four points."""

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Flags
from tui_tutor.demo import Size
from tui_tutor.demos.neuron.knobs import Knobs
from tui_tutor.demos.neuron.told import (
    table,
    threshold,
    tick,
    verdict,
    whether_a_line_can,
    worked,
)
from tui_tutor.demos.neuron.unit import (
    HIDDEN,
    INPUTS,
    YES,
    Rows,
    chosen,
    hidden,
    rows,
    unit,
)
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import note, telling
from tui_tutor.show import number as shown
from tui_tutor.show.roles import LIT, QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.sheet import Sheet
from tui_tutor.show.spots import named
from tui_tutor.show.stage import Part, Picture, columns, fixed, stack, stage
from tui_tutor.text import Words

words = Words("neuron")
TABLE = 36  # cells that the table and its words take
SMALLEST = Size(38, 6)  # in which the labels of the points still stand apart
MARGIN = 4  # cells to the left of the plane, for the numbers of its axis
APART = 14  # cells between two labels, at least
Ends = tuple[float, float]
# An output of 1 sets three dots of sixteen, in this order; the more, the stronger the answer.
DITHER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 16
DENSITY = 3 / 16


def line(knobs: Knobs, size: Size) -> RenderableType:
    """The unit alone: its inputs are x1 and x2 themselves."""
    at_work = rows(knobs, INPUTS)
    return stage(
        size,
        plane_and_table(knobs, at_work, ("x1", "x2")),
        verdict(knobs, at_work, words("unit")),
        *whether_a_line_can(knobs, at_work),
    )


def moved(knobs: Knobs, size: Size) -> RenderableType:
    """The unit behind the hidden layer: the points stand where that layer has moved them."""
    at_work = rows(knobs, hidden(knobs.activation)[1])
    return stage(
        size,
        plane_and_table(knobs, at_work, HIDDEN),
        verdict(knobs, at_work, words("network")),
        *whether_a_line_can(knobs, at_work),
        note(words("moved"), QUIET),
    )


def plane_and_table(knobs: Knobs, at_work: Rows, names: tuple[str, str]) -> Part:
    def drawn(room: Size) -> Text:
        wide = max(4 * room.height, SMALLEST.width)
        return plane(knobs, at_work, names, Size(min(room.width, wide), room.height))

    told = stack(
        table(knobs, at_work),
        worked(knobs, at_work, chosen(knobs)),
        threshold(knobs, names),
    )
    return columns(Picture(drawn, SMALLEST), fixed(told, TABLE), gap=2)


# ------------------------------------------------------------------ the plane


def plane(knobs: Knobs, at_work: Rows, names: tuple[str, str], size: Size) -> Text:
    """Dots where the unit answers, a line where the answer passes ½, the points in their places."""
    if telling():
        points = labels(knobs, at_work)
        told = (f"({place[0]:g}, {place[1]:g}): {label.strip()}" for place, label, _ in points)
        return Text("\n".join((f"({', '.join(names)})", *told)))
    sheet = Sheet(size)
    room = Size(size.width - MARGIN, size.height - 2)
    top = max(1.0, float(at_work.x.max()))
    ends = shown_from_to(top, room)
    x = np.linspace(*ends[0], 2 * room.width)
    y = np.linspace(*ends[1], 4 * room.height)[::-1]
    everywhere = np.stack(np.meshgrid(x, y), axis=-1)  # (rows, columns, 2)
    W, b = unit(knobs)
    output = ACTIVATIONS[knobs.activation].h(core.affine(everywhere, W, b))[..., 0]
    tiles = np.tile(DITHER, (room.height, -(-len(x) // 4)))[:, : len(x)]
    sheet.dots(np.clip(output, 0, 1) * DENSITY > tiles, QUIET, column=MARGIN)
    sheet.dots(border(output > YES), named("line", f"bold {SKY}"), column=MARGIN)
    axes(sheet, names, top, ends, room)
    for place, label, style in labels(knobs, at_work):
        across, up = (share(value, *of) for value, of in zip(place, ends, strict=True))
        column = MARGIN + round(across * (room.width - 1)) - 2
        column = max(MARGIN, min(column, size.width - len(label)))
        sheet.write(round((1 - up) * (room.height - 1)), column, label, style)
    return sheet.text()


def border(yes: Flags) -> Flags:
    """The dots on the `yes` side that have a neighbour on the other."""
    edge = np.zeros_like(yes)
    edge[:, :-1] |= yes[:, :-1] & ~yes[:, 1:]
    edge[:, 1:] |= yes[:, 1:] & ~yes[:, :-1]
    edge[:-1] |= yes[:-1] & ~yes[1:]
    edge[1:] |= yes[1:] & ~yes[:-1]
    return edge


def shown_from_to(top: float, room: Size) -> tuple[Ends, Ends]:
    """From where to where the plane is shown, across and up, around the square of the inputs.

    A unit is as long across as up, so that the same weights draw the same angle in any room; only
    where the labels would stand in each other it is longer across.
    """
    rows = room.height / 2  # of that square, which has as much again around it
    columns = min(max(2 * rows, APART), room.width / 2)
    rows = min(rows, max(columns / 2, 1))
    ends = (cells / of * top / 2 for cells, of in ((room.width, columns), (room.height, rows)))
    across, up = ((top / 2 - half, top / 2 + half) for half in ends)
    return across, up


def share(value: float, start: float, end: float) -> float:
    """How far it lies on the way from start to end."""
    return (value - start) / (end - start)


def axes(
    sheet: Sheet, names: tuple[str, str], top: float, ends: tuple[Ends, Ends], room: Size
) -> None:
    """A rule left and below, with the places of 0 and of the largest input."""
    for row in range(room.height):
        sheet.write(row, MARGIN - 1, "│", QUIET)
    sheet.write(room.height, MARGIN - 1, "└" + "─" * room.width, QUIET)
    for value in (0.0, top):
        tick_row = round((1 - share(value, *ends[1])) * (room.height - 1))
        sheet.write(tick_row, 0, f"{shown(value, 2):>{MARGIN - 1}}┤", QUIET)
        column = MARGIN + round(share(value, *ends[0]) * (room.width - 1))
        sheet.write(room.height, column, "┬", QUIET)
        sheet.write(room.height + 1, column, shown(value, 2), QUIET)
    sheet.write(0, 0, names[1], named(names[1]))
    sheet.write(room.height + 1, sheet.size.width - len(names[0]), names[0], named(names[0]))


def labels(knobs: Knobs, at_work: Rows) -> list[tuple[tuple[float, float], str, str]]:
    """Each point's place, its label and style; rows that share a place share a label.

    `● 1 ✓`: wanted 1 (○: wanted 0), given 1, right.
    """
    places: dict[tuple[float, float], list[int]] = {}
    for i, (x, y) in enumerate(at_work.x.tolist()):
        places.setdefault((x, y), []).append(i)
    found = []
    for place, here in places.items():
        i = here[0]
        right = bool(at_work.right[i])
        label = f"{'●' if at_work.wanted[i] else '○'} {shown(at_work.outputs[i], 2)} {tick(right)}"
        if place != tuple(INPUTS[i]) or len(here) > 1:
            label += " " + " ".join(f"{INPUTS[j, 0]:.0f}{INPUTS[j, 1]:.0f}" for j in here)
        lit = chosen(knobs) in here
        style = RIGHT if right else WRONG
        found.append((place, f"‹{label}›" if lit else f" {label} ", LIT if lit else style))
    return found
