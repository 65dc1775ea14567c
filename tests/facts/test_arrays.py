"""What the lesson arrays says, run: how an array is made, and when two of them are one."""

import numpy as np
import pytest

from tui_tutor.demos.arrays import remarks


def test_idea_06_empty_is_not_zeros() -> None:
    def after_sevens() -> np.ndarray:
        np.full((3, 2), 7.0)  # dropped at once: its memory is free for the next array of its size
        return np.empty([3, 2])

    made = [after_sevens() for _ in range(100)]
    assert all(array.size == 6 and array.dtype == np.float64 for array in made)
    assert any((array == 7).all() for array in made)
    assert np.empty([3, 2], dtype=int).dtype == np.int_


def test_idea_07_zeros_are_floats_unless_told() -> None:
    assert np.zeros(5).tolist() == [0.0] * 5
    assert np.zeros(5).dtype == np.float64
    assert np.zeros(5, dtype=np.int64).dtype == np.int64


def test_idea_08_zeros_like_takes_the_dtype_too() -> None:
    gradient = np.zeros_like(np.array([3, 4]))
    gradient[0] = 0.7
    assert gradient.dtype == np.int64
    assert gradient.tolist() == [0, 0]
    gradient = np.zeros_like(np.array([3.0, 4.0]))
    gradient[0] = 0.7
    assert gradient.tolist() == [0.7, 0.0]


def test_idea_09_arange_leaves_out_the_stop() -> None:
    with pytest.raises(SyntaxError):
        compile("np.arange(01002)", "printed", "eval")
    counted = np.arange(0, 100, 2)
    assert (counted[0], counted[-1], counted.size) == (0, 98, 50)
    assert 100 not in counted


def test_idea_11_reshape_keeps_the_size_and_views_where_it_can() -> None:
    x = np.arange(6)
    with pytest.raises(ValueError, match="reshape array of size 6"):
        x.reshape(4, 2)
    table = x.reshape(2, 3)
    table[0, 0] = 99
    assert x[0] == 99
    assert not np.shares_memory(table, table.T.reshape(6))  # no row in memory: it has to copy
    assert x.reshape(1, x.size).shape == (1, 6)


def test_idea_12_rand_is_even_and_ends_before_one() -> None:
    rng = np.random.RandomState(0)
    drawn = rng.rand(1000, 100)
    assert drawn.shape == (1000, 100)
    assert drawn.min() >= 0
    assert drawn.max() < 1
    shares = np.histogram(drawn, bins=10, range=(0, 1))[0] / drawn.size
    assert np.abs(shares - 0.1).max() < 0.005
    again = [np.random.default_rng(7).random((2, 3)) for _ in range(2)]
    assert np.array_equal(*again)


def test_idea_13_choice_puts_back_what_it_drew() -> None:
    rng = np.random.default_rng(0)
    draws = [rng.choice(1000, 100) for _ in range(2000)]
    different = np.array([np.unique(draw).size for draw in draws])
    assert (min(map(np.min, draws)), max(map(np.max, draws))) == (0, 999)
    expected = 1000 * (1 - (1 - 1 / 1000) ** 100)
    assert expected == pytest.approx(95.2, abs=0.05)
    assert different.mean() == pytest.approx(expected, abs=0.2)
    assert np.prod((1000 - np.arange(100)) / 1000) == pytest.approx(0.006, abs=0.0005)
    assert np.mean(different == 100) == pytest.approx(0.006, abs=0.004)
    assert np.unique(rng.choice(1000, 100, replace=False)).size == 100


def test_idea_14_ndim_counts_the_axes() -> None:
    for shape in ((), (5,), (3, 4), (2, 3, 4)):
        x = np.zeros(shape)
        assert np.ndim(x) == x.ndim == len(x.shape) == len(shape)


def test_idea_15_flatten_copies_and_leaves_x_as_it_is() -> None:
    x = np.arange(6).reshape(2, 3)
    flat = x.flatten()
    flat[0] = 99
    assert (x.shape, x[0, 0]) == ((2, 3), 0)
    assert np.shares_memory(x, x.ravel())
    assert not np.shares_memory(x, x.flatten())
    assert not np.shares_memory(x, x.T.ravel())


def test_only_empty_zeros_and_ones_are_float_by_default() -> None:
    assert [np.empty(2).dtype, np.zeros(2).dtype, np.ones(2).dtype] == [np.float64] * 3
    assert [np.arange(3).dtype, np.array([1, 2]).dtype] == [np.int_] * 2
    assert np.arange(3.0).dtype == np.float64


def test_a_slice_walks_with_longer_strides_and_copies_nothing() -> None:
    a = np.arange(6.0)
    assert (a.strides, a[::2].strides) == ((8,), (16,))
    assert np.shares_memory(a, a[::2])


def test_a_float_step_of_arange_may_take_the_stop_in_and_linspace_counts() -> None:
    assert np.arange(1, 1.3, 0.1)[-1] == pytest.approx(1.3)
    assert np.arange(1, 1.2, 0.1)[-1] == pytest.approx(1.1)
    assert np.linspace(1, 1.3, 4) == pytest.approx([1, 1.1, 1.2, 1.3])
    told = remarks("np.arange(1, 1.3, 0.1)", np.arange(1, 1.3, 0.1))
    assert "leaves out" not in told[0]
    assert "leaves out" in remarks("np.arange(6)", np.arange(6))[0]


def test_a_second_name_is_no_second_array() -> None:
    a = np.zeros(3)
    b, c = a, a.copy()
    b[0] = 99
    assert (a[0], c[0]) == (99, 0)


def test_a_shape_is_one_thing_and_a_power_is_two_stars() -> None:
    with pytest.raises(TypeError):
        np.zeros(2, 3)  # type: ignore[call-overload]
    assert (np.array([1, 2, 3]) ^ 2).tolist() == [3, 0, 1]
    assert (np.array([1, 2, 3]) ** 2).tolist() == [1, 4, 9]


def test_of_normal_numbers_two_thirds_lie_within_one_standard_deviation() -> None:
    x = np.random.default_rng(1).normal(0, 2, 20_000)
    assert x.std() == pytest.approx(2, rel=0.02)
    assert (np.abs(x) < 2).mean() == pytest.approx(2 / 3, abs=0.03)


def test_integers_and_permutation_leave_out_the_end() -> None:
    rng = np.random.default_rng(0)
    assert set(rng.integers(0, 10, 500).tolist()) == set(range(10))
    assert sorted(rng.permutation(5).tolist()) == list(range(5))
