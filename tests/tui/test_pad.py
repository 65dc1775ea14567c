"""The drawing pad in a lesson: drawn on with the keys alone, and all of it in sight at 80×24."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from textual import events

from tests.some import some, thorough
from tests.tui.test_app import settled, until
from tui_tutor import kept
from tui_tutor.demos.drawing import SETTINGS
from tui_tutor.nets import Network
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.pad import DrawingPad
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.knobs.plane import PlanePad
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.transport import Transport

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


@pytest.fixture(autouse=True)
def reader() -> None:
    """A network is there, so that none has to be trained first."""
    sizes = (784, *SETTINGS.hidden, 10)
    network = Network.begin(sizes, "relu", "he", np.random.default_rng(0))
    kept.keep_network(kept.Reader(network, "drawn digits", "drawn digits", 0.9))


@thorough
async def test_a_digit_is_drawn_read_and_kept_with_the_keys_alone_on_a_small_screen(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "drawing"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        pad = tutor.lesson_screen.query_one(DrawingPad)
        assert tutor.focused is pad
        assert pad.tooltip, "how to draw"
        await pilot.press("space", *["down"] * 9, "space", "right", "space", "right")
        assert [len(stroke) for stroke in pad.value] == [10, 2]
        assert not pad.tooltip, "it would hide what was read"
        await pilot.press("u")
        assert len(pad.value) == 1
        await pilot.press("tab", "tab", "right", "right", "tab", "enter")  # it is a 1: keep it
        await until(pilot, lambda: kept.digits()[1].tolist() == [1])
        picture = tutor.lesson_screen.query_one(Picture)
        await until(pilot, lambda: "Your own test set" in picture.text)
        assert picture.virtual_size.height <= picture.size.height  # nothing to scroll to
        assert picture.region.x >= pad.region.right  # beside what was drawn
        pad.focus()
        await pilot.press("x")
        assert tutor.lesson_screen.query_one(DemoPane).knobs.drawing == ()


async def test_in_full_screen_the_pad_has_twice_its_size(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "drawing"))
    async with tutor.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        await pilot.press("f")
        pad = tutor.lesson_screen.query_one(DrawingPad)
        await until(pilot, lambda: pad.size.width >= 56)
        await pilot.click(DrawingPad, offset=(1 + 2 * 10, 7))  # its first column is the focus's
        assert pad.value == (((10.0, 7.0),),)
        pad.focus()
        await pilot.press("space", "right")
        assert pad.value[-1] == ((14.0, 7.0), (15.0, 7.0))
        assert tutor.lesson_screen.query_one(Picture).region.x >= pad.region.right


async def test_points_are_put_changed_in_kind_and_taken_away_with_the_keys_alone(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "playground"))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await pilot.press("d", "right", "right")
        plane = tutor.lesson_screen.query_one(PlanePad)
        await until(pilot, lambda: plane.display)
        plane.focus()
        await pilot.press("right", "up", "space", "enter", "left", "left", "space")
        assert [label for *_, label in plane.value[-2:]] == [1, -1]
        assert plane.value[-2][0] > 0 > plane.value[-1][0]
        await until(pilot, lambda: getattr(pane.knobs, "data", "") == "own")
        count = len(plane.value)
        await pilot.press("x", "u")
        assert len(plane.value) == count - 2
        plane.post_message(events.Paste("x1,x2,label\n1,2,0\n3,4,1"))
        await until(pilot, lambda: plane.value == ((1, 2, -1), (3, 4, 1)))
        plane.post_message(events.Paste("1,2,7"))
        await until(pilot, lambda: "is no label" in plane.fault)
        assert [one.message for one in tutor._notifications] == [plane.fault]  # all of it


@pytest.mark.parametrize(
    ("size", "keys", "cells"), some([((80, 24), "d", 28), ((200, 60), "f", 56)])
)
async def test_points_are_put_beside_the_picture_that_learns_them(
    app: MakeApp, lessons: Lessons, size: tuple[int, int], keys: str, cells: int
) -> None:
    tutor = app(folder=lessons("one", 1, "playground"))
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(keys)
        pane = tutor.lesson_screen.query_one(DemoPane)
        pane.query_one(KnobPanel).turn({"view": "points"})
        plane, picture = tutor.lesson_screen.query_one(PlanePad), pane.query_one(Picture)
        await until(pilot, lambda: plane.size.width >= cells)
        await until(pilot, lambda: picture.region.x >= plane.region.right)
        assert pane.query_one(Transport).region.bottom <= picture.region.y
        assert picture.virtual_size.height <= picture.size.height  # nothing to scroll to
        await pilot.click(PlanePad, offset=(1 + cells - 1, 0))  # its first column is the focus's
        x1, x2, label = plane.value[-1]
        assert (round(x1), round(x2), label) == (6, 6, 1)
