"""Horizontal bars: probabilities, throughput, progress."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from tui_tutor.show import telling
from tui_tutor.show.roles import QUIET, SKY

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(fraction: float, width: int, style: str = SKY) -> Text:
    """One bar of `width` cells, filled to an eighth of a cell; nan and below 0 are empty."""
    fraction = min(max(fraction, 0.0), 1.0) if fraction == fraction else 0.0
    if telling():
        return Text(f"{fraction:.0%}")
    eighths = round(fraction * width * 8)
    full, part = divmod(eighths, 8)
    filled = "█" * full + (_EIGHTHS[part] if part else "")
    return Text().append(filled, style).append("·" * (width - len(filled)), QUIET)


def bars(
    names: Sequence[str],
    fractions: Sequence[float],
    values: Sequence[str],
    width: int,
    styles: Sequence[str] = (),
) -> Text:
    """A bar a line: name, bar, value; `width` is that of the whole."""
    if telling():
        return Text("\n".join(": ".join(pair) for pair in zip(names, values, strict=True)))
    name_width = max(map(cell_len, names), default=0)
    value_width = max(map(cell_len, values), default=0)
    room = max(width - name_width - value_width - 2, 4)
    text = Text(no_wrap=True)
    for i, (name, fraction, value) in enumerate(zip(names, fractions, values, strict=True)):
        text.append("\n" if i else "").append(set_cell_size(name, name_width) + " ")
        text.append_text(bar(fraction, room, styles[i] if styles else SKY))
        text.append(" " + " " * (value_width - cell_len(value)) + value)
    return text
