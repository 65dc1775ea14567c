"""The true answer of a prediction: what the code gave, of which kind it is, what agrees with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tui_tutor.practice.numerals import Nested, Number, array, number, numeral
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.talk import Answer
from tui_tutor.text import Words

words = Words("practice")
SHAPE = re.compile(r"\((?:\d+,|\d+(?:, \d+)+)?\)")
DTYPE = re.compile(r"(?:u?int|float|complex)\d+|bool")
FLOATS = 1e-9  # relative: what floats of 64 bits may differ by
PRINTED = 1e-7  # relative: what eight printed digits leave open
SHARP = 5e-6  # relative: a number written so finely may be a rounded one
NUMBER = re.compile(r"-?(?:\d[\d.]*(?:e[-+]?\d+)?|inf|nan)")
NOTHING = 1e-15  # what is left of 0 after floats were added and taken away


@dataclass(frozen=True)
class Truth:
    """What the code gave, as one of the kinds of answers.

    `value` is a number, a truth value or an array, and `unrounded` the same before the code's last
    step rounded it. `names` are those of an error and of all that it is a kind of.
    """

    kind: str
    text: str
    value: Nested | float | None = None
    unrounded: Nested | float | None = None
    dtype: str = ""
    shape: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    message: str = ""


def result_of(outcome: Outcome) -> str:
    """What the code gave, as it is shown: a value, what it printed, or an error's name."""
    if outcome.not_started:
        return outcome.not_started
    if not outcome.answers:
        return words.of("ended", outcome.ended)
    answer = outcome.answers[-1]
    if answer.kind == "error":
        return answer.type
    shown = _shown(answer)
    return "\n".join(part for part in (outcome.printed.rstrip(), shown) if part)


def told_by(outcome: Outcome) -> str:
    """What the code gave, to be read: an error comes with its message, after what was printed."""
    message = outcome.answers[-1].message if outcome.answers else ""
    if not message:
        return result_of(outcome)
    return "\n".join(part for part in (outcome.printed.rstrip(), message) if part)


def _shown(answer: Answer) -> str:
    """A value as it would be printed: np.float64(0.5) is 0.5 and array([1, 2]) is [1 2]."""
    if answer.value is not None:
        return str(answer.value) if answer.value.ndim else str(answer.value[()])
    return re.sub(r"^dtype\('(\w+)'\)$|^<class '(?:numpy\.)?(\w+)'>$", r"\1\2", answer.repr)


def truth_of(outcome: Outcome) -> Truth:
    """The true answer, and its kind: that of the value, or of what was printed."""
    text = result_of(outcome)
    answer = outcome.answers[-1] if outcome.answers else Answer("other")
    if answer.kind == "error":
        names = tuple(name for name in answer.family if name.endswith(("Error", "Exception")))
        return Truth("error", text, names=names or (answer.type,), message=answer.message)
    value, before = answer.value, answer.unrounded
    if value is None or outcome.printed.strip():
        return as_printed(text)
    kind = "array" if value.ndim else "truth" if value.dtype.kind == "b" else "number"
    held = value.tolist() if value.size else getattr(array(text), "nested", None)
    unrounded = before.tolist() if before is not None and before.shape == value.shape else None
    return Truth(kind, text, held, unrounded, value.dtype.name, value.shape)


def as_printed(text: str) -> Truth:
    """The kind of what is known as a text alone."""
    if SHAPE.fullmatch(text):
        return Truth("shape", text)
    if DTYPE.fullmatch(text):
        return Truth("dtype", text)
    if text in ("True", "False"):
        return Truth("truth", text, text == "True")
    if NUMBER.fullmatch(text) and (found := number(text)):
        return Truth("number", text, found)
    rows = array(text) if text.startswith("[") else None
    return Truth("array", text, rows.nested) if rows else Truth("text", text)


# ------------------------------------------------------------------ what agrees with it


def agrees(said: Nested, truth: Truth) -> bool:
    """The same numbers in the same brackets."""
    if truth.value is None:
        return False
    ours, theirs = list(_leaves(said)), list(_leaves(truth.value))
    exact = theirs if truth.unrounded is None else list(_leaves(truth.unrounded))
    if [place for place, _ in ours] != [place for place, _ in theirs]:
        return False
    almost = FLOATS if truth.dtype else PRINTED
    if truth.dtype in ("float16", "float32"):
        almost = float(np.finfo(truth.dtype).eps)
    return all(
        _same(our, their, sharp, almost)
        for (_, our), (_, their), (_, sharp) in zip(ours, theirs, exact, strict=True)
    )


def _leaves(nested: Nested | float, depth: int = 0) -> Iterator[tuple[str, Number | float]]:
    """Each number with the brackets around it; each list with its length."""
    if isinstance(nested, list):
        yield f"{depth}: {len(nested)}", 0
        for inner in nested:
            yield from _leaves(inner, depth + 1)
    else:
        yield f"{depth}", nested


def _same(said: Number | float, true: Number | float, sharp: Number | float, almost: float) -> bool:
    """As numbers: .50 is 1/2 and nan is nan. Digits that the code rounds off must be right, too."""
    if not isinstance(said, Number) or isinstance(true, bool):
        return type(said) is type(true) and said == true
    if isinstance(true, int):
        return said.value == true
    if not isinstance(said.value, Fraction) or not np.isfinite(float(_value(true))):
        return str(said.value) == str(_value(true))
    wanted, exact = Fraction(_value(true)), Fraction(_value(sharp))
    if abs(said.value - wanted) <= Fraction(almost) * abs(wanted) + Fraction(NOTHING):
        return True
    if said.decimals is None:
        return False
    unit = Fraction(10) ** -said.decimals
    if said.decimals > _decimals(true):
        nearer = abs(said.value - exact) < abs(wanted - exact)
        return _rounds(exact, said.value, unit, cut=nearer)
    return unit <= SHARP * abs(wanted) and _rounds(wanted, said.value, unit, cut=True)


def _rounds(exact: Fraction, said: Fraction, unit: Fraction, cut: bool) -> bool:
    """Is it the exact number, rounded to that unit, or cut off there where that will do?"""
    off = abs(exact - said)
    return off <= unit / 2 or (cut and off < unit and abs(said) < abs(exact))


def _value(number: Number | float) -> Fraction | float:
    return number.value if isinstance(number, Number) else number


def _decimals(true: Number | float) -> int:
    """As many as are shown of it."""
    written = true if isinstance(true, Number) else numeral(repr(abs(true)))
    return written.decimals or 0 if written else 0
