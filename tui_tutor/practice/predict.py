"""Predictions: what the learner typed, what the code gave, and where the two differ.

The answer that was typed is read as data and never run.
"""

import re
from dataclasses import dataclass

import numpy as np

from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.talk import Answer
from tui_tutor.text import Words

words = Words("practice")
NUMBER = re.compile(
    r"[-+]?(?:\d+\s*/\s*\d+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf|nan)", re.IGNORECASE
)
ERROR = re.compile(r"\w+(?:Error|Exception)")
TOKEN = re.compile(
    rf"{NUMBER.pattern}|\w+|(?:\[\s*)+|\][\s,\]]*(?:\[\s*)+|[^\s\w,()\[\]]", re.IGNORECASE
)
NAMES = {"true": "True", "false": "False", "none": "None"}
LONGEST = 4000  # characters of an answer that are looked at


@dataclass(frozen=True)
class Verdict:
    """Whether the prediction came true, and both sides in pieces that can be lit up.

    Pieces are (text, differs).
    """

    right: bool
    expected: tuple[tuple[str, bool], ...]  # what the learner said
    got: tuple[tuple[str, bool], ...]  # what the code gave


def result_of(outcome: Outcome) -> str:
    """What the code gave, as it is shown: a value, what it printed, or an error's name."""
    if outcome.not_started:
        return outcome.not_started
    if not outcome.answers:
        return words(f"ended.{outcome.ended}")
    answer = outcome.answers[-1]
    if answer.kind == "error":
        return answer.type
    shown = _shown(answer)
    return "\n".join(part for part in (outcome.printed.rstrip(), shown) if part)


def _shown(answer: Answer) -> str:
    """A value as it would be printed: np.float64(0.5) is 0.5 and array([1, 2]) is [1 2]."""
    if answer.value is not None:
        return str(answer.value) if answer.value.ndim else str(answer.value[()])
    return answer.repr


def compare(said: str, got: str) -> Verdict:
    """Does what the learner said come to the same as what the code gave?"""
    said = _in_full(normal(said), got)
    if said.strip().casefold() == normal(got).strip().casefold():
        return Verdict(True, ((said, False),), ((got, False),))
    ours, theirs = _tokens(said), _tokens(normal(got))
    unlike = [_unlike(ours, theirs), _unlike(theirs, ours)]
    if not any(unlike):
        return Verdict(True, ((said, False),), ((got, False),))
    return Verdict(False, _lit(said, unlike[0]), _lit(normal(got), unlike[1]))


def _in_full(said: str, got: str) -> str:
    """What was said for short: an array as it is typed into a knob, an error and its message."""
    if got.startswith("[") and ";" in said:
        rows = said.strip("[] ").split(";")
        return f"[{' '.join(f'[{row}]' for row in rows)}]"
    if got.startswith("[") and re.search(r"[\s,]", said) and not re.search(r"[(\[]", said):
        return f"[{said}]"
    if ERROR.fullmatch(got):
        name = said.partition(":")[0].strip()
        return got if name.casefold() == words("predict.error") else name
    return said


def normal(text: str) -> str:
    """Full-width brackets and commas as plain ones; np. and quotes taken off."""
    text = text[:LONGEST].translate(
        str.maketrans("（），．：；［］【】“”‘’＋－−", "(),.:;[][]\"\"''+--")
    )
    text = re.sub(r"\b(?:np|numpy)\.", "", text.strip())
    text = re.sub(r"\barray\((.*)\)", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\b(?:float|int)(?:16|32|64)\((.*?)\)", r"\1", text)
    text = re.sub(r"\bdtype\('(\w+)'\)|<class '(?:numpy\.)?(\w+)'>", r"\1\2", text)
    return text.strip("\"'")


@dataclass(frozen=True)
class _Token:
    """A number, a name or a sign; or the brackets that part two rows, with `key` for these."""

    text: str
    start: int
    values_before: int
    key: str = ""


def _tokens(text: str) -> list[_Token]:
    """What counts in an answer. Commas, spaces and round brackets only part it.

    A shape may end in a comma or not, an array may have commas or not; where the rows begin still
    counts, so that [1 2] is not [[1 2]].
    """
    found: list[_Token] = []
    values = 0
    for match in TOKEN.finditer(text):
        brackets = re.sub(r"[^\[\]]", "", match[0])
        found.append(_Token(match[0].strip(), match.start(), values, brackets))
        values += not brackets
    return found


def _unlike(ours: list[_Token], theirs: list[_Token]) -> list[_Token]:
    """Those of ours that have no like at the same place of theirs."""
    values = [token.text for token in theirs if not token.key]
    brackets = {(token.values_before, token.key) for token in theirs if token.key}

    def has_like(token: _Token) -> bool:
        if token.key:
            return (token.values_before, token.key) in brackets
        place = token.values_before
        return place < len(values) and _same(token.text, values[place])

    return [token for token in ours if not has_like(token)]


def _same(a: str, b: str) -> bool:
    if NUMBER.fullmatch(a) and NUMBER.fullmatch(b):
        return _same_number(a, b)
    return NAMES.get(a.casefold(), a).casefold() == NAMES.get(b.casefold(), b).casefold()


def _same_number(a: str, b: str) -> bool:
    """As numbers: .50 is 1/2 and nan is nan; what was rounded when shown may be rounded here."""
    x, y = _value(a), _value(b)
    if np.isnan(x) or np.isnan(y):
        return bool(np.isnan(x) and np.isnan(y))
    return bool(np.isclose(x, y, rtol=1e-6, atol=1e-12))


def _value(number: str) -> float:
    if "/" in number:
        above, below = map(float, number.split("/"))
        return above / below if below else float("nan")
    return float(number)


def _lit(text: str, unlike: list[_Token]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, with those lit that are unlike."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for token in unlike:
        end = token.start + len(token.text)
        pieces += [(text[place : token.start], False), (text[token.start : end], True)]
        place = end
    pieces.append((text[place:], False))
    return tuple(piece for piece in pieces if piece[0])
