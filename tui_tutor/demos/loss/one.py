"""One sample: its scores, its probabilities, two losses, and which way each of them pushes."""

from functools import partial

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.show import cells, fitted, note, number
from tui_tutor.show.plot import Curve, plot
from tui_tutor.show.roles import AMBER, LIT, QUIET, SKY
from tui_tutor.show.spots import named
from tui_tutor.show.stage import BLANK, Picture, columns, either, fixed, stack, stage
from tui_tutor.text import Words

words = Words("loss")
CELL = 8
AIR = 3  # more cells for each column, where there is room
TOLD = 40  # cells of what is told
POINTS = 80  # of each curve
TOP = 5.0  # where the plot ends; cross-entropy itself goes on
CROSS, SQUARED = (SKY, "●"), (AMBER, "▲")
SURE, HOPELESS = 0.9, 0.05  # probabilities of the true class


def draw(a: Floats, true: int, size: Size) -> RenderableType:
    y, t = core.softmax(a), core.one_hot(true, len(a))
    slopes = slopes_of(a, true)
    told = stack(losses(y, t, true), BLANK, note(happened(y, true, slopes)))
    curves = Picture(partial(picture, a, y, true))
    tables = either(fixed(table(a, y, t, slopes, AIR)), table(a, y, t, slopes))
    return stage(size, tables, columns(fixed(told, TOLD), curves, gap=2))


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


def table(a: Floats, y: Floats, t: Floats, slopes: dict[str, Floats], air: int = 0) -> Text:
    """A line a class; the true one is lit."""
    text = Text(no_wrap=True).append(heads(air), QUIET)
    cell = CELL + air
    for k, (score, p) in enumerate(zip(a, y, strict=True)):
        name = f"‹{k}›" if t[k] else f" {k} "
        text.append("\n").append(f"{name:>5}", named("true", LIT) if t[k] else "")
        text.append(f"{number(score):>{7 + air}}", named(f"a{k}"))
        text.append(f"{fitted(p):>{cell}}", named("y")).append(f"{t[k]:>{3 + air}.0f}", named("t"))
        for loss, slope in slopes.items():
            text.append(f"{fitted(slope[k]):>{cell}}", named("push" if loss == "cross-a" else ""))
    return text


def heads(air: int) -> str:
    """The two lines above the table."""
    cell = CELL + air
    above = "".join(
        cells(words.of("head", by), 2 * cell, right=True) for by in ("by-y", "by-score")
    )
    kinds = [words("head.squared"), words("head.cross")]
    columns = (
        (words("head.class"), 5),
        (words("head.score"), 7 + air),
        ("y", cell),
        ("t", 3 + air),
    )
    first = "".join(cells(head, width, right=True) for head, width in columns)
    second = "".join(cells(head, cell, right=True) for head in kinds * 2)
    return f"{' ' * len(first)}{above}\n{first}{second}"


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


def picture(a: Floats, y: Floats, true: int, room: Size) -> Text:
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
