"""In no terminal is a picture or a block of a page wider than its room; what is higher is named."""

import re
from collections.abc import AsyncIterator, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets._markdown import MarkdownHeader  # it is public nowhere

from tests.some import thorough
from tests.tui.test_app import settled
from tui_tutor.knob_values import controls
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.scene import Scene

MakeApp = Callable[..., TutorApp]
SPLIT = 100  # columns: from here on a demo stands beside its lesson
LOWEST = 60, 18  # there is none that is smaller; a picture has its room in full screen
A_PROGRAM = "a program that is too wide for a picture beside it"
A_TABLE = "a table, and what it says"
WORDS = "the picture is whole; of the sentences below it some are scrolled"
DRAWN = re.compile(r"[\u2801-\u28ff\u2500-\u259f]")  # signs that only pictures have
A_LINE_EACH = "a line for each of ten digits, and an image"
# What is scrolled all the same, by demo and view; some of it only where its words fold.
TOO_HIGH = {
    LOWEST: {
        ("plotting", "lines"): A_PROGRAM,
        ("plotting", "surface"): A_PROGRAM,
        ("neuron", "line"): WORDS,
        ("neuron", "hidden"): WORDS,
        ("activations", ""): WORDS,
        ("digits", "one"): "an image, and its numbers",
        ("batches", ""): "a table, its arrays' shapes, and what they say",
        ("loss", "one"): "a table, and the axis of a plot under it",
        ("backprop", "network"): WORDS,
        ("playground", "points"): "the pad has its room",
    },
    (80, 24): {
        ("plotting", "surface"): A_PROGRAM,
        ("digits", "one"): "an image, and its numbers",
        ("batches", ""): A_TABLE,
        ("relu", "gradients"): A_TABLE,
        ("relu", "outputs"): A_TABLE,
        ("training", "confusion"): A_TABLE,
        ("training", "follow"): A_LINE_EACH,
        ("playground", "points"): "the pad has its room",
    },
    (100, 30): {
        ("plotting", "lines"): A_PROGRAM,
        ("neuron", "hidden"): "three units, and what they say",
        ("batches", ""): A_TABLE,
        ("backprop", "network"): "a line for each number, there and back",
        ("relu", "gradients"): A_TABLE,
        ("relu", "outputs"): A_TABLE,
        ("training", "weights"): "an image, and what stands in it",
        ("training", "confusion"): A_TABLE,
        ("training", "follow"): A_LINE_EACH,
        ("playground", "points"): "the pad has its room",
    },
    (120, 40): {},
    (200, 60): {},
}


async def scenes(screen: LessonScreen, pilot: Pilot[None]) -> AsyncIterator[tuple[str, Scene]]:
    """Each view of the demo, and the room that it has."""
    pane = screen.query_one(DemoPane)
    assert pane.demo is not None
    for view in getattr(controls(pane.demo.knobs).get("view"), "options", [""]):
        pane.query_one(KnobPanel).turn({"view": view} if view else {})
        for _ in range(100):
            await pilot.pause(0.02)  # for the layout; a run gets ready on a thread
            if scene := pane._scene():
                yield view, scene
                break
        else:
            raise AssertionError(f"{view} is never ready")


@pytest.mark.parametrize(
    ("terminal", "full"),
    [(terminal, False) for terminal in TOO_HIGH if terminal != LOWEST]
    + [(terminal, True) for terminal in TOO_HIGH if terminal == LOWEST or terminal[0] >= SPLIT],
)
@thorough
async def test_a_picture_has_the_room_that_it_needs(
    app: MakeApp, terminal: tuple[int, int], full: bool
) -> None:
    tutor = app()
    scrolled = set()
    async with tutor.run_test(size=terminal) as pilot:
        for lesson in tutor.session.course.lessons:
            if lesson.demo is None:
                continue
            screen = tutor.lesson_screen
            await screen.open(lesson)
            await settled(pilot)
            if terminal[0] < SPLIT:
                screen.show_half(demo=True)
            screen.set_class(full, "-full")
            async for view, scene in scenes(screen, pilot):
                drawing = scene.drawing()
                assert drawing.fault is None
                assert max(strip.cell_length for strip in drawing.strips) <= scene.size.width
                if below := drawing.strips[scene.size.height :]:
                    scrolled.add((lesson.demo, view))
                    if TOO_HIGH[terminal].get((lesson.demo, view)) == WORDS:
                        assert not [strip.text for strip in below if DRAWN.search(strip.text)]
    assert scrolled <= set(TOO_HIGH[terminal])


@pytest.mark.parametrize("terminal", TOO_HIGH)
@thorough
async def test_no_block_of_a_page_is_wider_than_it(app: MakeApp, terminal: tuple[int, int]) -> None:
    tutor = app()
    wider = []
    async with tutor.run_test(size=terminal) as pilot:
        for lesson in tutor.session.course.lessons:
            screen = tutor.lesson_screen
            await screen.open(lesson)
            await settled(pilot)
            page = screen.query_one(LessonPage)
            assert page.document is not None
            heads = [head.content.plain for head in page.document.query(MarkdownHeader)]
            assert len(heads) == len([*filter(None, heads)])
            wider += [
                (lesson.name, str(block))
                for block in page.document.walk_children()
                if block.display and block.region.right > page.content_region.right
            ]
    assert wider == []
