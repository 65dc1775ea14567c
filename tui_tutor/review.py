"""What was done in each lesson, and what comes back by now, the longest due first."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from math import ceil

from tui_tutor import recall
from tui_tutor.block import EXERCISE, SOURCE, Block
from tui_tutor.course import Course, Lesson
from tui_tutor.goals import goals_of, is_reached
from tui_tutor.page import blocks
from tui_tutor.practice import exercises
from tui_tutor.progress import Progress
from tui_tutor.recall import DAY, RIGHT, SKIPPED, WRONG, Recall
from tui_tutor.text import Words

words = Words("practice")
ASKED = re.compile(rf"{EXERCISE.word}=(\w+)")  # the exercises of a page that is not read yet


@dataclass(frozen=True)
class Due:
    """A prediction or an exercise that comes back, and the numbers that it is asked with."""

    lesson: Lesson
    block: Block
    at: float  # since when, in seconds since 1970
    numbers: int = 0


@dataclass(frozen=True)
class Tally:
    """How far a learner is in one lesson."""

    predictions: int
    right: int
    wrong: int
    skipped: int
    exercises: dict[str, str]  # name → "passed", "attempted" or "new"
    due: int = 0  # come back by now
    firm: int = 0  # were known again after a week
    read: str = "no"  # or "part", or "yes"
    goals: int = 0
    reached: int = 0  # of the goals

    @property
    def asked(self) -> int:
        return self.predictions + len(self.exercises)

    @property
    def tried(self) -> int:
        """How many predictions and exercises the learner has met."""
        met = [state for state in self.exercises.values() if state != "new"]
        return self.right + self.wrong + self.skipped + len(met)

    @property
    def written(self) -> int:
        """How many exercises were passed."""
        return list(self.exercises.values()).count("passed")


# ------------------------------------------------------------------ what is kept


def record_prediction(
    progress: Progress, lesson: str, block: str, verdict: str, numbers: int = 0
) -> bool:
    """Keep what came of a prediction made with these numbers; False where it does not count."""
    progress.refresh()
    before = _prediction(progress, lesson, block)
    after = before.answered(verdict, time.time(), numbers)
    if after is None and verdict == SKIPPED:
        record_shown(progress, lesson, block, numbers)
    elif after is not None:
        progress.put("predictions", lesson, block, value=after.kept())
    return after is not None


def record_shown(progress: Progress, lesson: str, block: str, numbers: int = 0) -> None:
    """The answer was read without a prediction."""
    progress.refresh()
    after = _prediction(progress, lesson, block).seen(time.time(), numbers)
    progress.put("predictions", lesson, block, value=after.kept())


def record_attempt(progress: Progress, exercise: str, passed: bool) -> None:
    """Keep that an exercise was tried. What was passed once stays passed, and still comes back.

    What was passed with the solution seen on the same day is written, and not known.
    """
    progress.refresh()
    now, before = time.time(), _exercise(progress, exercise)
    count = attempts(progress, exercise) + 1
    copied = before.shown > 0 and 0 <= now - before.shown < DAY
    verdict = RIGHT if passed and not copied else WRONG
    tinkers = verdict == WRONG and before.verdict == RIGHT and not before.is_due(now)
    after = None if tinkers else before.answered(verdict, now, count)
    if after is not None:
        progress.put("recall", exercise, value=after.kept())
    progress.put("attempts", exercise, value=count)
    progress.put("tried", exercise, value=round(now))
    if passed or progress.get("exercises", exercise) is None:
        progress.put("exercises", exercise, value=passed)


def record_solution_shown(progress: Progress, exercise: str) -> None:
    """Its solution was read: what is typed today is no sign of knowing it."""
    progress.refresh()
    after = _exercise(progress, exercise).seen(time.time(), attempts(progress, exercise))
    progress.put("recall", exercise, value=after.kept())


def forget(progress: Progress, lesson: Lesson) -> None:
    """As if nothing had been done in this lesson yet: its exercises and knobs are as at first."""
    for room in ("done", "reading", "read", "predictions", "goals"):
        progress.put(room, lesson.name, value=None)
    if lesson.demo:
        progress.put("knobs", lesson.demo, value=None)
    for exercise in tally(progress, lesson).exercises:
        for room in ("exercises", "attempts", "tried", "drafts", "recall", "rungs", "orders"):
            progress.put(room, exercise, value=None)
        for draft in (draft_anew(exercise), f"{exercise} gaps"):
            progress.put("drafts", draft, value=None)


def record_rung(progress: Progress, exercise: str, rung: int, passed: bool) -> None:
    """Keep that a lower rung of its ladder was tried, and whether it was ever passed."""
    progress.refresh()
    ever = passed or progress.get("rungs", exercise, str(rung)) is True
    progress.put("rungs", exercise, str(rung), value=ever)


def is_folded(progress: Progress, block: Block) -> bool:
    """Whether it shows the source of what an exercise asks for and the learner has not met yet."""
    return block.kind is SOURCE and is_unmet(progress, block.subject)


def is_unmet(progress: Progress, name: str) -> bool:
    """Whether an exercise asks for that function of core, and was never tried or shown."""
    return (
        name in exercises.names()
        and not progress.get("rungs", name)
        and not _exercise(progress, name).verdict
    )


def draft_anew(exercise: str) -> str:
    """What a draft is kept under where the exercise is written once more."""
    return f"{exercise} anew"


def attempts(progress: Progress, exercise: str) -> int:
    count = progress.get("attempts", exercise)
    return count if isinstance(count, int) else 0


def verdict_on(progress: Progress, lesson: str, block: str) -> tuple[str, float]:
    """What came of a prediction, and when; ("", 0) where it was never made."""
    kept = _prediction(progress, lesson, block)
    return kept.verdict, kept.at


def exercise_state(progress: Progress, name: str) -> str:
    passed = progress.get("exercises", name)
    return "passed" if passed else "new" if passed is None else "attempted"


def _prediction(progress: Progress, lesson: str, block: str) -> Recall:
    return recall.read(progress.get("predictions", lesson, block))


def _exercise(progress: Progress, name: str) -> Recall:
    """What is known of it; what an older version kept says whether it was passed, and when."""
    kept = progress.get("recall", name)
    passed = progress.get("exercises", name)
    if kept is None and passed is not None:
        kept = {"verdict": RIGHT if passed else WRONG, "at": progress.get("tried", name)}
    return recall.read(kept)


def _known(progress: Progress, lesson: Lesson, block: Block) -> Recall | None:
    """What is known of what that block asks; None where it asks nothing."""
    if block.kind.asks:
        return _prediction(progress, lesson.name, block.name)
    return _exercise(progress, block.subject) if block.kind is EXERCISE else None


# ------------------------------------------------------------------ what it comes to


def tally(progress: Progress, lesson: Lesson) -> Tally:
    """The lesson's predictions and exercises, counted."""
    found, now = blocks(lesson), time.time()
    verdicts = [
        verdict_on(progress, lesson.name, block.name)[0] for block in found if block.kind.asks
    ]
    names = [block.subject for block in found if block.kind is EXERCISE]
    known = [one for block in found if (one := _known(progress, lesson, block))]
    reached = [is_reached(progress, lesson.name, goal) for goal in goals_of(lesson)]
    return Tally(
        predictions=len(verdicts),
        right=verdicts.count(RIGHT),
        wrong=verdicts.count(WRONG),
        skipped=verdicts.count(SKIPPED),
        exercises={name: exercise_state(progress, name) for name in names},
        due=sum(one.is_due(now) for one in known),
        firm=sum(one.is_firm for one in known),
        read=_read(progress, lesson),
        goals=len(reached),
        reached=sum(reached),
    )


def _read(progress: Progress, lesson: Lesson) -> str:
    """How much of its page was read."""
    if progress.get("done", lesson.name) is True:
        return "yes"
    return "part" if progress.get("read", lesson.name) else "no"


def in_words(done: Tally) -> str:
    """What has been read, tried and written in a lesson; "" where nothing has."""
    states = list(done.exercises.values())
    predicted = done.right + done.wrong + done.skipped > 0
    counts = {
        "begun": (done.read == "part", 0, 0),
        "right": (predicted, done.right, done.predictions),
        "skipped": (done.skipped > 0, done.skipped, done.predictions),
        "passed": (set(states) - {"new"}, done.written, len(states)),
        "attempted": ("attempted" in states, states.count("attempted"), len(states)),
        "reached": (done.reached > 0, done.reached, done.goals),
        "due": (done.due > 0, done.due, 0),
        "firm": (done.firm > 0, done.firm, done.asked),
    }
    return " · ".join(
        words.of("tally", key, count=count, all=all_)
        for key, (said, count, all_) in counts.items()
        if said
    )


def due(course: Course, progress: Progress) -> list[Due]:
    """All that comes back by now: the longest due of each lesson in turn, so that they mix."""
    now = time.time()
    lessons = [_due_in(lesson, progress, now) for lesson in course.lessons]
    turns = zip_longest(*sorted(filter(None, lessons), key=lambda waiting: waiting[0].at))
    found: dict[str, Due] = {}  # an exercise may stand in two lessons
    for one in filter(None, chain.from_iterable(turns)):
        found.setdefault(one.block.subject or f"{one.lesson.name} {one.block.name}", one)
    return list(found.values())


def _due_in(lesson: Lesson, progress: Progress, now: float) -> list[Due]:
    found = [
        Due(lesson, block, known.due_at, known.latest + 1)
        for block, known in (_met(lesson, progress) if _has_due(lesson, progress, now) else ())
        if known.due_at is not None and known.is_due(now)
    ]
    return sorted(found, key=lambda one: one.at)


def _has_due(lesson: Lesson, progress: Progress, now: float) -> bool:
    """Whether anything of it may come back by now, told without reading its page."""
    predicted = progress.get("predictions", lesson.name)
    kept = predicted.values() if isinstance(predicted, dict) else ()
    known = [*map(recall.read, kept), *(_exercise(progress, n) for n in ASKED.findall(lesson.body))]
    return any(one.is_due(now) for one in known)


def in_days(course: Course, progress: Progress) -> int | None:
    """In how many days the next one comes back; None where none ever does."""
    times = [
        known.due_at
        for lesson in course.lessons
        for _, known in _met(lesson, progress)
        if known.due_at is not None
    ]
    return max(ceil((min(times) - time.time()) / DAY), 1) if times else None


def nothing_due(course: Course, progress: Progress) -> str:
    """That there is nothing to do, and when there will be."""
    days = in_days(course, progress)
    if days is None:
        return words("review.nothing")
    return words("review.tomorrow") if days == 1 else words("review.later", days=days)


def _met(lesson: Lesson, progress: Progress) -> Iterator[tuple[Block, Recall]]:
    """What the lesson asks and the learner has met, with what is known of it."""
    has_some = progress.get("predictions", lesson.name) or EXERCISE.word in lesson.body
    for block in blocks(lesson) if has_some else ():
        known = _known(progress, lesson, block)
        if known and known.verdict:
            yield block, known
