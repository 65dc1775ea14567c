"""What the lessons answer to their own tasks, where no other test of facts runs it."""

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.demos.nonlinearity.fit import Fit

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def says(w1: float, w2: float, b: float) -> list[float]:
    sums = core.affine(INPUTS, np.array([[w1], [w2]]), np.array([b]))
    return [float(said) for said in core.step_function(sums)[:, 0]]


def test_the_bias_alone_makes_an_and_and_an_or_of_the_opening_weights() -> None:
    assert says(1, 0.5, -0.75) != [0, 0, 0, 1]
    assert says(1, 0.5, -1) == [0, 0, 0, 1]
    assert says(1, 0.5, -0.25) == [0, 1, 1, 1]


def test_the_identity_matrix_is_the_one_of_products() -> None:
    A = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert (A @ np.eye(3) == A).all()


def test_four_units_follow_the_zigzag_from_few_starts() -> None:
    errors = []
    for seed in range(6):
        fit = Fit("relu", 4, "zigzag", seed)
        while fit.step():
            pass
        errors.append(fit.snapshot().error)
    assert min(errors) < 1e-6
    assert sum(error < 1e-6 for error in errors) <= 3


def test_a_tenth_of_the_rate_leaves_two_thirds_of_the_way_after_twenty_steps() -> None:
    start = np.array([-3.0, 4.0])
    path = core.gradient_descent(lambda x: np.sum(x**2), start, 0.01, 20)
    assert np.linalg.norm(path[-1]) / 5 == pytest.approx(2 / 3, abs=0.01)


def test_cross_entropy_pushes_where_squared_error_has_gone_quiet() -> None:
    y = core.softmax(np.array([0.0, 12.0, 1.0]))
    assert (y - np.array([1, 0, 0]))[0] == pytest.approx(-1, abs=1e-4)
    squared = core.numerical_gradient(
        lambda a: core.sum_squared_error(core.softmax(a), np.array([1.0, 0.0, 0.0])),
        np.array([0.0, 12.0, 1.0]),
    )
    assert abs(squared[0]) < 2e-5
