"""A learner's function run in the tests' own process, for speed: what it answers to each call."""

import warnings
from contextlib import suppress
from typing import Any

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, fresh
from tui_tutor.practice.judging import Check, judged
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.talk import Answer


def groups_of(exercise: Exercise, seed: int) -> Groups:
    return exercise.inputs(np.random.default_rng(seed))


def calls_of(groups: Groups) -> list[tuple[Any, ...]]:
    return [arguments for group in groups.values() for arguments in group]


def defined(exercise: Exercise, source: str) -> Any:
    """The function that the source defines; raises what that raises."""
    namespace: dict[str, Any] = {"np": np, "core": core, "__name__": "__main__"}
    namespace |= {name: getattr(core, name) for name in exercise.given}
    with warnings.catch_warnings(action="ignore"):
        exec(compile(source, "<answer>", "exec"), namespace)
    function = namespace[exercise.name]
    return moved_by(function) if exercise.moves else function


def moved_by(function: Any) -> Any:
    """The function, giving what it has made of its first argument."""

    def moved(*arguments: Any) -> Any:
        function(*arguments)
        return arguments[0]

    return moved


def answered(function: Any, calls: list[tuple[Any, ...]]) -> tuple[Answer, ...]:
    """As the learner's process would send them."""
    return tuple(_answer(function, arguments) for arguments in calls)


def _answer(function: Any, arguments: tuple[Any, ...]) -> Answer:
    own = fresh(arguments)
    try:
        with np.errstate(all="ignore"):
            value = function(*own)
    except Exception as error:
        message = f"{type(error).__name__}: {error}".splitlines()[0]
        return Answer("error", type(error).__name__, message=message)
    after = tuple(a for a in own if isinstance(a, np.ndarray))
    array, kind = None, type(value).__name__
    if isinstance(value, np.ndarray | np.generic | int | float | list | tuple):
        with suppress(ValueError):
            array = np.array(value)
    if isinstance(value, list | tuple) and array is None:  # of several shapes
        return Answer("other", kind, after=after, parts=parts_of(value))
    if array is None or array.dtype.kind not in "biuf":
        kind = f"an array of dtype {array.dtype}" if isinstance(value, np.ndarray) else kind
        return Answer("other", kind, after=after)
    if isinstance(value, list | tuple):
        return Answer("other", kind, value=array, after=after, parts=parts_of(value))
    return Answer("value", kind, value=array, after=after)


def parts_of(values: Any) -> tuple[Any, ...]:
    numbers = np.ndarray | np.generic | int | float
    return tuple(np.asarray(one) if isinstance(one, numbers) else None for one in values)


def first_fault(exercise: Exercise, groups: Groups, answers: tuple[Answer, ...]) -> Check | None:
    """The first check that fails; None where all is well."""
    with np.errstate(all="ignore"):
        checks = judged(exercise, groups, Outcome("well", answers, "", 0.0))
        return next((one for one in checks if not one.passed), None)
