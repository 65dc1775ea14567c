"""Plots: which dots are drawn, in what colour, and which are left out."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import in_words
from tui_tutor.show.curve import LINESTYLES, Curve
from tui_tutor.show.plot import Plot, plot
from tui_tutor.show.roles import AMBER, NEUTRAL, ROSE, SERIES, SKY

SIZE = Size(60, 12)
X = np.linspace(0, 10, 50)


def shown(*given: Any, coloured: bool = True, **named: Any) -> Text:
    """The plot as it is drawn where there are colours, or few; or told."""
    plotted = plot(*given, **named)
    if isinstance(plotted, Plot):
        return plotted.drawn(coloured)
    assert isinstance(plotted, Text)
    return plotted


def inside(plotted: Text) -> list[str]:
    """The lines between the axes."""
    lines = plotted.plain.split("\n")
    left = lines[-2].index("└") + 1
    return [line[left:] for line in lines[:-2]]


def drawn(y: ArrayLike, linestyle: str) -> list[str]:
    return inside(shown([Curve(X, y, linestyle=linestyle)], SIZE, (0, 10), (-1, 1)))


def dots(lines: list[str]) -> np.ndarray:
    """Which braille dots are set, as bools (4 × rows, 2 × columns)."""
    codes = np.array([[max(ord(c) - 0x2800, 0) for c in line] for line in lines])
    bits = np.array([[1, 8], [2, 16], [4, 32], [64, 128]])
    cells = (codes[:, None, :, None] & bits[None, :, None, :]) > 0
    return cells.reshape(4 * len(lines), -1)


def drawn_dots(curves: list[Curve], **named: Any) -> np.ndarray:
    return dots(inside(shown(curves, SIZE, **named)))


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
        assert len(shown([Curve(X, y, linestyle=linestyle)], SIZE).plain.split("\n")) == SIZE.height
    assert shown([Curve([1], [2], linestyle=linestyle)], SIZE)
    assert shown([Curve([], [], linestyle=linestyle)], SIZE)


@pytest.mark.parametrize("linestyle", ["--", ":", "-."])
def test_a_line_that_runs_far_off_costs_no_more(linestyle: str) -> None:
    far = np.exp(20 * X)  # beyond 1e86, where the frame ends at 1
    assert shown([Curve(X, far, linestyle=linestyle)], SIZE, (0, 10), (-1, 1))


@pytest.mark.parametrize("colour", SERIES)
def test_a_curve_has_the_colour_it_asks_for(colour: str) -> None:
    drawn = shown([Curve(X, X, colour=colour)], SIZE)
    assert colour in {span.style for span in drawn.spans}


def test_where_colours_are_few_every_series_has_a_style_of_its_own_all_along() -> None:
    lines = [Curve(X, np.sin(X) - k, colour) for k, colour in enumerate(SERIES)]
    room: dict[str, Any] = {"x_range": (0, 10), "y_range": (-5, 1)}
    solid = [drawn_dots([line], **room) for line in lines]
    for line, all_its_dots in zip(lines[1:], solid[1:], strict=True):
        assert (drawn_dots([line, Curve([], [])], **room) == all_its_dots).all(), "in colours"
        broken = drawn_dots([line, Curve([], [])], coloured=False, **room)
        assert broken.sum() < all_its_dots.sum()
        assert (drawn_dots([line], coloured=False, **room) == all_its_dots).all(), "alone"
    flat = [
        drawn_dots([Curve(X, 0 * X, colour), Curve([], [])], coloured=False, **room)
        for colour in SERIES
    ]
    styles = {tuple(runs(on.any(axis=0))) for on in flat}
    assert len(styles) == len(SERIES)


def test_a_curve_that_grows_keeps_its_gaps_where_they_are() -> None:
    room: dict[str, Any] = {"x_range": (0, 10), "y_range": (-1, 1), "coloured": False}
    frames = [
        drawn_dots([Curve(X[:end], np.sin(X[:end]), AMBER), Curve([], [])], **room)
        for end in range(2, len(X) + 1)
    ]
    for before, after in pairwise(frames):
        assert (before <= after).all()


def test_what_lies_far_outside_the_frame_costs_nothing() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0])
    steep = shown([Curve(x, 10.0 ** (30 * x))], Size(40, 10), y_range=(0, 1))
    flat = shown([Curve(x, x * 0 + 0.5), Curve(x, x + 1e300)], Size(40, 10), y_range=(0, 1))
    assert len(steep.plain.splitlines()) == len(flat.plain.splitlines()) == 10


def test_curves_that_share_cells_are_both_drawn() -> None:
    ranges: dict[str, Any] = {"x_range": (0, 10), "y_range": (-1, 1)}
    lines = [Curve(X, np.sin(X)), Curve(X, np.cos(X), "magenta"), Curve(X, 0 * X, "green")]
    together = dots(inside(shown(lines, SIZE, **ranges)))
    alone = [dots(inside(shown([line], SIZE, **ranges))) for line in lines]
    assert (together == np.logical_or.reduce(alone)).all()


def test_a_cell_that_two_curves_share_is_of_neither_colour() -> None:
    lines = [Curve(X, np.sin(X)), Curve(X, 0 * X, AMBER)]
    both = shown(lines, Size(28, 12), (0, 10), (-1, 1))
    alone = shown(lines[:1], Size(28, 12), (0, 10), (-1, 1))

    def cells(drawn: Text, colour: str) -> int:
        return sum(span.end - span.start for span in drawn.spans if span.style == colour)

    assert cells(both, NEUTRAL) > 0
    assert cells(both, SKY) + cells(both, NEUTRAL) == cells(alone, SKY)


def test_several_curves_have_their_names_where_they_end() -> None:
    named = ("up", X, SKY), ("down", -X, AMBER), ("too", X, ROSE)
    lines = [Curve(X, y, colour, name=name) for name, y, colour in named]
    rows = [row.rstrip() for row in shown(lines, SIZE).plain.split("\n")]
    assert rows[0].endswith("up")
    assert rows[1].endswith("too")
    assert rows[-3].endswith("down")


def test_a_marker_stands_on_its_line_and_the_vertical_line_goes_through_it() -> None:
    for at in np.linspace(0, 10, 41):
        x = np.linspace(0, 10, 1001)
        probe = Curve([at], [np.sin(at)], marker="●")
        line = inside(shown([Curve(x, np.sin(x))], SIZE, (0, 10), (-1, 1)))
        both = inside(shown([Curve(x, np.sin(x)), probe], SIZE, (0, 10), (-1, 1), at_x=float(at)))
        (row,) = (i for i, text in enumerate(both) if "●" in text)
        column = both[row].index("●")
        assert line[row][column] != " "
        assert {text[column] for text in both} <= {"│", "●", *map(chr, range(0x2801, 0x2900))}


def test_nan_breaks_a_line_and_inf_leads_out_of_the_frame() -> None:
    x = [0.0, 5.0, 10.0]
    assert not dots(inside(shown([Curve(x, [0, np.nan, 0])], SIZE, (0, 10), (-1, 1))))[
        :, 9:-9
    ].any()
    out = dots(inside(shown([Curve(x, [np.inf, 0, 0])], SIZE, (0, 10), (-1, 1))))
    assert out[0].any()


@pytest.mark.parametrize("ends", [(0, 0), (0, np.inf), (np.nan, 1), (-1e300, 1e300)])
def test_odd_ranges_are_drawn(ends: tuple[float, float]) -> None:
    for ranges in ({"x_range": ends}, {"y_range": ends}):
        assert len(shown([Curve(X, X)], SIZE, **ranges).plain.split("\n")) == SIZE.height


@pytest.mark.parametrize("at", [-0.1, 10.1, 1e300, np.inf, np.nan])
def test_a_vertical_line_outside_is_not_drawn(at: float) -> None:
    empty = shown([], SIZE, (0, 10), (0, 1)).plain
    assert shown([], SIZE, (0, 10), (0, 1), at_x=at).plain == empty


def test_a_crossing_at_zero_is_told_as_0() -> None:
    x = np.linspace(-6, 6, 200)
    with in_words():
        told = shown([Curve(x, np.sin(x), name="sin")], Size(40, 10)).plain
    assert "passes 0 at -3.142, 0, 3.142" in told


def test_rounding_is_not_told_as_a_crossing_of_zero() -> None:
    x = np.linspace(-1, 1, 41)
    wave = np.where(np.arange(41) % 2, 1e-18, -1e-18) + np.where(x > 0.5, x, 0)
    with in_words():
        assert "passes 0" not in shown([Curve(x, wave, name="wave")], Size(40, 10)).plain
