"""The app in the learner's hands: keys, mouse, knobs, progress, and all that may go wrong."""

import asyncio
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from rich.console import Console
from textual.binding import Binding
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from tests.demos.pictures import NOBODY
from tests.some import some, thorough
from tui_tutor import demos
from tui_tutor.demo import LiveDemo, StillDemo
from tui_tutor.text import said as sentence
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.course_list import CourseList
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.screens.reader import Reader
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.fences import ALIVE_AFTER
from tui_tutor.tui.widgets.knobs.knob import Knob
from tui_tutor.tui.widgets.knobs.pad import DrawingPad
from tui_tutor.tui.widgets.lesson_document import LessonDocument
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.transport import Transport

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
WIDE = (120, 40)
PATIENCE = 3000  # fiftieths of a second


async def settled(pilot: Pilot[None]) -> None:
    """Until a lesson and its demo are open and nothing is on its way."""
    app = pilot.app
    assert isinstance(app, TutorApp)

    def is_open() -> bool:
        screens = [s for s in app.screen_stack if isinstance(s, LessonScreen)]
        if not screens or not hasattr(screens[0], "lesson"):
            return False
        pane = screens[0].query_one(DemoPane)
        demo = pane.demo.name if pane.demo else None
        return demo == screens[0].lesson.demo and pane.knobs_shown

    await until(pilot, is_open)
    await pilot.pause(ALIVE_AFTER + 0.05)


async def until(pilot: Pilot[None], wanted: Callable[[], Any]) -> None:
    """Wait for it, and look often: a pause asks every widget each time, which takes far longer."""
    await pilot.pause(0.02)
    for waited in range(PATIENCE):
        if wanted():
            if waited:
                await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to that")


def offered(app: TutorApp) -> list[str]:
    """What the palette has found."""
    found = app.screen.query_one(CommandList)
    return [str(found.get_option_at_index(i).prompt) for i in range(found.option_count)]


def shown(app: TutorApp) -> str:
    """What the picture says, as plain text."""
    return app.lesson_screen.query_one(Picture).text


def knob(app: TutorApp, name: str) -> Knob:
    return next(d for d in app.lesson_screen.query(Knob).results(Knob) if d.name == name)


# ------------------------------------------------------------------ lessons


async def test_it_opens_with_the_first_lesson_and_its_demo(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "one"
        assert "overflowed to inf" in shown(tutor)


async def test_next_previous_and_both_ends(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("p")
        assert tutor.lesson_screen.lesson.name == "one"
        await pilot.press("n")
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "two"
        await pilot.press("n")
        assert tutor.lesson_screen.lesson.name == "two"
        await pilot.press("p")
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "one"


async def test_pages_beside_the_present_one_are_ready_and_few_others(
    app: MakeApp, lessons: Lessons
) -> None:
    for order in range(1, 9):
        folder = lessons(f"lesson{order}", order)
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:

        def ready() -> list[str]:
            return sorted(d.lesson.name[-1] for d in tutor.screen.query(LessonDocument))

        await settled(pilot)
        for key, wanted in (("n", "123"), ("n", "1234"), ("n", "12345"), ("n", "23456")):
            await pilot.press(key)
            await until(pilot, lambda wanted=wanted: ready() == list(wanted))  # type: ignore[misc]
        await pilot.press("n", "n", "n")
        await until(pilot, lambda: {"7", "8"} <= set(ready()) and len(ready()) == 5)


async def test_the_course_list_opens_a_lesson_and_shows_what_is_broken(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "softmax")
    lessons("two", 2)
    folder = lessons("bad", 3, "nosuchdemo")
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("c")
        assert isinstance(tutor.screen, CourseList)
        options = tutor.screen.query_one(OptionList)
        rows = [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]
        assert any("bad.md:6: there is no demo “nosuchdemo”" in row for row in rows)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "two"


async def test_a_link_goes_to_a_lesson_and_odd_schemes_go_nowhere(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(TutorApp, "open_url", lambda self, url, **_: opened.append(url))
    lessons("one", 1)
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for target in ("file:///etc/passwd", "javascript:alert(1)", "nolesson.md"):
            await tutor.follow(target)
        assert (tutor.lesson_screen.lesson.name, opened) == ("one", [])
        await tutor.follow("https://numpy.org")
        assert opened == ["https://numpy.org"]
        await tutor.follow("two.md")
        assert tutor.lesson_screen.lesson.name == "two"


async def test_a_lesson_read_to_its_end_is_done(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("long", 1, body="\n\n".join(f"Paragraph {i}." for i in range(60)))
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for _ in range(2):
            assert not tutor.session.progress.get("done", "long")
            await pilot.press("pagedown")
            await pilot.pause(0.1)
        await pilot.press("end")
        await until(pilot, lambda: tutor.session.progress.get("done", "long"))
        await pilot.press("m")
        assert not tutor.session.progress.get("done", "long")


@thorough
async def test_the_key_end_alone_does_not_read_a_lesson(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("long", 1, body="\n\n".join(f"Paragraph {i}." for i in range(60)))
    tutor = app(folder=folder)
    tutor.animation_level = "full"  # End flies past every paragraph
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        page = tutor.screen.query_one(LessonPage)
        await pilot.press("end")
        await until(pilot, lambda: page.scroll_y == page.max_scroll_y > 0)
        assert not tutor.session.progress.get("done", "long")
        while at := page.scroll_y:  # what lies between may be read on the way back
            await pilot.press("pageup")
            await until(pilot, lambda at=at: page.scroll_y == page.scroll_target_y < at)  # type: ignore[misc]
        await until(pilot, lambda: tutor.session.progress.get("done", "long"))


async def test_back_leads_to_the_place_where_a_link_led_away(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, body="\n\n".join(f"## Heading {i}" for i in range(60)))
    tutor = app(folder=lessons("two", 2, body="\n\n".join(f"## Heading {i}" for i in range(60))))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        page = tutor.screen.query_one(LessonPage)
        assert "b" not in tutor.screen.active_bindings  # nowhere to go back to
        await pilot.press("pagedown")
        first = page.scroll_y
        await tutor.follow("#heading-40")
        await until(pilot, lambda: page.scroll_y > first)
        second = page.scroll_y
        await tutor.follow("two.md#heading-50")
        await settled(pilot)
        await until(pilot, lambda: page.scroll_y > second)
        assert tutor.lesson_screen.lesson.name == "two"
        assert tutor.screen.active_bindings["b"].enabled
        await pilot.press("b")
        await settled(pilot)
        await until(pilot, lambda: abs(page.scroll_y - second) <= 2)  # the same block on top
        assert tutor.lesson_screen.lesson.name == "one"
        await pilot.press("b")
        await until(pilot, lambda: abs(page.scroll_y - first) <= 2)
        await pilot.press("b")
        assert tutor.lesson_screen.lesson.name == "one"


async def test_markup_and_escapes_in_a_lesson_do_nothing(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("odd", 1, body="A [/x] and \x1b[31mred\x1b[0m, `[bold]`.", title="[/b] 梯度")
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "\x1b[31mred" not in tutor.export_screenshot()
        assert "[/b] 梯度" in str(tutor.lesson_screen.query_one("#where", Static).render())
        await pilot.press("c")
        await pilot.pause()


# ------------------------------------------------------------------ knobs


async def test_arrow_keys_turn_the_knob_and_the_picture_follows(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        knob(tutor, "a1").focus()
        before = shown(tutor)
        await pilot.press("right")
        assert knob(tutor, "a1").value == 1020
        await pilot.press("shift+left")
        assert knob(tutor, "a1").value == 920
        await pilot.pause()
        assert shown(tutor) != before


async def test_a_value_is_typed_and_a_wrong_one_is_refused(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        dial = knob(tutor, "a1")
        dial.focus()
        await pilot.press("minus", "4", "2", "enter")
        assert dial.value == -42
        assert tutor.focused is dial
        await pilot.press("9", "9", "9", "9", "9", "enter")
        assert dial.value == -42
        assert isinstance(tutor.focused, Input)
        assert "✗ a number from -2000 to 2000" in dial.render_line(0).text
        await pilot.press("backspace")
        assert "✗" not in dial.render_line(0).text
        await pilot.press("escape")
        assert tutor.focused is dial


async def test_wheel_and_mouse_turn_the_knob(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        dial = knob(tutor, "a1")
        await pilot.click(dial, offset=(dial.render_line(0).text.index("━"), 0))
        assert dial.value == -2000
        dial.action_nudge(1)
        assert dial.value == -1990
        choice = knob(tutor, "dtype")
        before = choice.value
        await pilot.click(choice, offset=(choice.render_line(0).text.index("›"), 0))
        assert choice.value != before


async def test_knobs_are_kept_for_next_time_and_reset(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    folder = lessons("one", 1, "softmax")
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        knob(tutor, "a2").focus()
        await pilot.press("7", "enter")
        assert knob(tutor, "a2").value == 7

        def kept() -> str:
            saved = json.loads((home / "progress.json").read_text(encoding="utf-8"))
            value: str = saved.get("knobs", {}).get("softmax", {}).get("a2", "")
            return value

        await until(pilot, lambda: kept() == "7")
    again = app(folder=folder)
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert knob(again, "a2").value == 7
        await pilot.press("z")
        assert knob(again, "a2").value == 1000


async def test_saved_knobs_that_no_longer_fit_are_left_out(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    home.mkdir()
    saved = {"knobs": {"softmax": {"a1": "99999", "gone": "1", "a2": "5"}}, "place": "nowhere"}
    (home / "progress.json").write_text(json.dumps(saved))
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert (knob(tutor, "a1").value, knob(tutor, "a2").value) == (1010, 5)


# ------------------------------------------------------------------ live demos


@pytest.mark.usefixtures("at_work")
async def test_a_live_demo_steps_plays_and_restarts(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "training"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await until(pilot, lambda: step_of(pane) == 0)
        await pilot.press("full_stop")
        await until(pilot, lambda: step_of(pane) == 1)
        await pilot.press("space")
        await until(pilot, lambda: (step_of(pane) or 0) > 5)
        await pilot.press("space")
        await until(
            pilot, lambda: pane.player and pane.player.view and not pane.player.view.playing
        )
        await pilot.press("r")
        await until(pilot, lambda: step_of(pane) == 0)


async def test_a_demo_that_is_ready_at_once_shows_each_step(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "dot"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        picture = tutor.lesson_screen.query_one(Picture)
        await until(pilot, lambda: "= 58" in picture.text)
        await pilot.press("full_stop")
        await until(pilot, lambda: "= 64" in picture.text)
        await pilot.press("full_stop")
        await until(pilot, lambda: "= 139" in picture.text)


async def test_the_first_picture_has_the_room_that_the_knobs_leave(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "gradient"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        picture = tutor.lesson_screen.query_one(Picture)
        as_opened = picture.text
        tutor.lesson_screen.query_one(DemoPane).draw()
        assert picture.text == as_opened


async def test_a_picture_that_is_too_high_is_scrolled_with_the_keys_alone(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "gradient"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        picture = tutor.lesson_screen.query_one(Picture)
        picture.show("a line\n" * 5)
        assert not picture.focusable
        picture.show("a line\n" * 50)
        for _ in range(20):
            await pilot.press("tab")
            if tutor.focused is picture:
                break
        await pilot.press("down", "down")
        await until(pilot, lambda: picture.scroll_offset.y == 2)


def step_of(pane: DemoPane) -> int | None:
    view = pane.player.view if pane.player else None
    return view.snapshot.now.step if view else None


async def test_play_is_dimmed_where_there_is_nothing_to_play(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2, "axes"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert not tutor.lesson_screen.active_bindings["space"].enabled
        await pilot.press("n")
        await settled(pilot)
        assert tutor.lesson_screen.active_bindings["space"].enabled


@pytest.mark.usefixtures("at_work")
async def test_a_view_that_stands_still_has_no_transport_and_one_that_runs_can_be_paused(
    app: MakeApp, lessons: Lessons
) -> None:
    """A fit goes on when a knob is turned, and space holds it."""
    tutor = app(folder=lessons("one", 1, "nonlinearity"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.screen.query_one(DemoPane)
        assert not pane.query_one(Transport).display
        await pilot.press("d")
        view = next(knob for knob in pane.query(Knob) if knob.knob == "view")
        view.turn("fit")
        await until(
            pilot, lambda: bool(pane.player and pane.player.view and pane.player.view.playing)
        )
        assert pane.query_one(Transport).display
        await pilot.press("space")
        await until(
            pilot, lambda: bool(pane.player and pane.player.view and not pane.player.view.playing)
        )


@thorough
@pytest.mark.usefixtures("at_work")
async def test_leaving_a_lesson_stops_its_player(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, "training")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("space", "n")
        await settled(pilot)
        assert tutor.lesson_screen.query_one(DemoPane).player is None


@pytest.mark.usefixtures("at_work")
async def test_a_run_rests_while_its_page_is_left_and_goes_on_from_there(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "training")
    tutor = app(folder=lessons("two", 2, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await pilot.press("space")
        await until(pilot, lambda: (step_of(pane) or 0) > 5)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        await until(pilot, lambda: pane.player and pane.player.view)
        assert pane.player
        assert pane.player.view
        assert not pane.player.view.playing
        left_at = step_of(pane) or 0
        assert left_at > 5
        await until(pilot, lambda: f"step {left_at}" in shown(tutor))
        await pilot.press("full_stop")
        await until(pilot, lambda: step_of(pane) == left_at + 1)


@pytest.mark.usefixtures("at_work")
async def test_a_run_that_was_left_has_its_knobs_and_its_moment(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "training")
    tutor = app(folder=lessons("two", 2, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await pilot.press("space")
        await until(pilot, lambda: (step_of(pane) or 0) > 5)
        await pilot.press("space")
        knob(tutor, "learning_rate").turn(10**-0.25)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await until(
            pilot, lambda: pane.player and pane.player.view.ribbon.at < pane.player.view.ribbon.end
        )
        left, at = pane.knobs, step_of(pane)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        await until(pilot, lambda: step_of(pane) == at)
        assert pane.knobs == left
        await pilot.press("r")
        await until(pilot, lambda: step_of(pane) == 0)


async def test_the_road_shows_the_course_that_is_open(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1)
    tutor = app("two", lessons("two", 2, "road"), elsewhere=True)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "0 of 2" in shown(tutor))
        assert "Tests" in shown(tutor), "the name of the part that these lessons are"


# ------------------------------------------------------------------ screens and sizes


async def test_source_and_help_open_and_close(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("s")
        assert isinstance(tutor.screen, Reader)
        assert "def softmax" in str(tutor.screen.text)
        await pilot.press("escape", "question_mark")
        assert isinstance(tutor.screen, Reader)
        await pilot.press("escape")
        assert isinstance(tutor.screen, LessonScreen)


@pytest.mark.parametrize("key", some(["c", "s", "question_mark", "v", "ctrl+p", "full_stop"]))
async def test_ctrl_q_quits_whatever_is_open(app: MakeApp, lessons: Lessons, key: str) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press(key)
        assert tutor.return_code is None
        await pilot.press("ctrl+q")
        assert tutor.return_code == 0


async def test_help_has_the_keys_of_the_pad_and_of_the_editor_too(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        assert isinstance(tutor.screen, Reader)
        console = Console(width=100, file=StringIO(), record=True)
        console.print(tutor.screen.text)
        said = console.export_text()
        for owner in (LessonScreen, ExerciseScreen, DrawingPad):
            for binding in Binding.make_bindings(owner.BINDINGS):
                assert " ".join(sentence(binding.tooltip).split()[:6]) in said


async def test_no_source_is_said_in_a_line(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, "arrays")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        for told in (1, 2):  # a demo without functions of core, and no demo at all
            await settled(pilot)
            await pilot.press("s")
            assert isinstance(tutor.screen, LessonScreen)
            await until(pilot, lambda told=told: len(tutor._notifications) == told)  # type: ignore[misc]
            await pilot.press("n")


async def test_narrow_shows_one_half_at_a_time(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        page, pane = (tutor.lesson_screen.query_one(w) for w in (LessonPage, DemoPane))
        assert (page.display, pane.display) == (True, False)
        await pilot.press("d")
        assert (page.display, pane.display) == (False, True)
        assert "overflowed" in shown(tutor)
        await pilot.click("#tab-lesson")
        assert (page.display, pane.display) == (True, False)


@pytest.mark.parametrize("size", some([WIDE, (80, 24)], whole=True))
async def test_keys_that_come_in_one_burst_find_the_new_half(
    app: MakeApp, lessons: Lessons, size: tuple[int, int]
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        first = next(tutor.lesson_screen.query(Knob).results(Knob))
        before = first.value
        tutor.simulate_key("d")
        tutor.simulate_key("right")
        await until(pilot, lambda: first.value != before)


async def test_the_demo_takes_the_whole_screen(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert tutor.lesson_screen.query_one(DemoPane).size.width > 110
        await pilot.press("f")
        await pilot.pause()
        assert tutor.lesson_screen.query_one(LessonPage).display


@thorough
@pytest.mark.usefixtures("at_work")
async def test_a_storm_of_sizes_is_survived(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "training"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("space")
        for size in ((1, 1), (59, 17), (60, 18), (99, 20), (100, 30), (2, 50), (300, 2), (200, 60)):
            await pilot.resize_terminal(*size)
        too_small = tutor.lesson_screen.query_one("#too-small")
        await until(pilot, lambda: not too_small.display)
        await pilot.resize_terminal(59, 30)
        await until(pilot, lambda: too_small.display)
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: not too_small.display)


async def test_the_theme_is_remembered(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("one", 1, "softmax")
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        tutor.theme = "textual-light"
        await pilot.pause()
    again = app(folder=folder)
    async with again.run_test(size=WIDE):
        assert again.theme == "textual-light"


async def test_the_place_is_remembered(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1)
    folder = lessons("two", 2)
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
    again = app(folder=folder)
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert again.lesson_screen.lesson.name == "two"


async def test_the_palette_finds_a_lesson_by_its_text(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1)
    tutor = app(folder=lessons("two", 2, body="All about flamingos."))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p", *"flaming")
        await until(pilot, lambda: len(offered(tutor)) == 1)
        await pilot.press("down", "enter")
        await until(pilot, lambda: tutor.lesson_screen.lesson.name == "two")


# ------------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize("turns", some(range(4)))
async def test_quitting_before_the_demo_is_there(
    app: MakeApp, lessons: Lessons, turns: int
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE):
        for _ in range(turns):  # of the event loop
            await asyncio.sleep(0)


async def test_a_demo_that_raises_shows_a_card_and_the_app_goes_on(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def broken(knobs: Any, size: Any) -> str:
        raise RuntimeError("no [/such] luck \x1b[31m")

    softmax = demos.load("softmax", NOBODY)
    fake = StillDemo("softmax", softmax.knobs, broken, core=("softmax",))
    monkeypatch.setattr(demos, "load", lambda name, session: fake if name == "softmax" else softmax)
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "RuntimeError: no [/such] luck �[31m" in shown(tutor)
        assert "tutor.log" in shown(tutor).replace("\n", "")
        assert "Traceback" in (home / "tutor.log").read_text(encoding="utf-8")
        await pilot.press("n")
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "two"


@dataclass(frozen=True)
class Numbers:
    """A run that counts; its snapshots are numbers."""

    knobs: Any
    seed: int
    count: list[int] = field(default_factory=lambda: [0])

    def step(self, knobs: Any) -> bool:
        self.count[0] += 1
        return True

    def snapshot(self) -> int:
        return self.count[0]


@pytest.fixture
def counting(app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    """Makes an app whose demo counts, drawn in that way."""

    def make(draw: Callable[..., str]) -> TutorApp:
        fake = LiveDemo(
            "dot", demos.load("dot", NOBODY).knobs, draw, core=("affine",), begin=Numbers
        )
        monkeypatch.setattr(demos, "load", lambda name, session: fake)
        return app(folder=lessons("one", 1, "dot"))

    return make


async def test_a_frame_of_a_run_that_raises_shows_the_card_too(
    counting: MakeApp,
) -> None:
    def third_is_broken(knobs: Any, size: Any, count: int) -> str:
        return f"count {count}, {6 // (2 - count)}"

    tutor = counting(third_is_broken)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "count 0, 3" in shown(tutor))
        for said in ("count 1, 6", "ZeroDivisionError", "count 3, -6"):
            await pilot.press("full_stop")
            await until(pilot, lambda said=said: said in shown(tutor))  # type: ignore[misc]


async def test_a_picture_that_took_too_long_is_not_shown_over_a_newer_one(
    counting: MakeApp,
) -> None:
    drawing, go_on = Event(), Event()

    def slow_at_one(knobs: Any, size: Any, count: int) -> str:
        if count == 1 and current_thread() is not main_thread():
            drawing.set()
            go_on.wait(20)
            return "too late"
        return f"count {count}"

    tutor = counting(slow_at_one)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "count 0" in shown(tutor))
        await pilot.press("full_stop")
        await until(pilot, drawing.is_set)
        tutor.lesson_screen.query_one(DemoPane).draw()
        go_on.set()
        await tutor.workers.wait_for_complete()
        await until(pilot, lambda: "count 1" in shown(tutor))
        await pilot.press("full_stop")
        await until(pilot, lambda: "count 2" in shown(tutor))


async def test_a_damaged_progress_file_is_set_aside_and_said(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    home.mkdir()
    (home / "progress.json").write_text("{oops")
    tutor = app(folder=lessons("one", 1))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert any("was damaged" in n.message for n in tutor._notifications)
        assert list(home.glob("progress-damaged-*.json"))


async def test_a_progress_file_with_other_things_in_it_is_no_fault(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    home.mkdir()
    odd = {"settings": {"theme": ["x"]}, "place": [1], "done": 3, "knobs": {"softmax": {"a1": {}}}}
    (home / "progress.json").write_text(json.dumps(odd | {"predictions": {"one": 5}}))
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("c", "escape", "m")
        assert tutor.session.progress.get("done", "one") is True


async def test_a_folder_that_cannot_be_written_is_said(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    home.write_text("a file where the folder should be")
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.pause(1.6)
        assert any("not being saved" in n.message for n in tutor._notifications)


@pytest.mark.skipif(os.name == "nt", reason="there a home is always known")
async def test_without_a_home_the_app_opens_and_says_that_nothing_is_kept(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "TUTOR_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        tutor.session.progress.put("done", "one", value=True)
        tutor.session.save()
        await until(
            pilot, lambda: any("there is no home" in n.message for n in tutor._notifications)
        )
