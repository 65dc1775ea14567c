"""Lines end as Chinese is set: nothing forbidden at an edge, nothing cut, and lines are full."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
import rich.text
import textual.content
from rich._wrap import divide_line as divide_words
from rich.cells import cell_len

import tui_tutor.show
import tui_tutor.tui
from tests.some import some, thorough
from tui_tutor.course import our_lessons, read_course
from tui_tutor.inline import HOLD, hold_code_together
from tui_tutor.lines import NOT_FIRST, NOT_LAST, divide_line
from tui_tutor.page import parser, read_page
from tui_tutor.text import languages

SAMPLE = (
    "“梯度”是什么？把损失函数对每个权重求偏导数（partial derivative），再把它们排成一个数组，这就是"
    "梯度；它指向函数值增加最快的方向，所以要往反方向走。学习率（learning rate）决定走多远：太大，"
    f"就会跨过谷底；太小，走 10000 步也到不了。用`np.sum(x,{HOLD}axis=0)`可以对列求和，一次 5 ms——"
    "很快！其中 100 张图像各有 28 × 28 = 784 个像素……"
)


def folded(text: str, width: int) -> list[str]:
    places = [0, *divide_line(text, width), len(text)]
    return [text[a:b].rstrip(f" {HOLD}") for a, b in pairwise(places)]


def test_no_line_begins_or_ends_with_what_may_not_stand_there() -> None:
    for width in range(20, 101):
        for line in folded(SAMPLE, width):
            assert cell_len(line) <= width
            assert line[0] not in NOT_FIRST
            assert line[-1] not in NOT_LAST


def test_code_numbers_with_their_units_and_latin_words_stay_whole() -> None:
    for width in range(30, 101):
        text = "\n".join(folded(SAMPLE, width))
        for whole in (f"`np.sum(x,{HOLD}axis=0)`", "5 ms", "100 张", "784 个", "derivative"):
            assert whole in text


def test_lines_of_chinese_are_full() -> None:
    said = "一行里没有空格的中文不是一个词，应该排满。" * 12
    for width in range(40, 101):
        for line in folded(said, width)[:-1]:
            assert cell_len(line) >= width - 4


def test_english_is_set_as_rich_sets_it() -> None:
    text = "Rows meet columns; and what that has to do with a layer. " * 5
    for width in range(10, 60):
        assert divide_line(text, width) == divide_words(text, width)


def test_what_is_wider_than_a_line_is_cut() -> None:
    assert folded(f"见`a{HOLD}bb{HOLD}ccc{HOLD}dddd`。", 8)[-1].endswith("。")
    assert all(cell_len(line) <= 8 for line in folded("中" + "x" * 30, 8))


def test_rich_and_textual_set_lines_by_our_rules() -> None:
    assert tui_tutor.tui
    assert tui_tutor.show
    assert rich.text.divide_line is textual.content.divide_line is divide_line


BODY = """一行到这里
就断了，**“梯度”**的方向：**先看`x`，**再看
`y`。See
here."""


def test_a_soft_break_between_chinese_signs_is_no_blank_and_stars_leave_no_trace() -> None:
    inline = parser().parse(BODY)[1].children or []
    said = "".join(" " if one.type == "softbreak" else one.content for one in inline)
    assert said == "一行到这里就断了，“梯度”的方向：先看x，再看 y。See here."
    assert [one.type for one in inline].count("strong_open") == 2


WIDTHS = range(40, 101, 3)
Span = tuple[int, int]  # from where to where in the text


def paragraphs(language: str) -> Iterator[tuple[str, list[Span]]]:
    """Every text of every page, and where code stands in it."""
    for lesson in read_course(our_lessons() / language).lessons:
        page = read_page(lesson)
        hold_code_together(page.tokens)
        for token in page.tokens:
            text, code = "", []
            for part in token.children or ():
                said = " " if part.type in ("softbreak", "hardbreak") else part.content
                if part.type == "code_inline":
                    code.append((len(text), len(text) + len(said)))
                text += said
            yield text, code


def fits(text: str, code: Span, width: int) -> bool:
    """Whether a line has room for it, with the signs that belong to it."""
    start, end = code
    while start and text[start - 1] in NOT_LAST | {'"'}:
        start -= 1
    while end < len(text) and text[end] in NOT_FIRST | {'"'}:
        end += 1
    return cell_len(text[start:end]) <= width


@pytest.fixture(scope="module", params=some(sorted(languages(), reverse=True)))
def course(request: pytest.FixtureRequest) -> list[tuple[str, list[Span]]]:
    found = list(paragraphs(request.param))
    assert found
    return found


def test_no_line_of_the_course_begins_or_ends_with_what_may_not_stand_there(
    course: list[tuple[str, list[Span]]],
) -> None:
    for width in WIDTHS:
        for text, _ in course:
            lines = folded(text, width)
            assert [line for line in lines if cell_len(line) > width] == []
            assert [line for line in lines[1:] if line[:1] in NOT_FIRST] == []
            assert [line for line in lines[:-1] if line[-1:] in NOT_LAST] == []


@thorough
def test_no_code_of_the_course_is_cut_that_fits_a_line(
    course: list[tuple[str, list[Span]]],
) -> None:
    for width in WIDTHS:
        for text, spans in course:
            places = divide_line(text, width)
            cut = [(a, b) for a, b in spans if any(a < place < b for place in places)]
            assert [text[a:b] for a, b in cut if fits(text, (a, b), width)] == []


@thorough
def test_the_lines_of_the_course_are_full(course: list[tuple[str, list[Span]]]) -> None:
    inner = short = 0
    for width in WIDTHS:
        for text, _ in course:
            lines = folded(text, width)[:-1]
            inner += len(lines)
            short += sum(cell_len(line) < 0.8 * width for line in lines)
    assert short <= 0.05 * inner
