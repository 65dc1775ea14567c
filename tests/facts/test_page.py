"""What the lesson page says, run: what each part gives, and what the mistakes look like."""

import numpy as np
import pytest

from tests.some import thorough
from tui_tutor import core, digits
from tui_tutor.digits import Digits
from tui_tutor.practice.own import judge
from tui_tutor.text import Words

words = Words("own")
MODEL = words("model")


@pytest.fixture(scope="module")
def drawn() -> Digits:
    return digits.load("drawn")


def test_the_page_has_sixty_lines_and_passes(drawn: Digits) -> None:
    verdict = judge(MODEL, drawn)
    assert 50 <= len(MODEL.strip().splitlines()) <= 65
    assert "core." not in MODEL
    assert verdict.passed
    assert verdict.idea == ""


def test_it_has_39_760_numbers_to_find() -> None:
    shapes = (784, 50), (50,), (50, 10), (10,)
    assert sum(np.zeros(shape).size for shape in shapes) == 39_760


@thorough
def test_zeros_stop_at_a_third(drawn: Digits) -> None:
    begin, end = MODEL.index("    W1 = rng"), MODEL.index("    return [W1")
    zeros = "    W1, W2 = np.zeros((784, 50)), np.zeros((50, 10))\n"
    verdict = judge(MODEL[:begin] + zeros + MODEL[end:], drawn)
    assert verdict.idea == words("mistake.zeros")
    assert verdict.accuracy is not None
    assert verdict.accuracy < 0.4


@thorough
def test_a_forgotten_slope_still_learns_and_is_named(drawn: Digits) -> None:
    verdict = judge(MODEL.replace(" * h * (1 - h)", ""), drawn)
    assert verdict.idea == words("mistake.slope")
    assert verdict.losses[-1] < verdict.losses[0]


def test_softmax_of_probabilities_costs_1_46_at_the_least() -> None:
    sure = np.eye(10)
    loss, _ = core.softmax_cross_entropy(sure, np.arange(10))
    assert loss == pytest.approx(1.461, abs=1e-3)


def test_a_name_in_a_function_moves_nothing_and_in_place_does() -> None:
    def named(w: np.ndarray, dw: np.ndarray) -> None:
        w = w - 0.5 * dw

    def in_place(w: np.ndarray, dw: np.ndarray) -> None:
        w -= 0.5 * dw

    w, dw = np.array([1.0, 2.0]), np.array([2.0, 2.0])
    named(w, dw)
    assert w.tolist() == [1, 2]
    in_place(w, dw)
    assert w.tolist() == [0, 1]


def test_one_row_of_indices_keeps_image_and_label_together() -> None:
    images, labels = np.arange(100) * 10, np.arange(100)
    rng = np.random.default_rng(0)
    order = rng.permutation(100)
    assert (images[order] == 10 * labels[order]).all()
    apart = images[rng.permutation(100)] == 10 * labels[rng.permutation(100)]
    assert apart.mean() < 0.1


def test_numbers_tell_whether_the_slope_was_left_out() -> None:
    rng = np.random.default_rng(0)
    x, W, t = rng.random((5, 4)), rng.normal(size=(4, 3)), np.array([0, 1, 2, 1, 0])

    def loss(W: np.ndarray) -> float:
        return float(core.softmax_cross_entropy(core.sigmoid(x @ W), t)[0])

    h = core.sigmoid(x @ W)
    dh = core.softmax_cross_entropy(h, t)[1]
    true = core.numerical_gradient(loss, W)
    assert np.allclose(x.T @ (dh * h * (1 - h)), true, atol=1e-6)
    assert np.abs(x.T @ dh - true).max() > 0.01
