"""The glossary: one word for one thing, and the Chinese course keeps to it."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from tui_tutor.course import Lesson, our_lessons, read_course
from tui_tutor.site.contents import contents
from tui_tutor.terms import SYNTAX
from tui_tutor.text import choose
from tui_tutor.text.glossary import Term, terms

FILE = Path(str(files("tui_tutor.text"))) / "glossary.toml"
ALIKE = {"keepdims", "argmax", "softmax", "ReLU", "MNIST", "IDX", "AdaGrad", "Adam"}
QUOTED = re.compile(r"“[^”]*”")  # what somebody else says
CHINESE = sorted(
    path
    for folder in (files("tui_tutor.text") / "zh", our_lessons() / "zh")
    if (place := Path(str(folder))).is_dir()
    for path in place.iterdir()
)


def test_no_word_stands_for_two_things() -> None:
    words = [term.zh for term in terms()]
    assert sorted(words) == sorted(set(words))
    others = {other for term in terms() for other in term.never}
    assert others.isdisjoint(words)


@pytest.mark.parametrize("term", [term for term in terms() if term.lesson], ids=lambda t: t.en)
def test_the_lesson_of_a_term_names_it_in_each_language(term: Term) -> None:
    lesson = read_course().find(term.lesson)
    assert term.en in lesson.body.casefold()
    translated = our_lessons() / "zh" / f"{term.lesson}.md"
    assert not translated.is_file() or term.zh in translated.read_text(encoding="utf-8")


@pytest.mark.parametrize("lesson", read_course().lessons, ids=lambda lesson: lesson.name)
def test_a_term_that_is_taught_stands_in_the_glossary(lesson: Lesson) -> None:
    """But for syntax, and for what is called the same in Chinese."""
    known = {term.en.casefold() for term in terms()}
    taught = {term for term in lesson.teaches if "." not in term} - {*SYNTAX} - ALIKE
    lacks = [term for term in sorted(taught) if term.casefold() not in known]
    assert not lacks, f"{FILE}:1: {lesson.path} teaches what is not in it: {', '.join(lacks)}"


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.name)
def test_a_chinese_text_calls_each_thing_by_its_own_word(path: Path) -> None:
    said = QUOTED.sub("", path.read_text(encoding="utf-8"))
    wrong = {
        f"{other} (say {term.zh})" for term in terms() for other in term.never if other in said
    }
    assert wrong == set()


def test_the_index_of_the_site_has_the_words_of_its_language() -> None:
    choose("zh")
    try:
        index = contents(read_course())
    finally:
        choose("")
    assert "学习率 learning rate</a>" in index
    assert "<code>np.exp</code></a>" in index
    assert ">learning rate</a>" in contents(read_course())
