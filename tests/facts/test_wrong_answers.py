"""What the lessons say of wrong answers: the slip that each names does lead to that answer.

`wrong_ways.txt` has a row for each: the answer, and the slip as code for the question's last line.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.some import some
from tui_tutor.block import Block
from tui_tutor.course import Lesson, read_course
from tui_tutor.outcomes import outcomes
from tui_tutor.page import blocks
from tui_tutor.practice.predict import compare

FILE = Path(__file__).with_name("wrong_ways.txt")
ROWS = FILE.read_text(encoding="utf-8")


def ways() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each lesson's rows: an answer, and the code that leads to it."""
    for part in ROWS.split("# ")[1:]:
        lesson, *rows = filter(None, part.splitlines())
        yield lesson, [(answer, way) for answer, _, way in (row.partition(" <- ") for row in rows)]


@pytest.mark.parametrize(("lesson", "rows"), some(ways(), 8), ids=[lesson for lesson, _ in ways()])
def test_the_slip_leads_to_the_answer(lesson: str, rows: list[tuple[str, str]]) -> None:
    page = blocks(read_course().find(lesson))
    forms = [form for block in page if block.kind.asks for form in block.forms]
    tried = [(row, _after(form, row[1])) for row in rows for form in forms if _has(form, row[0])]
    came = outcomes([block for _, block in tried])
    led = {row for (row, _), outcome in zip(tried, came, strict=True)
           if compare(row[0], outcome).right}  # fmt: skip
    lines = ROWS.splitlines()
    astray = [lines.index(" <- ".join(row)) + 1 for row in rows if row not in led]
    assert not astray, "\n".join(f"{FILE}:{line}: the slip leads elsewhere" for line in astray)


@pytest.mark.parametrize("lesson", read_course().lessons, ids=lambda lesson: lesson.name)
def test_what_a_lesson_says_of_wrong_answers_is_tried(lesson: Lesson) -> None:
    forms = [form for block in blocks(lesson) if block.kind.asks for form in block.forms]
    told = any(form.ideas for form in forms)
    rows = dict(ways()).get(lesson.name)
    assert rows or not told, f"{FILE}:1: no row tries the wrong answers of {lesson.path}"


def _has(form: Block, answer: str) -> bool:
    return any(idea.answer == answer for idea in form.ideas)


def _after(form: Block, way: str) -> Block:
    """The question's code, with the slip for its last line."""
    before, newline, _ = form.code.rpartition("\n")
    return Block("python", form.flags, {}, f"{before}{newline}{way}", form.line)
