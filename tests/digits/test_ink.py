"""Ink: what a pen leaves, how it fills MNIST's box, where its weight comes to stand."""

import numpy as np
import pytest

from tui_tutor.digits.ink import as_mnist, centred, fitted, inked

UPRIGHT = (((5.0, 1.0), (5.0, 26.0)),)
LYING = (((1.0, 9.0), (24.0, 9.0)),)
TICK = (((3.0, 14.0), (8.0, 24.0), (22.0, 3.0)),)
SMALL = (((20.0, 20.0), (23.0, 20.0), (20.0, 25.0)),)


def box(image: np.ndarray) -> tuple[int, int]:
    """Height and width of what is not black."""
    rows, columns = np.nonzero(image)
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def middle(image: np.ndarray) -> list[float]:
    weights = image.astype(float)
    return [(weights.sum(axis=a) * np.arange(28)).sum() / weights.sum() for a in (0, 1)]


@pytest.mark.parametrize("strokes", [UPRIGHT, LYING, TICK, SMALL])
def test_the_longer_side_fills_the_box(strokes: tuple) -> None:
    assert max(box(as_mnist(strokes, 1.3))) == 20


@pytest.mark.parametrize("strokes", [UPRIGHT, LYING, TICK, SMALL])
def test_the_centre_of_mass_is_within_half_a_pixel_of_the_middle(strokes: tuple) -> None:
    assert np.abs(np.array(middle(as_mnist(strokes, 1.3))) - 14).max() <= 0.5


def test_the_proportions_stay() -> None:
    tall = (((0.0, 0.0), (10.0, 0.0), (10.0, 20.0), (0.0, 20.0), (0.0, 0.0)),)
    height, width = box(as_mnist(tall, 1.0))
    assert height == 20
    assert 11 <= width <= 12  # 1 : 2 between the middles of the lines, the pen on top of both


def test_a_line_is_as_wide_as_the_pen_and_grey_at_its_edge() -> None:
    x, y = np.full((9, 1), 14, np.float32), np.arange(9, dtype=np.float32)[:, None] + 10
    image = inked(x, y, np.array([2], np.float32), np.array([1], np.float32))[0]
    assert image[14].tolist() == [0] * 12 + [127, 255, 255, 255, 127] + [0] * 11


def test_fitted_fills_its_box_exactly_with_every_pen() -> None:
    radius = np.array([0.5, 1, 3], np.float32)
    x = np.array([[0, 0, 0], [5, 5, 5]], np.float32)
    x, y = fitted(x, x * 3, radius)
    assert np.allclose(np.ptp(y, axis=0) + 2 * radius, 21, atol=1e-4)
    assert np.allclose(y.mean(axis=0), 13.5, atol=1e-4)
    assert np.allclose(np.ptp(y, axis=0), 3 * np.ptp(x, axis=0), atol=1e-4)


def test_centred_moves_all_ink_and_keeps_every_grey() -> None:
    images = np.zeros((2, 28, 28), np.uint8)
    images[0, 4:6, 20:25] = 7
    images[1, 25, 3] = 255
    moved = centred(images)
    assert [np.abs(np.array(middle(m)) - 14).max() <= 0.5 for m in moved] == [True, True]
    assert [sorted(m.ravel()) for m in moved] == [sorted(i.ravel()) for i in images]


def test_lopsided_ink_stops_at_the_border() -> None:
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 4:24, 14] = 1
    image[0, 22:24, 10:19] = 255  # so heavy at its foot that its head would leave at the top
    moved = centred(image)
    assert moved[0, 0, 14] == 1
    assert not moved[0, 20:].any()
    assert moved.sum() == image.sum()


def test_an_image_without_ink_stays_blank() -> None:
    assert not centred(np.zeros((3, 28, 28), np.uint8)).any()
    assert not as_mnist((), 1.3).any()
