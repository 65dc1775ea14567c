"""What the lesson nonlinearity says, run: the collapse, what a bend buys, and its limits."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.demos.nonlinearity.fit import Fit

Array = np.ndarray[Any, np.dtype[np.float64]]


def layers(rng: np.random.Generator, *sizes: int) -> list[tuple[Array, Array]]:
    return [(rng.normal(size=(m, n)), rng.normal(size=n)) for m, n in pairwise(sizes)]


def deep(stack: list[tuple[Array, Array]], x: Array, h: Any) -> Array:
    for W, b in stack[:-1]:
        x = h(core.affine(x, W, b))
    return core.affine(x, *stack[-1])


def is_affine(f: Any, inputs: int) -> bool:
    """Whether f maps the middle of any two places to the middle of their answers."""
    rng = np.random.default_rng(1)
    p, q = rng.normal(0, 3, (2, 200, inputs))
    return bool(np.allclose(f((p + q) / 2), (f(p) + f(q)) / 2))


def test_idea_33_linear_layers_are_one_affine_map() -> None:
    rng = np.random.default_rng(0)
    (W1, b1), (W2, b2) = stack = layers(rng, 3, 4, 2)
    x = rng.normal(size=(5, 3))
    flat = core.affine(x, W1 @ W2, b1 @ W2 + b2)
    assert np.allclose(deep(stack, x, core.identity_function), flat)
    assert is_affine(lambda x: deep(layers(np.random.default_rng(2), 3, 9, 9, 9, 2), x, np.copy), 3)


@pytest.mark.parametrize("h", [core.step_function, core.sigmoid, core.relu])
def test_idea_33_with_any_activation_they_are_not(h: Any) -> None:
    stack = layers(np.random.default_rng(0), 3, 4, 2)
    assert not is_affine(lambda x: deep(stack, x, h), 3)


def test_idea_33_a_perceptron_is_not_what_is_left() -> None:
    x, W, b = np.array([[-1.0], [1.0], [3.0]]), np.array([[2.0]]), np.array([1.0])
    sums = core.affine(x, W, b)[:, 0]
    assert np.ptp(np.diff(sums)) == 0  # equally far apart
    assert np.ptp(np.diff(core.step_function(sums))) > 0


def test_idea_33_more_linear_layers_can_only_lose_rank() -> None:
    rng = np.random.default_rng(0)
    product = rng.normal(size=(50, 3)) @ rng.normal(size=(3, 50)) @ rng.normal(size=(50, 50))
    assert product.shape == (50, 50)
    assert np.linalg.matrix_rank(product) == 3


def stairs(units: int, x: Array) -> Array:
    """A sine from 0 to 2π by that many step units, each as high as the sine rises there."""
    edges = np.linspace(0, 2 * np.pi, units + 1)[:-1]
    rises = np.diff(np.sin(edges + np.pi / units), prepend=0.0)[:, None]
    hidden = core.step_function(core.affine(x[:, None], np.ones((1, units)), -edges))
    return core.affine(hidden, rises, np.zeros(1))[:, 0]


def test_idea_33_it_takes_enough_units_on_a_bounded_range() -> None:
    x = np.linspace(0.01, 2 * np.pi, 1000)
    errors = [np.abs(stairs(n, x) - np.sin(x)).max() for n in (10, 100, 1000)]
    assert errors[1] == pytest.approx(0.031, abs=0.001)
    assert errors[0] > 5 * errors[1] > 25 * errors[2]
    assert np.abs(stairs(100, x + 2 * np.pi) - np.sin(x)).max() > 1  # beyond, it knows nothing


def test_idea_33_beyond_its_kinks_relu_is_straight_and_sigmoid_flat() -> None:
    stack = layers(np.random.default_rng(3), 1, 20, 1)
    far = np.linspace(1e4, 1.01e4, 5)[:, None]
    assert np.allclose(np.diff(deep(stack, far, core.relu)[:, 0], 2), 0, atol=1e-6)
    assert np.ptp(deep(stack, far, core.sigmoid)) < 1e-12


def test_idea_33_that_weights_exist_is_not_that_training_finds_them() -> None:
    # Four ReLUs can follow the zigzag exactly, and of three trainings one finds that.
    losses = []
    for seed in range(3):
        fit = Fit("relu", 4, "zigzag", seed)
        while fit.step():
            pass
        losses.append(fit.snapshot().error)
    assert min(losses) < 1e-4
    assert max(losses) > 0.1


def test_two_relus_make_a_v_which_no_linear_pair_can() -> None:
    x = np.array([[-1.0], [0.0], [1.0]])
    stack = [(np.array([[1.0, -1.0]]), np.zeros(2)), (np.ones((2, 1)), np.zeros(1))]
    assert deep(stack, x, core.relu)[:, 0].tolist() == [1, 0, 1]
    assert deep(stack, x, core.identity_function)[:, 0].tolist() == [0, 0, 0]


def test_relu_keeps_values_in_no_range() -> None:
    assert core.relu(np.array([-1.0, 10.0, 1e6])).tolist() == [0.0, 10.0, 1e6]


def test_without_a_bend_it_learns_the_best_straight_line_and_no_better() -> None:
    for units in (8, 50):
        fit = Fit("identity", units, "sine", 0)
        while fit.step():
            pass
        fitted = fit.snapshot()
        best = pytest.approx(fitted.line_error)  # it may be met, and then the last bit says nothing
        assert fitted.error == best or fitted.line_error < fitted.error < 1.001 * fitted.line_error


def test_the_first_bias_is_weighed_by_the_second_layer() -> None:
    W1, b1 = np.array([[2.0, -1.0]]), np.array([1.0, 2.0])
    W2, b2 = np.array([[1.0], [3.0]]), np.array([5.0])
    at_0 = core.affine(core.affine(np.zeros((1, 1)), W1, b1), W2, b2)
    assert at_0 == b1 @ W2 + b2 == 12
    assert at_0 not in (b2, b1.sum() + b2)
