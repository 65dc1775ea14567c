"""A page is read once: blocks, headings and links, the same for every face of the program."""

from pathlib import Path

import pytest

from tui_tutor.block import ANSWER, EXERCISE, KINDS, PLAIN, PREDICT, RUN, SOURCE, TEXT, Block, Kind
from tui_tutor.course import Lesson, read_course
from tui_tutor.page import anchors, blocks, read_info, read_page

FRONT = "---\ntitle: One\nsummary: s\npart: p\norder: 1\n---\n"
QUESTION = "```python predict seed\nseed + 1\n```\n\nwhy: one\nmore\n"


def indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line for line in lines[1:])])


FORMS = {
    "plain": QUESTION,
    "of tildes": QUESTION.replace("```", "~~~"),
    "of four backticks": QUESTION.replace("```", "````"),
    "in a list": indented(QUESTION, "- ", "  "),
    "in a numbered list": indented(QUESTION, "1. ", "   "),
    "in a quote": indented(QUESTION, "> ", "> "),
    "in a quote in a list": indented(QUESTION, "- > ", "  > "),
}


def lesson(folder: Path, body: str) -> Lesson:
    (folder / "one.md").write_text(FRONT + body, encoding="utf-8")
    return read_course(folder).find("one")


@pytest.fixture(params=FORMS.values(), ids=FORMS.keys())
def form(request: pytest.FixtureRequest) -> str:
    """The same question, fenced in each way there is."""
    text: str = request.param
    return text


def test_a_question_is_the_same_however_it_is_fenced(tmp_path: Path, form: str) -> None:
    one = lesson(tmp_path, "# One\n\n" + form)
    (block,) = read_page(one).blocks
    assert block == Block("python", ("predict", "seed"), {}, "seed + 1", line=10, why="one more")
    assert blocks(one) == (block,)
    lines = (tmp_path / "one.md").read_text(encoding="utf-8").split("\n")
    assert lines[block.line - 1].endswith("seed + 1")


def test_blocks_know_their_flags_values_and_lines(tmp_path: Path) -> None:
    body = "```python predict seed\n1 + 1\n```\n\n```sh\nls\n```\n\n    indented\n\n"
    first, second, third = blocks(lesson(tmp_path, body))
    assert (first.flags, first.code, first.line) == (("predict", "seed"), "1 + 1", 8)
    assert (second.language, second.flags, second.line) == ("sh", (), 12)
    assert (third.language, third.code, third.line) == ("", "indented", 15)


@pytest.mark.parametrize(
    ("info", "kind"),
    [
        ("python", PLAIN),
        ("python predict seed", PREDICT),
        ("python run raises=ValueError", RUN),
        ("python norun", KINDS["norun"]),
        ("python source=relu", SOURCE),
        ("python exercise=relu", EXERCISE),
        ("python source", PLAIN),
        ("python run=1", PLAIN),
        ("sh predict", TEXT),
        ("predict", TEXT),
        ("", TEXT),
    ],
)
def test_the_first_line_says_what_kind_a_block_is(info: str, kind: Kind) -> None:
    assert Block(*read_info(info), code="1", line=1).kind is kind


def test_an_info_line_without_words_is_plain() -> None:
    assert read_info("") == ("", (), {})
    assert read_info("python source=relu") == ("python", (), {"source": "relu"})


def test_only_a_prediction_takes_the_why_after_it(tmp_path: Path) -> None:
    body = "```python run\n1\n```\n\nwhy: so\n\n```python predict\n1\n```\n\nText.\n\nwhy: so\n"
    assert [block.why for block in blocks(lesson(tmp_path, body))] == ["", ""]


@pytest.mark.parametrize("end", ["", "```\n", "\n"])
@pytest.mark.parametrize("code", ["", "1\n", "1\n\n\n"])
def test_it_knows_whether_a_fence_is_closed(tmp_path: Path, code: str, end: str) -> None:
    (block,) = blocks(lesson(tmp_path, f"```python run\n{code}{end}"))
    assert block.closed is (end == "```\n")


def test_what_a_block_shows_is_filled_in_where_the_name_exists(tmp_path: Path) -> None:
    body = (
        "```python source=relu\n```\n\n```python exercise=relu\n```\n\n```python source=rleu\n```\n"
    )
    source, exercise, nothing = blocks(lesson(tmp_path, body))
    assert source.shown.startswith("def relu(")
    assert exercise.shown.startswith("def relu(")
    assert source.shown != exercise.shown
    assert (nothing.shown, nothing.subject, nothing.filled) == ("", "rleu", False)


def test_predictions_keep_the_names_under_which_they_were_saved() -> None:
    """Changing these loses what learners have done."""
    course = read_course()
    names = {
        (lesson.name, block.name)
        for lesson in course.lessons
        for block in blocks(lesson)
        if block.kind.asks
    }
    assert {
        ("softmax", "76f42ff67136"),
        ("neuron", "376b41986406"),
        ("batches", "0af0a0784745"),
        ("welcome", "b73866383140"),
        ("backprop", "4d2ba39590a4"),
    } <= names


def test_headings_and_links_have_the_files_lines(tmp_path: Path) -> None:
    body = (
        "# One `x`\n\nA [link](two.md)\nand ![one](x.png).\n\n> ## 梯度 *下降*!\n\n"
        "Setext\nheading\n---\n\n| a |\n|--|\n| [b](#c) |\n\n`[no](link)` https://numpy.org\n"
    )
    page = read_page(lesson(tmp_path, body))
    assert [(h.title, h.anchor, h.line) for h in page.headings] == [
        ("One x", "one-x", 7),
        ("梯度 下降!", "梯度-下降", 12),
        ("Setext heading", "setext-heading", 14),
    ]
    assert [(link.target, link.line, link.image) for link in page.links] == [
        ("two.md", 9, False),
        ("x.png", 10, True),
        ("#c", 20, False),
        ("https://numpy.org", 22, False),
    ]


def test_headings_of_one_name_are_told_apart() -> None:
    assert anchors(["A b", "A b!", "a B"]) == ["a-b", "a-b-1", "a-b-2"]


TASK = "1. Turn it. What comes?\n   > answer: two\n   > `words`\n2. Turn back.\n"


def test_an_answer_is_a_quote_below_its_task(tmp_path: Path) -> None:
    one = lesson(tmp_path, "# One\n\n" + TASK + "\n> Answers are no answer.\n\n```\nanswer:\n```\n")
    answer, code = read_page(one).blocks
    assert (answer.kind, answer.code, answer.line) == (ANSWER, "two `words`", 10)
    assert code.kind is TEXT
    assert blocks(one) == (answer, code)
