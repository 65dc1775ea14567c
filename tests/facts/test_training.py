"""What the lesson training says, run: steps, epochs, and what only the test set can tell."""

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.arrays import Labels, Pixels
from tui_tutor.cli import main
from tui_tutor.demos.training.split import split
from tui_tutor.digits import Digits
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.nets import Settings, Training


def test_guessing_costs_log_10() -> None:
    assert core.cross_entropy_error(np.full((3, 10), 0.1), [7, 2, 1]) == pytest.approx(np.log(10))


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


def test_the_network_of_the_studio_in_numbers() -> None:
    assert 784 * 50 + 50 + 50 * 10 + 10 == 39_760
    assert 60_000 // 100 == 600
    assert 10_000 // 1000 == 10


@pytest.mark.parametrize(("count", "left"), [(30_000, 25_000), (60_000, 50_000)])
def test_a_sixth_is_kept_apart_and_the_rest_makes_the_steps_of_an_epoch(
    count: int, left: int
) -> None:
    images, labels = np.zeros((count, 1, 1), np.uint8), np.arange(count, dtype=np.uint8) % 2
    parts = split(Digits("none", True, images, labels, images[:10], labels[:10]))
    assert len(parts.train_images) == left
    assert len(parts.validation_images) == count - left
    settings = Settings((2,), "relu", "he", "sgd", 0.1, batch_size=1000)
    training = Training(parts.train_images, parts.train_labels, images[:10], labels[:10], settings)
    assert training.steps_an_epoch == left // 1000


@pytest.fixture(scope="module")
def drawn() -> tuple[Pixels, Labels, Pixels, Labels]:
    images, labels = draw_digits(6000)
    return images[:5000], labels[:5000], images[5000:], labels[5000:]


def read_right(drawn: tuple[Pixels, Labels, Pixels, Labels], steps: int, *rest: object) -> float:
    training = Training(*drawn, Settings((50,), *rest))  # type: ignore[arg-type]
    for _ in range(steps):
        training.learn()
    return training.evaluate(1000).unseen_accuracy


def test_a_rate_of_10_kills_relus_and_not_sigmoids(
    drawn: tuple[Pixels, Labels, Pixels, Labels],
) -> None:
    assert read_right(drawn, 300, "relu", "he", "sgd", 10) < 0.2
    assert read_right(drawn, 300, "sigmoid", "he", "sgd", 10) > 0.6


def test_adam_wants_a_far_smaller_rate_than_sgd(
    drawn: tuple[Pixels, Labels, Pixels, Labels],
) -> None:
    sgd = read_right(drawn, 100, "relu", "he", "sgd", 0.3)
    assert read_right(drawn, 100, "relu", "he", "adam", 0.3) < 0.4 < sgd
    assert read_right(drawn, 100, "relu", "he", "adam", 0.01) > sgd


def test_adams_step_is_about_as_large_as_its_rate_whatever_the_slope() -> None:
    w, m, v = np.zeros(3), np.zeros(3), np.zeros(3)
    core.adam(w, np.array([1e-3, 1.0, 1e3]), m, v, 1, 0.01)
    assert w == pytest.approx([-0.01] * 3, rel=0.01)


def test_momentum_goes_up_to_ten_times_as_far() -> None:
    w, v = np.zeros(1), np.zeros(1)
    for _ in range(200):
        before = w.copy()
        core.momentum(w, np.ones(1), v, 0.3)
    assert before - w == pytest.approx([3.0])


def test_ten_steps_are_seen_at_once_and_win_more_than_ten_later_ones(
    drawn: tuple[Pixels, Labels, Pixels, Labels],
) -> None:
    training = Training(*drawn, Settings((50,), "relu", "he", "sgd", 0.3))
    before = training.evaluate(1000)
    for _ in range(10):
        training.learn()
    after = training.evaluate(1000)
    for _ in range(10):
        training.learn()
    later = training.evaluate(1000)
    assert before.unseen_loss - after.unseen_loss > 0.3
    assert after.unseen_accuracy > before.unseen_accuracy + 0.2
    assert (
        after.unseen_accuracy - before.unseen_accuracy
        > later.unseen_accuracy - after.unseen_accuracy
    )


def test_the_loss_of_all_may_rise_after_a_step_on_a_few() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 5))
    t = (x[:, 0] + rng.normal(size=200) > 0).astype(int)
    W, losses = np.zeros((5, 2)), []
    for _ in range(200):
        i = rng.choice(200, 5)
        core.sgd(W, x[i].T @ core.softmax_cross_entropy(x[i] @ W, t[i])[1], 0.3)
        losses.append(core.softmax_cross_entropy(x @ W, t)[0])
    assert 50 < (np.diff(losses) > 0).sum() < 150
    assert losses[-1] < losses[0]


def test_the_seed_of_tutor_train_is_no_live_demos(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["train", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "live demo" not in said
    assert "the seed of the first weights" in said


def test_the_best_of_many_test_accuracies_is_no_test_accuracy() -> None:
    rng = np.random.default_rng(0)
    t = rng.integers(0, 10, 100)
    guesses = rng.integers(0, 10, (200, 100))
    right = (guesses == t).mean(axis=1)
    assert right.mean() == pytest.approx(0.1, abs=0.01)
    assert right.max() == 0.19
    others = rng.integers(0, 10, (200, 100))
    assert (others == guesses[right.argmax()]).mean() == pytest.approx(0.1, abs=0.01)
