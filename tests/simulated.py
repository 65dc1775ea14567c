"""A learner of 90 days on a frozen clock; `python -m tests.simulated` prints what came when."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tui_tutor import review
from tui_tutor.block import EXERCISE
from tui_tutor.course import read_course
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.recall import DAY

DAYS, KNOWS = 90, 0.85  # how often the learner is right


@dataclass(frozen=True)
class Met:
    """One question or exercise, on one day."""

    day: int
    name: str
    numbers: int
    asked: str  # the code that it was asked with; of an exercise the round
    right: bool


def days(folder: Path, seed: int = 0) -> Iterator[Met]:
    """One lesson of the course a day while there are some, and each day all that is due."""
    chance, course = random.Random(seed), read_course()
    with mock.patch.object(review, "time") as clock:
        for day in range(DAYS):
            clock.time.return_value = 1e9 + day * DAY
            progress = Progress(folder)  # as on each morning
            asked = [(one.lesson, one.block, one.numbers) for one in review.due(course, progress)]
            for lesson in course.lessons[day : day + 1]:
                asked += [(lesson, block, 0) for block in blocks(lesson)]
            for lesson, block, numbers in asked:
                right, name = chance.random() < KNOWS, block.subject or block.name
                if block.kind.asks:
                    verdict = "right" if right else "wrong"
                    review.record_prediction(progress, lesson.name, name, verdict, numbers)
                elif block.kind is EXERCISE:
                    review.record_attempt(progress, name, right)
                else:
                    continue
                form = f"{block.seed(numbers)} {block.form(numbers).code}"
                yield Met(day, name, numbers, form if block.kind.asks else str(numbers), right)
            progress.save()


def table(met: list[Met]) -> str:
    """A line for each thing: its days, ✗ where it was missed."""
    names = dict.fromkeys(one.name for one in met)
    rows = ((n, (f"{m.day}{'' if m.right else '✗'}" for m in met if m.name == n)) for n in names)
    return "\n".join(f"{name:24} {' '.join(when)}" for name, when in rows)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(table(list(days(Path(folder)))))
