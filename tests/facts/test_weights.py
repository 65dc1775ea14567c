"""What the lesson weights says, run: twins stay twins, and what spread lives ten layers."""

from collections.abc import Callable

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.arrays import Floats


def learnt(W1: Floats, W2: Floats) -> tuple[int, float]:
    """How many different units there are after 1,000 steps, and the accuracy."""
    x = np.random.default_rng(0).uniform(-1, 1, (400, 3))
    x[:, 2] = 1
    t = (x[:, 0] ** 2 + x[:, 1] ** 2 < 0.6).astype(int)
    h = x
    for _ in range(1000):
        h = core.sigmoid(x @ W1)
        _, ds = core.softmax_cross_entropy(h @ W2, t)
        dh = ds @ W2.T
        W2 -= h.T @ ds
        W1 -= x.T @ core.sigmoid_backward(h, dh)
    return np.unique(W1.round(9), axis=1).shape[1], float(core.accuracy(h @ W2, t))


def test_zeros_and_weights_alike_leave_one_unit_and_chance_parts_them() -> None:
    rng = np.random.default_rng(1)
    zeros, of_zeros = learnt(np.zeros((3, 20)), np.zeros((20, 2)))
    alike, of_alike = learnt(np.full((3, 20), 0.5), np.full((20, 2), 0.5))
    drawn, of_drawn = learnt(rng.normal(0, 2, (3, 20)), rng.normal(0, 1, (20, 2)))
    assert (zeros, alike, drawn) == (1, 1, 20)
    assert of_drawn > 0.9 > 0.75 > max(of_zeros, of_alike)


def spread(h: Callable[[Floats], Floats], scale: float) -> float:
    rng = np.random.default_rng(0)
    y = rng.normal(size=(200, 100))
    for _ in range(10):
        y = h(y @ rng.normal(0, scale, (100, 100)))
    return float(y.std(axis=0).mean())


def test_tanh_lives_with_xavier_relu_with_he_and_a_deep_sigmoid_with_none() -> None:
    xavier, he = (core.initial_scale(init, 100) for init in ("xavier", "he"))
    assert spread(core.tanh, xavier) > 0.1 > 1e-6 > spread(core.tanh, 0.01)
    assert spread(core.relu, he) > 0.1 > spread(core.relu, xavier)
    assert max(spread(core.sigmoid, scale) for scale in (0.01, xavier, he)) < 1e-3


def test_a_sum_of_n_inputs_spreads_as_the_root_of_n() -> None:
    rng = np.random.default_rng(0)
    for n in (10, 1000):
        sums = rng.normal(size=(300, n)) @ rng.normal(size=(n, 100))
        assert sums.std() == pytest.approx(n**0.5, rel=0.1)


def test_tanh_is_nearly_y_equals_x_around_0_and_the_sigmoid_is_not() -> None:
    assert core.tanh(0.01) / 0.01 == pytest.approx(1, abs=1e-3)
    assert (core.sigmoid(0.01) - 0.5) / 0.01 == pytest.approx(0.25, abs=1e-3)


def test_weights_of_1_pile_a_sigmoids_answers_up_where_it_is_flat() -> None:
    rng = np.random.default_rng(0)
    y = core.sigmoid(rng.normal(size=(200, 100)) @ rng.normal(size=(100, 100)))
    assert ((y < 0.01) | (y > 0.99)).mean() > 0.5
    assert (y * (1 - y) < 0.01).mean() > 0.5


def test_nothing_comes_back_to_zeros_but_with_a_sigmoid_which_says_a_half_at_0() -> None:
    x, t = np.ones((4, 2)), np.array([0, 1, 1, 1])
    for h, backward, moves in (
        (core.tanh, core.tanh_backward, False),
        (core.relu, core.relu_backward, False),
        (core.sigmoid, core.sigmoid_backward, True),
    ):
        y = h(core.affine(x, np.zeros((2, 3)), np.zeros(3)))
        ds = core.softmax_cross_entropy(y @ np.zeros((3, 2)), t)[1]
        dh, dW2, _ = core.affine_backward(y, np.zeros((3, 2)), ds)
        assert dW2.any() == moves
        assert not backward(y, dh).any()


def test_relu_with_xavier_loses_more_than_a_third_of_the_spread_each_layer() -> None:
    xavier = core.initial_scale("xavier", 100)
    assert spread(core.relu, xavier) < (2 / 3) ** 9
    assert spread(core.relu, 1) > 1e6
