"""Review: what comes back when, in which order, and what a lesson's tally says."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.simulated import days
from tests.test_page import FORMS
from tui_tutor import review
from tui_tutor.course import Course, read_course
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.recall import DAY
from tui_tutor.review import (
    Tally,
    attempts,
    due,
    in_days,
    in_words,
    nothing_due,
    record_attempt,
    record_prediction,
    record_shown,
    record_solution_shown,
    tally,
    verdict_on,
)

LESSON = """---
title: One
summary: s
part: p
order: 1
---
```python predict seed
seed + 1
```

why: it is one more

```python predict
2 + 2
```

```python exercise=relu
```
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "one.md").write_text(LESSON)
    return read_course(tmp_path)


def test_blocks_bring_their_why(course: Course) -> None:
    first, second, third = blocks(course.find("one"))
    assert (first.why, second.why, third.values) == ("it is one more", "", {"exercise": "relu"})


class Clock:
    """The time of day as review sees it."""

    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def time(self) -> float:
        return self.now

    def days(self, days: float) -> None:
        self.now += days * DAY


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(review, "time", made)
    return made


def codes(course: Course, progress: Progress) -> list[str]:
    return [one.block.code or one.block.subject for one in due(course, progress)]


def test_what_was_missed_comes_back_tomorrow_the_longest_due_first(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    record_prediction(progress, "one", second.name, "skipped")
    clock.days(0.1)
    record_prediction(progress, "one", first.name, "wrong")
    record_attempt(progress, "relu", passed=False)
    clock.days(0.8)
    assert codes(course, progress) == []
    clock.days(0.3)
    assert codes(course, progress) == ["2 + 2", "seed + 1", "relu"]
    record_prediction(progress, "one", second.name, "right", numbers=1)
    assert codes(course, progress) == ["seed + 1", "relu"]


def test_what_is_known_comes_back_after_1_3_7_and_21_days_and_is_firm_from_a_week_on(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    record_prediction(progress, "one", name, "right")
    for wait in (1, 3, 7, 21):
        assert in_days(course, progress) == wait
        assert ("a day." if wait == 1 else f"{wait} days.") in nothing_due(course, progress)
        clock.days(wait - 0.1)
        record_prediction(progress, "one", name, "right", numbers=wait)  # early: says nothing
        assert due(course, progress) == []
        clock.days(0.1)
        (one,) = due(course, progress)
        assert tally(progress, course.find("one")).firm == (wait == 21)
        record_prediction(progress, "one", name, "right", one.numbers)
    clock.days(1000)
    assert due(course, progress) == []
    assert in_days(course, progress) is None


def test_one_miss_brings_it_back_tomorrow_and_it_is_no_longer_firm(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    for _ in range(4):
        record_attempt(progress, "relu", passed=True)
        clock.days(22)
    assert tally(progress, course.find("one")).firm == 1
    record_attempt(progress, "relu", passed=False)
    assert tally(progress, course.find("one")).firm == 0
    assert in_days(course, progress) == 1


def test_trying_what_is_passed_and_not_due_takes_nothing_back(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    record_attempt(progress, "relu", passed=True)
    clock.days(1)
    record_attempt(progress, "relu", passed=True)
    record_attempt(progress, "relu", passed=False)
    assert in_days(course, progress) == 3


def test_skipping_early_takes_nothing_back(course: Course, home: Path) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    record_prediction(progress, "one", name, "right")
    record_prediction(progress, "one", name, "skipped")
    assert tally(progress, course.find("one")).right == 1


def test_the_answer_that_was_shown_today_takes_no_miss_back(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    assert record_prediction(progress, "one", first.name, "wrong", numbers=3)
    assert record_prediction(progress, "one", second.name, "skipped")
    clock.days(0.5)
    assert not record_prediction(progress, "one", first.name, "right", numbers=3)
    assert not record_prediction(progress, "one", second.name, "right")
    assert record_prediction(progress, "one", first.name, "right", numbers=4)  # never shown
    assert verdict_on(progress, "one", second.name)[0] == "skipped"
    clock.days(1)
    assert record_prediction(progress, "one", second.name, "right")


def test_what_was_shown_and_then_typed_is_not_known(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    record_prediction(progress, "one", name, "right")
    record_attempt(progress, "relu", passed=True)
    clock.days(2)
    record_shown(progress, "one", name, 1)
    assert not record_prediction(progress, "one", name, "right", numbers=1)
    record_solution_shown(progress, "relu")
    record_attempt(progress, "relu", passed=True)
    assert tally(progress, course.find("one")).exercises == {"relu": "passed"}
    assert codes(course, progress) == ["seed + 1"]
    clock.days(1)
    assert codes(course, progress) == ["seed + 1", "relu"]


def test_what_an_older_version_kept_is_carried_over(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    at = round(clock.now)
    progress.put("predictions", "one", first.name, value={"verdict": "right", "at": at, "seed": 7})
    progress.put("predictions", "one", second.name, value={"verdict": "wrong", "at": 1000})
    progress.put("exercises", "relu", value=True)
    progress.put("tried", "relu", value=at)
    assert codes(course, progress) == ["2 + 2"]
    clock.days(1)
    assert [one.numbers for one in due(course, progress)] == [1, 8, 1]
    for one in due(course, progress)[:2]:
        assert record_prediction(progress, "one", one.block.name, "right", one.numbers)
    record_attempt(progress, "relu", passed=True)
    clock.days(1)
    assert codes(course, progress) == ["2 + 2"]  # the others are known for the second time


def test_the_numbers_are_the_next_ones_each_round(course: Course, home: Path, clock: Clock) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    record_prediction(progress, "one", name, "wrong", numbers=0)
    asked = []
    for verdict in ("wrong", "right", "skipped", "right", "wrong"):
        clock.days(3)
        (one,) = due(course, progress)
        asked.append(one.numbers)
        record_prediction(progress, "one", name, verdict, one.numbers)
    assert asked == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("jump", [-400.0, -30, -0.5, 400, 40_000])
def test_a_wrong_clock_loses_nothing_and_what_it_kept_comes_back(
    course: Course, home: Path, clock: Clock, jump: float
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    record_prediction(progress, "one", first.name, "right")
    clock.days(jump)
    record_prediction(progress, "one", second.name, "right")
    clock.days(-jump)
    clock.days(2)
    assert set(codes(course, progress)) == {"seed + 1", "2 + 2"}
    for one in due(course, progress):
        record_prediction(progress, "one", one.block.name, "right", one.numbers)
    assert due(course, progress) == []
    assert (in_days(course, progress) or 99) <= 3


def test_two_programs_that_review_at_once_lose_nothing(
    course: Course, home: Path, clock: Clock
) -> None:
    one, two = Progress(home), Progress(home)
    name = blocks(course.find("one"))[0].name
    record_prediction(one, "one", name, "right")
    one.save()
    clock.days(1)
    record_prediction(one, "one", name, "wrong", numbers=1)
    one.save()
    clock.days(0.1)
    record_prediction(two, "one", name, "right", numbers=1)  # its answer stands in the other
    record_attempt(two, "relu", passed=True)
    two.save()
    kept = Progress(home)
    assert verdict_on(kept, "one", name)[0] == "wrong"
    assert tally(kept, course.find("one")).exercises == {"relu": "passed"}


def test_a_page_of_which_nothing_comes_back_yet_is_not_read(
    course: Course, home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, lesson = Progress(home), course.find("one")
    asked = [*blocks(lesson)][1]
    record_attempt(progress, "relu", True)
    record_prediction(progress, "one", asked.name, "right")
    monkeypatch.setattr(review, "blocks", lambda lesson: pytest.fail("the page was read"))
    assert due(course, progress) == []
    monkeypatch.undo()
    clock.days(2)
    assert [one.block.subject for one in due(course, progress)] == ["", "relu"]


def test_lessons_mix(course: Course, home: Path, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "en" / "two.md").write_text(LESSON.replace("order: 1", "order: 2"))
    both, progress = read_course(tmp_path), Progress(home)
    for lesson in both.lessons:
        for block in blocks(lesson)[:2]:
            record_prediction(progress, lesson.name, block.name, "wrong")
            clock.days(0.01)
    clock.days(2)
    assert [one.lesson.name for one in due(both, progress)] == ["one", "two", "one", "two"]


def test_what_was_passed_stays_passed(course: Course, home: Path) -> None:
    progress = Progress(home)
    for passed in (False, True, False):
        record_attempt(progress, "relu", passed=passed)
    assert tally(progress, course.find("one")).exercises == {"relu": "passed"}
    assert attempts(progress, "relu") == 3


def test_reordering_lessons_and_their_blocks_loses_nothing(
    course: Course, home: Path, tmp_path: Path
) -> None:
    progress = Progress(home)
    record_prediction(progress, "one", blocks(course.find("one"))[0].name, "right")
    record_attempt(progress, "relu", passed=True)
    before = tally(progress, course.find("one"))
    head, body = LESSON.rsplit("---\n", 1)
    question, why, other, write = body.split("\n\n")
    head = head.replace("order: 1", "order: 9") + "---\n"
    (tmp_path / "en" / "one.md").write_text(head + "\n\n".join((write, other, question, why)))
    (tmp_path / "en" / "zero.md").write_text(head)
    turned = read_course(tmp_path)
    assert [lesson.name for lesson in turned.lessons] == ["one", "zero"]
    assert tally(progress, turned.find("one")) == before


def test_a_tally_in_words() -> None:
    assert in_words(Tally(3, 0, 0, 0, {"relu": "new"})) == ""
    said = in_words(Tally(3, 1, 0, 2, {"relu": "attempted", "sigmoid": "passed"}))
    assert said == "1 of 3 predicted right · 2 skipped · 1 of 2 written · 1 not passed yet"


def test_the_tally_counts_and_an_attempted_exercise_comes_back(course: Course, home: Path) -> None:
    progress = Progress(home)
    lesson = course.find("one")
    assert tally(progress, lesson).exercises == {"relu": "new"}
    record_prediction(progress, "one", blocks(lesson)[0].name, "right")
    progress.put("exercises", "relu", value=False)
    count = tally(progress, lesson)
    assert (count.predictions, count.right, count.wrong) == (2, 1, 0)
    assert count.exercises == {"relu": "attempted"}
    (one,) = due(course, progress)
    assert one.block.values == {"exercise": "relu"}
    progress.put("exercises", "relu", value=True)
    progress.put("tried", "relu", value=time.time())
    assert due(course, progress) == []


def test_a_foreign_progress_file_does_no_harm(course: Course, home: Path) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    for odd in ("wrong", 3, {"verdict": "wrong", "at": "noon"}, {"at": 5}, None, []):
        progress.put("predictions", "one", name, value=odd)
        due(course, progress)
        tally(progress, course.find("one"))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_question_counts_and_comes_back_however_it_is_fenced(
    tmp_path: Path, home: Path, clock: Clock, form: str
) -> None:
    head, _ = LESSON.rsplit("---\n", 1)
    (tmp_path / "one.md").write_text(head + "---\n" + form)
    course, progress = read_course(tmp_path), Progress(home)
    lesson = course.find("one")
    (block,) = blocks(lesson)
    record_prediction(progress, "one", block.name, "wrong")
    clock.days(1)
    assert (tally(progress, lesson).predictions, tally(progress, lesson).wrong) == (1, 1)
    (one,) = due(course, progress)
    assert (one.block.code, one.block.why) == ("seed + 1", "one more")


def test_what_was_done_stays_where_lessons_change_places_and_blocks_move(
    course: Course, home: Path, clock: Clock
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    record_prediction(progress, "one", first.name, "right")
    record_prediction(progress, "one", second.name, "wrong")
    record_attempt(progress, "relu", passed=True)
    before = tally(progress, course.find("one"))
    path = course.find("one").path
    head, predictions, rest = LESSON.replace("order: 1", "order: 90").partition("```python predict")
    moved = head.replace("part: p", "part: q") + "# One\n\nA sentence that is new.\n\n"
    path.write_text(moved + predictions + rest)
    (path.parent / "two.md").write_text(LESSON.replace("order: 1", "order: 5"))
    again = read_course(path.parent.parent)
    assert [lesson.name for lesson in again.lessons] == ["two", "one"]
    assert tally(Progress(home), again.find("one")) != before, "nothing is saved yet"
    progress.save()
    assert tally(Progress(home), again.find("one")) == before
    clock.days(1)
    assert [one.block.code for one in due(again, Progress(home))] == ["", "seed + 1", "2 + 2"]


def test_every_question_of_the_course_has_three_forms_at_least() -> None:
    asked = [b for lesson in read_course().lessons for b in blocks(lesson) if b.kind.asks]
    assert asked
    for block in asked:
        rounds = {(block.form(n).code, block.seed(n)) for n in range(3)}
        assert len(rounds) == 3, block.code
        assert all(block.form(n).why for n in range(3)), block.code
        for period in re.findall(r"% (\d+)", block.code if "seed" in block.flags else ""):
            assert int(period) >= 3, block.code


def test_ninety_days_of_a_learner(home: Path) -> None:
    met = list(days(home))
    for name in {one.name for one in met if one.numbers}:
        of_it = [one for one in met if one.name == name]
        if [one.numbers for one in of_it].count(0) > 1:
            continue  # it stands in two lessons, and was met early in the second
        known = 0
        for one, following in pairwise(of_it):
            known = known + 1 if one.right else 0
            assert following.day - one.day == (1, 1, 3, 7, 21)[known], (name, one)
        for three in zip(of_it, of_it[1:], of_it[2:], strict=False):
            assert len({one.asked for one in three}) == 3, name
