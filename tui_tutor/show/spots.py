"""Places in a picture that mean something: a part with a name, or what a click on it turns.

Both ride on the style of the cells, so they stay with them through every layout:

    Segment("1.8", cell + spot(part="unit 7", unit=7))

A click there turns the knob `unit` to 7.
"""

from collections.abc import Mapping

from rich.style import Style

PART, TURNS = "part", "turns"


def spot(part: str = "", **turns: object) -> Style:
    """A style to add to cells: the name of their part, and the values that a click gives knobs."""
    return Style(meta={PART: part, TURNS: turns})


def turns_of(style: Style) -> Mapping[str, object]:
    """What a click on cells of that style turns."""
    found: Mapping[str, object] = style.meta.get(TURNS, {})
    return found
