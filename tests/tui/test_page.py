"""The learner's own network on the screen: it is watched, judged, kept, and ended."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.some import some
from tests.tui.test_app import settled, until
from tests.tui.test_practice import learners
from tui_tutor import kept
from tui_tutor.practice.own import stub
from tui_tutor.text import Words
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.page import PageScreen
from tui_tutor.tui.widgets.editor import Editor
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.small_button import SmallButton

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
words = Words("own")
BODY = "```python page=stub\n```\n"
ENDLESS = (
    words("model") + "\n\ndef train(weights, images, labels):\n    while True:\n        pass\n"
)
pytestmark = pytest.mark.usefixtures("at_work")


async def opened(app: TutorApp, pilot: Pilot[None]) -> PageScreen:
    await settled(pilot)
    await until(pilot, lambda: bool(app.lesson_screen.query("#write")))
    app.lesson_screen.query_one("#write", SmallButton).press()
    await until(pilot, lambda: isinstance(app.screen, PageScreen))
    await pilot.pause()
    assert isinstance(app.screen, PageScreen)
    return app.screen


def shown(screen: PageScreen) -> str:
    return " ".join(screen.query_one(Picture).text.split())


async def test_a_right_page_learns_beside_core_passes_and_is_kept(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=BODY))
    async with tutor.run_test(size=(120, 40)) as pilot:
        screen = await opened(tutor, pilot)
        assert screen.query_one(TextArea).text == stub()
        screen.query_one(TextArea).text = words("model")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "epoch" in shown(screen))
        await until(pilot, lambda: "Passed" in shown(screen))
        assert "core's" in shown(screen)
        await pilot.press("escape")
        await until(pilot, lambda: screen is not tutor.screen)
        button = tutor.lesson_screen.query_one(LessonFence).query_one
        await until(pilot, lambda: "✓" in str(button(SmallButton).label))
    reader, run = kept.own_network(), kept.own_run()
    assert reader is not None
    assert reader.own
    assert run is not None
    assert run.losses[-1][1] < run.losses[0][1]
    assert tutor.session.progress.get("page", "accuracy") == reader.accuracy


@pytest.mark.parametrize("keys", some(["f2 ctrl+c", "f3 ctrl+c", "escape", "ctrl+q"]))
async def test_a_run_ends_with_the_key_and_leaves_no_process(
    app: MakeApp, lessons: Lessons, keys: str
) -> None:
    tutor = app(folder=lessons("one", 1, body=BODY))
    async with tutor.run_test(size=(80, 24)) as pilot:
        screen = await opened(tutor, pilot)
        screen.query_one(TextArea).text = ENDLESS
        await pilot.press("ctrl+r")
        await until(pilot, lambda: bool(learners()))
        await pilot.press(*keys.split())
        if "ctrl+c" in keys:
            await until(pilot, lambda: "It was stopped" in shown(screen))
            assert screen is tutor.screen
    for _ in range(1000):  # its thread looks every twentieth of a second
        if not learners():
            break
        await asyncio.sleep(0.05)
    assert not learners()
    assert tutor.session.progress.get("drafts", "page") == ENDLESS


async def test_what_was_written_in_exercises_is_taken_over_once(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=BODY))
    record = tutor.session.progress
    record.put("drafts", "softmax", value="import numpy as np\n\n\ndef softmax(a):\n    return a\n")
    record.put("exercises", "softmax", value=True)
    record.put("drafts", "relu", value="def relu(x):\n    return x\n")  # not passed
    async with tutor.run_test(size=(120, 40)) as pilot:
        screen = await opened(tutor, pilot)
        assert "softmax" in shown(screen)
        await pilot.press("f2")
        text = screen.query_one(TextArea).text
        assert text.count("def softmax(a):\n    return a\n") == 1
        assert text.index("def softmax") < text.index("def first_weights")
        assert "def relu" not in text
        await pilot.press("f2")
        assert screen.query_one(TextArea).text == text


async def test_a_line_at_fault_is_marked_only_where_the_text_is_the_one_that_ran(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=BODY))
    async with tutor.run_test(size=(80, 24)) as pilot:
        screen = await opened(tutor, pilot)
        editor = screen.query_one(Editor)
        editor.text = "x = 1\ny = nothing\n"
        screen.begin()
        screen.mark(2)
        assert "2✗" in next(iter(editor.render_line(1))).text
        await pilot.press("x")  # while it still runs
        screen.mark(2)
        assert "✗" not in next(iter(editor.render_line(1))).text
