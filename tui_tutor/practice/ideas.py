"""Names the wrong idea behind a learner's answers, where one follows from them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.practice.exercise import Arguments, Exercise, fresh
from tui_tutor.practice.judging import equal
from tui_tutor.practice.talk import Answer


def recognised(exercise: Exercise, calls: list[Arguments], answers: tuple[Answer, ...]) -> str:
    """The sentence on the wrong idea that answers every call as these do; "" where none does.

    An error is an answer too. None is named where two would do, nor where there is no value.
    """
    valued = any(answer.kind == "value" or answer.parts for answer in answers)
    if len(answers) < len(calls) or not valued:
        return ""
    if _follows(exercise.right, calls, answers):
        return ""
    keys = {key for key, way in exercise.wrong_ways() if _follows(way, calls, answers)}
    return exercise.idea(keys.pop()) if len(keys) == 1 else ""


def _follows(way: Callable[..., Any], calls: list[Arguments], answers: tuple[Answer, ...]) -> bool:
    """Does that way answer each call like this?"""
    return all(
        _alike(answer_of(way, arguments), answer)
        for arguments, answer in zip(calls, answers, strict=True)
    )


def answer_of(way: Callable[..., Any], arguments: Arguments) -> Answer:
    """What a function of ours comes to, as a learner's would be told of."""
    try:
        with np.errstate(all="ignore"):
            value = way(*fresh(arguments))
    except Exception as error:  # a wrong way may fail, and how it does tells it from others
        return Answer("error", type(error).__name__)
    if isinstance(value, np.ndarray | np.generic | int | float):
        return Answer("value", value=np.asarray(value))
    if isinstance(value, tuple):
        return Answer("other", "tuple", parts=tuple(map(np.asarray, value)))
    return Answer("other", type(value).__name__)


def _alike(ours: Answer, theirs: Answer) -> bool:
    if ours.kind != theirs.kind:
        return False
    if ours.parts:
        pairs = list(zip(ours.parts, theirs.parts, strict=False))
        return len(ours.parts) == len(theirs.parts) and all(_same(a, b) for a, b in pairs)
    if ours.value is None or theirs.value is None:
        return ours.type == theirs.type
    return _same(ours.value, theirs.value)


def _same(ours: Array | None, theirs: Array | None) -> bool:
    if ours is None or theirs is None:
        return False
    return ours.shape == theirs.shape and equal(theirs, ours, 1e-7)
