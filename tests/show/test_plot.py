"""Plots: which dots are drawn, in what colour, and which are left out."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import in_words
from tui_tutor.show.plot import LINESTYLES, Curve, plot
from tui_tutor.show.roles import AMBER, NEUTRAL, ROSE, SERIES, SKY

SIZE = Size(60, 12)
X = np.linspace(0, 10, 50)


def inside(plotted: Text) -> list[str]:
    """The lines between the axes."""
    lines = plotted.plain.split("\n")
    left = lines[-2].index("└") + 1
    return [line[left:] for line in lines[:-2]]


def drawn(y: ArrayLike, linestyle: str) -> list[str]:
    return inside(plot([Curve(X, y, linestyle=linestyle)], SIZE, (0, 10), (-1, 1)))


def dots(lines: list[str]) -> np.ndarray:
    """Which braille dots are set, as bools (4 × rows, 2 × columns)."""
    codes = np.array([[max(ord(c) - 0x2800, 0) for c in line] for line in lines])
    bits = np.array([[1, 8], [2, 16], [4, 32], [64, 128]])
    cells = (codes[:, None, :, None] & bits[None, :, None, :]) > 0
    return cells.reshape(4 * len(lines), -1)


def runs(on: np.ndarray) -> list[tuple[bool, int]]:
    """Neighbours that are alike: what they are, and how many."""
    ends = np.flatnonzero(np.diff(on)) + 1
    return [(bool(part[0]), len(part)) for part in np.split(on, ends)]


def test_a_solid_line_has_no_gaps() -> None:
    assert dots(drawn(0 * X, "-")).any(axis=0).all()


@pytest.mark.parametrize("linestyle", ["--", ":", "-."])
def test_a_broken_line_follows_its_pattern(linestyle: str) -> None:
    pattern = LINESTYLES[linestyle]
    found = runs(dots(drawn(0 * X, linestyle)).any(axis=0))[:-1]  # the last may be cut off
    assert len(found) > len(pattern)
    for place, (on, length) in enumerate(found):
        assert on is (place % 2 == 0)
        assert length == pattern[place % len(pattern)]


def test_every_style_is_drawn_differently() -> None:
    pictures = {tuple(drawn(np.sin(X), linestyle)) for linestyle in LINESTYLES}
    assert len(pictures) == 4


@pytest.mark.parametrize("linestyle", LINESTYLES)
def test_every_dot_of_a_broken_line_is_on_the_curve(linestyle: str) -> None:
    """Nothing is drawn where the solid line, a dot wider, is not."""
    solid = dots(drawn(np.sin(X), "-"))
    wide = solid.copy()
    for axis in (0, 1):
        wide |= np.roll(wide, 1, axis) | np.roll(wide, -1, axis)
    broken = dots(drawn(np.sin(X), linestyle))
    assert broken.any()
    assert not (broken & ~wide).any()


@pytest.mark.parametrize("linestyle", LINESTYLES)
def test_holes_ends_and_single_points_are_drawn(linestyle: str) -> None:
    holes = np.where(np.arange(50) % 7 == 0, np.nan, np.sin(X))
    for y in (holes, np.full(50, np.nan), np.full(50, np.inf), 0 * X):
        assert len(plot([Curve(X, y, linestyle=linestyle)], SIZE).plain.split("\n")) == SIZE.height
    assert plot([Curve([1], [2], linestyle=linestyle)], SIZE)
    assert plot([Curve([], [], linestyle=linestyle)], SIZE)


@pytest.mark.parametrize("linestyle", ["--", ":", "-."])
def test_a_line_that_runs_far_off_costs_no_more(linestyle: str) -> None:
    far = np.exp(20 * X)  # beyond 1e86, where the frame ends at 1
    assert plot([Curve(X, far, linestyle=linestyle)], SIZE, (0, 10), (-1, 1))


@pytest.mark.parametrize("colour", SERIES)
def test_a_curve_has_the_colour_it_asks_for(colour: str) -> None:
    drawn = plot([Curve(X, X, colour=colour)], SIZE)
    assert colour in {span.style for span in drawn.spans}


def test_what_lies_far_outside_the_frame_costs_nothing() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0])
    steep = plot([Curve(x, 10.0 ** (30 * x))], Size(40, 10), y_range=(0, 1))
    flat = plot([Curve(x, x * 0 + 0.5), Curve(x, x + 1e300)], Size(40, 10), y_range=(0, 1))
    assert len(steep.plain.splitlines()) == len(flat.plain.splitlines()) == 10


def test_curves_that_share_cells_are_both_drawn() -> None:
    ranges: dict[str, Any] = {"x_range": (0, 10), "y_range": (-1, 1)}
    lines = [Curve(X, np.sin(X)), Curve(X, np.cos(X), "magenta"), Curve(X, 0 * X, "green")]
    together = dots(inside(plot(lines, SIZE, **ranges)))
    alone = [dots(inside(plot([line], SIZE, **ranges))) for line in lines]
    assert (together == np.logical_or.reduce(alone)).all()


def test_a_cell_that_two_curves_share_is_of_neither_colour() -> None:
    lines = [Curve(X, np.sin(X)), Curve(X, 0 * X, AMBER)]
    both = plot(lines, Size(28, 12), (0, 10), (-1, 1))
    alone = plot(lines[:1], Size(28, 12), (0, 10), (-1, 1))

    def cells(drawn: Text, colour: str) -> int:
        return sum(span.end - span.start for span in drawn.spans if span.style == colour)

    assert cells(both, NEUTRAL) > 0
    assert cells(both, SKY) + cells(both, NEUTRAL) == cells(alone, SKY)


def test_several_curves_have_their_names_where_they_end() -> None:
    named = ("up", X, SKY), ("down", -X, AMBER), ("too", X, ROSE)
    lines = [Curve(X, y, colour, name=name) for name, y, colour in named]
    rows = [row.rstrip() for row in plot(lines, SIZE).plain.split("\n")]
    assert rows[0].endswith("up")
    assert rows[1].endswith("too")
    assert rows[-3].endswith("down")


def test_a_marker_stands_on_its_line_and_the_vertical_line_goes_through_it() -> None:
    for at in np.linspace(0, 10, 41):
        x = np.linspace(0, 10, 1001)
        probe = Curve([at], [np.sin(at)], marker="●")
        line = inside(plot([Curve(x, np.sin(x))], SIZE, (0, 10), (-1, 1)))
        both = inside(plot([Curve(x, np.sin(x)), probe], SIZE, (0, 10), (-1, 1), at_x=float(at)))
        (row,) = (i for i, text in enumerate(both) if "●" in text)
        column = both[row].index("●")
        assert line[row][column] != " "
        assert {text[column] for text in both} <= {"│", "●", *map(chr, range(0x2801, 0x2900))}


def test_nan_breaks_a_line_and_inf_leads_out_of_the_frame() -> None:
    x = [0.0, 5.0, 10.0]
    assert not dots(inside(plot([Curve(x, [0, np.nan, 0])], SIZE, (0, 10), (-1, 1))))[:, 9:-9].any()
    out = dots(inside(plot([Curve(x, [np.inf, 0, 0])], SIZE, (0, 10), (-1, 1))))
    assert out[0].any()


@pytest.mark.parametrize("ends", [(0, 0), (0, np.inf), (np.nan, 1), (-1e300, 1e300)])
def test_odd_ranges_are_drawn(ends: tuple[float, float]) -> None:
    for ranges in ({"x_range": ends}, {"y_range": ends}):
        assert len(plot([Curve(X, X)], SIZE, **ranges).plain.split("\n")) == SIZE.height


@pytest.mark.parametrize("at", [-0.1, 10.1, 1e300, np.inf, np.nan])
def test_a_vertical_line_outside_is_not_drawn(at: float) -> None:
    empty = plot([], SIZE, (0, 10), (0, 1)).plain
    assert plot([], SIZE, (0, 10), (0, 1), at_x=at).plain == empty


def test_a_crossing_at_zero_is_told_as_0() -> None:
    x = np.linspace(-6, 6, 200)
    with in_words():
        told = plot([Curve(x, np.sin(x), name="sin")], Size(40, 10)).plain
    assert "passes 0 at -3.142, 0, 3.142" in told


def test_rounding_is_not_told_as_a_crossing_of_zero() -> None:
    x = np.linspace(-1, 1, 41)
    wave = np.where(np.arange(41) % 2, 1e-18, -1e-18) + np.where(x > 0.5, x, 0)
    with in_words():
        assert "passes 0" not in plot([Curve(x, wave, name="wave")], Size(40, 10)).plain
