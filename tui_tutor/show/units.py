"""The units of a layer as cells, the brighter the more they answer."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.show import has_shades, number, telling
from tui_tutor.show.roles import NAMED, RAISED, SKY, mixed
from tui_tutor.text import said_of, series

ACROSS = 25  # units in a row
LEVELS = " ▁▂▃▄▅▆▇█"  # of what has no colour
STEPS = 32  # brightnesses that are told apart
WHITE = "#ffffff"


@lru_cache(maxsize=STEPS + 1)
def lit(step: int) -> str:
    """From dark (0) by way of sky to white (STEPS)."""
    share, sky = step / STEPS, NAMED[SKY].dark
    if share < 0.6:
        return mixed(RAISED.dark, sky, share / 0.6)
    return mixed(sky, WHITE, (share - 0.6) / 0.4)


def brightness(values: Floats) -> list[int]:
    """Each value as a step of 0 to STEPS, beside the largest; nan and what is below 0 are dark."""
    shares = np.nan_to_num(values.astype(float), posinf=0, neginf=0).clip(0)
    steps: list[int] = np.ceil(shares / max(shares.max(), 1e-12) * STEPS).astype(int).tolist()
    return steps


@dataclass(frozen=True)
class Units:
    """Values of 0 or more, one a cell; what is nan or below 0 is dark."""

    values: Floats

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield self._in_words()
            return
        steps = brightness(self.values)
        cells = max(options.max_width // ACROSS, 1)
        plain = not has_shades(console)
        for start in range(0, len(steps), ACROSS):
            for step in steps[start : start + ACROSS]:
                if plain:
                    yield Segment(LEVELS[-(-step * 8 // STEPS)] * cells)
                else:
                    yield Segment(" " * cells, Style(bgcolor=lit(step)))
            yield Segment.line()

    def _in_words(self) -> Text:
        told = (
            said_of(str(unit), number(v, 2)) for unit, v in enumerate(self.values.tolist()) if v > 0
        )
        return Text(series(told))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(ACROSS, max(options.max_width // ACROSS, 1) * ACROSS)
