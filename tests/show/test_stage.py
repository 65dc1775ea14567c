"""The stage: words keep the lines that they fold to, pictures share what is left."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import page
from tui_tutor.show.stage import (
    BLANK,
    Picture,
    Shown,
    columns,
    either,
    fixed,
    if_room,
    row,
    shrinking,
    stage,
)

SENTENCE = "Ten words that are as long as words usually are."


def lines(size: Size, *parts: Shown) -> list[str]:
    console = Console(width=size.width, file=io.StringIO(), color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(stage(size, *parts))
    return [line.rstrip() for line in capture.get().splitlines()]


def block(room: Size) -> Text:
    """A picture that fills its room."""
    return Text("\n".join("#" * room.width for _ in range(room.height)), no_wrap=True)


@pytest.mark.parametrize("width", [20, 33, 60])
@pytest.mark.parametrize(
    "sentence", [SENTENCE, "梯度指向函数增长最快的方向，负梯度指向下降最快的方向。"]
)
def test_a_picture_takes_exactly_the_lines_that_the_words_leave(sentence: str, width: int) -> None:
    shown = lines(Size(width, 20), Text(sentence), Picture(block))
    assert len(shown) == 20
    assert shown[-8:] == ["#" * width] * 8
    assert sum(line.startswith("#") for line in shown) == 20 - len(
        Text(sentence).wrap(Console(width=width), width)
    )


def test_wide_characters_count_as_two_cells() -> None:
    shown = lines(Size(20, 12), Text("宽" * 15), Picture(block))
    assert [cell_len(line) for line in shown[:2]] == [20, 10]
    assert len(shown) == 12


def test_two_pictures_share_the_room_and_neither_is_higher_than_it_can_use() -> None:
    low = Picture(block, largest=Size(100, 9))
    shown = lines(Size(10, 40), low, "---", Picture(block))
    assert shown.index("---") == 9
    assert len(shown) == 40
    assert lines(Size(10, 21), Picture(block), "---", Picture(block)).index("---") == 10


def test_blank_lines_go_before_a_picture_is_smaller_than_it_bears() -> None:
    parts = ("one", BLANK, Picture(block, Size(4, 4)), BLANK, "two")
    assert lines(Size(9, 9), *parts).count("") == 2
    assert lines(Size(9, 7), *parts).count("") == 1
    assert lines(Size(9, 6), *parts).count("") == 0
    assert len(lines(Size(9, 3), *parts)) == 6  # what can't shrink any more is scrolled


def test_words_stand_beside_a_picture_where_they_can_be_read_and_else_below_it() -> None:
    words = Text(" ".join([SENTENCE] * 3))
    beside = lines(Size(70, 12), columns(Picture(block), words))
    assert len(beside) == 12
    assert beside[0].startswith("#")
    assert "Ten words" in beside[0]
    below = lines(Size(58, 12), columns(Picture(block), words))
    assert len(below) == 12
    assert not any("#" in line and "words" in line for line in below)


def test_a_picture_that_keeps_its_proportions_leaves_the_rest_to_the_words() -> None:
    square = Picture(lambda room: block(Size(min(room.width, 2 * room.height), room.height)))
    shown = lines(Size(100, 10), columns(square, Text(SENTENCE), gap=2))
    assert shown[0] == "#" * 20 + "  " + SENTENCE


def test_a_fixed_column_is_as_wide_as_its_widest_line() -> None:
    shown = lines(Size(60, 8), columns(fixed(page("ab", "abcdef")), Picture(block), gap=1))
    assert shown[0] == "ab     " + "#" * 53
    assert shown[1] == "abcdef " + "#" * 53


@pytest.mark.parametrize(("height", "expected"), [(12, "large"), (11, "small"), (7, "small")])
def test_of_several_the_first_is_shown_that_leaves_the_others_their_least(
    height: int, expected: str
) -> None:
    large: RenderableType = page(*["large"] * 4)
    shown = lines(Size(30, height), Picture(block), either(large, "small"))
    assert shown[-1] == expected


def test_what_has_no_room_is_left_out_whole() -> None:
    parts = ("one", if_room("two", "three"), "four")
    assert lines(Size(20, 4), *parts) == ["one", "two", "three", "four"]
    assert lines(Size(20, 3), *parts) == ["one", "four"]


def test_a_row_is_chosen_only_where_it_is_whole() -> None:
    parts = either(row("abc", "def", gap=1), "too narrow")
    assert lines(Size(7, 5), parts) == ["abc def"]
    assert lines(Size(6, 5), parts)[0] == "too"


def test_a_picture_with_a_size_of_its_own_is_no_larger() -> None:
    whole = shrinking(lambda room: block(Size(min(room.width, 5), min(room.height, 6))))
    assert lines(Size(30, 20), whole, "end") == ["#####"] * 6 + ["end"]
    assert lines(Size(30, 5), whole, "end") == ["#####"] * 4 + ["end"]


def test_words_are_folded_to_a_line_that_an_eye_can_follow_in_a_wide_room() -> None:
    sentence = Text("word " * 60)
    for width, widest in ((78, 78), (80, 80), (81, 72), (194, 72)):
        drawn = lines(Size(width, 20), sentence, Picture(block))
        told = [line for line in drawn if "word" in line]
        assert widest - 5 < max(map(cell_len, told)) <= widest
        assert len(drawn) == 20, "the picture knows how many lines they take"


@pytest.mark.parametrize(
    "sentence", ["Type this: ", "输入这一行，再按回车键，看看打印出来的是什么："]
)
def test_a_command_that_is_longer_than_a_line_stays_whole_where_it_can(sentence: str) -> None:
    command = "/a/path/" + "x" * 90
    assert any(line.endswith(command) for line in lines(Size(194, 20), Text(sentence + command)))
