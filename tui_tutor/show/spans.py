"""Bars that float between two numbers: a sum as a waterfall, votes for and against."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.show import runs, telling
from tui_tutor.show.roles import FAINT, MINUS, NEUTRAL, PLUS, QUIET
from tui_tutor.show.spots import spot
from tui_tutor.text import said_of

_LEFT = "█▉▊▋▌▍▎▏"  # of a cell all but so many eighths are filled, from the left


NOWHERE = Style.null()


@dataclass(frozen=True)
class Span:
    """One bar: its name, from where to where, and whether it is a sum, which is no step."""

    name: str
    start: float
    end: float
    is_sum: bool = False
    spot: Style = NOWHERE

    @property
    def value(self) -> float:
        return self.end - self.start


def waterfall(
    steps: Sequence[tuple[str, float]], total: str, parts: Sequence[str] = ()
) -> list[Span]:
    """Steps one after the other, each beginning where the one before ended, and their sum.

    `parts` are what a lesson's words call them and the sum.
    """
    spots = [spot(part) for part in parts] or [NOWHERE] * (len(steps) + 1)
    spans, at = [], 0.0
    for (name, value), its_spot in zip(steps, spots, strict=False):
        spans.append(Span(name, at, at + value, spot=its_spot))
        at += value
    return [*spans, Span(total, 0.0, at, is_sum=True, spot=spots[-1])]


def reach(spans: Sequence[Span]) -> tuple[float, float]:
    """From where to where their axis runs: powers of two on both sides, so that it never creeps."""
    ends = [end for span in spans for end in (span.start, span.end) if math.isfinite(end)]
    far = _rounded_up(max(*ends, 0.0))
    low = _rounded_up(-min(*ends, 0.0))
    return -low if low > far / 64 else 0.0, far or max(low / 64, 1.0)


def _rounded_up(size: float) -> float:
    return float(2 ** math.ceil(math.log2(size))) if size > 1e-6 else 0.0


def signed_number(value: float) -> str:
    """`+1.84`, with the true minus: as wide always."""
    return f"{value + 0.0:+.2f}".replace("-", "−") if math.isfinite(value) else str(value)


@dataclass(frozen=True)
class Spans:
    """A span a line, on one axis from as far below 0 as is needed to as far above."""

    spans: Sequence[Span]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        names = max(cell_len(span.name) for span in self.spans)
        values = max(len(signed_number(span.value)) for span in self.spans)
        low, far = reach(self.spans)
        room = max(options.max_width - names - values - 2, 4)
        for span in self.spans:
            if telling():
                yield Text(said_of(span.name, signed_number(span.value)))
                continue
            style = NEUTRAL if span.is_sum else PLUS if span.value >= 0 else MINUS
            label = Style.parse("bold" if span.is_sum else QUIET) + span.spot
            yield Segment(set_cell_size(span.name, names) + " ", label)
            a, b = ((end - low) / (far - low) * room for end in (span.start, span.end))
            yield from _bar(min(a, b), max(a, b), -low / (far - low) * room, room, style, span.spot)
            said = f" {signed_number(span.value):>{values}}"
            yield Segment(said, Style.parse("bold" if span.is_sum else style) + span.spot)
            yield Segment.line()


def _bar(
    start: float, end: float, zero: float, room: int, style: str, spot: Style
) -> list[Segment]:
    """Cells filled between two places, to an eighth of a cell; a line stands at 0."""
    filled, empty = Style.parse(style) + spot, Style.parse(FAINT) + spot
    signs, looks = [], []
    if not (math.isfinite(start) and math.isfinite(end)):
        start = end = zero
    for x in range(room):
        left, right = max(start - x, 0.0), min(end - x, 1.0)
        eighths = round(8 * (right - left))
        if eighths <= 0:
            sign, look = "│" if x == min(int(zero), room - 1) else " ", empty
        elif eighths >= 8:
            sign, look = "█", filled
        elif left > 0:  # the bar begins in this cell: the left part of it stays dark
            sign, look = _LEFT[min(eighths, 7)], filled + Style(reverse=True)
        else:
            sign, look = _LEFT[8 - eighths], filled
        signs.append(sign)
        looks.append(look)
    return [Segment(text, look) for text, look in runs(signs, looks)]
