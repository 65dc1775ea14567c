"""The contour map: bands, axes and what is drawn upon it, read back from the characters."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement

from tests.tui.test_contrast import contrast, pair
from tui_tutor.demo import Size
from tui_tutor.landscapes import LANDSCAPES, Landscape
from tui_tutor.show.contour import (
    BANDS,
    MARGIN,
    Arrow,
    ContourMap,
    Path,
    Point,
    _cell,
    contour_map,
)
from tui_tutor.show.roles import HEIGHTS, NEUTRAL, SERIES

BOWL = LANDSCAPES["bowl"]
SIZE = Size(60, 24)


def shown(drawn: ContourMap) -> list[str]:
    console = Console(width=200, file=io.StringIO(), color_system=None)
    with console.capture() as capture:
        console.print(drawn)
    return capture.get().splitlines()


def field(drawn: ContourMap) -> list[str]:
    """The map without its axes."""
    return [line[MARGIN:].ljust(drawn.columns) for line in shown(drawn)[1:-2]]


def at(drawn: ContourMap, place: tuple[float, float]) -> str:
    """The character that stands at a place, found by its share of the way along both axes."""
    land = drawn.landscape
    (left, right), (bottom, top) = land.x0_range, land.x1_range
    column = round((place[0] - left) / (right - left) * (drawn.columns - 1))
    row = min(int((top - place[1]) / (top - bottom) * drawn.rows), drawn.rows - 1)
    return field(drawn)[row][column]


@pytest.mark.parametrize("name", LANDSCAPES)
def test_each_cell_shows_the_band_of_its_height(name: str) -> None:
    land = LANDSCAPES[name]
    drawn = contour_map(land, SIZE)
    heights = land.grid(drawn.columns, 2 * drawn.rows)[2][::2]
    for row, line in zip(heights, field(drawn), strict=True):
        below = [sum(level <= height for level in land.levels) for height in row]
        assert line == "".join(BANDS[n] for n in below)


@pytest.mark.parametrize("name", LANDSCAPES)
@pytest.mark.parametrize("size", [Size(56, 26), Size(78, 16), Size(30, 10), Size(20, 40)])
def test_it_keeps_its_proportions_and_its_room(name: str, size: Size) -> None:
    land = LANDSCAPES[name]
    drawn = contour_map(land, size)
    lines = shown(drawn)
    assert len(lines) == drawn.rows + 3 <= max(size.height, 7)
    assert MARGIN + drawn.columns <= size.width
    console = Console(color_system=None)
    widest = max(map(cell_len, lines))
    assert widest <= Measurement.get(console, console.options, drawn).maximum <= max(size.width, 30)
    if drawn.rows > 5:
        (left, right), (bottom, top) = land.x0_range, land.x1_range
        assert drawn.columns / (2 * drawn.rows) == pytest.approx(
            (right - left) / (top - bottom), rel=0.1
        )


def test_the_axes_are_named_and_the_scale_tells_the_heights() -> None:
    lines = shown(contour_map(BOWL, SIZE))
    assert lines[0].strip() == "x₁"
    assert [line[:MARGIN].strip() for line in lines if "┤" in line] == [
        "4┤", "2┤", "0┤", "-2┤", "-4┤",
    ]  # fmt: skip
    assert lines[-2].split() == ["-4", "-2", "0", "2", "4", "x₀"]
    assert lines[-1].strip() == "1 ·· 4 :: 9 ░░ 16 ▒▒ 25 ▓▓"
    little = shown(contour_map(BOWL, Size(24, 10)))
    assert little[-1].strip() == "1··4::9░░16▒▒25▓▓"


def test_points_stand_where_they_are() -> None:
    drawn = contour_map(BOWL, SIZE, points=[Point((3, -2), marker="P"), Point((-4.5, 4.5))])
    assert at(drawn, (3, -2)) == "P"
    assert at(drawn, (-4.5, 4.5)) == "✕"
    assert sum(line.count("P") for line in field(drawn)) == 1


@pytest.mark.parametrize(
    ("vector", "arrow"),
    [
        ((1, 0), "⇒"), ((1, 1), "⇗"), ((0, 1), "⇑"), ((-1, 1), "⇖"),
        ((-1, 0), "⇐"), ((-1, -1), "⇙"), ((0, -1), "⇓"), ((1, -1), "⇘"),
        ((1, 0.3), "⇒"), ((1, 0.5), "⇗"), ((0, 0), "○"), ((np.nan, 1), "?"),
    ],
)  # fmt: skip
def test_an_arrow_points_the_way_it_goes(vector: tuple[float, float], arrow: str) -> None:
    assert at(contour_map(BOWL, SIZE, arrows=[Arrow((1, 1), vector)]), (1, 1)) == arrow


def test_a_short_arrow_has_a_single_stroke() -> None:
    drawn = contour_map(BOWL, SIZE, arrows=[Arrow((1, 1), (0, 9)), Arrow((-2, 1), (0, -4))])
    assert at(drawn, (1, 1)) == "⇑"
    assert at(drawn, (-2, 1)) == "↓"


def test_a_path_is_joined_and_ends_in_a_full_marker() -> None:
    drawn = contour_map(BOWL, SIZE, paths=[Path([(-3, 3), (3, 3), (3, -3)], marker="■")])
    assert at(drawn, (-3, 3)) == at(drawn, (3, 3)) == "□"
    assert at(drawn, (3, -3)) == "■"
    assert at(drawn, (0, 3)) == "─"
    assert at(drawn, (3, 0)) == "│"
    slanted = contour_map(BOWL, SIZE, paths=[Path([(-3, 3), (3, -3)]), Path([(-3, -3), (3, 3)])])
    assert at(slanted, (-2, 2)) == "╲"
    assert at(slanted, (2, 2)) == "╱"


@pytest.mark.parametrize("far", [1e3, 1e20, 1e300, np.inf, np.nan])
def test_a_path_that_runs_off_draws_no_more_than_its_way_out(far: float) -> None:
    drawn = contour_map(BOWL, SIZE, paths=[Path([(0, 0), (far, 0), (-far, far)])])
    assert "●" not in "".join(field(drawn))
    assert (at(drawn, (4, 0)) == "─") == np.isfinite(far)


def test_what_is_drawn_later_stands_on_top() -> None:
    spot = (1.0, 1.0)
    arrow, path, point = Arrow(spot, (1, 0)), Path([spot]), Point(spot)
    assert at(contour_map(BOWL, SIZE, arrows=[arrow], paths=[path]), spot) == "●"
    assert at(contour_map(BOWL, SIZE, arrows=[arrow], paths=[path], points=[point]), spot) == "✕"


def test_in_colour_each_band_has_its_ground_and_marks_stand_on_it() -> None:
    console = Console(width=200, color_system="truecolor", force_terminal=True)
    drawn = contour_map(BOWL, SIZE, points=[Point((0, 0), "red", "P")])
    segments = list(console.render(drawn))
    grounds = {str(s.style.bgcolor.name) for s in segments if s.style and s.style.bgcolor}
    assert grounds == set(HEIGHTS)
    (mark,) = [s for s in segments if s.text == "P"]
    assert mark.style is not None
    assert mark.style.bgcolor is not None
    assert mark.style.bgcolor.name == HEIGHTS[0]
    assert "░" not in "".join(s.text for s in segments)


def test_nan_heights_and_few_rows_are_drawn() -> None:
    hole: Landscape = replace(BOWL, f=lambda x: np.where(x[0] > 0, np.nan, x[0]))
    assert len(field(contour_map(hole, Size(12, 3)))) == 4


@pytest.mark.parametrize("colour", [*SERIES, NEUTRAL])
@pytest.mark.parametrize("band", range(len(HEIGHTS)))
def test_a_mark_is_seen_on_every_band(colour: str, band: int) -> None:
    _, style = _cell(band, band, ("●", colour, ""), coloured=True)
    assert contrast(*pair(style)) >= 3
