"""Goals: what a task asks of its lesson's demo, judged by the facts that the demo tells.

    ```goal
    Both formulas agree, all scores at 700.
    when: agree and a1 == a2 == a3 == 700
    reach: a1=700 a2=700 a3=700
    miss: a1=700 a2=700
    ```

`reach` and `miss` are knobs with which the condition holds and just doesn't, after some steps of a
live demo where they say so: `reach: axis=1 after 3 steps`. `tutor check` runs both.
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from tui_tutor import condition
from tui_tutor.condition import ConditionError, Facts
from tui_tutor.course import Lesson
from tui_tutor.page import GOAL, Block, blocks
from tui_tutor.progress import Progress
from tui_tutor.text import Words

words = Words("goals")
MOST_STEPS = 2000  # that a check takes of a live demo
LINE = re.compile(r"(when|reach|miss):\s*(.*)")
AFTER = re.compile(r"(?:^|\s)after (\d{1,6}) steps?$")


class GoalError(ValueError):
    """A goal that can't be read or judged; `line` counts from the block's first, which is 0."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Trial:
    """Knobs as they are typed, and the steps to take with them."""

    knobs: Mapping[str, str]
    steps: int
    reaches: bool
    line: int


@dataclass(frozen=True)
class Goal:
    """What is to be reached: a sentence for the learner, and the condition under which it is."""

    sentence: str
    condition: str
    line: int  # on which the condition stands
    trials: tuple[Trial, ...]

    @property
    def name(self) -> str:
        """What it is kept under: its condition's own hash, so that moving it loses nothing."""
        return sha256(self.condition.encode()).hexdigest()[:12]

    def holds(self, facts: Facts) -> bool:
        """Whether the facts meet it; raises GoalError where it can't be told."""
        try:
            return condition.holds(condition.parsed(self.condition), facts)
        except ConditionError as error:
            raise GoalError(self.line, str(error)) from None


# ------------------------------------------------------------------ reading a block


def read_goal(block: Block) -> Goal:
    """The goal that a block holds; raises GoalError."""
    said: list[str] = []
    conditions: list[tuple[int, str]] = []
    trials: list[Trial] = []
    for number, line in enumerate(block.code.splitlines()):
        match = LINE.fullmatch(line.strip())
        if match is None:
            said.append(line.strip())
        elif match[1] == "when":
            conditions.append((number, match[2].strip()))
        else:
            trials.append(_trial(match[1] == "reach", match[2].strip(), number))
    if not said or len(conditions) != 1:
        raise GoalError(0, words("parts"))
    if {trial.reaches for trial in trials} != {True, False}:
        raise GoalError(0, words("trials"))
    line_of_condition, text = conditions[0]
    try:
        condition.parsed(text)
    except ConditionError as error:
        raise GoalError(line_of_condition, str(error)) from None
    return Goal(" ".join(said), text, line_of_condition, tuple(trials))


def _trial(reaches: bool, text: str, line: int) -> Trial:
    """`axis=1 after 3 steps`; a value with blanks stands in quotes."""
    match = AFTER.search(text)
    steps = int(match[1]) if match else 0
    if steps > MOST_STEPS:
        raise GoalError(line, words("too-many-steps", got=steps, most=MOST_STEPS))
    try:
        pairs = [pair.partition("=") for pair in shlex.split(AFTER.sub("", text))]
    except ValueError as error:  # a quote that is not closed
        raise GoalError(line, words("no-value", reason=error)) from None
    for name, equals, _ in pairs:
        if not equals:
            raise GoalError(line, words("not-a-knob", got=name))
    return Trial({name: typed for name, _, typed in pairs}, steps, reaches, line)


# ------------------------------------------------------------------ what was reached


def goals_of(lesson: Lesson) -> Iterator[Goal]:
    """The goals of a page that can be read; `tutor check` tells of the others."""
    for block in blocks(lesson):
        if block.kind is GOAL:
            try:
                yield read_goal(block)
            except GoalError:
                continue


def is_reached(progress: Progress, lesson: str, goal: Goal) -> bool:
    return progress.get("goals", lesson, goal.name) is True


def told_as(progress: Progress, lesson: str, block: Block) -> str:
    """The goal of that block in a line, reached or not, as it is printed."""
    try:
        goal = read_goal(block)
    except GoalError:
        return block.code
    key = "reached" if is_reached(progress, lesson, goal) else "open"
    return words(key, sentence=goal.sentence)


def open_goals(progress: Progress, lesson: Lesson) -> tuple[Goal, ...]:
    """Those of a lesson that the learner has not reached yet."""
    return tuple(g for g in goals_of(lesson) if not is_reached(progress, lesson.name, g))


def met(goals: tuple[Goal, ...], facts: Facts) -> tuple[Goal, ...]:
    """Those that hold by these facts; one that can't be judged does not."""
    found = []
    for goal in goals:
        try:
            found += [goal] if goal.holds(facts) else []
        except GoalError:
            continue
    return tuple(found)


def record_reached(progress: Progress, lesson: str, goals: Iterable[Goal]) -> None:
    for goal in goals:
        progress.put("goals", lesson, goal.name, value=True)
