"""Predictions: whether what was typed comes to what the code gave, and where the two differ."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tui_tutor.practice import answers, numerals
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.truth import Truth, agrees, truth_of
from tui_tutor.signs import plain

Pieces = tuple[tuple[str, bool], ...]
Judged = tuple[bool, str]  # whether it is right, and what it was read as
SIGN = re.compile(
    r"[-+]?(?:\d+\s*/\s*\d+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf|nan)"
    r"|\w+|(?:\[\s*)+|\][\s,\]]*(?:\[\s*)+|[^\s\w,()\[\]]",
    re.IGNORECASE,
)
LONGEST = 4000  # characters of an answer that are looked at
NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Verdict:
    """Whether the prediction came true, and both sides in pieces that can be lit up.

    Pieces are (text, differs).
    """

    right: bool
    expected: Pieces  # what the learner said, as it was typed
    got: Pieces  # what the code gave
    read: str = ""  # what the answer was read as, where that looks another


def compare(said: str, outcome: Outcome) -> Verdict:
    """Does what the learner said come to the same as what the code gave?"""
    truth = truth_of(outcome)
    text = plain(said[:LONGEST])
    right, read = JUDGES[truth.kind](text, truth)
    if right or text.split() == plain(truth.text).split() != []:
        other = read and not (_alike(read, truth.text) or _alike(read, said))
        return Verdict(True, ((said, False),), ((truth.text, False),), read if other else "")
    ours, theirs = _signs(text, truth.kind), _signs(truth.text, truth.kind)
    expected, got = _lit(said, _unlike(ours, theirs)), _lit(truth.text, _unlike(theirs, ours))
    if not any(lit for _, lit in (*expected, *got)):
        expected = ((said, True),)
    return Verdict(False, expected, got, "" if _alike(read, said) else read)


def _alike(a: str, b: str) -> bool:
    """The same but for commas, blanks, and how a plain number is written."""
    one, other = (
        re.sub(r"[\s,]+", " ", re.sub(r"\s*([\[\]()])\s*", r"\1", text)).strip().casefold()
        for text in (a, b)
    )
    if all(numerals.DECIMAL.fullmatch(text.lstrip("+-")) for text in (one, other)):
        return float(one) == float(other)
    return one == other


# ------------------------------------------------------------------ one judge for each kind


def _shape(text: str, truth: Truth) -> Judged:
    read = answers.shape(answers.bare(text))
    return (str(read) == truth.text, str(read)) if read is not None else (False, "")


def _dtype(text: str, truth: Truth) -> Judged:
    read = answers.dtype(answers.bare(text))
    return read == truth.text, read or ""


def _error(text: str, truth: Truth) -> Judged:
    """Its name or that of a parent, what it says, or that there is an error at all."""
    read = answers.error(text)
    names = {name.casefold() for name in truth.names}
    says = plain(truth.message.partition(": ")[2]).casefold().rstrip(".")
    told = bool(says) and answers.bare(text).casefold() == says
    return told or read == "" or read in names or f"{read}error" in names, ""


def _truth(text: str, truth: Truth) -> Judged:
    read = answers.truth(answers.bare(text))
    return read is not None and str(read) == truth.text, "" if read is None else str(read)


def _number(text: str, truth: Truth) -> Judged:
    read = numerals.number(answers.bare(text))
    if read is None:
        return False, ""
    return agrees(read, truth) and _claimed(read.dtype, truth), str(read)


def _array(text: str, truth: Truth) -> Judged:
    read = numerals.array(answers.bare(text))
    if read is None:
        return False, ""
    shape = not read.shape or answers.shape(read.shape) == truth.shape
    return agrees(read.nested, truth) and shape and _claimed(read.dtype, truth), str(read)


def _claimed(dtype: str, truth: Truth) -> bool:
    """Nothing was said of the dtype, or what is true, or it is not known."""
    return not (dtype and truth.dtype) or answers.dtype(answers.bare(dtype)) == truth.dtype


def _text(text: str, truth: Truth) -> Judged:
    said = answers.bare(text)
    if truth.text in ("", "None"):
        return answers.said_by("none", said), ""
    ours, theirs = _signs(said, "text"), _signs(truth.text, "text")
    return bool(ours) and not (_unlike(ours, theirs) or _unlike(theirs, ours)), ""


JUDGES: dict[str, Callable[[str, Truth], Judged]] = {
    "shape": _shape,
    "dtype": _dtype,
    "error": _error,
    "truth": _truth,
    "number": _number,
    "array": _array,
    "text": _text,
}


# ------------------------------------------------------------------ where the two differ


@dataclass(frozen=True)
class _Sign:
    """A number, a name or a sign; or the brackets that part two rows, with `key` for these."""

    text: str
    start: int
    values_before: int
    key: str = ""


def _signs(text: str, kind: str) -> list[_Sign]:
    """What counts in an answer. Commas, spaces and round brackets only part it.

    Where the rows of an array begin counts, so that [1 2] is not [[1 2]].
    """
    start = text.rfind(core := _core(text, kind))
    found: list[_Sign] = []
    values = 0
    for match in (NUMBERS if kind == "shape" else SIGN).finditer(core):
        brackets = re.sub(r"[^\[\]]", "", match[0])
        found.append(_Sign(match[0].strip(), start + match.start(), values, brackets))
        values += not brackets
    return found


def _core(text: str, kind: str) -> str:
    """The part of the text that holds the answer itself."""
    core = answers.bare(text)
    if kind == "array" and (option := numerals.OPTIONS.search(core)):
        return core[: option.start()]
    return core


def _unlike(ours: list[_Sign], theirs: list[_Sign]) -> list[_Sign]:
    """Those of ours that have no like at the same place of theirs."""
    values = [sign.text for sign in theirs if not sign.key]
    brackets = {(sign.values_before, sign.key) for sign in theirs if sign.key}

    def has_like(sign: _Sign) -> bool:
        if sign.key:
            return (sign.values_before, sign.key) in brackets
        place = sign.values_before
        return place < len(values) and _same(sign.text, values[place])

    return [sign for sign in ours if not has_like(sign)]


def _same(a: str, b: str) -> bool:
    one, other = numerals.number(a), numerals.number(b)
    if one and other:
        return str(one) == str(other)
    return a.casefold() == b.casefold()


def _lit(text: str, unlike: list[_Sign]) -> Pieces:
    """The text in pieces, with those lit that are unlike."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for sign in unlike:
        end = sign.start + len(sign.text)
        pieces += [(text[place : sign.start], False), (text[sign.start : end], True)]
        place = end
    pieces.append((text[place:], False))
    return tuple(piece for piece in pieces if piece[0])
