"""What 1e-7 inside the logarithm does, as the true class's score goes down and down."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import Size
from tui_tutor.demos.softmax import fitted
from tui_tutor.show import QUIET, heading, note, number, page
from tui_tutor.show.plot import Curve, plot
from tui_tutor.text import Words

words = Words("loss")
Array = NDArray[Any]
INSIDE = 1e-7  # what many programs add, so that the logarithm never sees a 0
MATTERS = 0.01  # from this difference on, the cap is worth a word
FLAT = 0.1  # a slope below this

WIDE, TOLD = 76, 44  # from here on the plot stands beside what is told, which is so wide

FORMULAS: dict[str, tuple[Callable[[Array], Any], str, str]] = {
    "capped": (lambda a: core.cross_entropy_error(core.softmax(a) + INSIDE, 0), "magenta", "▲"),
    "plain": (lambda a: core.cross_entropy_error(core.softmax(a), 0), "yellow", " "),
    "scores": (lambda a: core.softmax_cross_entropy(a, 0)[0], "cyan", "●"),
}


@np.errstate(all="ignore")  # a probability that rounds to 0 costs inf, and inf - inf is nan
def draw(score: float, size: Size) -> RenderableType:
    a = np.array([score, 0.0])
    lost = {name: float(loss(a)) for name, (loss, _, _) in FORMULAS.items()}
    p = float(core.softmax(a)[0])
    title = heading(words("cap", score=number(score), p=fitted(p)))
    slopes = {
        name: float(core.numerical_gradient(loss, a)[0]) for name, (loss, _, _) in FORMULAS.items()
    }
    told = page(table(lost, slopes), Text(), note(happened(lost, slopes, p)))
    if size.width < WIDE:
        return page(title, told, picture(score, lost, Size(size.width, max(size.height - 9, 8))))
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=TOLD)
    grid.add_row(told, picture(score, lost, Size(size.width - TOLD - 2, max(size.height - 1, 8))))
    return page(title, grid)


def table(lost: dict[str, float], slopes: dict[str, float]) -> Text:
    """A line a formula: its loss, and the slope by the true class's score."""
    text = Text(no_wrap=True).append(words("cap-head"), QUIET)
    for name, (_, colour, sign) in FORMULAS.items():
        text.append(f"\n{sign} ", colour).append(f"{words.of('formula', name):26}")
        text.append(f"{fitted(lost[name]):>8}{fitted(slopes[name]):>8}")
    return text


def picture(score: float, lost: dict[str, float], room: Size) -> Text:
    """The loss against the score, by the two formulas that never run off."""
    low, high = min(-60.0, 1.1 * score), max(20.0, score)
    scores = np.linspace(low, high, 60)
    curves, probes = [], []
    for name, (loss, colour, sign) in FORMULAS.items():
        if sign.strip():
            costs = [loss(np.array([s, 0.0])) for s in scores]
            curves.append(Curve(scores, costs, colour=colour))
            probes.append(Curve([score], [lost[name]], colour=colour, marker=sign))
    names = words("score"), words("loss")
    return plot(curves + probes, room, (low, high), (0, -low), *names, at_x=score)


def happened(lost: dict[str, float], slopes: dict[str, float], p: float) -> str:
    """What became of the loss, in words."""
    key = "cap-close"
    if p == 0:
        key = "cap-rounded"
    elif lost["scores"] - lost["capped"] > MATTERS:
        key = "cap-capped" if abs(slopes["capped"]) < FLAT else "cap-bends"
    elif lost["capped"] < 0:
        key = "cap-negative"
    return words(key, **{name: fitted(value) for name, value in lost.items()}, p=fitted(p))
