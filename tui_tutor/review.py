"""What was done in each lesson, and what was missed and should come back, the oldest first."""

import time
from dataclasses import dataclass
from typing import Any

from tui_tutor.course import Block, Course, Lesson, blocks
from tui_tutor.progress import Progress

RIGHT, WRONG, SKIPPED = "right", "wrong", "skipped"


@dataclass(frozen=True)
class Missed:
    """A prediction that was wrong or skipped, or an exercise that has not been passed yet."""

    lesson: Lesson
    block: Block
    at: float  # seconds since 1970


@dataclass(frozen=True)
class Tally:
    """How far a learner is in one lesson."""

    predictions: int
    right: int
    wrong: int
    skipped: int
    exercises: dict[str, str]  # name → "passed", "attempted" or "new"


def record_prediction(progress: Progress, lesson: str, block: str, verdict: str) -> None:
    """Keep what came of a prediction. Skipping one that was made before changes nothing."""
    if verdict != SKIPPED or progress.get("predictions", lesson, block) is None:
        value = {"verdict": verdict, "at": round(time.time())}
        progress.put("predictions", lesson, block, value=value)


def verdict_on(progress: Progress, lesson: str, block: str) -> tuple[str, float]:
    """What came of a prediction, and when; ("", 0) where it was never made."""
    kept: Any = progress.get("predictions", lesson, block)
    if not isinstance(kept, dict):
        return "", 0.0
    at = kept.get("at")
    return str(kept.get("verdict", "")), float(at) if isinstance(at, int | float) else 0.0


def exercise_state(progress: Progress, name: str) -> str:
    passed = progress.get("exercises", name)
    return "passed" if passed else "new" if passed is None else "attempted"


def tally(progress: Progress, lesson: Lesson) -> Tally:
    """The lesson's predictions and exercises, counted."""
    found = blocks(lesson)
    verdicts = [
        verdict_on(progress, lesson.name, block.name)[0]
        for block in found
        if "predict" in block.flags
    ]
    names = [block.values["exercise"] for block in found if "exercise" in block.values]
    return Tally(
        predictions=len(verdicts),
        right=verdicts.count(RIGHT),
        wrong=verdicts.count(WRONG),
        skipped=verdicts.count(SKIPPED),
        exercises={name: exercise_state(progress, name) for name in names},
    )


def missed(course: Course, progress: Progress) -> list[Missed]:
    """All that should come back, the oldest first."""
    found = []
    for lesson in course.lessons:
        for block in blocks(lesson):
            if "predict" in block.flags:
                verdict, at = verdict_on(progress, lesson.name, block.name)
                if verdict in (WRONG, SKIPPED):
                    found.append(Missed(lesson, block, at))
            elif exercise_state(progress, block.values.get("exercise", "")) == "attempted":
                found.append(Missed(lesson, block, time.time()))
    return sorted(found, key=lambda one: one.at)
