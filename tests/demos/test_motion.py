"""While a live demo plays, its picture keeps its height and its axes change at doublings only."""

from dataclasses import replace

import pytest
from rich.console import Console

from tests.demos.pictures import NOBODY
from tui_tutor import demos
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.show.plot import doubled

FRAMES, FRAMES_A_SECOND = 40, 10
FASTEST = 300  # steps a second, where a demo plays as fast as it can
SIZES = Size(56, 28), Size(116, 34)
PLAYED = (
    ("descent", "map"),
    ("descent", "loss"),
    ("relu", "loss"),
    ("relu", "gradients"),
    ("training", "curves"),
    ("training", "weights"),
    ("training", "confusion"),
    ("nonlinearity", "fit"),
)


def heights(name: str, view: str, size: Size) -> list[int]:
    """Lines of each frame, from the first step on."""
    demo = demos.load(name, NOBODY)
    assert isinstance(demo, LiveDemo)
    knobs = replace(demo.knobs, view=view)
    run = demo.begin(knobs, 0)
    console = Console(width=size.width, color_system=None)
    found = []
    for _ in range(FRAMES):
        for _ in range(max(round((demo.pace_at(knobs) or FASTEST) / FRAMES_A_SECOND), 1)):
            run.step(knobs)
        picture = demo.frame(knobs, size, run.snapshot())
        found.append(len(console.render_lines(picture, pad=False)))
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
@pytest.mark.parametrize(("name", "view"), PLAYED)
def test_a_picture_keeps_its_height_while_it_plays(name: str, view: str, size: Size) -> None:
    assert len(set(heights(name, view, size))) == 1


def test_the_end_of_an_axis_doubles() -> None:
    ends = [doubled(step, 25) for step in range(201)]
    assert sorted(set(ends)) == [25, 50, 100, 200]
    assert ends == sorted(ends)
    assert all(end >= step for step, end in enumerate(ends))
