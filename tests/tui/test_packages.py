"""A course by others in the app: asked about once, then its demos and exercises are there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button, Static

from tests.installing import install_sample
from tests.tui.test_app import settled, shown, until
from tests.tui.test_elsewhere import answer, asked
from tui_tutor import packages
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.lesson import LessonScreen

MakeApp = Callable[..., TutorApp]
WIDE = (120, 40)


@pytest.fixture
def sample(site: Path) -> Path:
    """The sample course, installed and open."""
    folder = install_sample(site)
    packages.use(packages.find("sample"))
    return folder


async def test_its_demo_comes_when_the_learner_says_that_its_code_may_run(
    app: MakeApp, sample: Path
) -> None:
    tutor = app()
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await asked(tutor, pilot)
        said = " ".join(str(s.render()) for s in screen.query(Static))
        assert "tutor-course-sample 1.0" in said
        assert "change and delete your files" in said
        assert "may not run yet" in shown(tutor)
        answer(screen, "#yes")
        await until(pilot, lambda: "Of the noise" in shown(tutor))
    again = app("ends")
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert isinstance(again.screen, LessonScreen)
        await until(pilot, lambda: bool(again.lesson_screen.query("#write")))
        again.lesson_screen.query_one("#write", Button).press()
        await until(pilot, lambda: isinstance(again.screen, ExerciseScreen))


async def test_a_broken_exercise_is_a_line_below_its_stub(app: MakeApp, sample: Path) -> None:
    (sample / "exercises" / "smoothed.py").write_text("1 / 0\n", encoding="utf-8")
    tutor = app("ends")
    async with tutor.run_test(size=WIDE) as pilot:
        answer(await asked(tutor, pilot), "#yes")
        await until(pilot, lambda: bool(tutor.lesson_screen.query("#write")))
        tutor.lesson_screen.query_one("#write", Button).press()
        await until(pilot, lambda: "ZeroDivisionError" in below(tutor))
        assert isinstance(tutor.screen, LessonScreen)


def below(app: TutorApp) -> str:
    """What stands below the controls of the page's blocks."""
    return " ".join(
        str(said.render()) for said in app.lesson_screen.query(".result").results(Static)
    )
