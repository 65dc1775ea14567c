"""Places in a picture that mean something: a part with a name, or what a click on it turns.

Both ride on the style of the cells, so they stay with them through every layout:

    Segment("1.8", cell + spot(part="unit 7", unit=7))

A click there turns the knob `unit` to 7. What a lesson's word names stands out while the mouse is
over that word: `text.append("-0.75", named("b"))` is lit by `[bias](lit:b)`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rich.segment import Segment
from rich.style import Style

from tui_tutor.show.roles import LIT

PART, TURNS = "part", "turns"
STANDS_OUT = Style(reverse=True, bold=True, dim=False)  # in its own colour, and without any
LIT_CELL = Style.parse(LIT)
BLOCKS = "\u2580", "\u259f"  # of bars and images: reversed, a full one would be gone


def spot(part: str = "", **turns: object) -> Style:
    """A style to add to cells: the name of their part, and the values that a click gives knobs."""
    return Style(meta={PART: part, TURNS: turns})


@cache
def named(part: str, style: str = "") -> Style:
    """That style for cells which are the part of that name; without a name the style alone."""
    return Style.parse(style) + spot(part) if part else Style.parse(style)


def part_of(style: Style) -> str:
    """The part that cells of that style are; "" where they are none."""
    found: str = style.meta.get(PART, "")
    return found


def holds(lines: Iterable[Iterable[Segment]], part: str) -> bool:
    """Whether one of the lines has cells that are that part."""
    styles = (segment.style for line in lines for segment in line)
    return any(style and part_of(style) == part for style in styles)


def lit(line: Iterable[Segment], part: str, colour: str = "") -> Iterator[Segment]:
    """The line with the cells of that part standing out, in its colour where it has one."""
    for segment in line:
        style, blocks = segment.style, any(BLOCKS[0] <= sign <= BLOCKS[1] for sign in segment.text)
        if style and part_of(style) == part and not blocks:
            yield Segment(segment.text, _standing_out(style, colour))
        else:
            yield segment


def _standing_out(style: Style, colour: str) -> Style:
    if style.bgcolor == LIT_CELL.bgcolor:  # which the sentence lights: reversed, it would be less
        style = Style(meta=style.meta, underline=True)
    elif style.bgcolor:  # a mark on a map keeps its colours
        colour = ""
    return style + Style.parse(colour) + STANDS_OUT


def turns_of(style: Style) -> Mapping[str, object]:
    """What a click on cells of that style turns."""
    found: Mapping[str, object] = style.meta.get(TURNS, {})
    return found
