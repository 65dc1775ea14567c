"""A bank of common wrong attempts: each fails on every seed, and is told what is true of it."""

from operator import attrgetter

import pytest

from tests.practice.attempts import Attempt, attempts
from tests.practice.in_process import answered, calls_of, defined, first_fault, groups_of
from tests.practice.of_each_kind import NAMES, kind
from tests.practice.solutions import RIGHT
from tests.some import one_of_each
from tui_tutor.practice import exercises
from tui_tutor.practice.check import check
from tui_tutor.practice.ideas import recognised
from tui_tutor.practice.syntax import syntax_fault
from tui_tutor.text import Words

words, errors = Words("check"), Words("errors")


def named(text: str, words: Words, key: str) -> bool:
    """Does the text say that sentence, whatever stands in its gaps?"""
    pieces = [piece.partition("}")[2] or piece for piece in words.raw(key).split("{")]
    return all(piece in text for piece in pieces if "}" not in piece)


@pytest.fixture(scope="session")
def seeds(pytestconfig: pytest.Config) -> range:
    return range(0, 60, 1 if pytestconfig.getoption("--all") else 6)


@pytest.mark.parametrize("attempt", one_of_each(attempts(), attrgetter("exercise")), ids=str)
def test_it_fails_on_every_seed_with_one_and_the_same_reason(
    attempt: Attempt, seeds: range
) -> None:
    exercise = exercises.load(attempt.exercise)
    if fault := syntax_fault(attempt.source):
        assert attempt.kind == "error"
        assert named(fault.said, errors, attempt.key)
        return
    function = defined(exercise, attempt.source)
    expected = exercise.idea(attempt.key) if attempt.kind == "idea" else ""
    for seed in seeds:
        groups = groups_of(exercise, seed)
        calls = calls_of(groups)
        answers = answered(function, calls)
        fault = first_fault(exercise, groups, answers)
        assert fault is not None, seed
        assert said(attempt, fault.name, fault.detail), (seed, fault)
        if seed < 12:  # it takes longer
            assert recognised(exercise, calls, answers) == expected, seed


def said(attempt: Attempt, name: str, detail: str) -> bool:
    """Is what the attempt's line asks for said by that check?"""
    if attempt.kind == "error":
        return named(detail, errors, attempt.key)
    if attempt.kind == "type":
        return named(detail, words, f"type.{attempt.key}")
    if attempt.kind == "property":
        return name == exercises.load(attempt.exercise).property_name(attempt.key)
    return attempt.kind != "changed" or name == words("unchanged")


def test_of_most_common_attempts_a_reason_is_given() -> None:
    kinds = [attempt.kind for attempt in attempts()]
    assert len(kinds) >= 150
    assert kinds.count("values") <= len(kinds) / 3


def first_of_each() -> list[Attempt]:
    first = {attempt.exercise: attempt for attempt in reversed(attempts())}
    assert first.keys() == set(exercises.names()) == RIGHT.keys()
    return list(first.values())


@pytest.mark.parametrize(
    "attempt", one_of_each(first_of_each(), lambda attempt: kind(attempt.exercise)), ids=str
)
def test_in_a_process_of_its_own_the_same_is_said(attempt: Attempt) -> None:
    exercise = exercises.load(attempt.exercise)
    report = check(exercise, attempt.source)
    assert not report.passed
    assert report.idea == (exercise.idea(attempt.key) if attempt.kind == "idea" else "")
    fault = report.first_fault
    assert fault is not None
    assert said(attempt, fault.name, fault.detail)


@pytest.mark.parametrize("name", NAMES)
def test_right_ways_pass_on_every_seed(name: str, seeds: range) -> None:
    exercise = exercises.load(name)
    for source in RIGHT[name]:
        function = defined(exercise, source)
        for seed in seeds:
            groups = groups_of(exercise, seed)
            answers = answered(function, calls_of(groups))
            assert first_fault(exercise, groups, answers) is None, (source, seed)
