"""On the screen: what this machine can't run is said where "running…" stood, and nothing counts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Label, Static

from tests.practice.test_not_started import lost_library
from tests.tui.test_app import settled, until
from tests.tui.test_practice import PREDICT, answer, fence, verdicts
from tui_tutor.practice import sandbox
from tui_tutor.review import attempts
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


async def test_on_the_screen_it_is_said_and_nothing_is_counted(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        said = lost_library(monkeypatch, tmp_path)
        await answer(tutor, pilot, "[0, 2, 4]")
        shown = fence(tutor).query_one(".result", Label)
        await until(pilot, lambda: said in str(shown.render()))
        assert verdicts(tutor) == []
        await tutor.push_screen(screen := ExerciseScreen(tutor.session, "relu"))
        await pilot.press("ctrl+r")
        found = screen.query_one("#found", Static)
        await until(pilot, lambda: said in str(found.visual))
        assert attempts(tutor.session.progress, "relu") == 0


async def test_a_fault_of_the_program_is_said_where_running_stood(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise LookupError("our own")

    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(sandbox, "_run", broken)
        await answer(tutor, pilot, "[0, 2, 4]")
        shown = fence(tutor).query_one(".result", Label)
        await until(pilot, lambda: "fault of the program" in str(shown.render()))
        assert verdicts(tutor) == []
        await tutor.push_screen(screen := ExerciseScreen(tutor.session, "relu"))
        await pilot.press("ctrl+r")
        found = screen.query_one("#found", Static)
        await until(pilot, lambda: "LookupError: our own" in str(found.visual))
        assert attempts(tutor.session.progress, "relu") == 0
