"""`tutor check`: every kind of fault by name and line, and silence about our own lessons."""

from pathlib import Path

import pytest

from tests.some import some, thorough
from tests.test_page import FORMS
from tui_tutor.cli import main

FRONT = "---\ntitle: One\nsummary: the first\npart: NumPy\norder: 10\n---\n# One\n\n"  # 8 lines
GOOD = FRONT + (
    "See [two](two.md), [here](#a-heading), [again](#a-heading-1), [there](https://numpy.org/doc).\n\n"
    "## A heading!\n\n## A *heading*\n\n## 梯度 `x`\n\n[that](#梯度-x)\n\n"
    "```python predict\nnp.arange(3).sum()\n```\n\nwhy: 0 + 1 + 2\n\n"
    "```python predict\nprint('said')\n```\n\nwhy: it says it\n\n"
    "```python predict seed\nseed + 1\n```\n\nwhy: one more\n\n"
    "```python source=relu\n```\n\n```python exercise=relu\n```\n\n"
    "```python run raises=ZeroDivisionError\n1 / 0\n```\n\n"
    "```python run raises=ArithmeticError\n1 / 0\n```\n\n"
    "1. Why?\n   > answer: so\n2. Turn `x?`.\n\nWhy?\n\n- Why?\n\n"
    "```python norun\nimport not_here\n```\n\n```sh\nfalse ](x)\n```\n"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "one.md").write_text(GOOD, encoding="utf-8")
    (folder / "en" / "two.md").write_text(FRONT, encoding="utf-8")
    return folder


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """How it ended, and its lines but the last, which counts them."""
    status = main(["check", str(folder)])
    *faults, seen = capsys.readouterr().out.splitlines()
    assert seen.endswith(f"faults: {len(faults)}")
    return status, faults


def test_of_a_good_course_it_says_what_it_saw(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(course)]) == 0
    assert capsys.readouterr().out == "pages: 2 · blocks run: 5 · faults: 0\n"


@thorough
def test_our_lessons_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    (seen,) = capsys.readouterr().out.splitlines()
    assert seen.endswith("faults: 0")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    some(
        [
            ("", 1, "starts with a line ---"),
            (FRONT.replace("# One", "One"), 7, "heading"),
            (FRONT + "x" * 12 * 1024, 1, "under 12 KB"),
            (FRONT + "```python\n1\n", 9, "not closed"),
            (FRONT.replace("order", "needs: tow\norder"), 5, "Did you mean “two”?"),
            (FRONT + "1. Turn.\n2. Turn. Why?\n3. Turn.\n", 10, "this task asks something"),
            (FRONT + "```python predict\nx = 1\n```\n\nwhy: so\n", 10, "no answer"),
            (FRONT + "```python\nx = 1\nx.y\n```\n", 11, "raises=AttributeError"),
            (FRONT + "[a](tow.md)\n", 9, "Did you mean “two”?"),
            (FRONT.replace("order: 10", "order: ten"), 5, "“ten”"),
            (FRONT.replace("order: 10", "order: 10\ndemo: sofmax"), 6, "“softmax”"),
            (FRONT + "so " * 1200, 1, "has 1201 words to be read"),
            (FRONT + "所以" * 1200, 1, "of Chinese: 2400 signs"),
            (FRONT + "```python predic\n1\n```\n", 9, "“predic”"),
            (FRONT + "```python sauce=relu\n1\n```\n", 9, "“sauce=”"),
            (FRONT + "```python source\n1\n```\n", 9, "may be: exercise=, norun, "),
            (FRONT + "```python run norun\n1\n```\n", 9, "beside “run”"),
            (FRONT + "```python norun seed\n1\n```\n", 9, "may stand there: nothing"),
            (FRONT + "```py run\n1\n```\n", 9, "only a block of Python"),
            (FRONT + "```run\n1\n```\n", 9, "only a block of Python"),
            (FRONT.replace("order", "needs: two\norder"), 5, "comes later"),
            (FRONT + "1. Why?\n   > because\n", 9, "this task asks something"),
            (FRONT + "> answer: so\n", 9, "stands under no task"),
            (FRONT + "Text.\n\nwhy: so\n", 11, "follows no prediction"),
            (FRONT + "```python source=rleu\n```\n", 9, "Did you mean “relu”?"),
            (FRONT + "```python exercise=sofmax\n```\n", 9, "Did you mean “softmax”?"),
            (FRONT + "```python source=relu\n1\n```\n", 10, "leave it empty"),
            (FRONT + "```python run\n```\n", 9, "empty"),
            (FRONT + "```python predict\n1 + 1\n```\n", 9, "why:"),
            (FRONT + "```python\nx = (\n```\n", 10, "SyntaxError"),
            (
                FRONT + "```python run raises=ValueError\n1 / 0\n```\n",
                10,
                "raised ZeroDivisionError",
            ),
            (FRONT + "```python run raises=ValueError\n1 / 1\n```\n", 10, "without an error"),
            (FRONT + "```python\nimport os; os._exit(0)\n```\n", 10, "ended its process"),
            (FRONT + "[a]()\n", 9, "leads nowhere"),
            (FRONT + "| a |\n|--|\n| b |\n| [c](nowhere.md) |\n", 12, "“nowhere.md” is no lesson"),
            (FRONT + "a  \n[b](nowhere.md)\n", 10, "“nowhere.md” is no lesson"),
            (FRONT + "a\n[b](nowhere.md)\n", 10, "“nowhere.md” is no lesson"),
            (FRONT + "[a](#ones)\n", 9, "Did you mean “one”?"),
            (FRONT + "[a](ftp://numpy.org)\n", 9, "http or https"),
            (FRONT + "[a](https://)\n", 9, "no host"),
            (FRONT + "![a](picture.png)\n", 9, "no file “picture.png”"),
        ],
        9,  # one of each kind
    ),
)
def test_each_fault_is_told_with_its_line(
    course: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, reason: str
) -> None:
    bad = course / "en" / "bad.md"
    bad.write_text(text, encoding="utf-8")
    status, (fault,) = checked(course, capsys)
    assert status == 1
    assert fault.startswith(f"{bad}:{line}: ")
    assert reason in fault


def test_a_part_that_begins_a_second_time_is_told(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = FRONT.replace("part: NumPy", "part: Neurons")
    (course / "en" / "one.md").write_text(FRONT.replace("order: 10", "order: 1"), encoding="utf-8")
    (course / "en" / "between.md").write_text(other.replace("order: 10", "order: 2"), "utf-8")
    _, (fault,) = checked(course, capsys)
    assert fault.startswith(f"{course / 'en' / 'two.md'}:4: “NumPy” has ended before")
    assert "is of “Neurons”" in fault


def test_code_and_what_is_folded_are_no_words_to_be_read(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folded = "1. Why?\n   > answer: " + "so " * 900 + "\n"
    code = "```python norun\n" + "x = 1\n" * 600 + "```\n"
    told = "```python predict\n1\n```\n\nif `2`: " + "no " * 900 + "\n\nwhy: so\n"
    (course / "en" / "long.md").write_text(FRONT + "so " * 1180 + "\n\n" + folded + code + told)
    assert main(["check", str(course)]) == 0, capsys.readouterr()


@pytest.mark.parametrize("by_file", some([False, True]))
@pytest.mark.parametrize("code", some(["import os; os._exit(0)", "print('x' * 100_000)"]))
def test_a_block_that_ends_the_process_hides_no_other(
    course: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    by_file: bool,
) -> None:
    monkeypatch.setattr("tui_tutor.practice.sandbox.BY_FILE", by_file)
    blocks = ("1", code, "2", "1 / 0")
    text = FRONT + "".join(f"```python\n{code}\n```\n" for code in blocks)
    (course / "en" / "bad.md").write_text(text, encoding="utf-8")
    status, faults = checked(course, capsys)
    assert status == 1
    assert [fault.split(": ")[0].rpartition(":")[2] for fault in faults] == ["13", "19"]


def test_names_of_one_block_are_unknown_to_the_next(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FRONT + "```python\nx = 1\n```\n\n```python\nx\n```\n"
    (course / "en" / "bad.md").write_text(text, encoding="utf-8")
    assert "NameError" in checked(course, capsys)[1][0]


def test_code_cannot_write_beside_the_lessons(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = course / "written"
    text = FRONT + f"```python\nopen({str(target)!r}, 'w')\n```\n"
    (course / "en" / "bad.md").write_text(text, encoding="utf-8")
    from tui_tutor.practice.sandbox import run_code

    status, _ = checked(course, capsys)
    if "landlock" in run_code("1").confined:
        assert status == 1
        assert not target.exists()


def test_a_folder_of_pages_needs_no_language(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "en" / "bad.md").write_text(FRONT + "[a]()\n", encoding="utf-8")
    status, (fault,) = checked(course / "en", capsys)
    assert (status, "bad.md:9:" in fault) == (1, True)


def test_a_folder_without_lessons_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no-language").mkdir()
    (tmp_path / "no-language" / "one.md").write_text(GOOD, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 2
    assert "no lessons" in capsys.readouterr().err


def test_what_is_printed_cannot_steer_the_terminal(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FRONT + "```python\nraise ValueError('\\x1b[31m')\n```\n[a](\x1b[2J.md)\n"
    (course / "en" / "bad.md").write_text(text, encoding="utf-8")
    assert "\x1b" not in "".join(checked(course, capsys)[1])


@pytest.mark.parametrize("form", some(FORMS.values()), ids=FORMS.keys())
def test_a_block_is_run_and_its_fault_told_however_it_is_fenced(
    course: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    page = course / "en" / "bad.md"
    page.write_text(FRONT + form, encoding="utf-8")
    assert main(["check", str(course)]) == 0
    assert "blocks run: 6 " in capsys.readouterr().out
    page.write_text(FRONT + form.replace("seed + 1", "sed + 1"), encoding="utf-8")
    _, (fault,) = checked(course, capsys)
    assert fault.startswith(f"{page}:10: ")
    assert "NameError" in fault
