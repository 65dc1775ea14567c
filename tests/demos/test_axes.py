"""The demo of axes: every lane it lights is the one that NumPy reduces, and its words follow."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.demos.pictures import boxes, ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.axes import DEMO, Knobs, Steps, lane_count

CUBE = (((3, 1, 4), (1, 5, 9)), ((2, 6, 5), (3, 5, 8)))


def test_it_opens_with_the_first_lane() -> None:
    shown = lines(DEMO, size=Size(56, 12))
    assert shown[3] == "[[‹ 3›  1   4 ]"
    assert shown[4] == " [‹ 2›  7   7 ]]"
    assert shown[6] == " [‹ 5›  ·   · ]"  # under the columns that it came from
    assert "1 of 3: x[:, 0] collapses. 3 + 2 = 5." in text(DEMO)


@pytest.mark.parametrize("axis", ["0", "1", "2", "-1", "None"])
@pytest.mark.parametrize("operation", ["sum", "mean", "max", "argmax"])
@pytest.mark.parametrize("keepdims", [False, True])
def test_the_result_is_numpys(operation: str, axis: str, keepdims: bool) -> None:
    narrow = Size(26, 50)  # so that the result stands alone, below the array
    shown = lines(DEMO, 99, narrow, operation=operation, axis=axis, keepdims=keepdims, shape="3-D")
    named = None if axis == "None" else int(axis)
    result = getattr(np, operation)(np.array(CUBE), axis=named, keepdims=keepdims)
    start = next(i for i, line in enumerate(shown) if line.startswith("result   shape"))
    assert f"shape {np.shape(result)}" in " ".join(shown[start : start + 2])
    drawn = " ".join(shown[start + 1 : shown.index("", start)])
    drawn = re.sub(r"\([\d, ]*\)|y\[\d\]", "", drawn)  # the shape and the names of blocks
    numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", drawn)]
    # Sorted, since blocks that stand side by side are read line by line.
    assert sorted(numbers) == pytest.approx(sorted(np.ravel(result).tolist()), rel=1e-4)


def test_a_step_is_one_number_of_the_result_and_the_last_says_so() -> None:
    run = Steps(DEMO.knobs)
    assert [run.step(DEMO.knobs) for _ in range(2)] == [True, False]
    assert "3 of 3: x[:, 2] collapses. 4 + 7 = 11." in text(DEMO, 2)


def test_once_all_is_shown_other_knobs_show_all_at_once() -> None:
    run = Steps(DEMO.knobs)
    run.step(DEMO.knobs)
    run.step(DEMO.knobs)
    other = replace(DEMO.knobs, shape="3-D")
    assert lane_count(other) == 6
    assert run.snapshot() >= 6


def test_ties_go_to_the_first() -> None:
    shown = text(DEMO, 1, operation="argmax", axis="1")
    assert "The largest of 2, 7, 7 is 7; it is there 2 times, and the first, at index 1" in shown
    assert "stands at index 2" in text(DEMO, 0, operation="argmax", axis="1")


def test_an_axis_that_is_not_there_is_said() -> None:
    shown = text(DEMO, 5, axis="2")
    assert "There is no axis 2: an array of shape (2, 3) has axes 0 to 1" in shown
    with pytest.raises(np.exceptions.AxisError):
        np.sum(np.array(DEMO.knobs.matrix), axis=2)


def test_the_lost_axis_is_lit_in_the_shape() -> None:
    assert "shape (2, ‹3›) → (2,)" in text(DEMO, axis="1")
    assert "shape (2, ‹3›) → (2, 1)" in text(DEMO, axis="-1", keepdims=True)
    assert "shape (‹2›, ‹3›) → ()" in text(DEMO, axis="None", operation="argmax")


def test_the_remarks_follow_the_knobs() -> None:
    assert "keepdims leaves a 1" in text(DEMO, keepdims=True)
    assert "counted from the end" in text(DEMO, axis="-1")
    assert "row after row" in text(DEMO, axis="None", operation="argmax")
    assert "one number is left" in text(DEMO, axis="None")


def test_odd_numbers_are_drawn_without_a_warning() -> None:
    odd = ((float("inf"), float("-inf")), (float("nan"), -1.5))
    for operation in ("sum", "mean", "max", "argmax"):
        assert text(DEMO, 9, matrix=odd, axis="1", operation=operation)
    assert "(-1) + 2" in text(DEMO, matrix=((-1, 2),), axis="1")


def test_many_numbers_fit_the_room() -> None:
    wide = (tuple(range(100, 148)),)
    shown = lines(DEMO, 0, Size(40, 20), matrix=wide, axis="1")
    assert max(map(len, shown)) <= 40
    assert "…" in " ".join(shown)
    assert "100 + 101 + 102 + 103 + … + 146 + 147 = 5928." in " ".join(shown)


@pytest.mark.parametrize("change", ends(Knobs()))
@pytest.mark.parametrize("steps", [0, 1, 99])
def test_every_knob_at_its_ends(change: dict[str, object], steps: int) -> None:
    assert text(DEMO, steps, **change)


def test_where_there_is_room_each_number_has_a_box() -> None:
    shown = lines(DEMO, size=Size(56, 30))
    boxes = [line for line in shown if "‹ 3›" in line or "‹ 2›" in line or "‹ 5›" in line]
    assert [line.count("│") for line in boxes] == [4, 4, 4]
    assert len({line.index("‹") for line in boxes}) == 1, "the sum stands under its column"
    assert len(shown) >= 0.8 * 30


@pytest.mark.parametrize("size", [Size(56, 28), Size(78, 20), Size(94, 22)])
@pytest.mark.parametrize("axis", ["0", "1", "2"])
def test_boxes_stay_where_they_are_while_numbers_come(axis: str, size: Size) -> None:
    first, *later = (boxes(DEMO, n, size, shape="3-D", blocks=CUBE, axis=axis) for n in range(6))
    assert any("┼" in line for line in first)
    assert later == [first] * 5
