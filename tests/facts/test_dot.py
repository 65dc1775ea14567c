"""What the lesson dot says, run: rows meet columns."""

import numpy as np
import pytest

from tui_tutor import core

A, B = np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])


def test_idea_16_dot_is_a_matrix_product_and_elementwise_only_with_a_single_number() -> None:
    by_hand = [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in B.T] for row in A
    ]
    assert np.dot(A, B).tolist() == (A @ B).tolist() == by_hand
    assert not np.array_equal(np.dot(A, B), A * B)
    assert np.dot(A[0], B[0]) == 1 * 5 + 2 * 6  # of two rows of numbers: one number
    assert np.ndim(np.dot(A[0], B[0])) == 0


def test_beyond_two_dimensions_dot_and_at_differ() -> None:
    stack, other = np.ones((5, 2, 3)), np.ones((5, 3, 4))
    assert (stack @ other).shape == (5, 2, 4)
    assert np.dot(stack, other).shape == (5, 2, 5, 4)


def test_the_inner_lengths_have_to_agree_and_not_the_shapes() -> None:
    with pytest.raises(ValueError, match="mismatch"):
        np.ones((2, 3)) @ np.ones((2, 3))
    assert (np.ones((2, 3)) @ np.ones((3, 2))).shape == (2, 2)
    assert (np.ones((3, 2)) @ np.ones((2, 3))).shape == (3, 3)


def test_a_column_less_a_row_is_a_table_and_core_refuses_it() -> None:
    y, t = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
    assert (y - t).shape == (3, 3)
    assert np.mean((y - t) ** 2) == pytest.approx(4 / 3)  # of three predictions that are all right
    for error in (core.mean_squared_error, core.sum_squared_error):
        with pytest.raises(ValueError, match="same shape"):
            error(y, t)


def test_a_neuron_is_an_inner_product_and_a_layer_a_matrix_product() -> None:
    rng = np.random.default_rng(0)
    x, W, b = rng.random((100, 784)), rng.random((784, 50)), rng.random(50)
    layer = core.affine(x, W, b)
    assert layer.shape == (100, 50)
    assert layer[7, 3] == pytest.approx(np.dot(x[7], W[:, 3]) + b[3])


def test_with_a_single_number_there_is_nothing_to_sum() -> None:
    assert np.dot(3, A).tolist() == (3 * A).tolist()


def test_of_a_hundred_multiplications_of_a_learning_step_99_belong_to_matrix_products() -> None:
    batch, inputs, units, classes = 100, 784, 50, 10  # the network that reads digits

    def product(rows: int, meeting: int, columns: int) -> int:
        """Each place of the result takes one multiplication for each pair that meets."""
        return rows * meeting * columns

    forward = product(batch, inputs, units) + product(batch, units, classes)
    to_weights = product(inputs, batch, units) + product(units, batch, classes)
    to_hidden = product(batch, classes, units)
    products = forward + to_weights + to_hidden
    activations = 2 * batch * units  # y (1 - y), and what comes back times it
    losses = batch * classes  # each gradient by 1/N
    update = inputs * units + units + units * classes + classes  # the rate times each gradient
    others = activations + losses + update  # pixels are divided by 255 once, before it all
    assert round(100 * products / (products + others)) == 99
