"""Goals in the app: ticked the moment they hold, kept, and never by what the page opens with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Label

from tests.test_goals import ASKING, GOOD
from tests.tui.test_app import settled, until
from tui_tutor.progress import Progress
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.goal import GoalLine
from tui_tutor.tui.widgets.lesson_end import LessonEnd
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.prediction import AnswerField
from tui_tutor.tui.widgets.small_button import SmallButton

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
WIDE = (120, 40)
STILL = """1. Set it.
   ```goal
   The probe stands at 0.
   when: x == 0
   reach: x=0
   miss: x=1
   ```
"""


def line(app: TutorApp) -> str:
    (goal,) = app.lesson_screen.query(GoalLine)
    return str(goal.query_one(Label).render())


def turn(app: TutorApp, **values: str) -> None:
    """Turn knobs of the demo, as a saved value is typed."""
    from tui_tutor.knob_values import set_knobs

    pane = app.lesson_screen.query_one(DemoPane)
    assert pane.knobs is not None
    pane.take_knobs(set_knobs(pane.knobs, values))


async def test_a_goal_of_a_still_demo_is_ticked_when_its_knob_is_turned(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    tutor = app(folder=lessons("one", 1, "activations", STILL))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert line(tutor) == "○ The probe stands at 0."
        turn(tutor, x="1")
        await pilot.pause()
        assert line(tutor).startswith("○")
        turn(tutor, x="0")
        await until(pilot, lambda: line(tutor) == "✓ The probe stands at 0.")
        assert "✓" in str(tutor.lesson_screen.query_one(LessonEnd).render())
        turn(tutor, x="1")
        await pilot.pause()
        assert line(tutor).startswith("✓"), "once reached, it stays"
    kept = Progress(home).get("goals", "one")
    assert isinstance(kept, dict)
    assert list(kept.values()) == [True]


async def test_what_the_page_opens_with_reaches_no_goal(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    progress = Progress(home)
    progress.put("knobs", "activations", "x", value="0")
    progress.save()
    tutor = app(folder=lessons("one", 1, "activations", STILL))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        pane.draw()
        await pilot.pause()
        assert line(tutor).startswith("○")
        turn(tutor, tanh="on")
        await until(pilot, lambda: line(tutor).startswith("✓"))


async def test_a_goal_of_a_live_demo_is_ticked_at_the_step_that_reaches_it(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "axes", GOOD))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        turn(tutor, axis="1")
        await pilot.pause(0.1)
        assert line(tutor).startswith("○")
        await pilot.press("full_stop")
        await until(pilot, lambda: line(tutor) == "✓ Axis 1 has collapsed.")


async def test_where_the_page_is_out_of_sight_the_foot_tells_the_goal_and_then_its_keys_again(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_tutor.tui.widgets.foot.SAID", 0.3)
    tutor = app(folder=lessons("one", 1, "activations", STILL))
    async with tutor.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("d")
        foot = tutor.lesson_screen.query_one(Foot)
        keys = foot.render_line(0).text
        turn(tutor, x="0")
        await until(pilot, lambda: "The probe stands at 0." in foot.render_line(0).text)
        assert not tutor._notifications, "it would cover the demo"
        await until(pilot, lambda: foot.render_line(0).text == keys)


async def test_a_goal_that_goes_on_below_goes_on_under_its_first_word(
    app: MakeApp, lessons: Lessons
) -> None:
    long = STILL.replace("The probe stands at 0.", "The probe stands at 0, " + "again " * 12)
    tutor = app(folder=lessons("one", 1, "activations", long))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "\n" in line(tutor))
        first, *others = line(tutor).split("\n")
        assert first.startswith("○ The")
        assert all(other.startswith("  again") for other in others)


async def test_what_the_foot_told_of_a_lesson_leaves_with_it(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "activations", STILL)
    tutor = app("one", folder=lessons("two", 2))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        foot = tutor.lesson_screen.query_one(Foot)
        turn(tutor, x="0")
        await until(pilot, lambda: "The probe stands at 0." in foot.render_line(0).text)
        await pilot.press("n")
        await settled(pilot)
        assert "The probe stands at 0." not in foot.render_line(0).text


async def test_a_goal_that_the_foot_has_no_room_for_is_told_over_the_demo(
    app: MakeApp, lessons: Lessons
) -> None:
    goal = STILL.replace("The probe stands at 0.", "The probe stands at 0. " + "Long. " * 12)
    tutor = app(folder=lessons("one", 1, "activations", goal))
    async with tutor.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("d")
        turn(tutor, x="0")
        await until(pilot, lambda: bool(tutor._notifications))
        (told,) = tutor._notifications
        assert "The probe stands at 0." in told.message


async def test_a_goal_that_asks_is_ticked_by_the_right_option_alone(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    tutor = app(folder=lessons("one", 1, "axes", ASKING))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        turn(tutor, axis="1")
        await pilot.pause()
        (goal,) = tutor.lesson_screen.query(GoalLine)
        wrong, right = goal.query(SmallButton)
        wrong.press()
        await until(pilot, lambda: "Not (3,)" in line(tutor))
        assert line(tutor).startswith("○")
        right.press()
        await until(pilot, lambda: line(tutor) == "✓ What shape has the result?")
        assert not goal.query_one(".options").display
    assert Progress(home).get("goals", "one")


async def test_a_goal_that_cannot_be_read_is_text(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "activations", "```goal\nwhen: (\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert line(tutor) == "when: ("
        turn(tutor, x="0")
        await pilot.pause()


async def test_tab_goes_on_behind_an_option_that_was_chosen_and_behind_a_field_that_was_left(
    app: MakeApp, lessons: Lessons
) -> None:
    asked = "```python predict\n1 + 1\n```\n\n"
    tutor = app(folder=lessons("one", 1, "axes", asked + ASKING + "\n" + asked))
    async with tutor.run_test(size=(120, 60)) as pilot:
        await settled(pilot)
        turn(tutor, axis="1")
        first, second = tutor.lesson_screen.query(AnswerField)
        tutor.lesson_screen.query_one("#option-1", SmallButton).focus()
        await pilot.press("enter")
        await until(pilot, lambda: line(tutor).startswith("✓"))
        await pilot.press("tab")
        assert tutor.focused is second
        await pilot.press("escape", "tab")
        assert tutor.focused is not first
        assert tutor.focused in second.parent.children  # its button


async def test_on_another_page_tab_begins_with_its_first_field(
    app: MakeApp, lessons: Lessons
) -> None:
    asked = "```python predict\n1 + 1\n```\n"
    lessons("one", 1, "", asked)
    tutor = app("two", folder=lessons("two", 2, "", asked))
    async with tutor.run_test(size=(120, 60)) as pilot:
        await settled(pilot)
        for key in ("p", "n"):
            field, *_ = tutor.lesson_screen.query_one(LessonPage).document.query(AnswerField)
            field.focus()
            await pilot.press("escape", key)
            await settled(pilot)
            await until(pilot, lambda: not tutor.is_busy)
            await pilot.press("tab")
            page = tutor.lesson_screen.query_one(LessonPage)
            assert tutor.focused is page.document.query(AnswerField).first()
