"""The diagram of a network: every box, edge and label is there, and its text twin says the same."""

from itertools import pairwise

import numpy as np
from rich.cells import cell_len

from tui_tutor.demo import Size
from tui_tutor.show.network import Edge, Unit, network, twin
from tui_tutor.show.sheet import Sheet

LAYERS = [
    [Unit("x1", ("1",)), Unit("x2", ("0",))],
    [Unit("NAND", ("sum 1", "out 1")), Unit("OR", ("sum 3", "out 1"), lit=True)],
    [Unit("output", ("out 1",))],
]
EDGES = [
    [Edge(0, 0, "-2", dashed=True), Edge(0, 1, "4"), Edge(1, 0, "-3"), Edge(1, 1, "5")],
    [Edge(0, 0, "6"), Edge(1, 0, "7")],
]


def test_boxes_stand_in_columns_with_what_they_hold() -> None:
    drawn = network(LAYERS, EDGES, 60).plain.splitlines()
    places = {
        name: (row, line.index(name))
        for row, line in enumerate(drawn)
        for name in ("x1", "x2", "NAND", "OR", "output")
        if name in line
    }
    assert places["x1"][1] == places["x2"][1] < places["NAND"][1] == places["OR"][1]
    assert places["OR"][1] < places["output"][1]
    assert places["x1"][0] < places["x2"][0]
    assert places["NAND"][0] < places["output"][0] < places["OR"][0]
    row, column = places["NAND"]
    assert drawn[row + 1][column:].startswith("sum 1 ")
    assert drawn[row + 2][column:].startswith("out 1 ")


def test_every_weight_is_readable() -> None:
    drawn = network(LAYERS, EDGES, 60).plain
    for label in (" -2 ", " 4 ", " -3 ", " 5 ", " 6 ", " 7 "):
        assert label in drawn


def test_labels_of_many_edges_never_cover_each_other() -> None:
    two = [Unit("a"), Unit("b"), Unit("c")]
    edges = [[Edge(i, j, f"w{i}{j}") for i in range(3) for j in range(3)]]
    drawn = network([two, two], edges, 40).plain
    assert all(edge.label in drawn for edge in edges[0])


def test_a_lit_unit_shows_without_colour() -> None:
    assert "╔═OR" in network(LAYERS, EDGES, 60).plain
    assert "┌─NAND" in network(LAYERS, EDGES, 60).plain


def test_an_edge_runs_from_box_to_box_without_a_hole() -> None:
    a, b = Unit("a"), Unit("b")
    drawn = network([[a], [b]], [[Edge(0, 0)]], 30).plain.splitlines()
    middle = max(drawn, key=lambda line: sum("\u2800" < c <= "\u28ff" for c in line))
    assert all("\u2800" < c <= "\u28ff" for c in middle[a.width : -b.width])
    dashed = network([[a], [b]], [[Edge(0, 0, dashed=True)]], 30).plain
    assert dashed.count(" ") > "".join(drawn).count(" ")


def test_it_is_never_wider_than_its_room_and_falls_back_to_its_twin() -> None:
    for width in range(30, 100):
        drawn = network(LAYERS, EDGES, width)
        if drawn.plain != twin(LAYERS, EDGES).plain:
            assert max(map(cell_len, drawn.plain.splitlines())) <= width
    assert network(LAYERS, EDGES, 30).plain == twin(LAYERS, EDGES).plain


def test_the_twin_names_every_value_and_every_edge() -> None:
    lines = twin(LAYERS, EDGES).plain.splitlines()
    assert lines[0] == "x1  1"
    assert lines[3] == "OR  sum 3, out 1  ← x1 (4), x2 (5)"
    assert lines[4] == "output  out 1  ← NAND (6), OR (7)"


def test_one_layer_alone_and_long_columns() -> None:
    assert "a" in network([[Unit("a")]], [], 20).plain
    many = [Unit(f"u{i}") for i in range(12)]
    drawn = network([many, [Unit("out")]], [[Edge(i, 0) for i in range(12)]], 40).plain
    rows = [i for i, line in enumerate(drawn.splitlines()) if "─u" in line]
    assert len(rows) == 12
    assert all(b - a >= 3 for a, b in pairwise(rows))


# ------------------------------------------------------------------ the sheet it is drawn on


def test_dots_of_a_sheet_are_unicodes_braille() -> None:
    # Dots 1 to 8 of Unicode's braille cell, in the order of their bits.
    for bit, (y, x) in enumerate([(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 0), (3, 1)]):
        sheet = Sheet(Size(1, 1))
        one = np.zeros((4, 2), dtype=bool)
        one[y, x] = True
        sheet.dots(one)
        assert sheet.text().plain == chr(0x2800 + (1 << bit))


def test_what_falls_off_a_sheet_is_left_out() -> None:
    sheet = Sheet(Size(3, 2))
    for row, column in ((-1, 0), (2, 0), (0, -2), (0, 2)):
        sheet.write(row, column, "abc")
    assert sheet.text().plain == "c a\n   "
    sheet.line((-5, -5), (9, 9))
    assert [len(line) for line in sheet.text().plain.split("\n")] == [3, 3]
