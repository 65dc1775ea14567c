"""What the lesson `network` says about going forward, run."""

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.demos.network.knobs import Knobs
from tui_tutor.demos.network.run import GlassRun
from tui_tutor.shipped import Reading, Weights, read, shipped

X = np.array([1.0, 0.5])
W1 = np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]])
W2 = np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]])
W3 = np.array([[0.1, 0.3], [0.2, 0.4]])
B1, B2, B3 = np.array([0.1, 0.2, 0.3]), np.array([0.1, 0.2]), np.array([0.1, 0.2])


def digit(number: int) -> tuple[Weights, Reading, int]:
    """A digit by its number on the knob: the weights, how it is read, and what it is."""
    came = shipped()
    place = number - 1
    return came.weights, read(came.weights, came.images[place]), int(came.labels[place])


def test_the_books_three_layers_give_the_books_numbers() -> None:
    a1 = core.affine(X, W1, B1)
    np.testing.assert_allclose(a1, [0.3, 0.7, 1.1])
    z1 = core.sigmoid(a1)
    np.testing.assert_allclose(z1, [0.57444252, 0.66818777, 0.75026011])
    a2 = core.affine(z1, W2, B2)
    np.testing.assert_allclose(a2, [0.51615984, 1.21402696])
    z2 = core.sigmoid(a2)
    np.testing.assert_allclose(z2, [0.62624937, 0.7710107], rtol=1e-6)
    y = core.identity_function(core.affine(z2, W3, B3))
    np.testing.assert_allclose(y, [0.31682708, 0.69627909], rtol=1e-6)


def test_the_columns_of_one_w_are_the_rows_of_the_next() -> None:
    assert [W.shape for W in (W1, W2, W3)] == [(2, 3), (3, 2), (2, 2)]
    with pytest.raises(ValueError, match=r"size 2 is different from 3"):
        X @ np.zeros((2, 3)) @ np.zeros((2, 2))


def test_784_50_10_has_39760_numbers() -> None:
    assert 784 * 50 + 50 + 50 * 10 + 10 == 39_760
    assert sum(part.size for part in shipped().weights) == 39_760


def test_each_digit_has_a_pattern_of_its_own_and_21_to_36_units_answer() -> None:
    came = shipped()
    readings = [read(came.weights, image) for image in came.images]
    answering = [int((now.z1 > 0).sum()) for now in readings]
    assert (min(answering), max(answering)) == (21, 36)
    right = sum(now.guess == n for now, n in zip(readings, came.labels, strict=True))
    assert right / len(readings) > 0.95


def test_a_silent_unit_adds_nothing_whatever_its_weights() -> None:
    weights, now, label = digit(2)
    assert label == now.guess == 3
    assert now.a1[2] == pytest.approx(-0.17, abs=0.005)
    assert now.z1[2] == 0
    assert np.abs(weights.W2[2]).max() > 0.5
    assert not (now.z1[2] * weights.W2[2]).any()


def test_unit_11_speaks_for_3_and_9_and_against_0_and_6() -> None:
    weights, now, _ = digit(2)
    order = np.argsort(-weights.W2[11]).tolist()
    assert order[:2] == [3, 9]
    assert order[::-1][:2] == [0, 6]
    products = now.x * weights.W1[:, 11]
    assert products[products > 0].sum() == pytest.approx(5.77, abs=0.005)
    assert products[products < 0].sum() == pytest.approx(-2.85, abs=0.005)
    assert weights.b1[11] == pytest.approx(0.07, abs=0.005)
    assert now.z1[11] == pytest.approx(2.98, abs=0.005)


def test_unit_11_likes_ink_in_the_middle_and_dislikes_it_below_and_at_the_right_edge() -> None:
    W = shipped().weights.W1[:, 11].reshape(28, 28)
    middle, below, right = W[11:14, 13:17], W[16:19, 9:17], W[6:12, 21:24]
    assert middle.mean() > 0
    assert below.mean() < 0
    assert right.mean() < 0


def test_one_score_is_the_sum_of_what_the_units_give_it() -> None:
    weights, now, _ = digit(2)
    for_3, for_8 = (now.z1 * weights.W2[:, k] for k in (3, 8))
    assert int(for_3.argmax()) == 11
    assert for_3[11] == pytest.approx(3.95, abs=0.005)
    assert int(for_8.argmax()) == 27
    assert for_8[27] == pytest.approx(2.98, abs=0.005)
    assert now.a2[3] == pytest.approx(13.37, abs=0.005)
    assert now.a2[8] == pytest.approx(2.96, abs=0.005)
    assert for_3.sum() + weights.b2[3] == pytest.approx(now.a2[3], abs=1e-3)


def test_digit_53_is_a_1_that_is_taken_for_a_7_without_being_sure() -> None:
    _, now, label = digit(53)
    assert (label, now.guess) == (1, 7)
    assert now.y[7] == pytest.approx(0.38, abs=0.005)


def test_random_weights_give_every_output_a_tenth_and_learning_parts_them() -> None:
    run = GlassRun(Knobs(), 0)
    run.step(Knobs())
    image = shipped().images[1]
    assert np.abs(read(run.snapshot().weights, image).y - 0.1).max() < 0.01
    for _ in range(100):
        run.step(Knobs())
    assert read(run.snapshot().weights, image).y.max() > 0.3


def test_a_unit_in_the_middle_stands_for_no_single_digit() -> None:
    W2 = shipped().weights.W2
    assert ((W2 > 0.1).sum(axis=1) >= 2).sum() >= 49, "they speak for more than one"
    assert (shipped().weights.W1 != 0).sum(axis=0).min() > 400, "each listens to all that has ink"
