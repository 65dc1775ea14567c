"""A course by others in the app: asked about once, then its demos and exercises are there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Static

from tests.installing import install, install_sample
from tests.some import thorough
from tests.tui.test_app import settled, shown, until
from tests.tui.test_elsewhere import answer, asked
from tui_tutor import packages
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.courses import CoursesByOthers
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.rows import Rows
from tui_tutor.tui.widgets.transport import Transport

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
        await seen(tutor, pilot, "code of the course")
        answer(screen, "#yes")
        await seen(tutor, pilot, "Of the noise")
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
        await until(pilot, lambda: bool(tutor.lesson_screen.query("#write, .result")))
        await settled(pilot)
        tutor.lesson_screen.query_one("#write", Button).press()
        await until(pilot, lambda: "ZeroDivisionError" in below(tutor))
        assert isinstance(tutor.screen, LessonScreen)


@thorough
async def test_a_course_is_exchanged_for_another_and_back(app: MakeApp, site: Path) -> None:
    install_sample(site)
    install(site, "tutor-bad", {"bad": "not_here"})
    tutor = app("softmax")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await choose(tutor, pilot, "0")
        answer(await asked(tutor, pilot), "#yes")
        await seen(tutor, pilot, "Of the noise")
        await pilot.press("n")
        await until(pilot, lambda: tutor.lesson_screen.lesson.name == "ends")
        await choose(tutor, pilot, "ours")
        await until(pilot, lambda: tutor.lesson_screen.lesson.name == "softmax")
        assert not tutor.session.course.elsewhere
        await choose(tutor, pilot, "0")
        await until(pilot, lambda: tutor.lesson_screen.lesson.name == "ends")
        assert isinstance(tutor.screen, LessonScreen), "it is not asked about again"
    kept = app().session.progress
    assert (kept.course, kept.get("place")) == ("tutor-course-sample/sample", "ends")


async def seen(app: TutorApp, pilot: Pilot[None], text: str) -> None:
    """Wait until the demo's picture is there and says so."""
    await until(pilot, lambda: bool(app.lesson_screen.query(Picture)))
    await until(pilot, lambda: text in shown(app))


async def choose(app: TutorApp, pilot: Pilot[None], row: str) -> None:
    """Open the list of courses, in which the broken one is told, and take that row."""
    app.action_show_courses()
    await until(pilot, lambda: isinstance(app.screen, CoursesByOthers))
    await until(pilot, lambda: bool(app.screen.query(Rows)))
    rows = app.screen.query_one(Rows)
    assert "no such package" in " ".join(str(option.prompt) for option in rows.options)
    rows.highlighted = rows.get_option_index(row)
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(app.screen, CoursesByOthers))


@thorough
async def test_what_was_refused_can_be_allowed_from_the_palette(app: MakeApp, sample: Path) -> None:
    tutor = app()
    async with tutor.run_test(size=WIDE) as pilot:
        answer(await asked(tutor, pilot), "#no")
        await seen(tutor, pilot, "code of the course")
        assert not tutor.lesson_screen.query_one(Transport).display
        commands = {c.title: c.callback for c in tutor.get_system_commands(tutor.screen)}
        commands["Let the lessons' code run"]()
        answer(await asked(tutor, pilot), "#yes")
        await seen(tutor, pilot, "Of the noise")
        assert "Let the lessons' code run" not in {
            c.title for c in tutor.get_system_commands(tutor.screen)
        }


@thorough
async def test_another_version_is_asked_about_anew(app: MakeApp, sample: Path, site: Path) -> None:
    tutor = app()
    async with tutor.run_test(size=WIDE) as pilot:
        answer(await asked(tutor, pilot), "#yes")
        await pilot.pause()
    install_sample(site, "1.1")
    packages.use(packages.find("sample"))
    newer = app()
    async with newer.run_test(size=WIDE) as pilot:
        await asked(newer, pilot)


@thorough
async def test_a_demo_that_breaks_is_told_and_ours_goes_on(
    app: MakeApp, sample: Path, site: Path
) -> None:
    demo = sample / "demos" / "smoothing.py"
    code = demo.read_text(encoding="utf-8").replace("return stage(", "return 1 / 0, (")
    demo.write_text(code, encoding="utf-8")
    tutor = app()
    async with tutor.run_test(size=WIDE) as pilot:
        answer(await asked(tutor, pilot), "#yes")
        await seen(tutor, pilot, "ZeroDivisionError")
        await tutor.exchange_course(None)
        await settled(pilot)
        await until(pilot, lambda: tutor.lesson_screen.lesson.name == "welcome")


def below(app: TutorApp) -> str:
    """What stands below the controls of the page's blocks."""
    return " ".join(
        str(said.render()) for said in app.lesson_screen.query(".result").results(Static)
    )
