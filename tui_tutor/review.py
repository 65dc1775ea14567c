"""What was done in each lesson, and what was missed and should come back, the oldest first."""

import time
from dataclasses import dataclass

from tui_tutor.course import Course, Lesson
from tui_tutor.page import EXERCISE, Block, blocks
from tui_tutor.progress import Progress
from tui_tutor.text import Words

words = Words("practice")
RIGHT, WRONG, SKIPPED = "right", "wrong", "skipped"
JUST_SHOWN = 600  # seconds after a miss in which its answer may be remembered, and not known


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


def record_prediction(
    progress: Progress, lesson: str, block: str, verdict: str, seed: int | None = None
) -> bool:
    """Keep what came of a prediction made with these numbers; False where it does not count.

    Skipping one that was made before changes nothing. Nor does a right answer take back a miss
    with the same numbers whose answer was shown just before.
    """
    now = round(time.time())
    kept = progress.get("predictions", lesson, block)
    before, at = verdict_on(progress, lesson, block)
    same_numbers = isinstance(kept, dict) and kept.get("seed") == seed
    shown = before in (WRONG, SKIPPED) and same_numbers and 0 <= now - at < JUST_SHOWN
    if (verdict == SKIPPED and kept is not None) or (verdict == RIGHT and shown):
        return False
    value = {"verdict": verdict, "at": now} | ({} if seed is None else {"seed": seed})
    progress.put("predictions", lesson, block, value=value)
    return True


def record_shown(progress: Progress, lesson: str, block: str, seed: int | None = None) -> None:
    """The answer was read without a prediction: kept as skipped, whatever it was before.

    A prediction that came true already is left as it is.
    """
    if verdict_on(progress, lesson, block)[0] != RIGHT:
        value = {"verdict": SKIPPED, "at": round(time.time())}
        progress.put(
            "predictions", lesson, block, value=value | ({} if seed is None else {"seed": seed})
        )


def record_attempt(progress: Progress, exercise: str, passed: bool) -> None:
    """Keep that an exercise was tried. What was passed once stays passed."""
    progress.put("attempts", exercise, value=attempts(progress, exercise) + 1)
    progress.put("tried", exercise, value=round(time.time()))
    if passed or progress.get("exercises", exercise) is None:
        progress.put("exercises", exercise, value=passed)


def forget(progress: Progress, lesson: Lesson) -> None:
    """As if nothing had been done in this lesson yet: its exercises and knobs are as at first."""
    for room in ("done", "reading", "read", "predictions", "goals"):
        progress.put(room, lesson.name, value=None)
    if lesson.demo:
        progress.put("knobs", lesson.demo, value=None)
    for exercise in tally(progress, lesson).exercises:
        for room in ("exercises", "attempts", "tried", "drafts"):
            progress.put(room, exercise, value=None)


def attempts(progress: Progress, exercise: str) -> int:
    count = progress.get("attempts", exercise)
    return count if isinstance(count, int) else 0


def verdict_on(progress: Progress, lesson: str, block: str) -> tuple[str, float]:
    """What came of a prediction, and when; ("", 0) where it was never made."""
    kept = progress.get("predictions", lesson, block)
    if not isinstance(kept, dict):
        return "", 0.0
    return str(kept.get("verdict", "")), _moment(kept.get("at"))


def _moment(kept: object) -> float:
    """Seconds since 1970, as they were kept; 0 where they are no number."""
    return float(kept) if isinstance(kept, int | float) else 0.0


def exercise_state(progress: Progress, name: str) -> str:
    passed = progress.get("exercises", name)
    return "passed" if passed else "new" if passed is None else "attempted"


def tally(progress: Progress, lesson: Lesson) -> Tally:
    """The lesson's predictions and exercises, counted."""
    found = blocks(lesson)
    verdicts = [
        verdict_on(progress, lesson.name, block.name)[0] for block in found if block.kind.asks
    ]
    names = [block.subject for block in found if block.kind is EXERCISE]
    return Tally(
        predictions=len(verdicts),
        right=verdicts.count(RIGHT),
        wrong=verdicts.count(WRONG),
        skipped=verdicts.count(SKIPPED),
        exercises={name: exercise_state(progress, name) for name in names},
    )


def in_words(done: Tally) -> str:
    """What has been predicted and written in a lesson; "" where nothing has."""
    states = list(done.exercises.values())
    predicted = done.right + done.wrong + done.skipped > 0
    counts = {
        "right": (predicted, done.right, done.predictions),
        "skipped": (done.skipped > 0, done.skipped, done.predictions),
        "passed": (set(states) - {"new"}, states.count("passed"), len(states)),
        "attempted": ("attempted" in states, states.count("attempted"), len(states)),
    }
    return " · ".join(
        words.of("tally", key, count=count, all=all_)
        for key, (said, count, all_) in counts.items()
        if said
    )


def missed(course: Course, progress: Progress) -> list[Missed]:
    """All that should come back, the oldest first."""
    found = []
    for lesson in course.lessons:
        for block in blocks(lesson):
            if block.kind.asks:
                verdict, at = verdict_on(progress, lesson.name, block.name)
                if verdict in (WRONG, SKIPPED):
                    found.append(Missed(lesson, block, at))
            elif block.kind is EXERCISE and exercise_state(progress, block.subject) == "attempted":
                found.append(Missed(lesson, block, _moment(progress.get("tried", block.subject))))
    return sorted(found, key=lambda one: one.at)
