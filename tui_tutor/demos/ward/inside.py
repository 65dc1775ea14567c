"""What is inside the layers: how their outputs, weights and gradients are spread."""

from functools import partial

from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.ward.record import BINS, Inside, Spread
from tui_tutor.demos.ward.run import Ward
from tui_tutor.show import cells, heading, note, number, telling
from tui_tutor.show.roles import AMBER, QUIET, SKY
from tui_tutor.show.stage import Part, Picture, Shown, columns, stack
from tui_tutor.text import Words

words = Words("ward")
LEVELS = " ▁▂▃▄▅▆▇█"
NAMES = "h", "W1", "W2", "dW1", "dW2"
LABEL = 4  # cells of a name, a blank included
LINES = 6  # of a histogram at the most, its ends included


def inside(ward: Ward) -> Part:
    """Side by side the layers as they came in and as they are now, and both in words."""
    shown = [_layers(ward.ill.inside, words("ill"), AMBER)]
    if ward.repaired:
        shown.append(_layers(ward.repaired.inside, words("repaired"), SKY))
    return columns(*shown, gap=3)


def _layers(inside: Inside, name: str, colour: str) -> Part:
    parts: list[Shown] = [heading(name)]
    for key in NAMES:
        draw = partial(_histogram, key, inside.spreads[key], colour)
        parts.append(Picture(draw, Size(LABEL + BINS, 1), Size(LABEL + 3 * BINS, LINES)))
    told = words(
        "inside",
        ends=f"{inside.at_ends:.0%}",
        silent=f"{inside.silent:.0%}",
        different=inside.different,
    )
    return stack(*parts, note(told), note(words("stirred" if inside.stirred else "unstirred")))


def _histogram(name: str, spread: Spread, colour: str, room: Size) -> Text:
    """A bar a bin, the name before it and its ends below where there is more than a line."""
    ends = f"{number(spread.low, 2)} … {number(spread.high, 2)}"
    if telling():
        shares = ", ".join(f"{share:.0%}" for share in spread.shares)
        return Text(words("histogram", name=name, ends=ends, shares=shares))
    wide = max((room.width - LABEL) // BINS, 1)
    high = max(room.height - 1, 1)
    text = Text(no_wrap=True)
    top = max(spread.shares) or 1.0
    for row in range(high - 1, -1, -1):
        text.append(cells(name if row == 0 else "", LABEL), QUIET)
        for share in spread.shares:
            full = round(8 * high * share / top) - 8 * row
            text.append(LEVELS[min(max(full, 0), 8)] * wide, colour)
        text.append("\n" if row else "")
    if room.height > 1:
        text.append("\n" + " " * LABEL + ends, QUIET)
    return text
