"""The demo of products: every cell is NumPy's, and the words say where it came from."""

import re
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import boxes, lines, text
from tests.some import some
from tui_tutor.demo import Size
from tui_tutor.demos.dot import DEMO, OPERATIONS

A = ((1, 2, 3), (4, 5, 6))
B = ((7, 8), (9, 10), (11, 12))
SQUARE = ((1, -2), (3, 4))
WIDE = Size(100, 30)


def said(steps: int, **changes: Any) -> str:
    """The sentence about the cell that is lit after so many steps."""
    shown = text(DEMO, steps, WIDE, **changes)
    match = re.search(r"A\S* ?\S* meets .*? = (\S+?)[.,] ", shown)
    return match.group(0) if match else ""


@pytest.mark.parametrize(("operation", "b"), [("A @ B", B), ("A * B", A), ("A + B", (10, 20, 30))])
def test_each_step_makes_the_next_cell(operation: str, b: Any) -> None:
    result = OPERATIONS[operation](np.array(A), np.array(b))
    for cell, value in enumerate(result.flat):
        shown = text(DEMO, cell, WIDE, operation=operation, B=b)
        assert f"= {value}" in shown
        assert f"‹{value}›" in re.sub(r"‹ +", "‹", shown)
        assert shown.count("·") >= result.size - cell - 1


def test_the_sum_is_of_the_row_and_the_column() -> None:
    assert said(1).startswith("A[0, :] meets B[:, 1]: 1 · 8 + 2 · 10 + 3 · 12 = 64,")
    assert "3 · (-2) + 4 · 4 = 10" in said(3, A=SQUARE, B=SQUARE)


def test_two_rows_of_numbers_give_one_number() -> None:
    shown = text(DEMO, 0, WIDE, A=(1, 2, 3), B=(4, 5, 6))
    assert "1 · 4 + 2 · 5 + 3 · 6 = 32, a single number" in shown


def test_inner_lengths_that_differ_are_refused_in_words() -> None:
    shown = text(DEMO, 0, WIDE, B=((1, 2), (3, 4)))
    assert "A row of A has 3 numbers and a column of B has 2" in shown
    with pytest.raises(ValueError, match="mismatch"):
        np.matmul(A, ((1, 2), (3, 4)))


def test_broadcasting_is_told_and_only_where_it_happened() -> None:
    assert "B of shape (3,) was stretched to (2, 3)" in text(
        DEMO, 0, WIDE, operation="A + B", B=(10, 20, 30)
    )
    assert "stretched" not in text(DEMO, 0, WIDE, operation="A + B", B=A)
    assert "counted from the right" in text(DEMO, 0, WIDE, operation="A * B")


def test_beside_a_lesson_the_three_of_a_sum_stand_in_one_row() -> None:
    shown = lines(DEMO, 0, Size(56, 26), operation="A * B", B=((1, 0, 1), (0, 1, 0)))
    row = next(line for line in shown if line.startswith("A  shape"))
    assert row.count("shape (2, 3)") == 3


@pytest.mark.parametrize("operation", some(OPERATIONS))
@pytest.mark.parametrize("width", some([40, 56, 78, 120]))
def test_any_two_arrays_stay_within_their_room(operation: str, width: int) -> None:
    row, column = tuple(range(24)), tuple((i * 1e6,) for i in range(24))
    for a in ((5,), row, (row,), column, A, SQUARE, ((float("nan"), float("-inf")),)):
        for b in ((5,), row, (row,), column, B, SQUARE):
            shown = lines(DEMO, 30, Size(width, 16), operation=operation, A=a, B=b)
            assert all(len(line) <= width for line in shown)


@pytest.mark.parametrize("size", [Size(56, 28), Size(94, 22), Size(114, 32)])
def test_boxes_stay_where_they_are_while_numbers_come(size: Size) -> None:
    first, *later = (boxes(DEMO, steps, size, A=A, B=B) for steps in range(4))
    assert any("┼" in line for line in first)
    assert later == [first] * 3
