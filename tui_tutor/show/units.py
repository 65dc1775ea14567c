"""The units of a layer as cells, the brighter the more they answer."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.show import number, telling

ACROSS = 25  # units in a row
LEVELS = " ▁▂▃▄▅▆▇█"  # of what has no colour
DARK, SKY, WHITE = (28, 34, 42), (95, 184, 255), (255, 255, 255)


@lru_cache(maxsize=256)
def lit(level: int) -> Color:
    """From dark (0) by way of blue (160) to white (255)."""
    return Color.from_rgb(
        *(
            float(np.interp(level, (0, 160, 255), ends))
            for ends in zip(DARK, SKY, WHITE, strict=True)
        )
    )


@dataclass(frozen=True)
class Units:
    """Values of 0 or more, one a cell; what is nan or below 0 is dark."""

    values: Floats

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield self._in_words()
            return
        shares = np.nan_to_num(self.values.astype(float), posinf=0, neginf=0).clip(0)
        shares = shares / max(shares.max(), 1e-12)
        cells = max(options.max_width // ACROSS, 1)
        plain = console.color_system is None or console.no_color
        for start in range(0, len(shares), ACROSS):
            for share in shares[start : start + ACROSS].tolist():
                if plain:
                    yield Segment(LEVELS[int(np.ceil(share * 8))] * cells)
                else:
                    yield Segment(" " * cells, Style(bgcolor=lit(int(share * 31) * 8)))
            yield Segment.line()

    def _in_words(self) -> Text:
        told = (f"{unit}: {number(v, 2)}" for unit, v in enumerate(self.values.tolist()) if v > 0)
        return Text(", ".join(told))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(ACROSS, max(options.max_width // ACROSS, 1) * ACROSS)
