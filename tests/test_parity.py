"""Pages in several languages: `tutor check` tells where one is more, less or other than English."""

from pathlib import Path

import pytest

from tests.some import some
from tui_tutor.cli import main

ENGLISH = """---
title: One
summary: the first
part: NumPy
order: 10
minutes: 5
---
# One

See [numpy](https://numpy.org) and [below](#more).

```python predict
np.arange(3)
```

if `6`: a sum

why: so

```python run
print(f"a sum: {1 + 1}")  # added
```

## More

1. Why?
   > answer: so
"""
CHINESE = """---
title: 一
summary: 第一页
part: NumPy 库
order: 10
minutes: 5
---
# 一

先看[下面](#更多)，再看 [numpy](https://numpy.org)。

```python predict
np.arange(3)
```

if `6`: 求和

why: 如此

```python run
print(f"和：{1 + 1}")  # 加起来
```

## 更多

1. 为什么？
   > answer: 如此
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for language, page in (("en", ENGLISH), ("zh", CHINESE)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "one.md").write_text(page, encoding="utf-8")
    return tmp_path


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", str(folder)])
    return capsys.readouterr().out.splitlines()


def test_pages_that_differ_in_their_words_alone_pass(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(course, capsys) == ["pages: 2 · blocks run: 4 · faults: 0"]


@pytest.mark.parametrize(
    ("one", "other", "line", "reason"),
    some(
        [
            ("minutes: 5", "minutes: 6", 1, "minutes is “6” here and “5”"),
            ("## 更多", "### 更多", 8, "headings are h1 h3; those of the English page are h1 h2"),
            ("numpy.org", "numpy.com", 8, "https://numpy.org is linked to 0 times here, and 1"),
            ("#更多", "#一", 8, "#2 is linked to 0 times"),
            ("np.arange(3)\n", "np.arange(3)  # 数\n", 13, "to the last sign"),
            ("if `6`: 求和", "if `7`: 求和", 13, "the same wrong answers"),
            ("if `6`: 求和", "", 13, "the same wrong answers"),
            ("why: 如此\n", "", 13, "only one of the two predictions has a “why:”"),
            ("{1 + 1}", "{1 + 2}", 21, "only comments and strings"),
            ("print(f", "print( 1, f", 21, "only comments and strings"),
            ("python run", "python", 21, "a block “python”; in the English page (line 21)"),
            ("   > answer: 如此\n", "", 8, "the English page has a block “answer” in line 27"),
            ("## 更多", "```\n```\n\n## 更多", 25, "here is a block “text”"),
        ],
        4,
    ),
)
def test_what_is_not_the_same_is_told_by_its_line(
    course: Path,
    one: str,
    other: str,
    line: int,
    reason: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert one in CHINESE
    (course / "zh" / "one.md").write_text(CHINESE.replace(one, other), encoding="utf-8")
    faults = [fault for fault in checked(course, capsys) if f"zh/one.md:{line}: " in fault]
    assert any(reason in fault for fault in faults), faults


def test_a_part_has_one_name_in_each_language(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, page in (("en", ENGLISH), ("zh", CHINESE)):
        later = page.replace("order: 10", "order: 20")
        (course / language / "two.md").write_text(later, encoding="utf-8")
    assert checked(course, capsys)[-1].endswith("faults: 0")
    (course / "zh" / "two.md").write_text(later.replace("NumPy 库", "NumPi 库"), encoding="utf-8")
    (fault,) = checked(course, capsys)[:-1]
    assert "zh/two.md:1: part is “NumPi 库” here and “NumPy 库” on a page before" in fault


def test_a_page_that_only_one_language_has_is_told(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "zh" / "one.md").rename(course / "zh" / "two.md")
    said = "\n".join(checked(course, capsys))
    assert "zh/one.md:1: the English page “one.md” is not in this language yet" in said
    assert "zh/two.md:1: there is no English page “two.md”" in said


def test_a_goal_may_say_its_sentence_in_any_words_and_nothing_else(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = "```goal\n{}\nwhen: axis == 1\nreach: axis=1\nmiss: axis={}\n```\n"
    for language, page, said, miss in (
        ("en", ENGLISH, "Fallen", 0),
        ("zh", CHINESE, "倒下了", 2),
    ):
        text = page + goal.format(said, miss)
        (course / language / "one.md").write_text(text, encoding="utf-8")
    assert any(
        "a goal's lines that the program reads" in fault for fault in checked(course, capsys)
    )
