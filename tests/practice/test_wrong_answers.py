"""Wrong answers that a lesson foresees: each is refused and told its sentence, in any form."""

from pathlib import Path

import pytest

from tests.some import some
from tui_tutor.block import Block, Idea
from tui_tutor.cli import main
from tui_tutor.course import read_course
from tui_tutor.outcomes import outcomes
from tui_tutor.page import blocks
from tui_tutor.practice.predict import compare
from tui_tutor.practice.sandbox import run_code
from tui_tutor.practice.wrong_answers import idea_behind

FRONT = "---\ntitle: One\nsummary: s\npart: p\norder: 1\n---\n# One\n\n"
PAGE = (
    FRONT
    + """```python predict
x, W = np.ones((100, 784)), np.ones((784, 50))
(x @ W).shape
```

if `(100, 784)`: The 784 disappear.
if `(50,)`: There are 100 of them.

why: 784 meets 784.
"""
)


def questions() -> list[Block]:
    return [
        form
        for lesson in read_course().lessons
        for block in blocks(lesson)
        if block.kind.asks
        for form in block.forms
        if form.ideas
    ]


def test_every_wrong_answer_of_the_course_is_refused_and_told_its_sentence() -> None:
    asked = questions()
    assert asked
    for form, outcome in zip(asked, outcomes(asked), strict=True):
        for idea in form.ideas:
            assert not compare(idea.answer, outcome).right, (form.code, idea.answer)
            assert idea_behind(idea.answer, form.ideas, outcome) == idea.sentence, idea


@pytest.mark.parametrize(
    ("code", "foreseen", "said"),
    some(
        [
            ("np.zeros((100, 50)).shape", "(100, 784)", "100×784"),
            ("np.zeros((100, 50)).shape", "(100, 784)", "[100, 784]"),
            ("np.zeros((100, 50)).shape", "(100, 784)", "100 784"),
            ("np.zeros((100, 50)).shape", "ValueError", "an error"),
            ("np.zeros((100, 50)).shape", "(50,)", "50"),
            ("np.zeros(2) @ np.zeros(3)", "(2, 3)", "2x3"),
            ("np.zeros(2) @ np.zeros(3)", "[0 0]", "0, 0"),
            ("np.array([1, 2]) * 2", "[1 2 1 2]", "array([1, 2, 1, 2])"),
            ("np.array([1, 2]) * 2", "6", "6.0"),
            ("np.array([1, 2]).sum()", "[1 2]", "1 2"),
            ("np.array([1, 2]).sum()", "0.25", "1/4"),
            ("np.array([1, 2]).dtype", "float64", "float"),
            ("bool(1)", "False", "不对"),
        ],
        4,
    ),
)
def test_a_wrong_answer_is_known_in_any_form(code: str, foreseen: str, said: str) -> None:
    outcome, ideas = run_code(code), (Idea(foreseen, "that one", 1),)
    assert not compare(said, outcome).right
    assert idea_behind(said, ideas, outcome) == "that one"
    assert idea_behind("17", ideas, outcome) == ""


def test_on_a_page_they_stand_between_the_question_and_its_why(tmp_path: Path) -> None:
    page = tmp_path / "one.md"
    page.write_text(PAGE, encoding="utf-8")
    (block,) = blocks(read_course(tmp_path).lessons[0])
    assert [(idea.answer, idea.line) for idea in block.ideas] == [("(100, 784)", 14), ("(50,)", 15)]
    assert block.why == "784 meets 784."


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("if `(50,)`: There", "if `100x50`: There", 15, "“100x50” is the right answer"),
        ("if `(50,)`: There", "if `[100, 784]`: There", 15, "a line above has already"),
        ("if `(50,)`: There", "if `many`: There", 15, "can be no answer"),
        ("if `(50,)`: There", "as `(50,)`: There", 14, "can't be read"),
        ("if `(100, 784)`", "Text.\n\nif `(100, 784)`", 16, "can't be read"),
    ],
)
def test_each_fault_is_told_with_its_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    line: int,
    reason: str,
) -> None:
    page = tmp_path / "one.md"
    page.write_text(PAGE.replace(old, new), encoding="utf-8")
    main(["check", str(tmp_path)])
    faults = capsys.readouterr().out.splitlines()
    assert any(f"one.md:{line}: " in fault and reason in fault for fault in faults), faults


def test_the_command_line_tells_the_idea_and_then_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.md").write_text(PAGE, encoding="utf-8")
    main(["ask", "one", "1", "100 784", "--lessons", str(tmp_path)])
    said = capsys.readouterr().out
    assert said.index("The 784 disappear.") < said.index("784 meets 784.")
    main(["ask", "one", "1", "100 50", "--lessons", str(tmp_path)])
    assert "disappear" not in capsys.readouterr().out


def test_what_a_page_keeps_back_does_not_count_as_its_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ideas = "".join(f"if `({n}, 2)`: {'x' * 1000}\n" for n in range(1, 14))
    (tmp_path / "one.md").write_text(
        PAGE.replace("if `(50,)`: There are 100 of them.\n", ideas), encoding="utf-8"
    )
    assert main(["check", str(tmp_path)]) == 0, capsys.readouterr().out
