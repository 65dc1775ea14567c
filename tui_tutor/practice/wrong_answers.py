"""Wrong answers to predictions that a lesson foresees: which of them is meant by what was typed."""

import re
from collections.abc import Iterable

from tui_tutor.block import Idea
from tui_tutor.practice import answers, numerals
from tui_tutor.practice.predict import JUDGES, LONGEST
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.truth import Truth, as_printed, truth_of
from tui_tutor.signs import plain

ERROR = re.compile(r"\w*(?:Error|Exception)")


def idea_behind(said: str, ideas: Iterable[Idea], outcome: Outcome) -> str:
    """The sentence on the wrong idea from which that answer follows; "" where none is known."""
    truth = truth_of(outcome)
    return next((i.sentence for i in ideas if means(said, read(i.answer, truth))), "")


def means(said: str, wrong: Truth | None) -> bool:
    """Whether what was typed comes to that answer, read as the right one would be."""
    return wrong is not None and JUDGES[wrong.kind](plain(said[:LONGEST]), wrong)[0]


def read(answer: str, truth: Truth) -> Truth | None:
    """A wrong answer as if it were what the code gave: of the true one's kind where it can be.

    None where it can be nothing that code gives.
    """
    text = plain(answer)
    if ERROR.fullmatch(text):
        return Truth("error", text, names=(text,))
    found = _of_kind(truth.kind, answers.bare(text), text) or as_printed(text)
    return None if found.kind == "text" != truth.kind else found


def _of_kind(kind: str, bare: str, text: str) -> Truth | None:
    if kind == "shape" and (shape := answers.shape(bare)) is not None:
        return Truth("shape", str(shape))
    if kind == "dtype" and (dtype := answers.dtype(bare)):
        return Truth("dtype", dtype)
    if kind == "number" and (number := numerals.number(bare)):
        return Truth("number", text, number)
    if kind == "array" and (array := numerals.array(bare)):
        return Truth("array", text, array.nested)
    return None
