"""What stands around page and demo: nothing of it is cut, doubled or lost at any size."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.test_app import WIDE, settled
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.widgets.editor import Editor

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


def rows(app: TutorApp) -> list[str]:
    """What the screen shows, row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


# ------------------------------------------------------------------ the exercise


@pytest.mark.parametrize("opened_at", [(80, 24), WIDE])
async def test_an_exercise_shows_every_line_of_its_stub_whole(
    app: MakeApp, lessons: Lessons, opened_at: tuple[int, int]
) -> None:
    tutor = app(folder=lessons("one", 1))
    async with tutor.run_test(size=opened_at) as pilot:
        await settled(pilot)
        tutor.push_screen(ExerciseScreen(tutor.session, "softmax"))
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        editor = tutor.screen.query_one(Editor)
        assert editor.outer_size.width == 80
        seen = [row[editor.gutter.left + editor.gutter_width :].rstrip() for row in rows(tutor)]
        for line in editor.text.split("\n"):
            assert seen.count(line.rstrip()) >= 1
