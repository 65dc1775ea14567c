"""Predictions and exercises on the screen."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Button, Input, Label, Static, TextArea

from tests.practice.solutions import RIGHT
from tests.practice.test_hostile import HOSTILE, LIMITS, PATIENT, PRECIOUS, hostile
from tests.some import some, thorough
from tests.tui.test_app import settled, until
from tui_tutor.page import blocks
from tui_tutor.practice.check import check
from tui_tutor.practice.sandbox import MARK
from tui_tutor.review import is_unmet
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.screens.review import Review
from tui_tutor.tui.widgets.code import Code, Found
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.foot import GAP, Foot
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.line_order import LineOrder

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
WIDE = (120, 40)
PREDICT = "```python predict\nnp.arange(3) * 2\n```\n\nwhy: because it doubles\n"
SEEDED = "```python predict seed\nseed + 1\n```\n"


def fence(app: TutorApp) -> LessonFence:
    return app.lesson_screen.query(LessonFence).first(LessonFence)


def result(app: TutorApp) -> str:
    return str(fence(app).query_one(".result", Label).render())


def verdicts(app: TutorApp) -> list[str]:
    predictions = app.session.progress.get("predictions", "one", default={})
    return [kept["verdict"] for kept in predictions.values()]


async def answer(app: TutorApp, pilot: Pilot[None], text: str) -> None:
    field = fence(app).query_one(Input)
    field.focus()
    field.value = text
    await pilot.press("enter")


async def answer_right(app: TutorApp, pilot: Pilot[None], text: str) -> None:
    """Answer, and wait until it is told that this is right."""
    await answer(app, pilot, text)
    await until(pilot, lambda: "Yes." in result(app))


async def test_a_right_prediction(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "because it doubles" not in str(fence(tutor).query_one(Label).render())
        await answer_right(tutor, pilot, "[0, 2, 4]")
        assert "because it doubles" in result(tutor)
        await until(pilot, lambda: verdicts(tutor) == ["right"])


async def test_a_wrong_one_shows_both_sides(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "[0 2 6] [/b]")
        await until(pilot, lambda: "[0 2 4]" in result(tutor))
        assert "[0 2 6] [/b]" in result(tutor)
        await until(pilot, lambda: verdicts(tutor) == ["wrong"])
        said, got, why = result(tutor).splitlines()
        assert said.index("[0 2 6]") == got.index("[0 2 4]")
        assert why == "because it doubles"


async def test_a_wrong_one_is_told_its_idea_and_another_is_not(
    app: MakeApp, lessons: Lessons
) -> None:
    body = PREDICT.replace("why:", "if `[0 1 2 0 1 2]`: A list would be `repeated`.\n\nwhy:")
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "0, 1, 2, 0, 1, 2")
        await until(pilot, lambda: "A list would be repeated." in result(tutor))
        assert result(tutor).splitlines()[-1] == "because it doubles"
        await answer(tutor, pilot, "[0 2 6]")
        await until(pilot, lambda: "[0 2 6]" in result(tutor))
        assert "A list" not in result(tutor)


async def test_a_table_begins_on_its_own_line_and_code_in_the_reason_has_no_backticks(
    app: MakeApp, lessons: Lessons
) -> None:
    body = "```python predict\nnp.eye(2)\n```\n\nwhy: `eye` is **I**, said `[aloud]`.\n"
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "[[1 0] [0 2]]")
        await until(pilot, lambda: "eye is **I**, said [aloud]." in result(tutor))
        assert "\n[[1. 0.]\n [0. 1.]]\n" in result(tutor)
        await answer(tutor, pilot, "[[1 0] [0 1]]")
        await until(pilot, lambda: "Yes.\n[[1. 0.]\n [0. 1.]]" in result(tutor))


async def test_typing_the_answer_that_is_shown_is_no_prediction(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "[0 2 6]")
        await until(pilot, lambda: verdicts(tutor) == ["wrong"])
        await answer(tutor, pilot, "[0 2 4]")
        await until(pilot, lambda: "comes back in review" in result(tutor))
        assert "Yes." in result(tutor)
        await pilot.pause()
        assert verdicts(tutor) == ["wrong"]


async def test_after_an_answer_what_is_typed_next_takes_its_place(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "9")
        await until(pilot, lambda: "[0 2 4]" in result(tutor))
        await pilot.press("7", "8")
        assert fence(tutor).query_one(Input).value == "78"


async def test_what_was_predicted_before_is_told_when_the_program_starts_again(
    app: MakeApp, lessons: Lessons
) -> None:
    folder = lessons("one", 1, body=PREDICT)
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "[0 2 4]")
        await until(pilot, lambda: verdicts(tutor) == ["right"])
    again = app(folder=folder)
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "You have predicted this one." in result(again)
        assert fence(again).query_one(Input).value == ""


async def test_what_came_of_an_answer_is_seen_at_the_end_of_the_screen_too(
    app: MakeApp, lessons: Lessons
) -> None:
    above = "Before.\n\n" * 17
    tutor = app(folder=lessons("one", 1, body=above + PREDICT + "\n\nMore.\n" * 40))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        page, field = tutor.screen.query_one(LessonPage), fence(tutor).query_one(Input)
        page.scroll_to(y=field.virtual_region.y, animate=False, immediate=True)
        await pilot.pause()
        away = field.region.bottom - page.region.bottom  # the field is the last row in sight
        page.scroll_to(y=page.scroll_y + away, animate=False, immediate=True)
        await pilot.pause()
        assert field.region.bottom == page.region.bottom
        await answer(tutor, pilot, "9")
        await until(pilot, lambda: "it gives" in result(tutor))
        label = fence(tutor).query_one(".result")
        await until(pilot, lambda: page.region.contains_region(label.region))


async def test_a_field_that_was_scrolled_away_comes_back_to_who_types(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT + "\n\nMore.\n" * 100))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        field = fence(tutor).query_one(Input)
        field.focus()
        tutor.screen.query_one(LessonPage).scroll_end(animate=False)
        await pilot.pause()
        assert not tutor.screen.query_one(LessonPage).region.overlaps(field.region)
        await pilot.press("7")
        await pilot.pause()
        assert tutor.screen.query_one(LessonPage).region.contains_region(field.region)


async def test_pasted_rows_are_joined_with_a_blank(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body="```python predict\nnp.eye(2)\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        field = fence(tutor).query_one(Input)
        field.focus()
        await pilot.pause()
        field.post_message(events.Paste("[[1. 0.]\n [0. 1.]]\n"))
        await until(pilot, lambda: field.value == "[[1. 0.] [0. 1.]]")
        await pilot.press("enter")
        await until(pilot, lambda: "Yes." in result(tutor))


async def test_escape_leaves_the_field(app: MakeApp, lessons: Lessons) -> None:
    lessons("two", 2)
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        fence(tutor).query_one(Input).focus()
        await pilot.press("7", "escape", "n")
        await until(pilot, lambda: tutor.lesson_screen.lesson.name == "two")


async def test_skipping_is_said_and_a_right_answer_then_is_not_the_first(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        fence(tutor).query_one("#skip", Button).press()
        await until(pilot, lambda: "Skipped" in result(tutor))
        await answer_right(tutor, pilot, "[0 2 4]")
        await until(pilot, lambda: verdicts(tutor) == ["skipped"])


async def test_what_was_judged_is_not_overwritten_by_a_skip(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body=PREDICT))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer_right(tutor, pilot, "[0 2 4]")
        await pilot.press("tab", "enter")  # as who goes on to the next question does
        await settled(pilot)
        assert "Yes." in result(tutor)


async def test_other_numbers_where_the_lesson_has_a_seed(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body=SEEDED))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "seed = 0" in result(tutor))  # it can't be foretold unsaid
        field = fence(tutor).query_one(Input)
        wide = field.size.width
        await answer_right(tutor, pilot, "1")
        again = fence(tutor).query_one("#again", Button)
        await until(pilot, lambda: again.region.area > 0)
        assert field.size.width == wide, "what asks for other numbers takes no room from the field"
        again.press()
        await until(pilot, lambda: "seed =" in result(tutor))
        seed = fence(tutor).seed
        assert seed
        await answer_right(tutor, pilot, str(seed + 1))


async def test_code_runs_where_the_lesson_says_so(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body="```python run\nprint(6 * 7)\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        fence(tutor).query_one("#run", Button).press()
        await until(pilot, lambda: "42" in result(tutor))


async def opened(app: Any, lessons: Lessons, pilot: Pilot[None]) -> ExerciseScreen:
    await settled(pilot)
    fence(app).query_one("#write", Button).press()
    await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
    await pilot.pause()
    assert isinstance(app.screen, ExerciseScreen)
    return app.screen


def found(screen: ExerciseScreen) -> str:
    return str(screen.query_one("#found", Static).visual)


async def test_what_goes_on_below_goes_on_under_its_first_word(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    async with tutor.run_test(size=(60, 24)) as pilot:
        screen = await opened(tutor, lessons, pilot)
        report = screen.query_one("#found", Found)
        report.update("✗ one sample\n  softmax " + "gave something else " * 8 + "\nover")
        await pilot.pause()
        first, *rest = str(report.render()).split("\n")
        assert first == "✗ one sample"
        assert len(rest) > 2
        assert {line[:2] for line in rest[:-1]} == {"  "}
        assert rest[-1] == "over"


async def test_the_editor_opens_at_the_left_edge_and_the_cursor_in_the_body(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=axis_sum\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        editor = screen.query_one(TextArea)
        await until(pilot, lambda: editor.cursor_location == editor.document.end)
        assert editor.scroll_offset.x == 0
        assert editor.cursor_location[1] == 4


async def test_an_exercise_from_stub_to_passed(app: MakeApp, lessons: Lessons) -> None:
    folder = lessons("one", 1, body="```python exercise=relu\n```\n")
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        editor = screen.query_one(TextArea)
        assert "def relu(x):" in editor.text
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "returned None" in found(screen))
        editor.text = "import numpy as np\ndef relu(x):\n    return np.abs(x)"
        await pilot.press("f5")
        await until(pilot, lambda: "absolute value" in found(screen))
        editor.text = "import numpy as np\n" + RIGHT["relu"][0]
        await pilot.press("f5")
        await until(pilot, lambda: "Passed" in found(screen))
        assert tutor.session.progress.get("attempts", "relu") == 3
        assert tutor.session.progress.get("exercises", "relu") is True
        await pilot.press("escape")
        assert isinstance(tutor.screen, LessonScreen)
        await until(
            pilot, lambda: "✓ Written" in str(fence(tutor).query_one("#write", Button).label)
        )
    again = app(folder=folder)
    async with again.run_test(size=WIDE) as pilot:
        screen = await opened(again, lessons, pilot)
        assert screen.query_one(TextArea).text.endswith(RIGHT["relu"][0])
        await pilot.press("f4")
        assert "RIGHT" not in screen.query_one(TextArea).text


async def test_hints_and_solution(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        for number in (1, 2, 3):
            await pilot.press("f2")
            assert f"Hint {number}." in found(screen)
        await pilot.press("f3")
        assert "once more" in found(screen)
        await pilot.press("f3")
        assert "return np.maximum(0, x)" in str(screen.query_one(Code).render())


async def test_quitting_keeps_the_draft_and_ends_the_check(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        screen.query_one(TextArea).text = "def relu(x):\n    while True: pass\n"
        await pilot.press("ctrl+r", "ctrl+q")
    assert screen.cancelled.is_set()
    saved = json.loads((home / "progress.json").read_text(encoding="utf-8"))
    assert "while True" in saved["drafts"]["relu"]


async def test_the_mouse_alone_is_enough(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)

        async def click(action: str) -> None:
            foot, x = screen.query_one(Foot), 1
            for entry in foot.entries:
                if action in entry.keys:
                    await pilot.click(foot, offset=(x, 0))
                x += entry.width + GAP

        await click("hint")
        assert "Hint 1." in found(screen)
        await click("solution")
        await click("solution")
        assert "A short way to write it" in found(screen)
        screen.query_one(TextArea).text = "import numpy as np\n" + RIGHT["relu"][0]
        await click("check")
        await until(pilot, lambda: "Passed" in found(screen))
        await click("reset")
        assert "This is the stub again" in found(screen)
        await pilot.press("ctrl+z")
        assert screen.query_one(TextArea).text.endswith(RIGHT["relu"][0])
        await click("leave")
        assert isinstance(tutor.screen, LessonScreen)


async def test_what_matters_most_stands_first_and_the_rest_can_be_scrolled_to(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=softmax\n```\n"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        screen = await opened(tutor, lessons, pilot)
        naive = "import numpy as np\ndef softmax(a):\n    return np.exp(a) / np.sum(np.exp(a))"
        screen.query_one(TextArea).text = naive
        await pilot.press("f5")
        await until(pilot, lambda: "Not yet" in found(screen))
        assert found(screen).split("\n\n")[1].startswith("→ Two things at once.")
        pane = screen.query_one(VerticalScroll)
        await pilot.press("ctrl+down")
        assert pane.scroll_y > 0
        await pilot.press("ctrl+up", "ctrl+up")
        assert pane.scroll_y == 0


async def test_keys_are_answered_while_a_check_runs(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        editor = screen.query_one(TextArea)
        editor.text = "def relu(x):\n    while True: pass\n"
        editor.move_cursor(editor.document.end)
        await pilot.press("f5", "x", "y")
        assert editor.text.endswith("xy")
        await pilot.press("escape")
        assert isinstance(tutor.screen, LessonScreen)


@thorough
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the confinement is Linux's")
@pytest.mark.parametrize("most", some([3, len(HOSTILE)]))
async def test_the_app_answers_keys_while_hostile_code_is_checked(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    PRECIOUS.write_text("kept")
    limited = {name: partial(check, limits=LIMITS.get(name, PATIENT)) for name in HOSTILE}
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        editor = screen.query_one(TextArea)
        for name, (_, said) in [*HOSTILE.items()][:most]:
            monkeypatch.setattr("tui_tutor.tui.screens.exercise.check", limited[name])
            editor.text = hostile(name) + "\n# "
            editor.move_cursor(editor.document.end)
            await pilot.press("f5", "x", "y", "z")
            assert editor.text.endswith("# xyz"), name
            await until(pilot, lambda: "Not yet" in found(screen))
            assert " ".join(said.split()) in " ".join(found(screen).split()), name
        assert learners() == []
    assert PRECIOUS.read_text() == "kept"
    PRECIOUS.unlink()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
async def test_a_check_begun_anew_ends_the_one_before_and_leaving_counts_nothing(
    app: MakeApp, lessons: Lessons, home: Path
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        screen = await opened(tutor, lessons, pilot)
        screen.query_one(TextArea).text = "while True: pass"
        await pilot.press("f5", "f5", "f5")
        await until(pilot, lambda: len(learners()) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: not learners())
        await pilot.pause(0.2)
        assert tutor.session.progress.get("attempts", "relu") is None
        assert tutor.session.progress.get("exercises", "relu") is None


def learners() -> list[Path]:
    """Processes of ours that run a learner's code."""
    mark, found = f"{MARK}={os.getpid()}-".encode(), []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (entry / "environ").read_bytes():
                found.append(entry)
    return found


async def test_review_asks_the_next_numbers_and_tells_their_own_idea(
    app: MakeApp, lessons: Lessons
) -> None:
    body = PREDICT + "".join(
        f"\n```python predict again\nnp.arange({n}) + 1\n```\n\nif `{n}`: Not {n}.\n\nwhy: so\n"
        for n in (4, 5)
    )
    tutor = app(folder=lessons("one", 1, body=body))
    (block,) = blocks(tutor.session.course.find("one"))
    wrong = {"verdict": "wrong", "at": 1000}
    tutor.session.progress.put("predictions", "one", block.name, value=wrong)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(tutor.screen, Review) and fences(tutor.screen))
        await until(pilot, lambda: isinstance(tutor.focused, Input))
        await pilot.press("4", "enter")
        said = tutor.screen.query_one(".result", Label)
        await until(pilot, lambda: "Not 4." in str(said.render()))
        assert "[1 2 3 4]" in str(said.render())


async def test_an_exercise_that_is_not_passed_comes_back_too(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```\n"))
    tutor.session.progress.put("exercises", "relu", value=False)
    tutor.session.progress.put("drafts", "relu", value="def relu(x):\n    return written_before")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "1 to review" in notices(tutor))
        await pilot.press("v")
        await until(pilot, lambda: isinstance(tutor.screen, Review) and fences(tutor.screen))
        await until(pilot, lambda: tutor.screen.query("#write"))
        tutor.screen.query_one("#write", Button).press()
        await until(pilot, lambda: isinstance(tutor.screen, ExerciseScreen))
        await pilot.pause()
        assert "written_before" not in tutor.screen.query_one(TextArea).text
        tutor.screen.query_one(TextArea).text = "import numpy as np\n" + RIGHT["relu"][0]
        await pilot.press("f5")
        await until(pilot, lambda: tutor.session.progress.get("exercises", "relu") is True)
        await pilot.press("escape", "escape", "v")
        await until(pilot, lambda: isinstance(tutor.screen, Review) and not fences(tutor.screen))


async def test_what_was_missed_comes_back_with_other_numbers(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body=SEEDED))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await answer(tutor, pilot, "99")
        await until(pilot, lambda: verdicts(tutor) == ["wrong"])
        name = fence(tutor).block.name
        tutor.session.progress.put("predictions", "one", name, "at", value=1000)
        tutor.lesson_screen.query_one("LessonPage").focus()
        await pilot.press("v")
        await until(pilot, lambda: isinstance(tutor.screen, Review) and fences(tutor.screen))
        (again,) = fences(tutor.screen)
        await until(pilot, lambda: again.query(Input))
        assert again.seed
        field = again.query_one(Input)
        field.focus()
        field.value = str(again.seed + 1)
        await pilot.press("enter")
        await until(pilot, lambda: verdicts(tutor) == ["right"])
        await pilot.press("escape", "escape", "v")  # out of the field, out of the review
        await pilot.pause(0.3)
        assert fences(tutor.screen) == []


async def test_the_ladder_is_climbed_by_keys_and_its_first_rung_by_mouse_too(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=affine\n```\n"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        tutor.screen.query_one("#write", Button).press()
        await until(pilot, lambda: isinstance(tutor.screen, ExerciseScreen))
        await pilot.press("f8")
        await until(pilot, lambda: tutor.screen.query(LineOrder))
        order = tutor.screen.query_one(LineOrder)
        await pilot.press("f5")
        assert "No line stands in the function yet" in found(tutor.screen)
        right = order.puzzle.answer.splitlines()[1:]
        wanted = [order.puzzle.pieces.index(line) + 1 for line in right]
        for number in reversed(wanted):
            order.highlighted = order.get_option_index(str(number))
            await pilot.press("m")
        await pilot.press("home", "shift+down")
        assert order.taken == wanted
        first = order.gutter.top + 1
        await pilot.click(LineOrder, offset=(6, first))  # the first line, put back
        assert order.taken == wanted[1:]
        order.highlighted = order.get_option_index(str(wanted[0]))
        await pilot.press("enter", "up", "up", "up", "up", "up", "up")
        order.highlighted = order.get_option_index(str(wanted[0]))
        await pilot.press("alt+up")
        assert order.taken == wanted
        rungs = tutor.session.progress
        await pilot.pause()
        assert rungs.get("orders", "affine") == wanted, "kept as it comes"
        await pilot.press("f5")
        await until(pilot, lambda: rungs.get("rungs", "affine", "1") is True)
        await pilot.press("f8")
        editor = tutor.screen.query_one(TextArea)
        await until(pilot, lambda: "___" in editor.text)
        gaps = editor.text.count("___")
        await pilot.press("x")  # takes the place of the first gap
        assert editor.text.count("___") == gaps - 1
        assert editor.text.startswith("import numpy")
        await pilot.press("tab", "y")  # and of the next one, until none is left
        assert editor.text.count("___") == gaps - 2
        await pilot.press(*["tab", "z"] * gaps)
        assert "___" not in editor.text
        assert editor.text.endswith(" z"), "then it puts in blanks, as elsewhere"
        editor.text = order.puzzle.answer
        await pilot.press("f5")
        await until(pilot, lambda: rungs.get("rungs", "affine", "2") is True)
        assert rungs.get("exercises", "affine") is None, "it is not written yet"
        await pilot.press("f8")
        await until(pilot, lambda: "___" not in editor.text)
        assert "affine" not in order.puzzle.pieces
        assert "return" not in editor.text
        assert editor.cursor_location == editor.document.end


async def test_the_source_of_an_exercise_is_folded_until_it_was_tried_or_asked_for(
    app: MakeApp, lessons: Lessons
) -> None:
    body = "```python source=relu\n```\n\n```python exercise=relu\n```\n"
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert not tutor.screen.query_one("SourceFence #code-content").display
        tutor.screen.query_one("#unfold", Button).press()
        await until(pilot, lambda: tutor.screen.query_one("SourceFence #code-content").display)
        assert not is_unmet(tutor.session.progress, "relu")
        assert is_unmet(tutor.session.progress, "softmax")


def notices(tutor: TutorApp) -> str:
    return " ".join(notice.message for notice in tutor._notifications)


def fences(screen: Any) -> list[LessonFence]:
    return list(screen.query(LessonFence).results(LessonFence))
