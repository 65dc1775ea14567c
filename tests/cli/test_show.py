"""`tutor show`: a page to be read and worked through without the app."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_commands import tutor
from tests.some import some
from tests.test_page import FORMS
from tui_tutor.cli import main

FRONT = "---\ntitle: One\nsummary: s\npart: p\norder: 1\n---\n# One\n\n"

Show = Callable[..., str]


@pytest.fixture
def show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Show:
    """Write a page, of our own course or from elsewhere, and print it 60 columns wide."""
    monkeypatch.setenv("COLUMNS", "60")

    def printed(body: str, *options: str, ours: bool = True) -> str:
        (tmp_path / "one.md").write_text(FRONT + body, encoding="utf-8")
        if ours:
            monkeypatch.setattr("tui_tutor.course.our_lessons", lambda: tmp_path)
        assert main(["show", "one", "--lessons", str(tmp_path), *options]) == 0
        return capsys.readouterr().out

    return printed


@pytest.mark.parametrize("form", some(FORMS.values(), 3), ids=FORMS.keys())
def test_a_question_stands_without_its_answer_until_it_is_asked_for(show: Show, form: str) -> None:
    question = show(form)
    assert "seed + 1" in question
    assert "What will it print?" in question
    assert "seed = 0" in question
    assert "one more" not in question
    assert "why: one" not in question
    assert "tutor show one --answers" in question
    answered = show(form, "--answers")
    lines = [line.strip("▌• ") for line in answered.split("It gives:")[1].splitlines()]
    assert lines[1:3] == ["1", "one more"]


def test_the_code_in_a_reason_stands_without_its_backticks(show: Show) -> None:
    page = "```python predict\n1 + 1\n```\n\nwhy: `+` adds.\n"
    assert "\n+ adds." in show(page, "--answers")


def test_an_exercise_has_its_stub_and_the_command_that_tries_it(show: Show) -> None:
    page = show("```python exercise=relu\n```\n")
    assert "    def relu(x):" in page
    assert "tutor try relu FILE" in page


def test_below_the_title_stands_its_place_in_the_book_and_how_long_it_takes(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        f"{__name__}.FRONT", FRONT.replace("part: p", "part: p\nbook: 3.5\nminutes: 9")
    )
    assert show("Text.\n").startswith("# One\n\nBook: 3.5 · about 9 minutes\n\nText.\n")


def test_what_a_task_asks_for_is_printed_when_it_is_asked_for(show: Show) -> None:
    task = "1. Turn it. What comes?\n   > answer: two `words`\n2. Turn back.\n"
    page = show(task)
    assert "two" not in page
    assert "tutor show one --answers" in page
    answered = " ".join(show(task, "--answers").split())
    assert "What comes? What was to be seen: two words 2 Turn back." in answered
    assert "--answers" not in answered


def test_source_is_filled_in_and_that_of_an_exercise_when_it_was_asked_for(show: Show) -> None:
    assert "    def naive_softmax(" in show("~~~python source=naive_softmax\n~~~\n")
    folded = show("~~~python source=relu\n~~~\n")
    assert "def relu(" not in folded
    assert "tutor try relu --solution" in folded
    assert tutor("try", "relu", "--solution").returncode == 0
    assert "    def relu(" in show("~~~python source=relu\n~~~\n")


def test_what_runs_on_the_page_is_printed_with_what_it_gives(show: Show) -> None:
    page = show(
        "```python run\nprint('a', end='')\n2 * 21\n```\n\n"
        "```python run raises=NameError\nnot_here\n```\n\n"
        "```python norun\nprint(6 * 7 + 1)\n```\n"
    )
    assert "It gives:\n    a\n    42\n" in page
    assert "NameError: name 'not_here' is not defined" in page
    assert "    43" not in page


def test_what_was_printed_before_an_error_is_told_too(show: Show) -> None:
    page = show("```python run raises=NameError\nprint(6 * 7)\nnot_here\n```\n")
    assert "It gives:\n    42\n    NameError: name 'not_here' is not defined\n" in page


def test_a_block_that_ends_the_process_takes_no_other_with_it(show: Show) -> None:
    page = show("```python run\n1 + 1\n```\n\n```python run\nimport os; os._exit(0)\n```\n")
    assert "It gives:\n    2\n" in page


def test_code_from_elsewhere_runs_only_when_it_is_asked_to(show: Show) -> None:
    body = "```python run\nprint(6 * 7)\n```\n"
    assert "42" not in show(body, ours=False)
    assert "    42" in show(body, "--answers", ours=False)


def test_it_is_folded_to_the_width_chinese_too(show: Show) -> None:
    from rich.cells import cell_len

    page = show("word " * 60 + "\n\n- " + "字" * 100 + "\n\n" + FORMS["in a list"])
    assert max(map(cell_len, page.splitlines())) <= 60
    assert not any(line.endswith(" ") for line in page.splitlines())
