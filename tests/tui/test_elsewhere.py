"""Lessons from elsewhere: their code waits for one answer, and their text can do nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Button, Input, Markdown, Static

from tests.some import some, thorough
from tests.tui.test_app import settled, shown, until
from tui_tutor.practice import sandbox
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.elsewhere import MayRun
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.lesson_document import LessonDocument
from tui_tutor.tui.widgets.lesson_page import LessonPage

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
WIDE = (120, 40)
CODE = "```python run\nprint(6 * 7)\n```\n\n```python predict\n1 + 1\n```\n\nwhy: so\n"


def fences(app: TutorApp) -> list[LessonFence]:
    return list(app.lesson_screen.query(LessonFence).results(LessonFence))


def said(app: TutorApp) -> str:
    """What stands under the code blocks."""
    return " ".join(str(widget.render()) for fence in fences(app) for widget in fence.query(Static))


async def asked(app: TutorApp, pilot: Pilot[None]) -> MayRun:
    await until(pilot, lambda: isinstance(app.screen, MayRun) and bool(app.screen.query("#yes")))
    assert isinstance(app.screen, MayRun)
    return app.screen


def answer(screen: MayRun, button: str) -> None:
    screen.query_one(button, Button).press()


def asks(app: TutorApp) -> list[Any]:
    return [fence for fence in fences(app) if fence.query("#may-run")]


async def test_nothing_runs_until_the_learner_says_so_and_that_once(
    app: MakeApp, lessons: Lessons
) -> None:
    folder = lessons("one", 1, body=CODE)
    tutor = app(folder=folder, elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await asked(tutor, pilot)
        assert str(folder) in " ".join(str(s.render()) for s in screen.query(Static))
        await until(pilot, lambda: len(asks(tutor)) == 2)
        assert "not run" in said(tutor)
        assert not tutor.lesson_screen.query("Input, #run")
        answer(screen, "#yes")
        await until(pilot, lambda: not asks(tutor) and bool(tutor.lesson_screen.query(Input)))
        fences(tutor)[0].query_one("#run", Button).press()
        await until(pilot, lambda: "42" in said(tutor))
    again = app(folder=folder, elsewhere=True)
    async with again.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: bool(again.lesson_screen.query("#run")))
        assert isinstance(again.screen, LessonScreen)


async def test_only_read_is_remembered_and_can_be_taken_back(
    app: MakeApp, lessons: Lessons
) -> None:
    folder = lessons("one", 1, body=CODE)
    tutor = app(folder=folder, elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await asked(tutor, pilot)
        await pilot.press("enter")  # the focus stands on "Only read"
        await until(pilot, lambda: isinstance(tutor.screen, LessonScreen))
    again = app(folder=folder, elsewhere=True)
    async with again.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: len(asks(again)) == 2)
        assert isinstance(again.screen, LessonScreen)
        asks(again)[0].query_one("#may-run", Button).press()
        answer(await asked(again, pilot), "#yes")
        await until(pilot, lambda: not asks(again) and bool(again.lesson_screen.query("#run")))


@thorough
async def test_another_folder_is_another_question(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("one", 1, body=CODE)
    tutor = app(folder=folder, elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        answer(await asked(tutor, pilot), "#yes")
        await pilot.pause()
    other = folder.with_name("other")
    folder.rename(other)
    moved = app(folder=other, elsewhere=True)
    async with moved.run_test(size=WIDE) as pilot:
        await asked(moved, pilot)


@pytest.mark.parametrize(
    ("confined", "sentence"), some([(("landlock", "seccomp"), "neither"), (("seccomp",), "trust")])
)
async def test_the_question_says_what_keeps_the_code_apart_here(
    app: MakeApp,
    lessons: Lessons,
    monkeypatch: pytest.MonkeyPatch,
    confined: tuple[str, ...],
    sentence: str,
) -> None:
    outcome = sandbox.Outcome("well", (), "", 0.0, confined)
    monkeypatch.setattr(sandbox, "run_code", lambda code: outcome)
    tutor = app(folder=lessons("one", 1, body=CODE), elsewhere=True)
    async with tutor.run_test(size=(80, 24)) as pilot:
        screen = await asked(tutor, pilot)
        guards = screen.query_one("#guards", Static)
        await until(pilot, lambda: sentence in str(guards.render()))


async def test_lessons_without_code_ask_nothing(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body="```python\n1\n```\n"), elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert isinstance(tutor.screen, LessonScreen)


@pytest.mark.usefixtures("small_course")
async def test_our_own_course_asks_nothing(app: MakeApp) -> None:
    tutor = app("softmax")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert tutor.session.may_run
        assert isinstance(tutor.screen, LessonScreen)


async def test_what_is_done_elsewhere_is_kept_apart(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("softmax", 1)
    tutor = app(folder=folder, elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("m")
    assert app(folder=folder, elsewhere=True).session.progress.get("done", "softmax") is True
    ours = app()
    assert ours.session.progress.get("done", "softmax") is None
    assert ours.session.progress.get("place") is None


async def test_our_demos_serve_them_and_unknown_ones_are_told(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2, "nonsense"), elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "as it is printed" in shown(tutor)
        await pilot.press("c")
        await until(pilot, lambda: "“nonsense”" in tutor.export_screenshot().replace("&#160;", " "))


@thorough
async def test_odd_titles_harm_neither_list_nor_palette(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, title="[/x] [@click=app.quit]one[/] \x1b[31m")
    folder = lessons("two", 2, title="[/b]")
    tutor = app(folder=folder, elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await pilot.pause(0.2)
        assert "\x1b" not in tutor.export_screenshot()
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: CommandPalette.is_open(tutor))
        await pilot.press(*"one")
        await until(pilot, lambda: "click=app.quit" in tutor.export_screenshot())


async def test_a_link_leads_to_a_heading_of_its_page(app: MakeApp, lessons: Lessons) -> None:
    body = "[down](#梯度-下降)\n\n" + "Text.\n\n" * 60 + "## 梯度 下降!\n\n" + "Text.\n\n" * 60
    tutor = app(folder=lessons("one", 1, body=body), elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        page = tutor.lesson_screen.query_one(LessonPage)
        document = page.query_one(LessonDocument)
        document.post_message(Markdown.LinkClicked(document, "#%E6%A2%AF%E5%BA%A6-下降"))
        await until(pilot, lambda: page.scroll_y > 60)
        assert page.scroll_y < page.max_scroll_y


async def test_links_lead_to_lessons_headings_and_the_web_alone(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    lessons("one", 1)
    tutor = app(folder=lessons("two", 2), elsewhere=True)
    monkeypatch.setattr(tutor, "open_url", opened.append)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for target in ("javascript:alert(1)", "file:///etc/passwd", "/etc/passwd", "ssh://x", ""):
            await tutor.follow(target)
        assert (opened, tutor.lesson_screen.lesson.name) == ([], "one")
        await tutor.follow("https://numpy.org")
        assert opened == ["https://numpy.org"]
        await tutor.follow("Two.md#text")
        assert tutor.lesson_screen.lesson.name == "two"
