"""Goals: what a task asks of its lesson's demo, judged by the facts that the demo tells.

    ```goal
    Both formulas agree, all scores at 700.
    when: agree and a1 == a2 == a3 == 700
    reach: a1=700 a2=700 a3=700
    miss: a1=700 a2=700
    ```

`reach` and `miss` are knobs with which the condition holds and just doesn't, after some steps of a
live demo where they say so: `reach: axis=1 after 3 steps`. `tutor check` runs both.

A goal may ask instead; the answer is computed by running the demo:

    ```goal
    What shape has the result along axis 1?
    choose: result_shape
    options: (2,) | (3,) | (2, 3)
    with: axis=1
    ```
"""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from tui_tutor import condition
from tui_tutor.block import GOAL, Block
from tui_tutor.condition import ConditionError, Fact, Facts
from tui_tutor.course import Lesson
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.text import Words

words = Words("goals")
MOST_STEPS = 2000  # that a check takes of a live demo
LINE = re.compile(r"(when|reach|miss|choose|with|options):\s*(.*)")
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
    options: tuple[str, ...] = ()  # to choose among, where the condition gives one of them

    @property
    def name(self) -> str:
        """What it is kept under: its condition's own hash, so that moving it loses nothing."""
        return sha256(self.condition.encode()).hexdigest()[:12]

    def holds(self, facts: Facts) -> bool:
        """Whether the facts meet it; raises GoalError where it can't be told."""
        return bool(self._value(facts))

    def answer(self, facts: Facts) -> str:
        """What these facts answer, as an option has it; raises GoalError."""
        found = self._value(facts)
        return f"{found:g}" if isinstance(found, float) else str(found)

    def _value(self, facts: Facts) -> Fact:
        try:
            return condition.of(condition.parsed(self.condition), facts)
        except ConditionError as error:
            raise GoalError(self.line, str(error)) from None


# ------------------------------------------------------------------ reading a block


def read_goal(block: Block) -> Goal:
    """The goal that a block holds; raises GoalError."""
    said: list[str] = []
    lines: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, line in enumerate(block.code.splitlines()):
        if match := LINE.fullmatch(line.strip()):
            lines[match[1]].append((number, match[2].strip()))
        else:
            said.append(line.strip())
    asked = lines["choose"]
    wanted = asked or lines["when"]
    if not said or len(wanted) != 1 or len(asked) + len(lines["when"]) != 1:
        raise GoalError(0, words("parts"))
    line_of_condition, text = wanted[0]
    try:
        condition.parsed(text)
    except ConditionError as error:
        raise GoalError(line_of_condition, str(error)) from None
    options = _options(lines) if asked else ()
    keys = {"with": True} if asked else {"reach": True, "miss": False}
    trials = [
        _trial(reaches, text, line) for key, reaches in keys.items() for line, text in lines[key]
    ]
    if {trial.reaches for trial in trials} != set(keys.values()):
        raise GoalError(0, words("no-with" if asked else "trials"))
    return Goal(" ".join(said), text, line_of_condition, tuple(trials), options)


def _options(lines: dict[str, list[tuple[int, str]]]) -> tuple[str, ...]:
    found = [one.strip() for _, text in lines["options"] for one in text.split("|")]
    if len(found) < 2 or len(set(found)) < len(found) or "" in found:
        raise GoalError(0, words("no-options"))
    return tuple(found)


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


def is_question(block: Block) -> bool:
    """Whether the learner answers it: a prediction, or a goal with options to choose among."""
    if block.kind is not GOAL:
        return block.kind.asks
    try:
        return bool(read_goal(block).options)
    except GoalError:
        return False


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
    options = f" ({' | '.join(goal.options)})" if goal.options else ""
    return words(key, sentence=goal.sentence + options)


def open_goals(progress: Progress, lesson: Lesson) -> tuple[Goal, ...]:
    """Those of a lesson that its demo is still to reach; what is chosen is no matter of knobs."""
    return tuple(
        goal
        for goal in goals_of(lesson)
        if not goal.options and not is_reached(progress, lesson.name, goal)
    )


def met(goals: tuple[Goal, ...], facts: Facts) -> tuple[Goal, ...]:
    """Those that hold by these facts; one that can't be judged does not."""
    found = []
    for goal in goals:
        try:
            found += [goal] if not goal.options and goal.holds(facts) else []
        except GoalError:
            continue
    return tuple(found)


def record_reached(progress: Progress, lesson: str, goals: Iterable[Goal]) -> None:
    for goal in goals:
        progress.put("goals", lesson, goal.name, value=True)
