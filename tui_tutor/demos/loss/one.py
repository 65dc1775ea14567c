"""One sample: its scores, its probabilities, two losses, and which way each of them pushes."""

from functools import partial

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.show import cells, fitted, note, number
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import AMBER, LIT, QUIET, SKY
from tui_tutor.show.spots import named
from tui_tutor.show.stage import BLANK, Picture, columns, either, fixed, stack, stage
from tui_tutor.text import Words

words = Words("loss")
COLUMNS = {"class": 5, "score": 7, "y": 8, "t": 3, "squared": 8, "cross": 8}  # and their cells
NARROW = {"class": 5, "score": 6, "y": 5, "t": 2, "squared": 8, "cross": 6}
AIR = 3  # more cells for each column, where there is room
WIDE = {name: width + AIR for name, width in COLUMNS.items()} | {"class": 5}
CELL = 8  # of a number with all its digits
SMALLEST = Size(24, 6)  # of the curves, where there is little room
TOLD = 40  # cells of what is told
POINTS = 80  # of each curve
TOP = 5.0  # where the plot ends; cross-entropy itself goes on
CROSS, SQUARED = (SKY, "●"), (AMBER, "▲")
SURE, HOPELESS = 0.9, 0.05  # probabilities of the true class


def draw(a: Floats, true: int, size: Size) -> RenderableType:
    y, t = core.softmax(a), core.one_hot(true, len(a))
    slopes = slopes_of(a, true)
    values, says = losses(y, t, true), note(happened(y, true, slopes))
    curves = partial(picture, a, y, true)
    beside = columns(fixed(stack(values, BLANK, says), TOLD), Picture(curves), gap=2)
    shown = [table(a, y, t, slopes, widths) for widths in (WIDE, COLUMNS, NARROW)]
    tables = either(*map(fixed, shown[:-1]), shown[-1])
    return stage(size, tables, either(beside, stack(values, Picture(curves, SMALLEST), says)))


def slopes_of(a: Floats, true: int) -> dict[str, Floats]:
    """Both losses' slopes, by the probabilities and by the scores."""
    y, t = core.softmax(a), core.one_hot(true, len(a))
    return {
        "squared-y": core.sum_squared_error_grad(y, t),
        "cross-y": core.cross_entropy_error_grad(y, true),
        # Softmax stands between the scores and this loss, so its slope is measured.
        "squared-a": core.numerical_gradient(
            lambda a: core.sum_squared_error(core.softmax(a), t), a
        ),
        "cross-a": core.softmax_cross_entropy(a, true)[1],
    }


def table(
    a: Floats, y: Floats, t: Floats, slopes: dict[str, Floats], widths: dict[str, int]
) -> Text:
    """A line a class; the true one is lit."""
    text = Text(no_wrap=True).append(heads(widths), QUIET)
    for k, (score, p) in enumerate(zip(a, y, strict=True)):
        name = f"‹{k}›" if t[k] else f" {k} "
        text.append("\n").append(f"{name:>5}", named("true", LIT) if t[k] else "")
        text.append(f"{number(score):>{widths['score']}}", named(f"a{k}"))
        text.append(in_column(p, widths["y"]), named("y"))
        text.append(f"{t[k]:>{widths['t']}.0f}", named("t"))
        for loss, slope in slopes.items():
            cell = widths[loss.partition("-")[0]]
            text.append(in_column(slope[k], cell), named("push" if loss == "cross-a" else ""))
    return text


def in_column(value: float, width: int) -> str:
    """The number at the right of so many cells, with a blank before it."""
    return f"{fitted(value, min(width, CELL) - 1):>{width}}"


def heads(widths: dict[str, int]) -> str:
    """The two lines above the table."""
    kinds = "squared", "cross"
    both = sum(widths[kind] for kind in kinds)
    by_y, by_score = words("head.by-y"), words("head.by-score")
    above = f"{cells(by_y, both - 1, right=True)} {cells(by_score, both, right=True)}"
    columns = {"class": words("head.class"), "score": words("head.score"), "y": "y", "t": "t"}
    first = "".join(cells(head, widths[name], right=True) for name, head in columns.items())
    second = "".join(cells(words.of("head", kind), widths[kind], right=True) for kind in kinds * 2)
    return f"{' ' * cell_len(first)}{above}\n{first}{second}"


def losses(y: Floats, t: Floats, true: int) -> Text:
    """Each loss with its sign in the plot."""
    text = Text(no_wrap=True)
    cross = core.cross_entropy_error(y, true)
    for (colour, sign), key, formula, value in (
        (CROSS, "cross", f"−log y[{true}]", cross),
        (SQUARED, "squared", "½ Σ (y − t)²", core.sum_squared_error(y, t)),
        (("", " "), "mean", "mean (y − t)²", core.mean_squared_error(y, t)),
    ):
        text.append("\n" if text else "").append(f"{sign} ", named(key, colour))
        text.append(cells(words.of("loss-name", key), 16) + cells(formula, 15))
        text.append(fitted(value), named(key, "bold"))
    return text


def picture(a: Floats, y: Floats, true: int, room: Size) -> RenderableType:
    """Both losses against the true class's probability, the others keeping their proportions."""
    p, t = np.linspace(0, 1, POINTS + 1), core.one_hot(true, len(a))
    others = core.softmax(np.delete(a, true))
    rows = np.insert((1 - p)[:, None] * others, true, p, axis=1)
    cross = [float(core.cross_entropy_error(row, true)) for row in rows]
    squared = [float(core.sum_squared_error(row, t)) for row in rows]
    at = float(y[true])
    curves, probes = [], []
    for key, costs, look, here in (
        ("cross", cross, CROSS, min(float(core.cross_entropy_error(y, true)), TOP)),
        ("squared", squared, SQUARED, float(core.sum_squared_error(y, t))),
    ):
        name = words.of("loss-name", key)
        curves.append(Curve(p, costs, colour=look[0], name=name, part=key))
        probes.append(Curve([at], [here], *look, name=name, part=key))
    names = words("p", true=true), words("loss")
    return plot(curves + probes, room, (0, 1), (0, TOP), *names, at_x=at)


def happened(y: Floats, true: int, slopes: dict[str, Floats]) -> str:
    """How good the answer is, and what the slopes make of it, in words."""
    p = float(y[true])
    leads = int(y.argmax()) == true
    key = "sure" if p > SURE else "leads" if leads else "hopeless" if p < HOPELESS else "behind"
    return words.of(
        "verdict",
        key,
        true=true,
        p=fitted(p),
        winner=int(y.argmax()),
        cross=fitted(abs(float(slopes["cross-a"][true]))),
        squared=fitted(abs(float(slopes["squared-a"][true]))),
    )
