"""What the lesson axes says, run: the axis you name is the one that disappears."""

import numpy as np
import pytest

from tui_tutor import core

X = np.array([[3, 1, 4], [2, 7, 7]])


def test_idea_10_argmax_over_axis_1_gives_the_place_in_each_row() -> None:
    with pytest.raises(TypeError):
        np.argmax(axis=1)  # type: ignore[call-overload]
    assert X.argmax(axis=1).tolist() == [2, 1]  # places, one a row, and the first of two sevens
    assert X.max(axis=1).tolist() == [4, 7]
    assert X.argmax(axis=0).tolist() == [0, 1, 1]
    for row, place in zip(X, X.argmax(axis=1), strict=True):
        assert row[place] == row.max()


def test_idea_17_the_named_axis_goes() -> None:
    x = np.ones((4, 5, 6))
    for axis, left in ((0, (5, 6)), (1, (4, 6)), (2, (4, 5)), (-1, (4, 5))):
        assert x.sum(axis=axis).shape == core.axis_sum(x, axis).shape == left
    assert X.sum(axis=0).tolist() == core.axis_sum(X, 0).tolist() == [5, 8, 11]  # one a column
    assert X.sum(axis=1).tolist() == core.axis_sum(X, 1).tolist() == [8, 16]  # one a row


def test_an_axis_is_a_direction_and_not_an_offset() -> None:
    """Moved one place down, x is another array of its shape; an axis takes all places along it."""
    moved = np.roll(X, 1, axis=0)
    assert moved.shape == X.shape
    assert np.array_equal(X.sum(axis=0), X[0] + X[1])


def test_keepdims_lines_the_result_up_with_its_rows() -> None:
    x = X.astype(float)
    with pytest.raises(ValueError, match="could not be broadcast"):
        x - x.mean(axis=1)
    assert np.allclose((x - x.mean(axis=1, keepdims=True)).mean(axis=1), 0)


def test_a_square_matrix_hides_the_missing_keepdims() -> None:
    x = np.array([[1.0, 2.0], [3.0, 5.0]])
    wrong = x - x.mean(axis=1)
    assert wrong.shape == x.shape
    assert not np.allclose(wrong.mean(axis=1), 0)
