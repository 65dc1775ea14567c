"""Landscapes: one place or a whole grid, and every start stands inside."""

import numpy as np
import pytest

from tui_tutor.landscapes import LANDSCAPES


@pytest.mark.parametrize("name", LANDSCAPES)
def test_a_grid_is_the_places_one_by_one(name: str) -> None:
    land = LANDSCAPES[name]
    x0, x1, heights = land.grid(5, 4)
    assert heights.shape == (4, 5)
    assert x1[0] > x1[-1]  # the top row is the highest x₁
    one_by_one = [[land.f(np.array([a, b])) for a in x0] for b in x1]
    assert np.allclose(heights, one_by_one)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_start_is_on_the_map(name: str) -> None:
    land = LANDSCAPES[name]
    for place, (low, high) in zip(land.start, (land.x0_range, land.x1_range), strict=True):
        assert low <= place <= high


def test_heights_by_hand() -> None:
    at = np.array([2.0, 1.0])
    heights = [float(land.f(at)) for land in LANDSCAPES.values()]
    assert heights == pytest.approx([5.0, 1.2, 3.0, 1 - np.exp(-5), 2.0])
