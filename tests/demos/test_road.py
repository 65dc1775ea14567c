"""The last demo: it counts what is kept on this machine, and is kind where nothing is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.demos import pictures
from tests.demos.pictures import ends
from tui_tutor import digits, kept
from tui_tutor.cli import read_session
from tui_tutor.course import Course, read_course
from tui_tutor.demo import Size
from tui_tutor.demos import training
from tui_tutor.demos.road import LOOP, Knobs, demo
from tui_tutor.demos.road.record import Look, recorded
from tui_tutor.demos.training.run import Bench
from tui_tutor.digits import Digits
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.folders import data_folder
from tui_tutor.nets import Network
from tui_tutor.nets.layers import Affine
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.review import record_prediction
from tui_tutor.session import Session

PAGE = """---
title: {title}
summary: About {title}.
part: {part}
order: {order}
---
# {title}

```python predict
{order} + 1
```

why: one more.

```python predict
{order} + 2
```

why: two more.

```python exercise={exercise}
```
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Three lessons in two parts, the last of them the road itself."""
    for order, (title, part, exercise) in enumerate(
        [
            ("Relu", "A neuron", "relu"),
            ("Loss", "Learning", "softmax"),
            ("Road", "Learning", "relu"),
        ]
    ):
        page = PAGE.format(title=title, part=part, order=order, exercise=exercise)
        if title == "Road":
            page = page.replace("order: 2", "order: 2\ndemo: road")
        (tmp_path / f"{title.lower()}.md").write_text(page)
    return replace(read_course(tmp_path), elsewhere="")


def text(course: Course) -> str:
    """The road of that course, as it stands on this machine."""
    return pictures.text(demo(Session(course, Progress(data_folder()))))


def walked(home: Path, course: Course, lessons: int) -> None:
    """The first lessons done: one prediction right, the other wrong; the exercise passed."""
    progress = Progress(home)
    for lesson in course.lessons[:lessons]:
        progress.put("done", lesson.name, value=True)
        first, second, exercise = blocks(lesson)
        record_prediction(progress, lesson.name, first.name, "right")
        record_prediction(progress, lesson.name, second.name, "wrong")
        progress.put("exercises", exercise.values["exercise"], value=True)
    progress.save()


def test_a_newcomer_is_told_what_is_empty_and_where_to_begin(course: Course, home: Path) -> None:
    shown = text(course)
    assert "A neuron ◎ 0 of 1" in shown
    assert "Learning ○━○ 0 of 2" in shown
    assert "none yet: every lesson asks" in shown
    assert "none yet: lessons have some" in shown
    assert "Nothing is done yet" in shown
    assert "begins with Relu" in shown
    assert "none yet: lesson" in shown
    assert "To review" not in shown
    assert not home.exists(), "looking writes nothing"


def test_it_counts_what_was_done(course: Course, home: Path) -> None:
    walked(home, course, 1)
    shown = text(course)
    assert "A neuron ● 1 of 1" in shown
    assert "Learning ◎━○ 0 of 2" in shown
    assert "1 of 3" in shown
    assert "1 right, 1 missed, of 6" in shown
    assert "1 of 2" in shown, "an exercise that two lessons have is one exercise"
    assert "Next on the road: Loss. About Loss." in shown
    assert "To review: 1." in shown


def test_lesson_by_lesson_it_tells_what_is_read_tried_written_due_and_firm(
    course: Course, home: Path
) -> None:
    walked(home, course, 1)
    progress = Progress(home)
    progress.put("read", "loss", value=[0, 1])
    known = {"verdict": "right", "at": 1e9, "times": 4}
    progress.put("predictions", "loss", blocks(course.find("loss"))[0].name, value=known)
    progress.save()
    road = demo(Session(course, Progress(home)))
    rows = {line.split()[0]: line.split()[1:] for line in pictures.lines(road, view="lessons")[1:4]}
    assert rows["Relu"] == ["✓", "3/3", "1/1", "1", "·"]
    assert rows["Loss"] == ["…", "1/3", "·", "1", "1/3"]
    # The exercise of the first lesson stands in this one, too.
    assert rows["Road"] == ["·", "1/3", "1/1", "1", "·"]


def test_where_there_is_no_room_for_all_lessons_those_that_were_begun_are_shown(
    course: Course, home: Path
) -> None:
    walked(home, course, 1)
    many = replace(course, lessons=course.lessons * 9)
    road = demo(Session(many, Progress(home)))
    shown = pictures.text(road, 0, Size(54, 20), view="lessons")
    assert "Relu" in shown
    assert "Loss" not in shown
    assert "lessons more" in shown


@pytest.mark.parametrize("lessons", [2, 3])
def test_the_end_of_the_road_is_reached_on_this_page(
    course: Course, home: Path, lessons: int
) -> None:
    walked(home, course, lessons)
    assert "walked the whole road" in text(course)


def test_the_best_run_is_shown_for_each_set_of_digits(course: Course) -> None:
    kept.keep_best(kept.Best(0.9234, 0.9111), "drawn digits")
    kept.keep_best(kept.Best(0.9712, 0.9654), "MNIST")
    kept.keep_best(kept.Best(0.9612, 0.9754), "MNIST")
    shown = text(course)
    assert "validation 92.3%, test 91.1% (drawn digits, opened 1×)" in shown
    assert "validation 97.1%, test 96.5% (MNIST, opened 2×)" in shown


def test_own_digits_are_read_by_the_network_that_is_kept(course: Course) -> None:
    images, labels = draw_digits(20, seed=1)
    labels[:] = 3
    kept.keep_digits(images, labels)
    assert "20 kept, no network to read them" in text(course)
    bias = np.zeros(10, np.float32)
    bias[3] = 1.0  # whatever it sees, it says 3
    network = Network((Affine(np.zeros((784, 10), np.float32), bias),))
    kept.keep_network(kept.Reader(network, "nothing", "nothing", 0.1))
    assert "20 of 20 read" in text(course)
    kept.keep_digits(images, labels - np.uint8(1))
    assert "0 of 20 read" in text(course)


def test_the_network_that_the_learner_wrote_is_told_with_how_well_it_reads(course: Course) -> None:
    assert "not yet" in text(course)
    network = Network((Affine(np.zeros((784, 10), np.float32), np.zeros(10, np.float32)),))
    kept.keep_own_network(kept.Reader(network, "drawn", "MNIST", 0.917))
    assert "written; 91.7% of MNIST" in text(course)


def test_it_looks_again_when_a_knob_is_turned(course: Course, home: Path) -> None:
    session = Session(course, Progress(home))
    look = Look(session)
    session.progress.put("done", course.lessons[0].name, value=True)
    assert not look.snapshot().stops[0].done
    assert look.step(Knobs("loop")) is False
    assert look.snapshot().stops[0].done


def test_the_loop_stands_in_order_with_what_is_done(course: Course, home: Path) -> None:
    walked(home, course, 2)
    shown = pictures.lines(demo(Session(course, Progress(home))), view="loop")
    steps = [line for line in shown if "○" in line or "● L" in line or "● R" in line]
    assert len(steps) == len(LOOP)
    assert steps[2].startswith("┌▶ mini-batch")
    assert steps[7].startswith("└─ update")
    assert "softmax_cross_entropy  ● Loss" in steps[5]
    assert "○ descent" in steps[7], "a lesson that this course lacks goes by its name"


def test_damaged_files_are_told_and_do_not_stop_it(course: Course, home: Path) -> None:
    home.mkdir()
    (home / "progress.json").write_text("{")
    (home / "best.json").write_text('{"MNIST": 0.9, "mine": {"validation": NaN, "test": 2}}')
    (home / "network.npz").write_text("no")
    shown = text(course)
    assert "progress was damaged" in shown
    assert "none yet" in shown


@pytest.mark.parametrize("width", [40, 56, 78, 120])
def test_it_keeps_its_room(width: int) -> None:
    kept.keep_best(kept.Best(0.9, 0.9), "drawn digits")
    road = demo(read_session(None))
    for change in ends(Knobs()):
        assert max(map(len, pictures.lines(road, 1, Size(width, 26), **change))) <= width


def test_our_own_course_is_counted_whole() -> None:
    record = recorded(read_session(None))
    assert len(record.stops) == len(read_course().lessons)
    assert record.stops[-1].lesson.name == "road"


def test_the_studio_keeps_the_best_that_a_run_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Digits("small", True, *draw_digits(300, seed=1), *draw_digits(100, seed=2))
    monkeypatch.setattr(digits, "load", lambda *_: small)
    knobs = training.Knobs(epochs=1, batch_size=50)
    studio = Bench().begin(knobs, 0)
    while studio.step(knobs):
        pass
    now = studio.snapshot().now
    assert now is not None
    assert kept.best()["small"].validation == now.evaluations[-1].unseen_accuracy


def test_a_best_is_kept_only_where_it_is_one(home: Path) -> None:
    assert kept.best() == {}
    assert kept.keep_best(kept.Best(0.9, 0.7), "MNIST") == ""
    assert kept.keep_best(kept.Best(0.8, 0.8), "MNIST") == ""
    assert kept.keep_best(kept.Best(0.7, 0.7), "drawn digits") == ""
    mnist = kept.Best(0.9, 0.7, opened=2)  # its better test does not choose the second
    assert kept.best() == {"MNIST": mnist, "drawn digits": kept.Best(0.7, 0.7)}
    (home / "best.json").write_text("[1]")
    assert kept.best() == {}
