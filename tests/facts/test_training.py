"""What the lesson training says, run: steps, epochs, and what only the test set can tell."""

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.nets import Settings, Training


def test_guessing_costs_log_10() -> None:
    assert core.cross_entropy_error(np.full((3, 10), 0.1), [7, 2, 1]) == pytest.approx(np.log(10))


def test_the_smallest_weights_are_not_the_goal() -> None:
    rng = np.random.default_rng(0)
    x, t = rng.random((100, 784)), rng.integers(0, 10, 100)
    tiny = 1e-9 * rng.standard_normal((784, 10))
    W = tiny.copy()
    for _ in range(50):
        core.sgd(W, x.T @ core.softmax_cross_entropy(x @ W, t)[1], 0.01)
    losses = [core.softmax_cross_entropy(x @ weights, t)[0] for weights in (tiny, W)]
    assert losses[0] == pytest.approx(np.log(10))
    assert losses[1] < losses[0]
    assert np.abs(W).sum() > np.abs(tiny).sum()


def test_a_table_of_examples_has_no_training_loss_and_knows_nothing() -> None:
    """Labels drawn by lot can be learnt by heart; on others it is no better than guessing."""
    images, _ = draw_digits(300)
    labels = np.random.default_rng(0).integers(0, 10, 300).astype(np.uint8)
    settings = Settings((100,), "relu", "he", "adam", 0.01, 50)
    training = Training(images[:150], labels[:150], images[150:], labels[150:], settings)
    for _ in range(300):
        training.step()
    train, test = (
        core.accuracy(training.network.scores(part.reshape(-1, 784) / np.float32(255)), truth)
        for part, truth in ((images[:150], labels[:150]), (images[150:], labels[150:]))
    )
    assert train == 1
    assert test < 0.25


def test_a_larger_rate_learns_faster_only_up_to_a_point() -> None:
    ends = [
        abs(core.gradient_descent(lambda x: np.sum(x**2), [1.0], rate, 20)[-1, 0])
        for rate in (0.1, 0.4, 0.95, 1.1)
    ]
    assert ends[1] < ends[0] < 1
    assert ends[2] > ends[0]
    assert ends[3] > 1


def test_the_network_of_the_studio_in_numbers() -> None:
    assert 784 * 50 + 50 + 50 * 10 + 10 == 39_760
    assert 60_000 // 100 == 600
    assert 10_000 // 1000 == 10
