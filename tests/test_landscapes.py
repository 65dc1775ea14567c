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


@pytest.mark.parametrize("name", [name for name, land in LANDSCAPES.items() if land.lowest])
def test_the_lowest_place_is_lower_than_any_other_of_the_map(name: str) -> None:
    land = LANDSCAPES[name]
    assert land.lowest is not None
    assert float(land.f(np.array(land.lowest))) <= land.grid(201, 201)[2].min() + 1e-12
    assert land.around(np.array(land.lowest)) == "minimum"


def test_a_saddle_falls_for_ever() -> None:
    assert LANDSCAPES["saddle"].lowest is None
    assert LANDSCAPES["saddle"].f(np.array([0.0, 1e6])) == -1e12


@pytest.mark.parametrize("name", LANDSCAPES)
def test_five_contour_lines_rise_within_the_heights_of_the_map(name: str) -> None:
    land = LANDSCAPES[name]
    heights = land.grid(101, 101)[2]
    assert len(land.levels) == 5
    assert all(a < b for a, b in zip(land.levels, land.levels[1:], strict=False))
    assert heights.min() < land.levels[0]
    assert land.levels[-1] < heights.max()


@pytest.mark.parametrize(
    ("name", "place", "like"),
    [
        ("bowl", (0, 0), "minimum"),
        ("bowl", (3, 4), "slope"),
        ("bowl", (1, 0), "slope"),
        ("ravine", (0, 0), "minimum"),
        ("saddle", (0, 0), "saddle"),
        ("saddle", (0.001, 0), "saddle"),
        ("saddle", (2.5, 0), "slope"),
        ("plateau", (-3, 2), "flat"),
        ("plateau", (1, 0), "slope"),
        ("valleys", (1.8608, 0), "minimum"),  # x₀³ - 4x₀ + 1 = 0 has three roots
        ("valleys", (0.2541, 0), "saddle"),
        ("valleys", (1, 1), "slope"),
    ],
)
def test_what_it_is_like_around_a_place(name: str, place: tuple[float, float], like: str) -> None:
    assert LANDSCAPES[name].around(np.array(place, dtype=float)) == like


def test_a_place_is_on_the_map_or_off_it() -> None:
    bowl = LANDSCAPES["bowl"]
    assert bowl.has(np.array([-4.5, 4.5]))
    assert not bowl.has(np.array([0.0, 4.6]))
    assert not bowl.has(np.array([np.nan, 0.0]))
