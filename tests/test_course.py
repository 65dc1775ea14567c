"""Lessons: read, put in order, and every fault told with its file and line."""

import os
from pathlib import Path

import pytest

from tui_tutor.course import (
    LARGEST,
    NoSuchLesson,
    our_lessons,
    read_course,
)
from tui_tutor.pinyin import initials

GOOD = "---\ntitle: One\nsummary: the first\npart: NumPy\norder: 10\ndemo: softmax\n---\n# One\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    return tmp_path


def write(folder: Path, name: str, text: str, language: str = "en") -> None:
    path = folder / language / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_lesson_is_read_with_the_line_its_body_starts_on(folder: Path) -> None:
    write(folder, "one", GOOD)
    lesson = read_course(folder, demos=["softmax"]).find("one")
    assert (lesson.title, lesson.summary, lesson.part, lesson.demo) == (
        "One", "the first", "NumPy", "softmax",
    )  # fmt: skip
    assert lesson.body == "# One\n"
    assert GOOD.split("\n")[lesson.body_line - 1] == "# One"


def test_a_lesson_may_say_where_it_stands_in_the_book_how_long_it_takes_and_what_it_needs(
    folder: Path,
) -> None:
    write(folder, "one", GOOD)
    more = "book: 3.5, 4\nminutes: 20\nneeds: one\nteaches: np.exp, softmax\n"
    write(folder, "two", GOOD.replace("order: 10\n", f"order: 20\n{more}"))
    plain, told = read_course(folder).lessons
    assert (plain.in_short, plain.about) == ("", "")
    assert told.in_short == "book 3.5, 4 · 20 min"
    assert told.about == "Book: 3.5, 4 · about 20 minutes · after [One](one.md)"
    assert told.teaches == ("np.exp", "softmax")


def test_lessons_come_in_the_order_of_their_numbers(folder: Path) -> None:
    for name, order in (("a", 30), ("b", 4), ("c", 200)):
        write(folder, name, GOOD.replace("order: 10", f"order: {order}"))
    course = read_course(folder)
    assert [lesson.name for lesson in course.lessons] == ["b", "a", "c"]
    assert course.beside("b", -1) is None
    assert course.beside("c", 1) is None
    after = course.beside("b", 1)
    assert after is not None
    assert after.name == "a"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# One\n", 1, "starts with a line ---"),
        ("", 1, "starts with a line ---"),
        ("---\ntitle: One\n", 1, "not closed"),
        (GOOD.replace("order: 10", "order: ten"), 5, "“ten”"),
        (GOOD.replace("order: 10", "order: -1"), 5, "“-1”"),
        (GOOD.replace("order: 10", "order: 10\nminutes: half"), 6, "minutes wants a whole number"),
        (GOOD.replace("order: 10", "order: 10\nbook: 3.5, four"), 6, "“four”"),
        (GOOD.replace("summary", "sumary"), 3, "“sumary”"),
        (GOOD.replace("summary: the first", "summary"), 3, "“summary”"),
        (GOOD.replace("summary: the first\n", ""), 1, "“summary: …”"),
        (GOOD.replace("part: NumPy", "title: Two"), 4, "twice"),
        (GOOD.replace("demo: softmax", "demo: sofmax"), 6, "Did you mean “softmax”?"),
    ],
)
def test_a_broken_lesson_is_told_with_its_line(
    folder: Path, text: str, line: int, reason: str
) -> None:
    write(folder, "good", GOOD)
    write(folder, "bad", text)
    course = read_course(folder, demos=["softmax"])
    assert [lesson.name for lesson in course.lessons] == ["good"]
    (broken,) = course.broken
    assert (broken.name, broken.line) == ("bad", line)
    assert reason in broken.reason
    assert str(broken).startswith(f"{folder / 'en' / 'bad.md'}:{line}: ")


def test_a_file_that_is_not_utf8_is_told_with_the_line_of_the_byte(folder: Path) -> None:
    (folder / "en" / "bad.md").write_bytes(GOOD.encode() + b"caf\xe9\n")
    (broken,) = read_course(folder).broken
    assert broken.line == 9
    assert "0xe9" in broken.reason


def test_a_huge_file_is_refused(folder: Path) -> None:
    write(folder, "big", GOOD + "x" * LARGEST)
    (broken,) = read_course(folder).broken
    assert "larger than" in broken.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_folder_among_the_lessons_is_told_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "en" / "pipe.md")
    (folder / "en" / "folder.md").mkdir()
    reasons = {broken.name: broken.reason for broken in read_course(folder).broken}
    assert reasons == {"pipe": "it is no file to read", "folder": "it is no file to read"}


def test_two_files_of_one_name_are_told(folder: Path) -> None:
    write(folder, "one", GOOD)
    write(folder, "ONE", GOOD)
    course = read_course(folder)
    assert len(course.lessons) == 1
    (broken,) = course.broken
    assert "same name" in broken.reason


def test_the_language_in_use_comes_before_english(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "one", GOOD)
    write(folder, "two", GOOD)
    write(folder, "one", GOOD.replace("title: One", "title: 一"), language="zh")
    monkeypatch.setattr("tui_tutor.course.language", lambda: "zh")
    course = read_course(folder)
    assert course.find("one").title == "一"
    assert course.find("two").title == "One"


def test_an_unknown_name_brings_the_nearest(folder: Path) -> None:
    write(folder, "softmax", GOOD)
    write(folder, "axes", GOOD)
    with pytest.raises(NoSuchLesson) as error:
        read_course(folder).find("sofmax")
    assert error.value.nearest[0] == "softmax"


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("激活函数", "jhhs"),
        ("误差反向传播法", "wcfxcbf"),
        ("softmax 函数", "softmax hs"),
        ("啊，座", "a，z"),
        ("Axes", "Axes"),
        ("彳亍", "彳亍"),  # not in common use: no letters are known
    ],
)
def test_a_chinese_title_has_the_first_letters_of_its_pinyin(title: str, letters: str) -> None:
    assert initials(title) == letters


def test_a_lesson_is_found_by_the_letters_of_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_LANG", "zh")
    assert [lesson.name for lesson in read_course().search("jhhs")] == ["activations"]
    assert "activations" in [lesson.name for lesson in read_course().search("激活")]


def test_search_puts_titles_before_bodies(folder: Path) -> None:
    write(folder, "a", GOOD.replace("# One", "A word on two."))
    write(folder, "b", GOOD.replace("title: One", "title: Two").replace("10", "20"))
    assert [lesson.name for lesson in read_course(folder).search("TWO")] == ["b", "a"]


def test_our_own_lessons_are_all_whole() -> None:
    from tui_tutor import demos

    course = read_course(our_lessons(), demos.names())
    assert course.broken == ()
    assert course.lessons
