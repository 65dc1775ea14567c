"""Bars, lying and standing: probabilities, throughput, progress, histograms."""

import math
from collections.abc import Callable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import telling
from tui_tutor.show.parts import MANY, Picture
from tui_tutor.show.roles import FAINT, SKY
from tui_tutor.show.spots import named
from tui_tutor.text import said_of

THICKEST = 8  # lines of a bar with the blank below it
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FILLED = _EIGHTHS.strip() + "█"
LEVELS = " ▁▂▃▄▅▆▇█"


def bar(fraction: float, width: int, style: str = SKY) -> Text:
    """One bar of `width` cells, filled to an eighth of a cell; nan and below 0 are empty."""
    fraction = min(max(fraction, 0.0), 1.0) if fraction == fraction else 0.0
    if telling():
        return Text(f"{fraction:.0%}")
    eighths = round(fraction * width * 8)
    full, part = divmod(eighths, 8)
    filled = "█" * full + (_EIGHTHS[part] if part else "")
    return Text().append(filled, style).append("·" * (width - len(filled)), FAINT)


def bars(
    names: Sequence[str],
    fractions: Sequence[float],
    values: Sequence[str],
    width: int,
    styles: Sequence[str] = (),
    lines: int = 1,
    part: str = "",
) -> Text:
    """Name, bar, value, in so many lines each; `width` is that of the whole.

    Of two lines or more the last is blank. `part` is what a lesson's word calls them.
    """
    if telling():
        pairs = zip(names, values, strict=True)
        return Text("\n".join(said_of(name.strip(), value.strip()) for name, value in pairs))
    name_width = max(map(cell_len, names), default=0)
    value_width = max(map(cell_len, values), default=0)
    room = max(width - name_width - value_width - 2, 4)
    text = Text(no_wrap=True)
    indent = "\n" + " " * (name_width + 1)
    for i, (name, fraction, value) in enumerate(zip(names, fractions, values, strict=True)):
        text.append("\n" if i else "").append(set_cell_size(name, name_width), named(part))
        text.append(" ")
        style = styles[i] if styles else SKY
        drawn = bar(fraction, room, style)
        text.append_text(drawn)
        text.append(" " + " " * (value_width - cell_len(value))).append(value, named(part))
        for _ in range(lines - 2):
            text.append(indent).append(drawn.plain.rstrip("·"), style)
        text.append("\n" if lines > 1 and i < len(names) - 1 else "")
    return text


def growing(
    names: Sequence[str],
    fractions: Sequence[float],
    values: Sequence[str],
    styles: Sequence[str] = (),
    least: int = 24,
    most: int = MANY,
    part: str = "",
) -> Picture:
    """The same on a stage, each bar as thick as there is room for."""

    def drawn(room: Size) -> Text:
        lines = min(max(room.height // max(len(names), 1), 1), THICKEST)
        return bars(names, fractions, values, room.width, styles, lines, part)

    return Picture(drawn, Size(least, len(names)), Size(most, THICKEST * len(names)))


def thickening(draw: Callable[[int], Text], rows: int, least: int) -> Picture:
    """A table of a head and so many rows, whose bars are as thick as there is room for."""

    def drawn(room: Size) -> Text:
        lines = min(max((room.height - 1) // rows, 1), THICKEST)
        head, *table = draw(room.width).split("\n")
        return Text("\n", no_wrap=True).join([head, *(_thick(line, lines) for line in table)])

    return Picture(drawn, Size(least, 1 + rows), Size(MANY, 1 + THICKEST * rows))


def _thick(line: Text, lines: int) -> Text:
    """A line, its bars alone below it, and of two lines or more a blank one at last."""
    below = line.copy()
    below.plain = "".join(sign if sign in _FILLED else " " for sign in line.plain)
    parts = [line, *[below] * (lines - 2), *([Text()] if lines > 1 else [])]
    return Text("\n", no_wrap=True).join(parts)


def standing(shares: Sequence[float], lines: int, wide: int) -> list[str]:
    """A histogram in so many lines, each bar so many cells wide; a small share still shows."""
    top = max(shares)
    heights = [math.ceil(8 * lines * share / top) if top > 0 else 0 for share in shares]
    return [
        "".join(LEVELS[min(max(height - 8 * line, 0), 8)] * wide for height in heights)
        for line in reversed(range(lines))
    ]
