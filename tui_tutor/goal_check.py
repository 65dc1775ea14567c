"""Whether the goals of a page can be reached: each is tried with the knobs that it names."""

from collections.abc import Iterator
from pathlib import Path

from tui_tutor import demos
from tui_tutor.block import GOAL
from tui_tutor.condition import Facts
from tui_tutor.course import Course, Lesson
from tui_tutor.demo import Demo, LiveDemo, snapshot_after
from tui_tutor.goals import Goal, GoalError, Trial, read_goal
from tui_tutor.knob_values import set_knobs
from tui_tutor.knobs import KnobError
from tui_tutor.packages import PackageFault
from tui_tutor.page import Page
from tui_tutor.progress import Progress
from tui_tutor.session import Session
from tui_tutor.text import Words

words = Words("goals")
NOBODY = Path("no-such-folder")  # a learner who has done nothing, so that all see the same

Fault = tuple[int, str]  # the file's line and what is wrong there


def faults(lesson: Lesson, page: Page) -> Iterator[Fault]:
    """Of each goal of that page what can't be read, and which of its trials fails."""
    seen: set[str] = set()
    found = [block for block in page.blocks if block.kind is GOAL]
    if found and lesson.demo is None:
        yield found[0].line, words("no-demo")
        return
    try:
        demo = demo_of(lesson.demo) if found and lesson.demo else None
    except PackageFault:
        return  # package_check.py says what is wrong with it
    for block in found:
        try:
            goal = read_goal(block)
            if goal.name in seen:
                raise GoalError(goal.line, words("twice"))
            seen.add(goal.name)
            if demo:
                _try(demo, goal)
        except GoalError as error:
            yield block.line + error.line, str(error)


def demo_of(name: str) -> Demo:
    """The demo of that name, as whoever has done nothing sees it."""
    return demos.load(name, Session(Course((), ()), Progress(NOBODY)))


def _try(demo: Demo, goal: Goal) -> None:
    """Raises GoalError where the goal is open to nobody, or to everybody."""
    if goal.options:
        if (answer := answer_to(demo, goal)) not in goal.options:
            raise GoalError(goal.line, words("not-an-option", got=answer))
        return
    plays = isinstance(demo, LiveDemo) and demo.plays_itself
    for steps in {0, *(trial.steps for trial in goal.trials if plays)}:
        opening = Trial({}, steps, reaches=False, line=goal.line)
        if _reaches(demo, goal, opening):
            raise GoalError(goal.line, words("opens-with-it"))
    for trial in goal.trials:
        if _reaches(demo, goal, trial) != trial.reaches:
            raise GoalError(trial.line, words("not-reached" if trial.reaches else "not-missed"))


def _reaches(demo: Demo, goal: Goal, trial: Trial) -> bool:
    return goal.holds(_facts(demo, trial))


def answer_to(demo: Demo, goal: Goal) -> str:
    """What the demo answers where a goal asks; raises GoalError."""
    return goal.answer(_facts(demo, goal.trials[0]))


def _facts(demo: Demo, trial: Trial) -> Facts:
    try:
        knobs = set_knobs(demo.knobs, dict(trial.knobs))
        return demo.told(knobs, snapshot_after(demo, knobs, trial.steps))
    except KnobError as error:
        raise GoalError(trial.line, str(error)) from None
    except Exception as error:  # a demo by others may break
        raise GoalError(trial.line, f"{type(error).__name__}: {error}") from error
