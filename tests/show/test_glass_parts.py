"""Quadrants, threads, spans and units: each shows its numbers, in colour, without, and in words."""

import numpy as np
import pytest
from rich.console import Console, RenderableType
from rich.style import Style

from tui_tutor.show import in_words
from tui_tutor.show.quadrants import Quadrants, enlarged, of_either_sign
from tui_tutor.show.roles import MINUS, PLUS, signed
from tui_tutor.show.spans import Span, Spans, reach, waterfall
from tui_tutor.show.spots import spot, turns_of
from tui_tutor.show.threads import Threads
from tui_tutor.show.units import Units, lit


def printed(shown: RenderableType, width: int = 60) -> list[str]:
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(shown)
    return capture.get().splitlines()


def styles(shown: RenderableType, width: int = 60) -> list[tuple[str, Style]]:
    console = Console(width=width, color_system="truecolor", force_terminal=True)
    lines = console.render_lines(shown, console.options, pad=False)
    return [(s.text, s.style or Style()) for line in lines for s in line]


def test_28_by_28_pixels_take_14_by_7_cells() -> None:
    image = np.zeros((28, 28), np.uint8)
    image[:, 14:] = 255
    lines = printed(Quadrants(image))
    assert len(lines) == 7
    assert lines[0] == " " * 7 + "█" * 7
    assert len(printed(Quadrants(enlarged(image, 2)))) == 14


def test_a_dot_in_a_corner_of_a_cell_is_a_quadrant() -> None:
    image = np.zeros((4, 2), np.uint8)
    image[:2, 1] = 255
    assert [text for text, _ in styles(Quadrants(image))] == ["▝"]
    assert printed(Quadrants(image)) == ["▝"], "without colour a stroke keeps its edge, too"


def test_without_colour_what_is_as_grey_all_over_is_so_dense() -> None:
    greys = np.repeat(np.array([[0, 60, 130, 200, 255]], np.uint8), 2, axis=1).repeat(4, axis=0)
    assert printed(Quadrants(greys)) == [" ·▒▓█"]


def test_numbers_of_either_sign_are_told_apart_with_and_without_colour() -> None:
    values = np.zeros((4, 6))
    values[:, :2], values[:, 4:] = -1, 1
    assert printed(of_either_sign(values)) == ["= #"]
    grounds = [style.bgcolor.name for _, style in styles(of_either_sign(values)) if style.bgcolor]
    assert grounds[0] != grounds[-1]
    assert signed(0) in grounds


def test_nan_and_inf_count_as_0_in_an_image_of_signs() -> None:
    assert printed(of_either_sign(np.full((4, 4), np.nan))) == ["  "]
    assert printed(of_either_sign(np.array([[np.inf, 0.2]] * 4))) == ["#"]


def test_in_words_an_image_of_signs_tells_its_thirds() -> None:
    values = np.zeros((9, 9))
    values[:3, :3] = 1
    with in_words():
        assert "1 0 0; 0 0 0; 0 0 0" in " ".join(printed(of_either_sign(values), 200))


def test_threads_have_the_colour_of_their_sign_and_reach_their_rows() -> None:
    threads = Threads(12, 10, 5, range(10), np.array([1.0] + [0.0] * 8 + [-1.0]))
    lines = printed(threads)
    assert lines[0].rstrip() != ""
    assert lines[9].rstrip() != ""
    colours = {style.color.name for text, style in styles(threads) if text.strip() and style.color}
    assert {PLUS, MINUS} <= colours


def test_a_stronger_thread_has_more_dots() -> None:
    def dots(value: float) -> int:
        text = "".join(printed(Threads(20, 10, 0, (9, 0), np.array([value, 1.0]))))
        return sum((ord(c) - 0x2800).bit_count() for c in text if c != " ")

    assert dots(0.9) > dots(0.1)


def test_a_waterfall_ends_where_its_steps_lead() -> None:
    spans = waterfall([("for", 3.0), ("against", -1.0), ("bias", 0.5)], "sum")
    assert spans[-1].value == 2.5
    assert [s.start for s in spans] == [0, 3, 2, 0]
    lines = printed(Spans(spans))
    assert [line.split()[-1] for line in lines] == ["+3.00", "−1.00", "+0.50", "+2.50"]


def test_an_axis_reaches_to_a_power_of_two_on_either_side() -> None:
    assert reach([Span("a", 0, 5)]) == (0, 8)
    assert reach([Span("a", 0, 5), Span("b", 0, -1.5)]) == (-2, 8)
    low, high = reach([Span("a", 0, 0)])
    assert high > low


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0, -3.0])
def test_any_number_has_a_line(value: float) -> None:
    [line] = printed(Spans([Span("a", 0.0, value)]))
    assert len(line) <= 60


def test_units_are_brighter_the_more_they_answer() -> None:
    shown = Units(np.array([0.0, 0.5, 1.0] + [0.0] * 22))
    grounds = [style.bgcolor.name for text, style in styles(shown, 25) if text.strip("\n") == " "]
    assert grounds[:3] == [lit(0), lit(16), lit(32)]
    assert printed(shown, 25)[0].startswith(" ▄█")


def test_a_spot_rides_on_the_style_and_says_what_it_turns() -> None:
    style = Style.parse("bold") + spot("unit 7", unit=7)
    assert turns_of(style) == {"unit": 7}
    assert turns_of(Style.parse("bold")) == {}
