"""What the lesson on backpropagation claims: exact slopes, in one walk back, and what they cost."""

from typing import Any

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.demos.backprop.race import Runner
from tui_tutor.nets import Backprop, Network

PARAMETERS = 784 * 50 + 50 + 50 * 10 + 10


def test_idea_53_backprop_finds_the_slopes_that_nudging_finds() -> None:
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((5, 4)), np.array([0, 2, 1, 1, 0])
    W, b = rng.standard_normal((4, 3)), np.zeros(3)
    _, dy = core.softmax_cross_entropy(core.affine(x, W, b), t)
    _, dW, db = core.affine_backward(x, W, dy)

    def loss(_: Any) -> Any:
        return core.softmax_cross_entropy(core.affine(x, W, b), t)[0]

    np.testing.assert_allclose(dW, core.numerical_gradient(loss, W), atol=1e-8)
    np.testing.assert_allclose(db, core.numerical_gradient(loss, b), atol=1e-8)


def test_nudging_evaluates_the_loss_twice_a_parameter() -> None:
    calls = 0

    def f(W: Any) -> Any:
        nonlocal calls
        calls += 1
        return np.sum(W**2)

    core.numerical_gradient(f, np.ones((4, 3)))
    assert calls == 24
    network = Network.begin((784, 50, 10), "sigmoid", "0.01", np.random.default_rng(0))
    assert sum(p.size for p in network.parameters) == PARAMETERS == 39_760
    assert 2 * PARAMETERS == 79_520


def test_slopes_multiply_along_a_chain() -> None:
    x, w, b, t = 2.0, 0.5, -0.5, 1.0
    y = core.sigmoid(x * w + b)
    by_hand = (y - t) * core.sigmoid_grad(x * w + b) * x
    nudged = core.numerical_diff(lambda w: (core.sigmoid(x * w + b) - t) ** 2 / 2, w)
    assert by_hand == pytest.approx(nudged, abs=1e-9)


def test_a_sigmoids_slope_is_told_from_its_output_and_is_a_quarter_at_most() -> None:
    x = np.linspace(-10, 10, 2001)
    slope = core.sigmoid_backward(core.sigmoid(x), np.ones_like(x))
    np.testing.assert_allclose(slope, core.sigmoid_grad(x), atol=1e-15)
    assert slope.max() == core.sigmoid_backward(np.array(0.5), np.array(1.0)) == 0.25
    assert core.sigmoid_backward(np.array([0.5]), np.array([8.0])) == [2.0]
    assert 0.25**10 < 1e-6


def test_relu_passes_what_was_active_whatever_the_gradients_sign() -> None:
    y, dy = np.array([0.0, 3.0, 0.0]), np.array([5.0, -2.0, 7.0])
    np.testing.assert_array_equal(core.relu_backward(y, dy), [0, -2, 0])
    assert core.sigmoid_grad(9.0) < 2e-4, "a saturated sigmoid lets almost nothing through"


def test_a_gradient_has_the_shape_of_what_it_belongs_to() -> None:
    assert (np.ones((100, 784)).T @ np.ones((100, 50))).shape == (784, 50)
    network = Network.begin((6, 5, 4), "relu", "he", np.random.default_rng(0))
    room = Backprop(network, np.empty((7, 6), np.float32))
    assert [g.shape for g in room.gradients] == [p.shape for p in network.parameters]


def test_a_biass_gradient_is_the_sum_over_the_batch() -> None:
    dy = np.array([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]])
    _, _, db = core.affine_backward(np.ones((3, 1)), np.ones((1, 2)), dy)
    np.testing.assert_array_equal(db, [111, 222])


def test_backprop_moves_nothing() -> None:
    network = Network.begin((6, 5, 4), "relu", "he", np.random.default_rng(0))
    before = network.copy()
    room = Backprop(network, np.full((3, 6), 0.5, np.float32))
    room.run(np.array([0, 1, 2]))
    assert room.gradient.any()
    for mine, other in zip(network.parameters, before.parameters, strict=True):
        np.testing.assert_array_equal(mine, other)


def test_a_check_may_fail_at_a_kink_and_in_float32() -> None:
    assert core.numerical_diff(core.relu, 0.0) == 0.5
    assert core.relu_grad(0.0) == 0
    errors = [
        abs(core.numerical_diff(core.sigmoid, np.array(2.0, dtype)) - core.sigmoid_grad(2.0))
        for dtype in (np.float64, np.float32)
    ]
    assert errors[0] < 1e-9
    assert errors[1] > 1e-6


def test_a_gradient_check_cannot_see_a_wrong_way_forward() -> None:
    """It shares that with what it checks: here the bias is forgotten, and both agree."""
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((5, 4)), np.array([0, 2, 1, 1, 0])
    W, b = rng.standard_normal((4, 3)), np.ones(3) * [0, 1, 2]

    def wrong(W: Any) -> Any:
        return core.softmax_cross_entropy(x @ W, t)

    _, dW, _ = core.affine_backward(x, W, wrong(W)[1])
    assert dW == pytest.approx(core.numerical_gradient(lambda W: wrong(W)[0], W), abs=1e-8)
    right = core.softmax_cross_entropy(core.affine(x, W, b), t)[1]
    assert np.abs(dW - x.T @ right).max() > 0.01


def test_the_slopes_of_the_first_weights_are_0_so_the_race_picks_at_random() -> None:
    runner = Runner(5, 0)
    assert not runner._gradient[: 2 * 5].any(), "pixels of an empty corner"
    while (race := runner.snapshot().race).nudged < 200:
        runner.step()
    assert race.largest > 1e-4
    assert race.difference < 1e-3 * race.largest
