"""What 1e-7 inside the logarithm does, as the true class's score goes down and down."""

from collections.abc import Callable
from functools import partial
from typing import SupportsFloat

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.show import cells, fitted, heading, note, number
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import AMBER, QUIET, SKY, STRAW
from tui_tutor.show.spots import named
from tui_tutor.show.stage import BLANK, Picture, columns, fixed, stack, stage
from tui_tutor.text import Words

words = Words("loss")
INSIDE = 1e-7  # what many programs add, so that the logarithm never sees a 0
MATTERS = 0.01  # from this difference on, the cap is worth a word
FLAT = 0.1  # a slope below this
TOLD = 44  # cells of what is told

FORMULAS: dict[str, tuple[Callable[[Floats], SupportsFloat], str, str]] = {
    "capped": (lambda a: core.cross_entropy_error(core.softmax(a) + INSIDE, 0), AMBER, "▲"),
    "plain": (lambda a: core.cross_entropy_error(core.softmax(a), 0), STRAW, " "),
    "scores": (lambda a: core.softmax_cross_entropy(a, 0)[0], SKY, "●"),
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
    told = stack(table(lost, slopes), BLANK, note(happened(lost, slopes, p)))
    curves = Picture(partial(picture, score, lost))
    return stage(size, title, columns(fixed(told, TOLD), curves, gap=2))


def table(lost: dict[str, float], slopes: dict[str, float]) -> Text:
    """A line a formula: its loss, and the slope by the true class's score."""
    text = Text(no_wrap=True).append(" " * 28, QUIET)
    for head in (words("loss"), words("head.slope")):
        text.append(cells(head, 8, right=True), QUIET)
    for name, (_, colour, sign) in FORMULAS.items():
        text.append(f"\n{sign} ", named(name, colour)).append(cells(words.of("formula", name), 26))
        text.append(f"{fitted(lost[name]):>8}{fitted(slopes[name]):>8}")
    return text


def picture(score: float, lost: dict[str, float], room: Size) -> RenderableType:
    """The loss against the score, by the two formulas that never run off."""
    low, high = min(-60.0, 1.1 * score), max(20.0, score)
    scores = np.linspace(low, high, 60)
    curves, probes = [], []
    for name, (loss, colour, sign) in FORMULAS.items():
        if sign.strip():
            costs = [float(loss(np.array([s, 0.0]))) for s in scores]
            said = words.of("formula", name)
            curves.append(Curve(scores, costs, colour=colour, name=said, part=name))
            probes.append(
                Curve([score], [lost[name]], colour=colour, marker=sign, name=said, part=name)
            )
    names = words("score"), words("loss")
    return plot(curves + probes, room, (low, high), (0, -low), *names, score, "score")


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
