"""The network that comes with the program reads digits that it never saw."""

import numpy as np

from tui_tutor import core
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.shipped import read, shipped

COUNT = 2000


def test_it_reads_drawn_digits_that_it_never_saw() -> None:
    images, labels = draw_digits(COUNT, seed=77)
    W1, b1, W2, b2 = shipped().weights
    x = images.reshape(COUNT, -1) / 255
    y = core.affine(core.relu(core.affine(x, W1, b1)), W2, b2)
    assert core.accuracy(y, labels) >= 0.95
    assert abs(core.accuracy(y, labels) - shipped().accuracy) < 0.015, "it says how good it is"


def test_it_has_784_pixels_50_units_and_10_digits() -> None:
    shapes = [(784, 50), (50,), (50, 10), (10,)]
    assert [w.shape for w in shipped().weights] == shapes
    assert sum(w.size for w in shipped().weights) == 39_760


def test_its_digits_are_not_those_that_it_learnt_from_nor_chosen_for_being_easy() -> None:
    images, labels = draw_digits(len(shipped().labels), seed=4)
    np.testing.assert_array_equal(images, shipped().images)
    np.testing.assert_array_equal(labels, shipped().labels)


def test_one_image_gives_what_a_batch_of_it_gives() -> None:
    came = shipped()
    now = read(came.weights, came.images[0])
    batch = core.affine(now.x[None], came.weights.W1, came.weights.b1)
    np.testing.assert_allclose(now.a1, batch[0], rtol=1e-4, atol=1e-5)
    assert abs(now.y.sum() - 1) < 1e-5
