"""The picture of a computation graph: what is joined, what is lit, and that it keeps its room."""

import pytest

from tui_tutor.show.graph import Column, Node, fitted, graph
from tui_tutor.show.roles import LIT
from tui_tutor.show.spots import named


def test_values_stand_above_their_names_and_gradients_below() -> None:
    columns = (Column((Node("x", 2.0, 0.5),)), Column((Node("y", 4.0),), "twice"))
    above, names, below = graph(columns, 30).plain.split("\n")
    assert above.split() == ["2", "4"]
    assert names.replace("─", "").split() == ["x", "◀", "twice", "▶", "y"]
    assert below.split() == ["0.5"]
    assert names.index("x") == above.index("2") == below.index("0.5") + 1


def test_the_arrow_back_comes_with_the_gradient() -> None:
    columns = (Column((Node("x", 2.0),)), Column((Node("y", 4.0, 1.0),)))
    assert "◀" not in graph(columns, 30).plain
    assert "▶" in graph(columns, 30).plain


def test_several_nodes_are_joined_to_one() -> None:
    leaves = Column((Node("x"), Node("w"), Node("b")))
    lines = graph((leaves, Column((Node("a"),))), 24).plain.split("\n")
    assert [line.strip() for line in lines[1::3]] == ["x ───┐", "w ───┼───────▶ a", "b ───┘"]


def test_each_by_itself_is_not_joined() -> None:
    two = (Node("a"), Node("b"))
    apart = graph((Column(two), Column(two, each=True)), 24).plain
    joined = graph((Column(two), Column(two)), 24).plain
    assert "│" not in apart
    assert "┬" in joined
    assert "┴" in joined


def test_what_is_news_is_lit_and_marked() -> None:
    text = graph((Column((Node("x", 2.0, 3.0, lit="gradient"),)), Column((Node("y"),))), 30)
    assert "‹3›" in text.plain
    assert "‹2›" not in text.plain
    lit = [text.plain[s.start : s.end] for s in text.spans if s.style == named("dx", LIT)]
    assert lit == ["‹3›"]


@pytest.mark.parametrize("width", [31, 40, 56, 78, 200])
def test_it_keeps_its_room_and_names_each_function_above_where_ways_are_short(width: int) -> None:
    columns = [Column((Node("x", -1.23456e-7),))]
    columns += [Column((Node("y", 1.0), Node("z", 1.0)), "sigmoid") for _ in range(3)]
    lines = graph(columns, width).plain.split("\n")
    assert max(map(len, lines)) <= width
    assert len({len(line) for line in lines}) == 1
    assert "".join(lines).count("sigmoid") == (6 if width >= 78 else 3)
    assert ("sigmoid" in lines[0]) == (width < 78)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.123456, "0.1235"),
        (-0.0887654, "-0.0888"),
        (-1.2345e-7, "-1.2e-7"),
        (1e300, "1e300"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
    ],
)
def test_numbers_fit_their_cells(value: float, shown: str) -> None:
    assert fitted(value) == shown
    assert len(fitted(value)) <= 7
