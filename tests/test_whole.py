"""What belongs together is all there; what was forgotten is told by file and line."""

from pathlib import Path

import numpy as np
import pytest

from tests.practice.attempts import attempts
from tests.practice.solutions import RIGHT
from tui_tutor import demos
from tui_tutor.block import EXERCISE
from tui_tutor.course import Lesson, read_course
from tui_tutor.page import blocks
from tui_tutor.practice import exercises
from tui_tutor.practice.ladder import model
from tui_tutor.text import FALLBACK, sentences

PACKAGE = Path(__file__).parents[1] / "tui_tutor"
TEXT = PACKAGE / "text" / FALLBACK
FACTS = Path(__file__).parent / "facts"
OURS = read_course().lessons


def exercises_of(lessons: tuple[Lesson, ...]) -> set[str]:
    return {b.subject for lesson in lessons for b in blocks(lesson) if b.kind is EXERCISE}


@pytest.mark.parametrize("name", exercises.names())
def test_each_exercise_stands_in_a_lesson(name: str) -> None:
    file = PACKAGE / "practice" / "exercises" / f"{name}.py"
    assert name in exercises_of(OURS), f"{file}:1: no lesson has a block exercise={name}"


@pytest.mark.parametrize("name", exercises.names())
def test_each_exercise_has_its_texts(name: str) -> None:
    texts, exercise = sentences("exercises", FALLBACK), exercises.load(name)
    keys = ["stub", "hint1", "hint2", "hint3"]
    keys += [f"group.{key}" for key in exercise.inputs(np.random.default_rng(0))]
    keys += [f"property.{key}" for key in exercise.properties]
    keys += [f"idea.{key}" for key in exercise.ideas]
    lacking = [key for key in keys if f"{name}.{key}" not in texts]
    assert not lacking, f"{TEXT / 'exercises.toml'}:1: [{name}] lacks {', '.join(lacking)}"


@pytest.mark.parametrize("name", exercises.names())
def test_each_exercise_has_right_and_wrong_solutions(name: str) -> None:
    file = Path(__file__).parent / "practice" / "solutions.py"
    assert RIGHT.get(name), f"{file}:1: RIGHT lacks {name}"
    wrong = file.parent / "attempts" / f"{name}.txt"
    assert any(attempt.exercise == name for attempt in attempts()), f"{wrong}:1: none is wrong"


@pytest.mark.parametrize("name", exercises.names())
def test_each_exercise_has_a_model_answer(name: str) -> None:
    file = PACKAGE / "practice" / "exercises" / f"{name}.txt"
    assert model(name), f"{file}:1: there is no model answer for the ladder"


@pytest.mark.parametrize("name", demos.names())
def test_each_demo_has_its_text_and_a_lesson(name: str) -> None:
    assert (TEXT / f"{name}.toml").is_file(), f"{TEXT / name}.toml:1: the demo's text is missing"
    shown = {lesson.demo for lesson in OURS}
    assert name in shown, f"{PACKAGE / 'demos' / name}:1: no lesson says demo: {name}"


@pytest.mark.parametrize("lesson", OURS, ids=[lesson.name for lesson in OURS])
def test_each_lesson_has_facts_that_are_tested(lesson: Lesson) -> None:
    file = FACTS / f"test_{lesson.name}.py"
    assert file.is_file(), f"{file}:1: what {lesson.path} claims is not tested"


def test_no_two_lessons_have_the_same_order() -> None:
    taken: dict[int, Lesson] = {}
    for lesson in OURS:
        other = taken.setdefault(lesson.order, lesson)
        line = lesson.path.read_text(encoding="utf-8").split("\norder:")[0].count("\n") + 2
        assert other is lesson, f"{lesson.path}:{line}: order {lesson.order} is {other.name}'s"


def test_each_file_of_text_is_somebodys() -> None:
    """One whose demo or module has gone is told."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    for path in sorted(TEXT.glob("*.toml")):
        assert f'Words("{path.stem}")' in code, f"{path}:1: nothing reads it"
