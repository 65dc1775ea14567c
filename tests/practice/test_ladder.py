"""The ladder: each model answer passes, each puzzle has a solution, each wrong line fails alone."""

import pytest

from tests.practice.of_each_kind import kind
from tests.some import one_of_each
from tui_tutor.practice import exercises
from tui_tutor.practice.check import check
from tui_tutor.practice.ladder import GAP, Model, NoSuchLine, WrongLine, model, solution


def models() -> dict[str, Model]:
    return {name: found for name in exercises.names() if (found := model(name))}


MODELS = models()
NAMES = one_of_each(MODELS, kind)
WRONG = [(name, wrong) for name in MODELS for wrong in MODELS[name].wrong]


@pytest.mark.parametrize("name", NAMES)
def test_a_model_answer_and_its_ordered_lines_pass(name: str) -> None:
    puzzle = MODELS[name]
    assert check(exercises.load(name), puzzle.answer).passed
    lines = puzzle.answer.splitlines()[1:]
    numbers = [puzzle.pieces.index(line) + 1 for line in lines]
    assert puzzle.ordered(numbers) == puzzle.answer


@pytest.mark.parametrize("name", NAMES)
def test_a_solution_passes_as_it_is_printed(name: str) -> None:
    assert check(exercises.load(name), solution(name)).passed


@pytest.mark.parametrize("name", NAMES)
def test_gaps_hide_what_is_telling(name: str) -> None:
    with_gaps = MODELS[name].with_gaps
    assert GAP in with_gaps
    report = check(exercises.load(name), with_gaps)
    assert not report.passed
    assert report.checks


@pytest.mark.parametrize(("name", "wrong"), one_of_each(WRONG, lambda case: kind(case[0])))
def test_a_wrong_line_alone_fails_and_is_told_its_idea(name: str, wrong: WrongLine) -> None:
    exercise = exercises.load(name)
    assert wrong.line.startswith("    ")
    report = check(exercise, MODELS[name].mistaken(wrong))
    assert not report.passed
    assert report.idea == exercise.idea(wrong.idea)


@pytest.mark.parametrize("name", NAMES)
def test_the_puzzle_is_not_solved_as_it_stands(name: str) -> None:
    puzzle = MODELS[name]
    everything = range(1, len(puzzle.pieces) + 1)
    assert not check(exercises.load(name), puzzle.ordered(everything)).passed


def test_any_right_order_passes() -> None:
    puzzle = MODELS["xor_gate"]
    head, nand, either, last = puzzle.answer.splitlines()
    turned = [puzzle.pieces.index(line) + 1 for line in (either, nand, last)]
    assert puzzle.ordered(turned) != puzzle.answer
    assert check(exercises.load("xor_gate"), puzzle.ordered(turned)).passed
    assert puzzle.head == head


def test_a_number_that_no_line_has_is_refused() -> None:
    for number in (0, 99):
        with pytest.raises(NoSuchLine):
            MODELS["relu"].ordered([number])
