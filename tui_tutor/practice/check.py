"""Checks a learner's function: runs it apart, judges the values it gives, names the idea behind."""

import time
from dataclasses import dataclass
from threading import Event
from typing import Any

import numpy as np

from tui_tutor.practice.errors import explained_warnings
from tui_tutor.practice.exercise import Exercise, Function, Seed
from tui_tutor.practice.ideas import recognised
from tui_tutor.practice.judging import Check, judged
from tui_tutor.practice.sandbox import LIMITS, array_argument, run_function
from tui_tutor.practice.syntax import syntax_fault
from tui_tutor.practice.talk import Limits
from tui_tutor.text import Words

words = Words("check")
MOST_LINES, MOST_PRINTED = 30, 2000  # lines and characters of what was printed


@dataclass(frozen=True)
class Report:
    """What came out. `idea` names the wrong idea that gives the learner's answers, or is ""."""

    exercise: str
    passed: bool
    checks: tuple[Check, ...]
    idea: str
    stdout: str
    seconds: float
    not_started: str = ""  # why this machine could not run it: no verdict then, and no checks
    line: int = 0  # of the learner's text, where it broke down

    @property
    def printed(self) -> str:
        """What it printed, as much of it as can be taken in."""
        lines = self.stdout.rstrip().split("\n")
        some = "\n".join(lines[:MOST_LINES])[:MOST_PRINTED]
        return some if some == "\n".join(lines) else f"{some}\n…"

    @property
    def warnings(self) -> list[str]:
        """A sentence on each kind of warning that it printed."""
        return explained_warnings(self.stdout)

    @property
    def first_fault(self) -> Check | None:
        """The failed check to look at first; what fails after it often fails for its reason."""
        return next((one for one in self.checks if not one.passed), None)


def check(
    exercise: Exercise,
    source: str,
    seed: int = 0,
    limits: Limits = LIMITS,
    cancelled: Event | None = None,
) -> Report:
    """Judge `source`, which should define the exercise's function. Never raises for its faults."""
    began = time.monotonic()
    if fault := syntax_fault(source):
        failed = Check(words("syntax"), False, fault.said)
        seconds = time.monotonic() - began
        return Report(exercise.name, False, (failed,), "", "", seconds, line=fault.line)
    groups = exercise.inputs(np.random.default_rng(seed))
    calls = [arguments for group in groups.values() for arguments in group]
    encoded = [[_encoded(a) for a in arguments] for arguments in calls]
    outcome = run_function(
        source,
        exercise.name,
        encoded,
        exercise.given,
        moves=exercise.moves,
        limits=limits,
        cancelled=cancelled,
    )
    if outcome.not_started:
        seconds = time.monotonic() - began
        return Report(exercise.name, False, (), "", "", seconds, outcome.not_started)
    with np.errstate(all="ignore"):  # a wrong answer may hold anything
        checks = tuple(judged(exercise, groups, outcome))
        passed = all(one.passed for one in checks)
        idea = "" if passed else recognised(exercise, calls, outcome.answers)
    line = next((answer.line for answer in outcome.answers if answer.line), 0)
    seconds = time.monotonic() - began
    return Report(exercise.name, passed, checks, idea, outcome.printed, seconds, line=line)


def _encoded(argument: Any) -> dict[str, Any]:
    if isinstance(argument, Function):
        return {"function": argument.expression}
    if isinstance(argument, Seed):
        return {"seed": argument.number}
    if isinstance(argument, np.ndarray):
        return array_argument(argument)
    return {"value": argument}
