"""What the lesson drawing says, run: a digit moved by a pixel, and how sure softmax sounds."""

import numpy as np
import pytest

from tui_tutor import core


def test_a_pixel_to_the_right_is_another_digit_to_an_affine_layer() -> None:
    rng = np.random.default_rng(0)
    image, W = rng.random((28, 28)), rng.standard_normal((784, 10))
    moved = np.roll(image, 1, axis=1)
    assert not np.allclose(image.reshape(784) @ W, moved.reshape(784) @ W)


def test_softmax_has_no_way_of_saying_none_of_these() -> None:
    for scores in (np.zeros(10), np.full(10, -50.0), np.arange(10.0)):
        assert core.softmax(scores).sum() == pytest.approx(1)


def test_scaled_scores_sound_surer_and_are_right_as_often() -> None:
    scores = np.array([2.0, 1.0, 0.1])
    sure = [core.softmax(factor * scores).max() for factor in (1, 3, 10)]
    assert sure == sorted(sure)
    assert sure[-1] > 0.999
    assert {int(core.softmax(factor * scores).argmax()) for factor in (1, 3, 10)} == {0}
