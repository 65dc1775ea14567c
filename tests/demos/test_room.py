"""No picture is higher than its room where it can shrink."""

from dataclasses import replace
from operator import itemgetter

import pytest
from rich.console import Console
from rich.segment import Segment

from tests.demos.pictures import NOBODY, lines
from tests.some import one_of_each, some
from tui_tutor import demos, show
from tui_tutor.demo import Size, after
from tui_tutor.knob_values import controls

SIZES = Size(48, 20), Size(58, 31), Size(78, 17), Size(78, 41), Size(118, 34)
STEPS = 3  # how far a live demo has come
# What is higher all the same, by demo, view and size, and why it can't be lower.
CANNOT_SHRINK = {
    ("backprop", "network", Size(48, 20)): "a line for each row of numbers, there and back",
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
    one_of_each(pictures(), itemgetter(0)),
    ids=[f"{name}-{view}-{size.width}x{size.height}" for name, view, size in pictures()],
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


# Beside a lesson in a terminal of 120 by 40, and alone in one of 200 by 60.
PANES = SPLIT, FULL = Size(56, 28), Size(194, 52)
SHARE = 0.8  # of its rows that a picture reaches where its content allows it
# What is lower all the same, by demo, view and pane.
NOTHING_DRAWN = "nothing is drawn yet: the pad beside it is as high as the pane"
NOTHING_DONE = "nobody has done anything yet"
TABLE = "a table, and its lines one further apart would be too high"
AS_FAR = "a table, and lines farther apart would be read one by one"
HAS_LITTLE_TO_SHOW = {
    ("drawing", "", FULL): NOTHING_DRAWN,
    ("drawing", "", SPLIT): NOTHING_DRAWN,
    ("indexing", "", SPLIT): "arrays side by side are as wide as the pane",
    ("relu", "gradients", SPLIT): TABLE,
    ("relu", "outputs", SPLIT): TABLE,
    ("road", "lessons", FULL): NOTHING_DONE,
    ("road", "lessons", SPLIT): NOTHING_DONE,
    ("road", "road", SPLIT): NOTHING_DONE,
    ("softmax", "batch", SPLIT): "boxes a line higher are too high",
    ("training", "confusion", SPLIT): TABLE,
    ("welcome", "draw", FULL): NOTHING_DRAWN,
    ("welcome", "draw", SPLIT): NOTHING_DRAWN,
    ("welcome", "python", FULL): AS_FAR,
}


@pytest.mark.parametrize(
    ("name", "view"), one_of_each(sorted({of[:2] for of in pictures()}), itemgetter(0), 8)
)
def test_every_line_of_a_picture_is_as_wide_as_its_room(name: str, view: str) -> None:
    demo = demos.load(name, NOBODY)
    knobs = replace(demo.knobs, **({"view": view} if view else {}))
    console = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
    for pane in (*SIZES, *PANES):
        options = console.options.update(width=pane.width, height=None)
        drawn = show.lines(after(demo, knobs, pane, STEPS), console, options)
        assert {Segment.get_line_length(line) for line in drawn} == {pane.width}


@pytest.mark.parametrize(
    "pane", some(PANES, whole=True), ids=lambda pane: f"{pane.width}x{pane.height}"
)
@pytest.mark.parametrize(
    ("name", "view"), one_of_each(sorted({of[:2] for of in pictures()}), itemgetter(0))
)
def test_a_picture_uses_the_rows_that_it_has(name: str, view: str, pane: Size) -> None:
    changes = {"view": view} if view else {}
    high = len(lines(demos.load(name, NOBODY), STEPS, pane, **changes))
    if (name, view, pane) in HAS_LITTLE_TO_SHOW:
        assert high < SHARE * pane.height, "it fills its pane: take it off the table"
    else:
        assert high >= SHARE * pane.height
