"""Review: what counts as missed, in which order it comes back, and what a lesson's tally says."""

from pathlib import Path

import pytest

from tests.test_page import FORMS
from tui_tutor import review
from tui_tutor.course import Course, read_course
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.review import (
    Tally,
    attempts,
    in_words,
    missed,
    record_attempt,
    record_prediction,
    tally,
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


def test_the_oldest_comes_first_and_right_ones_stay_away(
    course: Course, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    times = iter([2000.0, 1000.0, 3000.0])
    monkeypatch.setattr(review.time, "time", lambda: next(times, 4000.0))
    record_prediction(progress, "one", first.name, "wrong")
    record_prediction(progress, "one", second.name, "skipped")
    assert [one.block.code for one in missed(course, progress)] == ["2 + 2", "seed + 1"]
    record_prediction(progress, "one", second.name, "right")
    assert [one.block.code for one in missed(course, progress)] == ["seed + 1"]


def test_skipping_takes_nothing_back(course: Course, home: Path) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    record_prediction(progress, "one", name, "right")
    record_prediction(progress, "one", name, "skipped")
    assert missed(course, progress) == []


def test_the_answer_that_was_just_shown_takes_no_miss_back(
    course: Course, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress(home)
    first, second, _ = blocks(course.find("one"))
    now = 1000.0
    monkeypatch.setattr(review.time, "time", lambda: now)
    assert record_prediction(progress, "one", first.name, "wrong", seed=3)
    assert record_prediction(progress, "one", second.name, "skipped")
    now += 60
    assert not record_prediction(progress, "one", first.name, "right", seed=3)
    assert not record_prediction(progress, "one", second.name, "right")
    assert [one.block for one in missed(course, progress)] == [first, second]
    assert record_prediction(progress, "one", first.name, "right", seed=4)  # never shown
    assert [one.block for one in missed(course, progress)] == [second]
    now += 3600
    assert record_prediction(progress, "one", second.name, "right")
    assert missed(course, progress) == []


def test_a_miss_kept_by_an_older_version_comes_back_and_can_be_made_good(
    course: Course, home: Path
) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[1].name
    progress.put("predictions", "one", name, value={"verdict": "wrong", "at": 1000})
    assert len(missed(course, progress)) == 1
    assert record_prediction(progress, "one", name, "right")
    assert missed(course, progress) == []


def test_an_attempted_exercise_takes_its_place_by_when_it_was_tried(
    course: Course, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress(home)
    first, second, third = blocks(course.find("one"))
    times = iter([200.0, 100.0, 300.0, 400.0])
    monkeypatch.setattr(review.time, "time", lambda: next(times))
    record_attempt(progress, "relu", passed=False)
    record_prediction(progress, "one", first.name, "wrong")
    record_prediction(progress, "one", second.name, "wrong")
    assert [m.block for m in missed(course, progress)] == [first, third, second]
    record_attempt(progress, "relu", passed=False)
    assert [m.block for m in missed(course, progress)] == [first, second, third]
    assert attempts(progress, "relu") == 2


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
    (one,) = missed(course, progress)
    assert one.block.values == {"exercise": "relu"}
    progress.put("exercises", "relu", value=True)
    assert missed(course, progress) == []


def test_a_foreign_progress_file_does_no_harm(course: Course, home: Path) -> None:
    progress = Progress(home)
    name = blocks(course.find("one"))[0].name
    for odd in ("wrong", 3, {"verdict": "wrong", "at": "noon"}, {"at": 5}, None, []):
        progress.put("predictions", "one", name, value=odd)
        missed(course, progress)
        tally(progress, course.find("one"))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_question_counts_and_comes_back_however_it_is_fenced(
    tmp_path: Path, home: Path, form: str
) -> None:
    head, _ = LESSON.rsplit("---\n", 1)
    (tmp_path / "one.md").write_text(head + "---\n" + form)
    course, progress = read_course(tmp_path), Progress(home)
    lesson = course.find("one")
    (block,) = blocks(lesson)
    record_prediction(progress, "one", block.name, "wrong")
    assert (tally(progress, lesson).predictions, tally(progress, lesson).wrong) == (1, 1)
    (one,) = missed(course, progress)
    assert (one.block.code, one.block.why) == ("seed + 1", "one more")


def test_what_was_done_stays_where_lessons_change_places_and_blocks_move(
    course: Course, home: Path
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
    assert [one.block.code for one in missed(again, Progress(home))] == ["2 + 2"]
