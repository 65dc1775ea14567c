"""`tutor ask`: predictions made outside the app, with its judge, kept where it keeps them."""

import io
from pathlib import Path

import pytest

from tests.some import thorough
from tui_tutor.cli import main
from tui_tutor.course import read_course
from tui_tutor.folders import data_folder
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.review import verdict_on

PAGE = """---
title: One
summary: s
part: p
order: 1
---
# One

```python predict
np.zeros((2, 3)).shape
```

why: two rows.

```python predict seed
seed + 1
```

why: one more.
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr("tui_tutor.course.our_lessons", lambda: tmp_path)
    return tmp_path


def verdicts(course: Path) -> list[str]:
    lesson = read_course(course).lessons[0]
    progress = Progress(data_folder())
    return [verdict_on(progress, lesson.name, block.name)[0] for block in blocks(lesson)]


@thorough
def test_the_code_in_what_is_said_of_an_answer_stands_without_its_backticks(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (
        "# One\n\n```python predict\n2 * 3\n```\n\nif `5`: `+` gives that.\n\nwhy: `*` is times.\n"
    )
    (course / "one.md").write_text(PAGE.split("# One")[0] + page, encoding="utf-8")
    assert main(["ask", "one", "1", "5"]) == 1
    assert "\n+ gives that.\n* is times.\n" in capsys.readouterr().out


def test_an_answer_on_the_command_line_is_judged_and_kept(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "one", "1", "2 x 3"]) == 0
    said = capsys.readouterr().out
    assert "Yes: (2, 3)" in said
    assert "two rows." in said
    assert verdicts(course) == ["right", ""]
    assert main(["ask", "one", "2", "7"]) == 1
    assert "It gives: 1" in capsys.readouterr().out
    assert verdicts(course) == ["right", "wrong"]


def test_answers_are_read_a_line_each_from_standard_input(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("(2, 3)\n\n"))
    assert main(["ask", "one"]) == 1
    said = capsys.readouterr().out
    assert "np.zeros((2, 3)).shape" in said
    assert "Here seed = 0." in said
    assert "Skipped. It gives: 1" in said
    assert verdicts(course) == ["right", "skipped"]


@pytest.mark.usefixtures("course")
def test_the_same_question_with_other_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "one", "2", "42", "--seed", "41"]) == 0
    assert "Yes: 42" in capsys.readouterr().out


def test_where_no_answer_comes_nothing_is_shown_and_nothing_kept(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["ask", "one", "2"]) == 1
    assert "gives" not in capsys.readouterr().out
    assert verdicts(course) == ["", ""]


@pytest.mark.parametrize(("number", "said"), [("3", "1 to 2"), ("0", "1 to 2"), ("x", "whole")])
def test_a_number_that_no_prediction_has_is_told(
    course: Path, number: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status: object = main(["ask", "one", number, "1"])
    except SystemExit as error:
        status = error.code
    assert status == 2
    assert said in capsys.readouterr().err
    assert verdicts(course) == ["", ""]


def test_what_tutor_show_answers_has_shown_is_not_known(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--lessons", str(course)]
    assert main(["show", "one", "--answers", *options]) == 0
    main(["ask", "one", "1", "(2, 3)", *options])
    main(["ask", "one", "2", "1", *options])
    assert capsys.readouterr().out.count("Its answer was shown a moment ago") == 2
    main(["ask", "one", "2", "8", "--seed", "7", *options])  # other numbers: not shown
    assert "Its answer was shown" not in capsys.readouterr().out


CHOICE = """---
title: One
summary: s
part: p
order: 1
demo: axes
---
# One

1. Set `axis` to 1.
   ```goal
   What shape has the result?
   choose: result_shape
   options: (3,) | (2,)
   with: axis=1
   ```
2. Then say:

```python predict
1 + 1
```

why: so.
"""


@pytest.fixture
def choice(course: Path) -> Path:
    (course / "one.md").write_text(CHOICE, encoding="utf-8")
    return course


@pytest.mark.usefixtures("choice")
@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("(2,)", 0, "✓ goal: What shape has the result?"),
        ("（ 2 ，）", 0, "✓ goal: What shape has the result?"),
        ("(3,)", 1, "✗ Not (3,). Ask the demo."),
        ("two", 1, "Type one of these: (3,) | (2,)"),
    ],
)
def test_a_goal_that_asks_is_answered_by_an_option(
    typed: str, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "one", "1", typed]) == status
    assert said in capsys.readouterr().out
    main(["show", "one"])
    shown = capsys.readouterr().out
    assert ("✓ goal: What shape" in shown) == (status == 0)


@pytest.mark.usefixtures("choice")
def test_goals_that_ask_and_predictions_are_read_from_a_pipe_in_the_page_s_order(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("(2,)\n2\n"))
    assert main(["ask", "one"]) == 0
    said = capsys.readouterr().out
    assert said.index("Which of these? (3,) | (2,)") < said.index("Question 2 of 2.")
    assert "Yes: 2" in said
    main(["show", "one"])
    printed = capsys.readouterr().out
    assert "tutor ask one 1 ANSWER" in printed
    assert "tutor ask one 2 ANSWER" in printed
