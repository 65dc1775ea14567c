"""Kinds of blocks on the screen: the same however they are fenced, and open to new ones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from tests.some import some
from tests.test_page import FORMS
from tests.tui.test_app import settled, until
from tui_tutor.block import KINDS, Kind
from tui_tutor.cli import main
from tui_tutor.text import sentences
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.answer import AnswerFold
from tui_tutor.tui.widgets.fences import ExerciseFence, LessonFence
from tui_tutor.tui.widgets.kinds import WIDGETS
from tui_tutor.tui.widgets.lesson_document import LessonDocument
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.prediction import PredictionFence
from tui_tutor.tui.widgets.small_button import SmallButton
from tui_tutor.tui.widgets.touching import TouchingParagraph

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
WIDE = (120, 40)


@pytest.mark.parametrize("form", some(FORMS.values()), ids=FORMS.keys())
async def test_a_question_is_asked_and_kept_however_it_is_fenced(
    app: MakeApp, lessons: Lessons, form: str
) -> None:
    tutor = app(folder=lessons("one", 1, body=form))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        fence = tutor.lesson_screen.query_one(PredictionFence)
        await until(pilot, lambda: bool(fence.query(Input)))
        field = fence.query_one(Input)
        field.focus()
        field.value = "1"
        await pilot.press("enter")
        result = fence.query_one(".result", Label)
        await until(pilot, lambda: "Yes." in str(result.render()))
        assert "one more" in str(result.render())
        place = "predictions", "one", fence.block.name, "verdict"
        await until(pilot, lambda: tutor.session.progress.get(*place) == "right")


async def test_an_exercise_that_there_is_not_has_no_button(app: MakeApp, lessons: Lessons) -> None:
    body = "```python exercise=rleu\n```\n\n```python exercise=relu\n```\n"
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: bool(tutor.lesson_screen.query("#write")))
        (fence,) = tutor.lesson_screen.query(ExerciseFence)
        assert fence.block.subject == "relu"


class GuessFence(LessonFence):
    def controls(self) -> Iterator[Widget]:
        yield Static(f"Guess {self.block.subject}.", markup=False)


async def test_a_new_kind_is_a_row_a_widget_and_its_text(
    app: MakeApp,
    lessons: Lessons,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kind = Kind("guess", flags=("twice",), names=lambda: ["pi"], code=lambda name: f"np.{name}")
    monkeypatch.setitem(KINDS, kind.word, kind)
    monkeypatch.setitem(WIDGETS, kind.word, GuessFence)
    monkeypatch.setitem(
        sentences("course_check", "en"), "unknown.guess", "“{got}” can't be guessed"
    )
    body = "~~~python guess=pi twice\n~~~\n\n```python guess=tau thrice\n```\n"
    folder = lessons("one", 1, body=body)
    main(["check", str(folder)])
    faults = capsys.readouterr().out
    assert ":12: “tau” can't be guessed" in faults
    assert ":12: “thrice” says nothing beside “guess”; what may stand there: twice" in faults
    assert "one.md:9" not in faults
    main(["show", "one", "--lessons", str(folder)])
    assert "    np.pi\n" in capsys.readouterr().out
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        (fence,) = tutor.lesson_screen.query(GuessFence)
        assert fence.code == "np.pi"
        await until(pilot, lambda: bool(fence.query(".ask Static")))
        assert "Guess pi." in str(fence.query_one(".ask Static", Static).render())


async def test_a_heading_in_a_quote_is_found_too(app: MakeApp, lessons: Lessons) -> None:
    body = "## Far\n\n" + "Text.\n\n" * 60 + "> ## Far\n\n" + "Text.\n\n" * 60
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        page = tutor.lesson_screen.query_one(LessonPage)
        page.query_one(LessonDocument).show_heading("far-1")
        await until(pilot, lambda: page.scroll_y > 60)


async def test_what_was_to_be_seen_is_folded_until_it_is_asked_for(
    app: MakeApp, lessons: Lessons
) -> None:
    body = "1. Turn it. What comes?\n   > answer: two `words`\n2. Turn back.\n"
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        (fold,) = tutor.lesson_screen.query(AnswerFold)
        answer = fold.query_one(".result", Label)
        assert not answer.display
        fold.query_one(SmallButton).press()
        await until(pilot, lambda: answer.display)
        assert str(answer.render()) == "two words"
        fold.query_one(SmallButton).press()
        await until(pilot, lambda: not answer.display)


@pytest.mark.parametrize("colours", ["all", "none"])
async def test_code_in_a_sentence_can_be_told_from_it(
    app: MakeApp, lessons: Lessons, colours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_tutor.tui.widgets.touching.shades_are_lost", lambda: colours == "none")
    tutor = app(folder=lessons("one", 1, body="Turn `view` to it."))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        paragraph = next(iter(tutor.lesson_screen.query(TouchingParagraph)))
        looks = {segment.text: segment.style for segment in paragraph.render_line(0)}
        code, text = looks["view"], looks["Turn "]
        assert code
        assert text
        assert (code.bgcolor == text.bgcolor) == (colours == "none")
        assert bool(code.bold) == (colours == "none")
