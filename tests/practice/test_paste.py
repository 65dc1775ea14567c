"""What the course prints of a function that it asks for can be pasted, and passes."""

import pytest

from tests.cli.test_commands import tutor
from tests.practice.of_each_kind import NAMES
from tui_tutor import source
from tui_tutor.practice import exercises
from tui_tutor.practice.check import check


@pytest.mark.parametrize("name", NAMES)
def test_the_source_on_the_page_passes_its_exercise_as_it_stands(name: str) -> None:
    pasted = source.functions()[name]
    assert pasted.startswith(f"def {name}(")
    for seed in (0, 1):
        report = check(exercises.load(name), pasted, seed)
        assert report.passed, report.first_fault


def test_the_command_prints_a_short_answer_then_that_source_and_both_pass() -> None:
    result = tutor("try", "softmax", "--solution")
    assert (result.returncode, result.stderr) == (0, "")
    model, core_source = result.stdout.rstrip().split("\n\n\n")
    assert core_source.partition("\n")[2] == source.functions()["softmax"]
    for pasted in (model, result.stdout):
        assert check(exercises.load("softmax"), pasted).passed
    assert "np.max" in result.stdout, "the idea is to be seen"


def test_the_command_prints_the_stub_and_each_hint() -> None:
    stub = tutor("try", "relu", "--stub").stdout
    assert stub.startswith("def relu(x):")
    hints = [tutor("try", "relu", "--hint", number).stdout for number in "123"]
    assert len(set(hints)) == 3
    assert "np.maximum(0, …)" in hints[2]


def test_without_a_file_the_command_says_what_to_do() -> None:
    result = tutor("try", "relu")
    assert result.returncode == 2
    assert "tutor try relu FILE" in result.stderr
    assert "--stub" in result.stderr
