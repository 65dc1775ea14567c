"""Terms: a page that uses a name, a sign or a word before the lesson that teaches it is told so."""

from pathlib import Path

import pytest

from tui_tutor.course_check import check_course

FRONT = "---\ntitle: T\nsummary: s\npart: p\norder: {order}\n{more}---\n# T\n\n"


def write(folder: Path, name: str, order: int, body: str, teaches: str = "") -> None:
    more = f"teaches: {teaches}\n" if teaches else ""
    text = FRONT.format(order=order, more=more) + body
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def faults(folder: Path) -> list[str]:
    found = [str(fault) for page in check_course(folder) for fault in page.faults]
    return [fault.removeprefix(f"{folder}/") for fault in found]


def code(text: str) -> str:
    return f"```python norun\n{text}\n```\n"


EARLY = {
    "np.exp": code("y = 1\nnp.exp(y)"),
    "np.linalg.norm": code("y = 1\nnp.linalg.norm(y)"),
    ".T": code("y = 1\nx.T @ 1"),
    "core.softmax": code("y = 1\ncore.softmax(y)"),
    "slice": code("x = 1\nx[1:]"),
    "index per axis": code("x = 1\nx[1, 2]"),
    "None-index": code("x = 1\nx[None]"),
    "...-index": code("x = 1\nx[...]"),
    "list-index": code("x = 1\nx[[0, 2]]"),
    "mask": code("fires = x > 0\nx[fires]"),
    "@": code("x = 1\nx @ W"),
    "lambda": code("x = 1\nlambda x: x"),
    "cross-entropy": "Text.\nMore of it: a Cross-entropy.\n",
    "梯度": "文字。\n沿着梯度走。\n",
}


@pytest.mark.parametrize("term", EARLY)
def test_what_is_used_before_it_is_taught_is_told_with_its_line(tmp_path: Path, term: str) -> None:
    write(tmp_path, "early", 1, EARLY[term])
    others = "slice, index per axis, None-index, ...-index, list-index, mask, @, lambda"
    write(tmp_path, "late", 2, f"Here: {term}.\n", f"{term}, {others}")
    line = 11 if "python" in EARLY[term] else 9
    (told,) = [fault for fault in faults(tmp_path) if f"“{term}” is used here" in fault]
    assert told.startswith(f"early.md:{line}: ")
    assert f"[{term}](late.md)" in told


@pytest.mark.parametrize(
    ("old", "new"),
    [("1 + 2", "np.exp(1)"), ("Not so", "No gradient"), ("why: it", "why: a gradient")],
)
def test_what_review_alone_asks_and_what_is_told_of_a_wrong_answer_is_held_to_it_too(
    tmp_path: Path, old: str, new: str
) -> None:
    asked = "```python predict\n1 + 1\n```\n\nwhy: so\n\n"
    again = "```python predict again\n{}\n```\n\nif `{}`: {}.\n\nwhy: it is\n\n"
    body = asked + again.format("1 + 2", 4, "Yes") + again.format("1 + 3", 5, "Not so")
    write(tmp_path, "early", 1, body.replace(old, new, 1))
    write(tmp_path, "late", 2, "Here: exp, gradient.\n", "np.exp, gradient")
    (told,) = faults(tmp_path)
    assert "is used here, and taught only in “late”" in told
    assert told.startswith("early.md:")


def test_a_page_may_use_what_it_teaches_and_what_came_before(tmp_path: Path) -> None:
    write(tmp_path, "one", 1, "np.exp:\n\n" + code("np.exp(x)[1:]"), "np.exp, slice")
    write(tmp_path, "two", 2, code("np.exp(x)[2:]"))
    assert faults(tmp_path) == []


def test_a_link_to_the_lesson_that_teaches_it_makes_up_for_it(tmp_path: Path) -> None:
    write(tmp_path, "one", 1, "[Later](two.md#t) more.\n\n" + code("np.exp(x)"))
    write(tmp_path, "two", 2, "np.exp is this.\n", "np.exp")
    assert faults(tmp_path) == []


def test_what_no_lesson_teaches_is_told(tmp_path: Path) -> None:
    write(tmp_path, "one", 1, "A term.\n\n" + code("np.exp(x)"), "term")
    (fault,) = faults(tmp_path)
    assert fault.startswith("one.md:13: “np.exp” is used here, and no lesson teaches it")


def test_core_is_taught_where_its_source_stands_or_it_is_written(tmp_path: Path) -> None:
    write(tmp_path, "one", 1, "A term.\n\n```python source=relu\n```\n", "term")
    write(tmp_path, "two", 2, code("core.relu(x)"))
    assert faults(tmp_path) == []


def test_lessons_that_say_nothing_of_what_they_teach_are_not_held_to_it(tmp_path: Path) -> None:
    write(tmp_path, "one", 1, code("np.exp(x)[None] @ core.softmax(y)"))
    assert faults(tmp_path) == []


def test_what_a_lesson_claims_to_teach_stands_on_its_page(tmp_path: Path) -> None:
    write(tmp_path, "one", 1, "x.sum of it.\n", "np.sum, np.exp, momentum")
    assert faults(tmp_path) == [
        "one.md:6: it says that it teaches “np.exp”, and does not name it",
        "one.md:6: it says that it teaches “momentum”, and does not name it",
    ]
