"""The chart at the foot of the bed: loss and accuracy, as it came in and repaired."""

from functools import partial

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.ward.program import BATCHES
from tui_tutor.demos.ward.record import Record
from tui_tutor.demos.ward.run import Ward
from tui_tutor.show import cells, number
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import AMBER, QUIET, SKY
from tui_tutor.show.spots import named
from tui_tutor.show.stage import Part, Picture, columns
from tui_tutor.text import Words

words = Words("ward")
SMALLEST = Size(24, 6)  # of a plot
LOWEST, HIGHEST = 3.0, 15.0  # where the axis of the loss ends
COLUMNS = {"loss": 7, "trained": 9, "tested": 7, "new": 11}  # and their cells


def curves(ward: Ward) -> Part:
    """The loss of each batch, and the share of the test that is read."""
    losses, shares = [], []
    for record, name, colour in _both(ward):
        y = np.minimum(record.losses, HIGHEST)  # what is higher, inf too, goes along the top
        steps = [moment.step for moment in record.moments]
        tested = [100 * moment.tested for moment in record.moments]
        losses.append(Curve(np.arange(1, len(y) + 1), y, colour, name=name))
        shares.append(Curve(steps, tested, colour, name=name))
    drawn = np.concatenate([np.asarray(curve.y) for curve in losses])
    highest = float(drawn[np.isfinite(drawn)].max(initial=LOWEST))
    ends = (0.0, highest), (0.0, 100.0)
    charts = (
        partial(_chart, losses, ends[0], words("chart.loss")),
        partial(_chart, shares, ends[1], words("chart.tested")),
    )
    return columns(*(Picture(chart, SMALLEST) for chart in charts), gap=2)


def _chart(shown: list[Curve], ends: tuple[float, float], name: str, room: Size) -> RenderableType:
    return plot(shown, room, (0, BATCHES), ends, words("batches"), name)


def _both(ward: Ward) -> list[tuple[Record, str, str]]:
    """The record as it came in, and the one of the repaired program where there is one."""
    found = [(ward.ill, words("ill"), AMBER)]
    if ward.repaired:
        found.append((ward.repaired, words("repaired"), SKY))
    return found


def figures(ward: Ward) -> Text:
    """The newest numbers, a line for each program."""
    rows = [["", *(words.of("column", name) for name in COLUMNS)]]
    for record, name, _ in _both(ward):
        now = record.now
        shares = [f"{share:.1%}" for share in (now.trained, now.tested, now.new)]
        rows.append([name, number(now.loss, 3), *shares])
    text = Text(no_wrap=True)
    for k, (name, *values) in enumerate(rows):
        text.append(("\n" if k else "") + cells(name, 12), QUIET)
        for value, (column, width) in zip(values, COLUMNS.items(), strict=True):
            text.append(" " * (width - cell_len(value)))
            text.append(value, named(column, "" if k else QUIET))
    return text
