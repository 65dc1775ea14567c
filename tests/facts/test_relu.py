"""What the lesson relu says, run: what survives ten layers, what is silent, what is unproven."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.demos.pictures import text
from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demos.relu import DEMO
from tui_tutor.demos.relu.stack import Shape, Stack

LAYERS, UNITS = 10, 50


def test_idea_34_ten_slopes_of_sigmoid_leave_under_a_millionth_and_relus_leave_one() -> None:
    x = np.linspace(-40, 40, 8001)
    assert core.sigmoid_grad(x).max() == core.sigmoid_grad(0.0) == 0.25
    assert core.sigmoid_grad(0.0) ** LAYERS == pytest.approx(9.5367e-7, rel=1e-4)
    assert core.sigmoid_grad(5.0) ** LAYERS < 1e-21
    assert core.relu_grad([0.2, 50.0, 1e30]).tolist() == [1, 1, 1]
    assert core.relu_grad([-3.0, -0.1]).tolist() == [0, 0]


def test_idea_34_the_slope_of_sigmoid_is_a_product_of_an_output_that_is_there() -> None:
    """No division and no second exponential: what costs is the way forward."""
    x = np.array([-2.0, 0.0, 3.0])
    h = core.sigmoid(x)
    assert np.array_equal(h * (1 - h), core.sigmoid_backward(h, np.ones(3)))
    assert np.allclose(h * (1 - h), core.numerical_diff(core.sigmoid, x))


def test_idea_34_relu_vanishes_too_where_weights_are_small() -> None:
    def left(scale: float) -> float:
        rng = np.random.default_rng(0)
        x = dy = rng.standard_normal((200, UNITS))
        for _ in range(LAYERS):
            W = scale * rng.standard_normal((UNITS, UNITS))
            y = core.relu(x @ W)
            dy, _, _ = core.affine_backward(x, W, core.relu_backward(y, dy))
            x = y
        return float(np.abs(dy).mean())

    assert left(0.01) < 1e-12
    assert left(core.initial_scale("he", UNITS)) > 0.1


def test_idea_34_sparse_is_not_yet_safe_from_overfitting() -> None:
    """Half of the outputs are 0, and still the network learns pure noise by heart."""
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((100, 20)), rng.integers(0, 10, 100)
    W1, W2 = 0.3 * rng.standard_normal((20, 300)), 0.08 * rng.standard_normal((300, 10))
    for _ in range(300):
        h = core.relu(x @ W1)
        _, dy = core.softmax_cross_entropy(h @ W2, t)
        dh = core.relu_backward(h, dy @ W2.T)
        W2 -= h.T @ dy
        W1 -= x.T @ dh
    assert 0.4 < (h == 0).mean() < 0.6
    assert core.accuracy(h @ W2, t) == 1.0
    unseen = core.relu(rng.standard_normal((1000, 20)) @ W1) @ W2
    assert core.accuracy(unseen, rng.integers(0, 10, 1000)) < 0.2


def test_idea_34_a_dead_unit_gets_no_gradient() -> None:
    x = np.random.default_rng(0).standard_normal((1000, 5))
    W, b = np.full((5, 1), 0.1), np.array([-10.0])
    y = core.relu(core.affine(x, W, b))
    _, dW, db = core.affine_backward(x, W, core.relu_backward(y, np.ones_like(y)))
    assert not y.any()
    assert not dW.any()
    assert not db.any()
    asleep = core.sigmoid(core.affine(x, W, b))
    _, dW, _ = core.affine_backward(x, W, core.sigmoid_backward(asleep, np.ones_like(y)))
    assert dW.all()  # a sigmoid that is as far out still hears something


@pytest.mark.parametrize("seed", range(5))
def test_relu_silences_half_of_what_is_spread_around_zero(seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal(100_000)
    assert (core.relu(x) == 0).mean() == pytest.approx(0.5, abs=0.01)


def test_xavier_keeps_a_deep_tanh_alive_and_no_deep_sigmoid() -> None:
    """How far a unit's outputs differ from sample to sample, at layer 10."""

    def spread(h: Callable[[Floats], Floats], scale: float) -> float:
        rng = np.random.default_rng(0)
        y = rng.standard_normal((200, UNITS))
        for _ in range(LAYERS):
            y = h(y @ (scale * rng.standard_normal((UNITS, UNITS))))
        return float(y.std(axis=0).mean())

    lecun, glorot = (1 / UNITS) ** 0.5, (2 / (UNITS + UNITS)) ** 0.5
    assert core.initial_scale("xavier", UNITS) == lecun == glorot  # alike where in = out
    assert core.initial_scale("xavier", 784) != pytest.approx((2 / (784 + 50)) ** 0.5, rel=0.1)
    assert spread(core.sigmoid, lecun) < 1e-5
    assert spread(core.tanh, lecun) > 0.1


def test_the_best_case_is_that_of_the_slopes_and_weights_may_add_to_it() -> None:
    opening = Stack("sigmoid", Shape(LAYERS, "he", 0.0), 0).look().layers[0].arrived
    assert core.sigmoid_grad(0.0) ** LAYERS < 1e-6 < opening < 1e-5
    assert 1 / core.sigmoid_grad(0.0) ** 5 == 1024


def test_relu_with_xavier_loses_most_and_the_demo_says_so() -> None:
    arrived = Stack("relu", Shape(LAYERS, "xavier", 0.0), 0).look().layers[0].arrived
    assert arrived < 0.05
    frame = "".join(text(DEMO, init="xavier").split())
    assert "Activeunitstakenothingaway;silentonesandtheweightsdo." in frame
    assert "anactiveunit'sslopeof1" in "".join(text(DEMO, init="he").split())
