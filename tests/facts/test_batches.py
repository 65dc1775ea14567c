"""What the lesson batches says, run: a hundred images at once."""

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.nets import Backprop, Network
from tui_tutor.nets.layers import Nonlinear


def test_idea_42_a_batch_of_100_comes_out_as_100_vectors() -> None:
    rng = np.random.default_rng(0)
    x = rng.random((100, 784))
    W1, W2 = 0.1 * rng.standard_normal((784, 50)), 0.1 * rng.standard_normal((50, 10))

    def network(x: np.ndarray) -> np.ndarray:
        return core.softmax(core.relu(x @ W1) @ W2)

    y = network(x)
    assert y.shape == (100, 10)
    assert y.argmax(axis=1).shape == (100,)
    one_by_one = np.array([network(image) for image in x])
    assert np.allclose(y, one_by_one)


def test_without_an_axis_argmax_reads_the_batch_as_one_row() -> None:
    y = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
    assert y.argmax() == y.reshape(-1).argmax() == 1
    assert y.argmax(axis=1).tolist() == [1, 0, 1]


def test_the_last_slice_is_shorter_and_a_mean_of_means_is_off() -> None:
    x = np.arange(25)
    slices = [x[i : i + 10] for i in range(0, len(x), 10)]
    assert [len(piece) for piece in slices] == [10, 10, 5]
    assert np.mean([piece.mean() for piece in slices]) != pytest.approx(x.mean())
    assert sum(piece.sum() for piece in slices) / len(x) == pytest.approx(x.mean())


def test_accuracy_is_a_share_of_rows() -> None:
    y = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
    assert core.accuracy(y, [1, 0, 0]) == pytest.approx(2 / 3)
    assert core.accuracy(y, np.eye(2)[[1, 0, 0]]) == pytest.approx(2 / 3)


def test_a_batch_keeps_a_layer_s_output_for_all_its_rows() -> None:
    W = np.zeros((784, 50))
    assert (np.zeros((100, 784)) @ W).nbytes == 100 * (np.zeros(784) @ W).nbytes


def test_a_mean_gets_more_exact_as_the_root_of_the_batch() -> None:
    costs = -np.log(np.random.default_rng(0).random((4000, 1000)))
    small, large = costs[:, :10].mean(axis=1).std(), costs.mean(axis=1).std()
    assert small / large == pytest.approx(10, rel=0.1)


def test_reading_needs_one_layer_at_a_time_and_learning_all() -> None:
    network = Network.begin((784, 50, 50, 10), "relu", "he", np.random.default_rng(0))
    x = np.zeros((100, 784), np.float32)
    kept = {id(layer.y) for layer in Backprop(network, x).layers if isinstance(layer, Nonlinear)}
    assert len(kept) == 2
    y = x
    for W in network.weights:  # nothing but the last y is held
        y = y @ W
    assert y.shape == (100, 10)
