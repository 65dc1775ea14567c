"""Checks a learner's function: runs it apart, judges the values it gives, names the idea behind."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

import numpy as np
from rich.cells import cell_len

from tui_tutor.practice.exercise import Arguments, Exercise, Function
from tui_tutor.practice.sandbox import LIMITS, Outcome, array_argument, run_function
from tui_tutor.practice.syntax import syntax_fault
from tui_tutor.practice.talk import Answer, Limits
from tui_tutor.show import number
from tui_tutor.show.matrix import matrix
from tui_tutor.text import Words

words = Words("check")
MOST_SHOWN = 40  # numbers of an array
MOST_LINES, MOST_PRINTED = 30, 2000  # lines and characters of what was printed
DIGITS = 5, 8, 17  # of each number: as few as tell what was wanted from what came
EXPLAINED = {  # parts of NumPy's messages that beginners meet first
    "truth value of an array": "truth-value",
    "converted to Python scalars": "single-numbers",
    "inhomogeneous shape": "inhomogeneous",
    "name 'exit' is not defined": "exited",
    "name 'quit' is not defined": "exited",
}
OUTSIDE = {  # errors of code that wants more of the world than there is here
    "ModuleNotFoundError": "numpy-alone",
    "FileNotFoundError": "empty-folder",
    "EOFError": "no-keyboard",
}
LOOSER = {"float16": 2e-2, "float32": 1e-4}  # relative; what these dtypes can hold


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `detail` says what was wrong, in words."""

    name: str
    passed: bool
    detail: str = ""


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

    @property
    def printed(self) -> str:
        """What it printed, as much of it as can be taken in."""
        lines = self.stdout.rstrip().split("\n")
        some = "\n".join(lines[:MOST_LINES])[:MOST_PRINTED]
        return some if some == "\n".join(lines) else f"{some}\n…"

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
        failed = Check(words("syntax"), False, fault)
        return Report(exercise.name, False, (failed,), "", "", time.monotonic() - began)
    groups = exercise.inputs(np.random.default_rng(seed))
    calls = [arguments for group in groups.values() for arguments in group]
    encoded = [[_encoded(a) for a in arguments] for arguments in calls]
    outcome = run_function(
        source, exercise.name, encoded, exercise.given, limits=limits, cancelled=cancelled
    )
    if outcome.not_started:
        seconds = time.monotonic() - began
        return Report(exercise.name, False, (), "", "", seconds, outcome.not_started)
    with np.errstate(all="ignore"):  # a wrong answer may hold anything
        judged = list(_judged(exercise, groups, calls, outcome))
        passed = all(one.passed for one in judged)
        idea = "" if passed else recognised(exercise, calls, outcome.answers)
    return Report(
        exercise.name, passed, tuple(judged), idea, outcome.printed, time.monotonic() - began
    )


# ------------------------------------------------------------------ judging values


def _encoded(argument: Any) -> dict[str, Any]:
    if isinstance(argument, Function):
        return {"function": argument.expression}
    if isinstance(argument, np.ndarray):
        return array_argument(argument)
    return {"value": argument}


def _judged(
    exercise: Exercise, groups: Any, calls: list[Arguments], outcome: Outcome
) -> Iterator[Check]:
    """A check for how it ran, one for each group of inputs, one that these stayed as they were."""
    answers = outcome.answers
    ran = words("runs")
    if outcome.ended != "well":
        place = len(answers)
        at = f"\n{_asked(exercise, calls[place])}" if 0 < place < len(calls) else ""
        yield Check(ran, False, words.of("ended", outcome.ended) + at)
    elif len(answers) == 1 and answers[0].kind == "undefined":
        yield Check(ran, False, words("undefined", name=exercise.name))
        return
    elif len(answers) < len(calls):
        stopped = answers[0] if answers and answers[0].kind == "error" else None
        yield Check(ran, False, _error(stopped) if stopped else words("ended.early"))
        return
    else:
        yield Check(ran, True)
    place = 0
    for name, group in groups.items():
        faults = (
            _fault(exercise, arguments, answers[place + i] if place + i < len(answers) else None)
            for i, arguments in enumerate(group)
        )
        detail = next((fault for fault in faults if fault), "")
        yield Check(words.of("group", name), not detail, detail)
        place += len(group)
    yield from _properties(exercise, calls, answers)
    changed = _changed(exercise, calls, answers)
    yield Check(words("unchanged"), not changed, changed)


def _fault(exercise: Exercise, arguments: Arguments, answer: Answer | None) -> str:
    """What is wrong with one answer, "" where it is right."""
    asked = _asked(exercise, arguments)
    if answer is None:
        return f"{asked}\n{words('no-answer')}"
    if answer.kind == "error":
        return f"{asked}\n{_error(answer)}"
    expected = np.asarray(exercise.right(*arguments))
    if answer.value is None:
        known = answer.type in ("NoneType", "list", "tuple", "generator", "str", "function")
        said = words.of("type", answer.type if known else "other", type=answer.type)
        return f"{asked}\n{said}"
    got = answer.value
    if got.shape != expected.shape:
        return f"{asked}\n{words('shape', expected=expected.shape, got=got.shape)}"
    if not _equal(got, expected, exercise.tolerance):
        digits = next((d for d in DIGITS if _shown(got, d) != _shown(expected, d)), DIGITS[-1])
        wanted = _labelled(words("expected"), expected, digits)
        return "\n".join((asked, wanted, _labelled(words("got"), got, digits)))
    return ""


def _properties(
    exercise: Exercise, calls: list[Arguments], answers: tuple[Answer, ...]
) -> Iterator[Check]:
    """A check for each property, with the smallest input whose answer can't be right."""
    answered = [
        (arguments, answer.value)
        for arguments, answer in zip(calls, answers, strict=False)
        if answer.value is not None and answer.value.shape == np.shape(exercise.right(*arguments))
    ]
    for key, holds in exercise.properties.items() if answered else ():
        detail = next(
            (
                f"{_asked(exercise, arguments)}\n{_labelled(words('got'), value)}"
                f"{_other_dtype(arguments, value)}"
                for arguments, value in answered
                if not holds(value, *arguments)
            ),
            "",
        )
        yield Check(exercise.property_name(key), not detail, detail)


def _other_dtype(arguments: Arguments, value: Any) -> str:
    """A line on the dtypes of the input and of the answer, where these are two."""
    given = next((a.dtype for a in arguments if isinstance(a, np.ndarray)), value.dtype)
    return "" if given == value.dtype else f"\n{words('dtype', given=given, got=value.dtype)}"


def _error(answer: Answer) -> str:
    where = words("error-line", line=answer.line) if answer.line else ""
    known = {"MemoryError": "ended.memory", "SystemExit": "exited"}
    if answer.type in known:
        return words(known[answer.type])
    if answer.type == "PermissionError":
        return words("forbidden", message=answer.message)
    said = words("error", message=answer.message, where=where).strip()
    explained = [words(key) for part, key in EXPLAINED.items() if part in answer.message]
    explained += [words(OUTSIDE[answer.type])] if answer.type in OUTSIDE else []
    return "\n".join([said, *explained])


def _equal(got: Any, expected: Any, tolerance: float) -> bool:
    """The same numbers, as far as the coarser of the two dtypes can tell them apart."""
    rtol = max([tolerance, *(LOOSER.get(a.dtype.name, 0.0) for a in (got, expected))])
    with np.errstate(all="ignore"):
        close = np.isclose(
            got.astype(float), expected.astype(float), rtol=rtol, atol=rtol * 1e-3, equal_nan=True
        )
    return bool(close.all())


def _changed(exercise: Exercise, calls: list[Arguments], answers: tuple[Answer, ...]) -> str:
    """The first input that was not left as it was, before and after; "" where all were."""
    for arguments, answer in zip(calls, answers, strict=False):
        arrays = [
            (name, argument)
            for name, argument in zip(exercise.parameters, arguments, strict=False)
            if isinstance(argument, np.ndarray)
        ]
        for (name, before), after in zip(arrays, answer.after, strict=False):
            if after is None or not np.array_equal(before, after, equal_nan=True):
                lines = [words("changed", name=name), _labelled(words("before"), before)]
                lines += [] if after is None else [_labelled(words("after"), after)]
                return "\n".join(lines)
    return ""


def _asked(exercise: Exercise, arguments: Arguments) -> str:
    """`softmax(a) with` and the arguments, a line each."""
    call = f"{exercise.name}({', '.join(exercise.parameters[: len(arguments)])})"
    given = (
        _labelled(f"{name} =", argument)
        for name, argument in zip(exercise.parameters, arguments, strict=False)
    )
    return "\n".join((words("asked", call=call), *given))


def _labelled(label: str, value: Any, digits: int = DIGITS[0]) -> str:
    """The value after its label, further rows below the first."""
    rows = _shown(value, digits).split("\n")
    return f"{label} " + f"\n{' ' * (cell_len(label) + 1)}".join(rows)


def _shown(value: Any, digits: int) -> str:
    """An array as NumPy lays it out, each number in few digits; a function as it is typed."""
    if isinstance(value, Function):
        return f"lambda x: {value.expression}"
    array = np.asarray(value)
    if array.ndim <= 2 and array.size <= MOST_SHOWN:
        return matrix(array, form=lambda v: number(v, digits)).plain
    return np.array2string(array, precision=digits, threshold=MOST_SHOWN)


# ------------------------------------------------------------------ ideas


def recognised(exercise: Exercise, calls: list[Arguments], answers: tuple[Answer, ...]) -> str:
    """The sentence on the wrong idea that gives exactly these answers; "" where none does.

    One of them at least is wrong: right answers, or none at all, say nothing of ideas.
    """
    answered = [
        (arguments, answer.value)
        for arguments, answer in zip(calls, answers, strict=False)
        if answer.value is not None
    ]
    if all(_follows(exercise.right, arguments, value) for arguments, value in answered):
        return ""
    for key, way in exercise.wrong_ways():
        if all(_follows(way, arguments, value) for arguments, value in answered):
            return exercise.idea(key)
    return ""


def _follows(way: Any, arguments: Arguments, value: Any) -> bool:
    """Does that way give this value?"""
    try:
        given = np.asarray(way(*(a.copy() if isinstance(a, np.ndarray) else a for a in arguments)))
    except (ValueError, IndexError, TypeError):
        return False
    return given.shape == value.shape and _equal(value, given, 1e-7)
