"""Line styles of a plot: which dots are drawn, and which are left out."""

import re

import numpy as np
import pytest
from rich.color import Color

from tui_tutor.demo import Size
from tui_tutor.show import COLOURS
from tui_tutor.show.plot import LINESTYLES, Curve, plot

SIZE = Size(60, 12)
X = np.linspace(0, 10, 50)


def drawn(y: object, linestyle: str) -> list[str]:
    """The lines inside the frame."""
    text = plot([Curve(X, y, linestyle=linestyle)], SIZE, (0, 10), (-1, 1)).plain
    return [re.split("[│┤]", line)[1] for line in text.split("\n")[1:-2]]


def dots(lines: list[str]) -> np.ndarray:
    """Which braille dots are set, as bools (4 × rows, 2 × columns)."""
    codes = np.array([[ord(c) - 0x2800 if c != " " else 0 for c in line] for line in lines])
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
        # The room for the axis is taken off after the dots were counted: a little shorter.
        assert abs(length - pattern[place % len(pattern)]) <= 2


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


@pytest.mark.parametrize("colour", COLOURS)
def test_a_curve_has_the_colour_it_asks_for(colour: str) -> None:
    drawn = plot([Curve(X, X, colour=colour)], SIZE)
    assert Color.parse(colour).number in {
        span.style.color.number
        for span in drawn.spans
        if span.style.color  # type: ignore[union-attr]
    }


def test_what_lies_far_outside_the_frame_costs_nothing() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0])
    steep = plot([Curve(x, 10.0 ** (30 * x))], Size(40, 10), y_range=(0, 1))
    flat = plot([Curve(x, x * 0 + 0.5), Curve(x, x + 1e300)], Size(40, 10), y_range=(0, 1))
    assert len(steep.plain.splitlines()) == len(flat.plain.splitlines()) == 10
