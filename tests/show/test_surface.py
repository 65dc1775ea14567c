"""The surface: seen from each side it is where it must be, and nothing shines through."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console
from rich.measure import Measurement

from tui_tutor.demo import Size
from tui_tutor.landscapes import LANDSCAPES, Landscape
from tui_tutor.show.surface import HEIGHTS, MARGIN, Surface, surface

SIZE = Size(60, 20)


def shown(drawn: Surface) -> list[str]:
    console = Console(width=400, file=io.StringIO(), color_system=None)
    with console.capture() as capture:
        console.print(drawn)
    return capture.get().splitlines()


def land(f: object) -> Landscape:
    """A landscape of our own on the square from -1 to 1, with levels at every fifth."""
    levels = (-0.6, -0.2, 0.2, 0.6, 1.0)
    square = {"x0_range": (-1.0, 1.0), "x1_range": (-1.0, 1.0)}
    return replace(LANDSCAPES["bowl"], f=f, levels=levels, **square)  # type: ignore[arg-type]


def bands(drawn: Surface) -> list[set[int]]:
    """The bands that occur, row by row."""
    return [set(row[row > 0].tolist()) for row in drawn.styles]


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("elevation", [0, 30, 90])
def test_it_has_exactly_the_size_asked_for(name: str, elevation: int) -> None:
    for azimuth in range(-180, 181, 45):
        drawn = surface(LANDSCAPES[name], SIZE, azimuth, elevation)
        assert [len(line) for line in shown(drawn)] == [SIZE.width] * SIZE.height
        assert Measurement.get(Console(), Console().options, drawn) == (SIZE.width, SIZE.width)


@pytest.mark.parametrize("size", [Size(1, 1), Size(12, 4), Size(20, 5), Size(300, 90)])
def test_any_room_will_do(size: Size) -> None:
    for elevation in (0, 45, 90):
        lines = shown(surface(LANDSCAPES["saddle"], size, 20, elevation))
        assert len(lines) == max(size.height, 4)
        assert {len(line) for line in lines} == {max(size.width, 12)}


def test_turning_all_the_way_round_changes_nothing() -> None:
    for name in LANDSCAPES:
        once = shown(surface(LANDSCAPES[name], SIZE, -180, 40))
        again = shown(surface(LANDSCAPES[name], SIZE, 180, 40))
        assert once == again


def test_from_above_it_is_the_map() -> None:
    """At elevation 90 and azimuth -90 x₀ runs to the right and x₁ up, as on every map."""
    west = surface(land(lambda x: np.where(x[0] < -0.3, 1.5, -1.5)), SIZE, -90, 90)
    columns = np.flatnonzero((west.styles == 6).any(axis=0))
    assert columns.max() < SIZE.width * 0.45
    north = surface(land(lambda x: np.where(x[1] > 0.3, 1.5, -1.5)), SIZE, -90, 90)
    rows = np.flatnonzero((north.styles == 6).any(axis=1))
    assert rows.max() < SIZE.height * 0.45


def test_a_quarter_turn_brings_the_other_axis_forward() -> None:
    """The eye at azimuth 0 looks along x₀: x₁ runs to the right, what is large in x₀ is near."""
    east = surface(land(lambda x: np.where(x[1] > 0.3, 1.5, -1.5)), SIZE, 0, 90)
    columns = np.flatnonzero((east.styles == 6).any(axis=0))
    assert columns.min() > SIZE.width * 0.5
    south = surface(land(lambda x: np.where(x[0] > 0.3, 1.5, -1.5)), SIZE, 0, 90)
    rows = np.flatnonzero((south.styles == 6).any(axis=1))
    assert rows.min() > SIZE.height * 0.5


def test_a_ridge_hides_what_is_behind_it() -> None:
    """With a hill behind the ridge the picture is as it is without; from its own side it isn't."""

    def ridge(x: np.ndarray) -> np.ndarray:
        return 3 * np.clip(1 - abs(x[1] - 0.5) / 0.4, 0, 1) - 1.5

    def with_hill(x: np.ndarray) -> np.ndarray:
        return ridge(x) + 1.2 * np.exp(-(x[0] ** 2 + (x[1] + 0.4) ** 2) / 0.02)

    for azimuth, alike in ((90, True), (-90, False)):
        pictures = [shown(surface(land(f), SIZE, azimuth, 10)) for f in (ridge, with_hill)]
        assert (pictures[0] == pictures[1]) is alike


def test_a_tilted_plane_rises_with_its_heights() -> None:
    """A plane that rises with x₁, from its low side: bands from the bottom to the top in order."""
    drawn = surface(land(lambda x: 1.5 * x[1]), SIZE, -90, 0)
    order = [band for row in reversed(bands(drawn)) for band in sorted(row)]
    assert order == sorted(order)
    assert set(order) == set(range(1, len(HEIGHTS) + 1))


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_ends_of_the_heights_stand_at_their_axis(name: str) -> None:
    heights = LANDSCAPES[name].grid(401, 401)[2]
    text = "\n".join(shown(surface(LANDSCAPES[name], SIZE, -60, 30)))
    for value in (heights.min(), heights.max()):
        assert f"{value:.3g}" in text


@pytest.mark.parametrize(
    ("azimuth", "x0", "x1"), [(-60, "x₀→", "x₁→"), (30, "←x₀", "x₁→"), (120, "←x₀", "←x₁")]
)
def test_the_axes_are_named_with_the_way_they_rise(azimuth: int, x0: str, x1: str) -> None:
    text = "\n".join(shown(surface(LANDSCAPES["bowl"], SIZE, azimuth, 30)))
    assert x0 in text
    assert x1 in text


def test_it_keeps_clear_of_the_margin() -> None:
    for azimuth in range(0, 360, 15):
        for elevation in (0, 20, 60, 90):
            styles = surface(LANDSCAPES["bowl"], SIZE, azimuth, elevation).styles
            assert not (styles[:, : MARGIN.width] > 0).any()
            assert not (styles[:, -MARGIN.width :] > 0).any()


def test_a_flat_land_is_drawn_too() -> None:
    drawn = surface(land(lambda x: np.zeros_like(x[0])), SIZE, -60, 30)
    assert set().union(*bands(drawn)) == {3}
