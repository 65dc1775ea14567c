"""Judges the values that a learner's function gave: a check for each thing that was looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.cells import cell_len

from tui_tutor.practice.errors import explained
from tui_tutor.practice.exercise import Arguments, Exercise, Function, Groups, Seed, Value
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.talk import Answer
from tui_tutor.show import cells, number
from tui_tutor.show.matrix import matrix
from tui_tutor.text import Words, series

words = Words("check")
MOST_SHOWN = 40  # numbers of an array
DIGITS = 5, 8, 17  # of each number: as few as tell what was wanted from what came
LOOSER = {"float32": 1e-4}  # relative; what this dtype can hold after a few steps


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `detail` says what was wrong, in words."""

    name: str
    passed: bool
    detail: str = ""


def judged(exercise: Exercise, groups: Groups, outcome: Outcome) -> Iterator[Check]:
    """A check for how it ran, one for each group of inputs, one that these stayed as they were."""
    calls = [arguments for group in groups.values() for arguments in group]
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
        yield Check(ran, False, error_told(stopped) if stopped else words("ended.early"))
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
        yield Check(exercise.group_name(name), not detail, detail)
        place += len(group)
    yield from _properties(exercise, calls, answers)
    if exercise.drawn:
        yield Check(words("by-rng"), *_by_rng(exercise, calls, answers))
    changed = _changed(exercise, calls, answers)
    yield Check(words("unchanged"), not changed, changed)


def _fault(exercise: Exercise, arguments: Arguments, answer: Answer | None) -> str:
    """What is wrong with one answer, "" where it is right."""
    asked = _asked(exercise, arguments)
    if answer is None:
        return f"{asked}\n{words('no-answer')}"
    if answer.kind == "error":
        return f"{asked}\n{error_told(answer)}"
    if exercise.returns:
        fault = _fault_of_parts(exercise, exercise.right(*arguments), answer)
        return f"{asked}\n{fault}" if fault else ""
    expected = np.asarray(exercise.right(*arguments))
    got = answer.value
    if answer.kind != "value" or got is None:
        return f"{asked}\n{_other_type(answer, expected, exercise.tolerance)}"
    fault = _difference(got, expected, exercise)
    return f"{asked}\n{fault}" if fault else ""


def _fault_of_parts(exercise: Exercise, expected: Value, answer: Answer) -> str:
    """What is wrong with the first of several values that is."""
    names = exercise.returns
    if answer.type == "NoneType":
        return words.of("type", answer.type, type=answer.type)
    if len(answer.parts) != len(names):
        return words("parts", names=series(names), count=len(names))
    for name, wanted, got in zip(names, expected, answer.parts, strict=True):
        if got is None:
            return words("part-no-array", name=name)
        if fault := _difference(got, np.asarray(wanted), exercise):
            return f"{words('part', name=name)}\n{fault}"
    return ""


def _difference(got: Value, expected: Value, exercise: Exercise) -> str:
    """How an array differs from what it should be; "" where it does not."""
    if got.shape != expected.shape:
        return words("shape", expected=expected.shape, got=got.shape)
    if exercise.drawn or equal(got, expected, exercise.tolerance):
        return ""
    digits = next((d for d in DIGITS if _shown(got, d) != _shown(expected, d)), DIGITS[-1])
    pairs = (words("expected"), expected), (words("got"), got)
    few = words("float16") if got.dtype == np.float16 else ""
    return "\n".join((*_beside(*pairs, digits=digits), few)).rstrip()


def _other_type(answer: Answer, expected: Value, tolerance: float) -> str:
    """What to do about an answer that is no array: of the right numbers, or of others."""
    got = answer.value
    key = answer.type
    if got is not None and got.shape == expected.shape and equal(got, expected, tolerance):
        key = f"{answer.type}-of-right"
    elif "dtype object" in answer.type:
        key = "object"
    elif not words.has(f"type.{answer.type}"):
        key = "other"
    return words.of("type", key, type=answer.type)


def _properties(
    exercise: Exercise, calls: list[Arguments], answers: tuple[Answer, ...]
) -> Iterator[Check]:
    """A check for each property, with the smallest input whose answer can't be right."""
    answered = [
        (arguments, value)
        for arguments, answer in zip(calls, answers, strict=False)
        if (value := value_of(answer, exercise.right(*arguments))) is not None
    ]
    for key, holds in exercise.properties.items() if answered else ():
        detail = next(
            (
                f"{_asked(exercise, arguments)}\n{_got(exercise, value)}"
                f"{_other_dtype(arguments, value) if key == 'dtype' else ''}"
                for arguments, value in answered
                if not holds(value, *arguments)
            ),
            "",
        )
        yield Check(exercise.property_name(key), not detail, detail)


def value_of(answer: Answer, right: Value) -> Value | None:
    """What it gave, several values as a tuple; None where that has not the right shapes."""
    if isinstance(right, tuple):
        shapes = [None if part is None else part.shape for part in answer.parts]
        return answer.parts if shapes == [np.shape(part) for part in right] else None
    given = answer.value if answer.kind == "value" else None
    return given if given is not None and given.shape == np.shape(right) else None


def _by_rng(
    exercise: Exercise, calls: list[Arguments], answers: tuple[Answer, ...]
) -> tuple[bool, str]:
    """Whether other generators draw something else; two calls alike but for their seeds tell."""
    first: dict[str, Answer] = {}
    for arguments, answer in zip(calls, answers, strict=False):
        rest = repr([a for a in arguments if not isinstance(a, Seed)])
        other = first.setdefault(rest, answer)
        if other is not answer and _drew_the_same(other, answer):
            return False, f"{_asked(exercise, arguments)}\n{words('same-draw')}"
    return True, ""


def _drew_the_same(one: Answer, other: Answer) -> bool:
    pairs = zip((one.value, *one.parts), (other.value, *other.parts), strict=False)
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    return bool(both) and all(np.array_equal(a, b) for a, b in both)


def _other_dtype(arguments: Arguments, value: Value) -> str:
    """A line on the dtypes of the input and of the answer, where these are two."""
    given = next((a.dtype for a in arguments if isinstance(a, np.ndarray)), value.dtype)
    return "" if given == value.dtype else f"\n{words('dtype', given=given, got=value.dtype)}"


def error_told(answer: Answer) -> str:
    """What an error says, where, and what it means."""
    where = words("error-line", line=answer.line) if answer.line else ""
    known = {"MemoryError": "ended.memory", "SystemExit": "exited"}
    if answer.type in known:
        return words(known[answer.type])
    if answer.type == "PermissionError":
        return words("forbidden", message=answer.message)
    said = words("error", message=answer.message, where=where).strip()
    return f"{said}\n{explained(answer.message)}".rstrip()


def equal(got: Value, expected: Value, tolerance: float) -> bool:
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
            if exercise.moves and name == exercise.parameters[0]:
                continue
            if after is None or not np.array_equal(before, after, equal_nan=True):
                pairs = [(words("before"), before)]
                pairs += [] if after is None else [(words("after"), after)]
                return "\n".join((words("changed", name=name), *_beside(*pairs)))
    return ""


def _asked(exercise: Exercise, arguments: Arguments) -> str:
    """`softmax(a) with` and the arguments, a line each."""
    call = f"{exercise.name}({', '.join(exercise.parameters[: len(arguments)])})"
    given = (
        _labelled(f"{name} =", argument)
        for name, argument in zip(exercise.parameters, arguments, strict=False)
    )
    return "\n".join((words("asked", call=call), *given))


def _got(exercise: Exercise, value: Value) -> str:
    if not exercise.returns:
        return _labelled(words("got"), value)
    pairs = zip(exercise.returns, value, strict=True)
    return "\n".join(_labelled(f"{name} =", part) for name, part in pairs)


def _beside(*pairs: tuple[str, Value], digits: int = DIGITS[0]) -> list[str]:
    """Values after their labels, which are filled up to one width."""
    width = max(cell_len(label) for label, _ in pairs)
    return [_labelled(cells(label, width), value, digits) for label, value in pairs]


def _labelled(label: str, value: Value, digits: int = DIGITS[0]) -> str:
    """The value after its label, further rows below the first."""
    rows = _shown(value, digits).split("\n")
    return f"{label} " + f"\n{' ' * (cell_len(label) + 1)}".join(rows)


def _shown(value: Value, digits: int) -> str:
    """An array as NumPy lays it out, each number in few digits; a function as it is typed."""
    if isinstance(value, Function):
        return f"lambda x: {value.expression}"
    if isinstance(value, Seed):
        return f"np.random.default_rng({value.number})"
    if isinstance(value, str):
        return repr(value)
    array = np.asarray(value)
    if array.ndim <= 2 and array.size <= MOST_SHOWN:
        return matrix(array, form=lambda v: number(v, digits)).plain
    return np.array2string(array, precision=digits, threshold=MOST_SHOWN)
