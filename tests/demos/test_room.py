"""No picture is higher than its room where it can shrink."""

import pytest

from tests.demos.pictures import NOBODY, lines
from tui_tutor import demos
from tui_tutor.demo import Size
from tui_tutor.knobs import controls

SIZES = Size(48, 20), Size(58, 31), Size(78, 17), Size(78, 41), Size(118, 34)
STEPS = 3  # how far a live demo has come
# What is higher all the same, by demo, view and size, and why it can't be lower.
CANNOT_SHRINK = {
    ("plotting", "surface", Size(78, 17)): "its program has thirteen lines, too wide for a picture"
    " beside them; above them it has no room",
}


def pictures() -> list[tuple[str, str, Size]]:
    """Every demo in each of its views at each size."""
    return [
        (name, view, size)
        for name in demos.names()
        for view in getattr(controls(demos.load(name, NOBODY).knobs).get("view"), "options", [""])
        for size in SIZES
    ]


@pytest.mark.parametrize(
    ("name", "view", "size"),
    [pytest.param(*of, id=f"{of[0]}-{of[1]}-{of[2].width}x{of[2].height}") for of in pictures()],
)
def test_a_picture_is_no_higher_than_its_room(name: str, view: str, size: Size) -> None:
    changes = {"view": view} if view else {}
    high = len(lines(demos.load(name, NOBODY), STEPS, size, **changes))
    if (name, view, size) in CANNOT_SHRINK:
        assert high > size.height, "it has learnt to shrink: take it off the table"
    else:
        assert high <= size.height


def test_what_cannot_shrink_is_a_picture_that_is_there() -> None:
    assert set(CANNOT_SHRINK) <= set(pictures())


PANE = Size(56, 28)  # beside a lesson, in a terminal of 120 by 40
SHARE = 0.8  # of its rows that a picture reaches where its content allows it
# What is lower all the same, by demo and view.
HAS_LITTLE_TO_SHOW = {
    ("backprop", "race"): "two lanes",
    ("batches", ""): "a table, and one line more between its lines is too much",
    ("drawing", ""): "nothing is drawn yet",
    ("indexing", ""): "arrays side by side are as wide as the pane",
    ("loss", "batch"): "a table",
    ("neuron", "layers"): "a diagram with boxes of fixed lines",
    ("relu", "gradients"): "a table of layers, and twice as high is too high",
    ("relu", "outputs"): "a table of layers, and twice as high is too high",
    ("relu", "time"): "a table",
    ("road", "road"): "nobody has done anything yet",
    ("road", "loop"): "a table",
    ("softmax", "batch"): "boxes a line higher are too high",
    ("training", "confusion"): "a table, and twice as high is too high",
    ("welcome", "draw"): "nothing is drawn yet",
    ("welcome", "python"): "a list",
}


@pytest.mark.parametrize(("name", "view"), sorted({of[:2] for of in pictures()}))
def test_a_picture_uses_the_rows_that_it_has(name: str, view: str) -> None:
    if (name, view) not in HAS_LITTLE_TO_SHOW:
        changes = {"view": view} if view else {}
        high = len(lines(demos.load(name, NOBODY), STEPS, PANE, **changes))
        assert high >= SHARE * PANE.height
