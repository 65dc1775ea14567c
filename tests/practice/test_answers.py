"""A bank of answers: every prediction of the course in its right forms, and in wrong ones."""

from collections.abc import Iterator

import pytest

from tests.practice.answer_forms import AROUND, FORMS, Asked, right_forms
from tests.practice.wrong_answers import wrong_answers
from tui_tutor.course import read_course
from tui_tutor.page import blocks
from tui_tutor.practice.predict import compare
from tui_tutor.practice.sandbox import Outcome, run_blocks
from tui_tutor.practice.talk import Limits

SEED = 3
KINDS = 60  # of forms that are tried
WRONG = 35  # wrong answers to each prediction
PATIENT = Limits(seconds=60, cpu_seconds=60)


@pytest.fixture(scope="session")
def bank() -> list[Asked]:
    """All predictions, each really run."""
    return list(_asked())


def _asked() -> Iterator[Asked]:
    asking = [
        (f"{lesson.name}:{block.line}", block.code, SEED if "seed" in block.flags else None)
        for lesson in read_course().lessons
        for block in blocks(lesson)
        if "predict" in block.flags
    ]
    for code in ("1 < 2", "(np.arange(3) > 5).any()"):  # no page asks for a truth just now
        asking.append((code, code, None))
    outcome = run_blocks([(code, seed) for _, code, seed in asking], PATIENT)
    for (where, code, _), answer in zip(asking, outcome.answers, strict=True):
        yield Asked(where, code, Outcome("well", (answer,), "", 0.0))


@pytest.fixture(scope="session")
def some_asked(bank: list[Asked], pytestconfig: pytest.Config) -> list[Asked]:
    """All of them with --all, else one of each kind."""
    first_of_each = {asked.kind: asked for asked in reversed(bank)}
    return bank if pytestconfig.getoption("--all") else list(first_of_each.values())


def test_every_right_form_of_every_prediction_is_right(bank: list[Asked]) -> None:
    tried = [(asked, name, form) for asked in bank for name, form in right_forms(asked)]
    refused = [
        (asked.where, name, form) for asked, name, form in tried
        if not compare(form, asked.outcome).right
    ]  # fmt: skip
    assert not refused
    assert len({name for _, name, _ in tried}) >= KINDS


def test_every_kind_of_form_is_tried(bank: list[Asked]) -> None:
    tried = {name for asked in bank for name, _ in right_forms(asked)}
    forms = {f"{kind}: {name}" for kind, named in FORMS.items() for name in named}
    unfit = {"dtype: int", "number: thousands by apostrophes"}
    assert {f"around: {name}" for name in AROUND} <= tried
    assert forms - tried <= unfit


def test_no_wrong_answer_to_any_prediction_is_right(some_asked: list[Asked]) -> None:
    accepted = []
    for asked in some_asked:
        wrong = set(wrong_answers(asked))
        assert len(wrong) >= WRONG, asked.where
        accepted += [(asked.where, w) for w in wrong if compare(w, asked.outcome).right]
    assert not accepted


def test_what_was_typed_is_echoed_to_the_letter(some_asked: list[Asked]) -> None:
    for asked in some_asked:
        for typed in (*wrong_answers(asked), *(form for _, form in right_forms(asked))):
            verdict = compare(typed, asked.outcome)
            assert "".join(text for text, _ in verdict.expected) == typed
