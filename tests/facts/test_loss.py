"""What the lesson loss says, run: badness in one number, and what the textbook's code hides."""

from typing import Any

import numpy as np
import pytest

from tui_tutor import core

Y = np.array([[0.7, 0.2, 0.05, 0.05], [0.3, 0.4, 0.2, 0.1]])


def textbook_squared_error(y: Any, t: Any) -> Any:
    return 0.5 * np.sum((y - t) ** 2)


def textbook_cross_entropy(y: Any, t: Any) -> Any:
    """The mini-batch version as it is usually printed, in our own words."""
    if y.ndim == 1:
        t, y = t.reshape(1, t.size), y.reshape(1, y.size)
    if t.size == y.size:
        t = t.argmax(axis=1)
    rows = y.shape[0]
    return -np.sum(np.log(y[np.arange(rows), t] + 1e-7)) / rows


# ------------------------------------------------------------------ what a loss is


def test_idea_43_the_smallest_weights_have_not_the_smallest_loss() -> None:
    x, t = np.array([[-2.0], [1.0], [3.0]]), np.array([0, 1, 1])
    losses = [core.softmax_cross_entropy(x @ np.array([[-w, w]]), t)[0] for w in (0.0, 1.0, 5.0)]
    assert losses[0] == pytest.approx(np.log(2))  # weights of 0 only guess
    assert losses[0] > losses[1] > losses[2]


def test_idea_44_a_loss_measures_badness() -> None:
    better, worse = np.array([0.1, 0.9]), np.array([0.6, 0.4])
    assert core.cross_entropy_error(better, 1) < core.cross_entropy_error(worse, 1)
    assert core.sum_squared_error(better, [0, 1]) < core.sum_squared_error(worse, [0, 1])
    assert core.cross_entropy_error([0.0, 1.0], 1) == 0


def test_a_count_of_right_answers_does_not_feel_a_small_turn() -> None:
    scores, t = np.array([[0.1, 0.3], [0.8, 0.2]]), np.array([0, 0])
    turned = scores + np.array([[0.01, 0.0], [0.01, 0.0]])
    assert core.accuracy(scores, t) == core.accuracy(turned, t) == 0.5
    assert core.softmax_cross_entropy(turned, t)[0] < core.softmax_cross_entropy(scores, t)[0]


# ------------------------------------------------------------------ squared error


def test_idea_45_half_the_sum_grows_with_the_batch_and_the_mean_does_not() -> None:
    y, t = np.array([0.9, 0.3]), np.array([1.0, 0.0])
    many = np.tile(y, (100, 1)), np.tile(t, (100, 1))
    for half_sum in (textbook_squared_error, core.sum_squared_error):
        assert half_sum(y, t) == pytest.approx(0.05)
        assert half_sum(*many) == pytest.approx(5.0)
    assert core.mean_squared_error(y, t) == pytest.approx(0.05)
    assert core.mean_squared_error(*many) == pytest.approx(0.05)
    assert np.allclose(core.sum_squared_error_grad(y, t), y - t)  # what the ½ is for


def test_idea_45_bytes_wrap_round() -> None:
    y, t = np.array([3], np.uint8), np.array([20], np.uint8)
    assert (y - t).tolist() == [239]
    assert ((y - t) ** 2).tolist() == [33]
    assert textbook_squared_error(y, t) == 16.5
    assert core.sum_squared_error(y, t) == 144.5


def test_idea_45_a_column_minus_a_row_is_a_table() -> None:
    column, row = np.array([[0.1], [0.2], [0.3]]), np.array([0.1, 0.2, 0.3])
    assert (column - row).shape == (3, 3)
    assert textbook_squared_error(column, row) == pytest.approx(0.06)  # of a perfect answer
    with pytest.raises(ValueError, match="same shape"):
        core.sum_squared_error(column, row)


# ------------------------------------------------------------------ one-hot, cross-entropy


def test_idea_46_one_hot_is_one_at_the_true_class_and_zero_elsewhere() -> None:
    assert core.one_hot([2, 0], 4).tolist() == [[0, 0, 1, 0], [1, 0, 0, 0]]


def test_idea_47_the_true_classs_probability_is_picked_and_not_the_largest() -> None:
    t = np.array([1, 2])
    for cross_entropy in (textbook_cross_entropy, core.cross_entropy_error):
        assert cross_entropy(Y, t) == pytest.approx(1.609, abs=5e-4)
        assert cross_entropy(Y, core.one_hot(t, 4)) == pytest.approx(1.609, abs=5e-4)
        assert cross_entropy(Y, Y.argmax(axis=1)) == pytest.approx(0.636, abs=5e-4)


def test_idea_47_argmax_of_t_finds_the_labels_one_a_row() -> None:
    t = core.one_hot([8, 3, 9], 10).argmax(axis=1)
    assert t.tolist() == [8, 3, 9]
    assert t.shape == (3,)


def test_idea_47_a_column_of_labels_silently_gives_another_loss() -> None:
    right, column = np.array([0, 1]), np.array([[0], [1]])
    assert textbook_cross_entropy(Y, right) == pytest.approx(0.64, abs=5e-3)
    assert textbook_cross_entropy(Y, column) == pytest.approx(2.04, abs=5e-3)
    with pytest.raises(ValueError, match="labels"):
        core.cross_entropy_error(Y, column)


def test_idea_47_one_class_collides_with_the_test_of_sizes() -> None:
    y, t = np.ones((3, 1)), np.array([0, 0, 0])
    with pytest.raises(np.exceptions.AxisError):
        textbook_cross_entropy(y, t)
    assert core.cross_entropy_error(y, t) == 0


def test_idea_47_soft_labels_are_thrown_away_by_argmax() -> None:
    y, soft, hard = np.array([[0.6, 0.4]]), np.array([[0.9, 0.1]]), np.array([[1.0, 0.0]])
    assert textbook_cross_entropy(y, soft) == textbook_cross_entropy(y, hard)
    honoured = -(0.9 * np.log(0.6) + 0.1 * np.log(0.4))
    assert core.cross_entropy_error(y, soft) == pytest.approx(honoured)


def test_idea_47_a_millionth_tenth_inside_caps_the_loss_and_goes_below_zero() -> None:
    scores = np.array([-40.0, 0.0])
    y, t = core.softmax(scores), np.array([1.0, 0.0])
    assert textbook_cross_entropy(y, t) == pytest.approx(16.118, abs=5e-4)
    assert core.softmax_cross_entropy(scores, 0)[0] == pytest.approx(40)
    assert -core.log_softmax(scores)[0] == pytest.approx(40)
    assert textbook_cross_entropy(np.array([1.0, 0.0]), t) == pytest.approx(-1e-7, rel=1e-6)
    assert core.cross_entropy_error([1.0, 0.0], t) == 0


def test_idea_47_without_its_indentation_return_stands_outside() -> None:
    with pytest.raises(SyntaxError, match="outside function"):
        compile("def cross_entropy_error(y, t):\n    pass\nreturn 0", "printed", "exec")


def test_where_softmax_is_flat_only_cross_entropy_still_pushes() -> None:
    scores, t = np.array([0.0, 12.0, 1.0]), core.one_hot(0, 3)
    squared = core.numerical_gradient(lambda a: core.sum_squared_error(core.softmax(a), t), scores)
    cross = core.softmax_cross_entropy(scores, 0)[1]
    assert abs(squared[0]) < 1e-4
    assert cross[0] == pytest.approx(-1, abs=1e-4)
    assert np.allclose(cross, core.softmax(scores) - t)


# ------------------------------------------------------------------ a mini-batch


def test_idea_48_a_mini_batch_is_a_fair_sample_and_its_mean_an_estimate() -> None:
    rng = np.random.default_rng(0)
    costs = -np.log(rng.random(60_000))
    means = np.array([costs[rng.choice(60_000, 100)].mean() for _ in range(2000)])
    assert means.mean() == pytest.approx(costs.mean(), abs=0.01)  # not off to one side
    assert means.std() == pytest.approx(costs.std() / 10, rel=0.1)  # √100 times as close as one
    y = np.random.default_rng(1).dirichlet(np.ones(4), 6)
    t = np.array([0, 1, 2, 3, 0, 1])
    one_by_one = [core.cross_entropy_error(row, label) for row, label in zip(y, t, strict=True)]
    assert core.cross_entropy_error(y, t) == pytest.approx(np.mean(one_by_one))


def test_the_slope_by_the_scores_is_y_minus_t() -> None:
    a, t = np.array([0.0, 2.0, 1.0]), np.array([1.0, 0.0, 0.0])
    y = core.softmax(a)
    assert y.round(3).tolist() == [0.09, 0.665, 0.245]
    assert (y - t).round(3).tolist() == [-0.91, 0.665, 0.245]

    def log_of_sum(a: Any) -> Any:
        return np.log(np.sum(np.exp(a)))

    assert core.numerical_gradient(log_of_sum, a) == pytest.approx(y, abs=1e-7)
    assert core.softmax_cross_entropy(a, 0)[0] == pytest.approx(log_of_sum(a) - a[0])
    assert core.softmax_cross_entropy(a, 0)[1] == pytest.approx(y - t)


def test_softmax_before_softmax_cross_entropy_has_a_floor() -> None:
    floor = -np.log(np.e / (np.e + 9))
    sure = core.softmax(np.array([100.0] + [0.0] * 9))
    assert core.softmax_cross_entropy(sure, 0)[0] == pytest.approx(floor)
    assert floor == pytest.approx(1.4612, abs=1e-4)
    assert core.softmax_cross_entropy(np.array([100.0] + [0.0] * 9), 0)[0] < 1e-9


def test_0_times_log_0_is_nan_and_core_never_asks_for_it() -> None:
    with np.errstate(all="ignore"):
        assert np.isnan(0.0 * np.log(0.0))
    assert core.cross_entropy_error([0.0, 1.0], [0, 1]) == 0
