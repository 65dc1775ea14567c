"""What the lesson on indexing says of shapes, of memory, and of what goes wrong."""

import numpy as np
import pytest

A = np.arange(12).reshape(3, 4)


def test_a_place_makes_its_axis_disappear_and_a_slice_keeps_it() -> None:
    assert A[:, 1].shape == (3,)
    assert A[:, 1:2].shape == (3, 1)
    assert A[1].shape == A[1, :].shape == (4,)


def test_a_slice_walks_backwards_from_its_larger_end() -> None:
    assert np.arange(10)[7:2:-2].tolist() == [7, 5, 3]
    assert np.arange(10)[2:7:-2].size == 0


def test_none_puts_in_an_axis_and_the_ellipsis_stands_for_the_rest() -> None:
    assert A[:, None].shape == (3, 1, 4)
    assert A[None, ..., None].shape == (1, 3, 4, 1)
    assert np.newaxis is None
    B = np.zeros((2, 3, 4))
    assert B[..., 1].shape == B[:, :, 1].shape == (2, 3)
    assert B[:, 1].shape == (2, 4)


def test_lists_of_places_are_read_in_pairs() -> None:
    assert A[[0, 1, 2], [3, 2, 1]].tolist() == [3, 6, 9]
    assert A[np.arange(3), [1, 0, 3]].shape == (3,)


@pytest.mark.parametrize(
    ("index", "view"),
    [
        (np.s_[1], True),
        (np.s_[::2], True),
        (np.s_[None], True),
        (np.s_[..., 0], True),
        ([0, 2], False),
        (A > 5, False),
    ],
)
def test_places_and_slices_are_views_lists_and_masks_are_copies(index: object, view: bool) -> None:
    assert np.shares_memory(A, A[index]) is view  # type: ignore[index]


def test_a_second_name_is_no_copy() -> None:
    a = np.array([1.0, 2.0])
    b = a
    b *= 10
    assert a.tolist() == [10, 20]
    b = b * 10
    assert a.tolist() == [10, 20]
    b = a.copy()
    b += 1
    assert a.tolist() == [10, 20]


def test_on_the_left_every_index_writes_into_the_array_itself() -> None:
    x = np.array([3, -1, -2, 5])
    x[x < 0] = 0
    assert x.tolist() == [3, 0, 0, 5]
    x = np.zeros((3, 2))
    x[[0, 2]][0] = 9
    assert not x.any()
    x[[0, 2], 0] = 9
    assert x[:, 0].tolist() == [9, 0, 9]


def test_a_slice_of_a_list_is_a_copy_and_of_an_array_a_view() -> None:
    numbers, a = [1, 2, 3], np.array([1, 2, 3])
    numbers[:2][0] = 99
    a[:2][0] = 99
    assert numbers == [1, 2, 3]
    assert a.tolist() == [99, 2, 3]


def test_an_array_has_no_single_truth() -> None:
    x = np.array([-1, 2, 7])
    with pytest.raises(ValueError, match="ambiguous"):
        bool(x > 0)
    with pytest.raises(ValueError, match="ambiguous"):
        0 < x < 5  # noqa: B015
    assert x[(x > 0) & (x < 5)].tolist() == [2]
