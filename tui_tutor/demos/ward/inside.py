"""What is inside the layers: how their outputs, weights and gradients are spread."""

from functools import partial

from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.ward.record import BINS, Inside, Spread
from tui_tutor.demos.ward.run import Ward
from tui_tutor.show import cells, heading, note, number, telling
from tui_tutor.show.roles import AMBER, QUIET, SKY
from tui_tutor.show.spots import named
from tui_tutor.show.stage import Part, Picture, Shown, columns, either, stack
from tui_tutor.text import Words, series

words = Words("ward")
LEVELS = " ▁▂▃▄▅▆▇█"
NAMES = "h", "W1", "W2", "dW1", "dW2"
LABEL = 4  # cells of a name, a blank included
ENDS = 17  # of its ends beside it
HIGH = 3  # lines from which on they stand below it
LINES = 10  # of a histogram at the most
WIDE = 5  # cells of a bar at the most


def inside(ward: Ward) -> Part:
    """Side by side the layers as they came in and as they are now; below, both in words."""
    both = [(ward.ill.inside, words("ill"), AMBER)]
    if ward.repaired:
        both.append((ward.repaired.inside, words("repaired"), SKY))
    high, low = Size(LABEL + BINS, HIGH), Size(LABEL + BINS + ENDS, 1)
    layers = (columns(*(_layers(*of, least) for of in both)) for least in (high, low))
    return stack(either(*layers), *(_told(inside, name) for inside, name, _ in both))


def _layers(inside: Inside, name: str, colour: str, least: Size) -> Part:
    parts: list[Shown] = [heading(name)]
    for key in NAMES:
        draw = partial(_histogram, key, inside.spreads[key], colour)
        parts.append(Picture(draw, least, Size(LABEL + WIDE * BINS, LINES)))
    return stack(*parts)


def _told(inside: Inside, name: str) -> Text:
    return note(
        words(
            "stirred" if inside.stirred else "unstirred",
            name=name,
            ends=f"{inside.at_ends:.0%}",
            silent=f"{inside.silent:.0%}",
            different=inside.different,
        )
    )


def _histogram(name: str, spread: Spread, colour: str, room: Size) -> Text:
    """A bar a bin, its name before it; its ends stand below, in a low room beside it."""
    ends = f"{number(spread.low, 2)} … {number(spread.high, 2)}"
    if telling():
        shares = series(f"{share:.0%}" for share in spread.shares)
        return Text(words("histogram", name=name, ends=ends, shares=shares))
    beside = room.height < HIGH
    wide = max((room.width - LABEL - (ENDS if beside else 0)) // BINS, 1)
    high = 1 if beside else room.height - 1
    text = Text(no_wrap=True)
    for row in range(high - 1, -1, -1):
        text.append(cells(name if row == 0 else "", LABEL), named(name, QUIET))
        text.append(_bars(spread.shares, high, row, wide), colour)
        text.append("\n" if row else "")
    text.append(" " if beside else "\n" + " " * LABEL)
    return text.append(ends, named(name, QUIET))


def _bars(shares: tuple[float, ...], high: int, row: int, wide: int) -> str:
    """One row of bars that are up to `high` rows high, the lowest being row 0."""
    top = max(shares) or 1.0
    eighths = (round(8 * high * share / top) - 8 * row for share in shares)
    return "".join(LEVELS[min(max(eighth, 0), 8)] * wide for eighth in eighths)
