"""What the lesson activations says, run: three functions, and their slopes."""

import warnings

import numpy as np
import pytest

from tui_tutor import core


def test_idea_29_sigmoid_is_open_rounds_to_one_and_is_no_distribution() -> None:
    assert core.sigmoid(36.5) < 1
    assert core.sigmoid(36.75) == 1
    assert 1 - core.sigmoid(40) == 0
    assert core.sigmoid(-40) == pytest.approx(np.exp(-40))  # the same number, its digits kept
    assert core.sigmoid(np.array([2.0, 1.0, 0.5])).sum() > 2
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for x in (-709.0, -710.0):
            1 / (1 + np.exp(-np.float64(x)))
    assert [str(one.message) for one in caught] == ["overflow encountered in exp"]
    assert 0 < core.sigmoid(-710) < 1e-300


def test_idea_30_np_int_is_gone_and_the_step_at_0_is_a_convention() -> None:
    with pytest.raises(AttributeError):
        np.array(np.array([1.0, -1.0]) > 0, dtype=np.int)  # type: ignore[attr-defined]  # noqa: NPY001
    assert np.array(np.array([1.0, -1.0]) > 0, dtype=int).tolist() == [1, 0]
    assert core.step_function([-1.0, 0.0, 1.0]).tolist() == [0, 0, 1]
    assert np.heaviside(0.0, 1.0) == 1  # NumPy lets you choose it


def test_idea_31_nothing_can_learn_through_a_step() -> None:
    x = np.array([-3.0, -0.1, 0.1, 2.0])
    assert np.array_equal(core.numerical_diff(core.step_function, x), np.zeros(4))
    assert np.array_equal(core.step_grad(x), np.zeros(4))
    assert (core.numerical_diff(core.sigmoid, x) > 0).all()


def test_idea_32_relu_printed_on_one_line_is_a_comment_and_has_a_kink() -> None:
    with pytest.raises(SyntaxError):
        compile("def relu(x): # the larger of 0 and x return np.maximum(0, x)", "printed", "exec")
    assert core.relu([-2.0, 0.0, 3.0]).tolist() == [0, 0, 3]
    assert core.numerical_diff(core.relu, 0.0) == pytest.approx(0.5)
    assert core.relu_grad(0.0) == 0
    assert core.relu_grad([-1e-9, 1e-9]).tolist() == [0, 1]


def test_a_sigmoid_lets_through_a_quarter_at_most() -> None:
    x = np.linspace(-40, 40, 8001)
    slopes = core.sigmoid_grad(x)
    assert slopes.max() == core.sigmoid_grad(0) == 0.25
    assert x[slopes.argmax()] == pytest.approx(0)
    assert core.sigmoid_grad(6.0) / 0.25 == pytest.approx(0.01, abs=0.001)  # of its steepest


def test_only_the_step_fires_at_a_threshold() -> None:
    x = np.linspace(-5, 5, 1001)
    jumps = {h: np.abs(np.diff(h(x))).max() for h in (core.step_function, core.sigmoid, core.relu)}
    assert jumps[core.step_function] == 1
    assert jumps[core.sigmoid] < 0.01
    assert jumps[core.relu] < 0.011


def test_at_36_75_the_value_is_1_and_only_the_product_calls_the_slope_0() -> None:
    h = core.sigmoid(36.75)
    assert h == 1
    assert core.sigmoid_grad(36.75) == pytest.approx(1.1e-16, rel=0.02)
    assert h * (1 - h) == 0


def test_the_slope_of_the_sigmoid_is_derived() -> None:
    u = np.exp(-1.5)
    h = 1 / (1 + u)
    assert (u.round(3), h.round(3), (1 - h).round(3)) == (0.223, 0.818, 0.182)
    slope = u / (1 + u) ** 2
    assert slope == pytest.approx(h * (1 - h)) == pytest.approx(core.sigmoid_grad(1.5))
    assert slope.round(3) == 0.149
    assert core.numerical_diff(lambda x: np.exp(-x), 1.5) == pytest.approx(-u)
    assert core.numerical_diff(lambda v: 1 / v, 1 + u) == pytest.approx(-1 / (1 + u) ** 2)


def test_tanh_is_a_sigmoid_twice_as_high_half_as_wide_and_four_times_as_steep_at_0() -> None:
    x = np.linspace(-20, 20, 81)
    assert core.tanh(x) == pytest.approx(2 * core.sigmoid(2 * x) - 1)
    assert core.tanh_grad(0.0) == 1 == 4 * core.sigmoid_grad(0.0)
    for slope, steepest in ((core.tanh_grad, 1), (core.sigmoid_grad, 0.25)):
        assert slope(x).max() == steepest == slope(0.0)


def test_if_wants_one_answer_and_an_array_has_many() -> None:
    with pytest.raises(ValueError, match="ambiguous"):
        bool(np.array([-1.0, 2.0]) > 0)
