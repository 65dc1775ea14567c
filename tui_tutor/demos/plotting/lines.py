"""The view of curves: what is drawn, its legend, and the pyplot code that draws the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.clean import clean
from tui_tutor.demo import Size
from tui_tutor.demos.plotting.code import WIDTH, code
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import note, page
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import QUIET, SERIES, WRONG
from tui_tutor.show.stage import BLANK, Picture, either, fixed, if_room, row, stack, stage
from tui_tutor.text import Words, in_turn

words = Words("plotting")
NOTHING = "nothing"
POINTS = 200
SAMPLES = {"-": "────────", "--": "───  ───", ":": "········", "-.": "──── · ─"}


@dataclass(frozen=True)
class Function:
    """A function to draw, and how its values are written with NumPy alone."""

    f: Callable[..., Any]
    expression: str


FUNCTIONS = {
    "sin": Function(np.sin, "np.sin(x)"),
    "cos": Function(np.cos, "np.cos(x)"),
    "x²": Function(np.square, "x**2"),
} | {key: Function(activation.h, activation.written) for key, activation in ACTIVATIONS.items()}


@dataclass(frozen=True)
class Plot:
    """One call of `plt.plot`; an empty label is none."""

    name: str
    linestyle: str
    label: str


@dataclass(frozen=True)
class Figure:
    """All that pyplot is told."""

    plots: tuple[Plot, ...]
    legend: bool
    x_name: str
    y_name: str
    reach: float  # x runs from -reach to reach


def draw(figure: Figure, size: Size) -> RenderableType:
    drawn = Picture(partial(picture, figure), smallest=Size(36, 7))
    source = code(pyplot(figure))
    told = [note(sentence) for sentence in remarks(figure)]
    beside = stack(row(drawn, fixed(source, WIDTH), gap=2), legend(figure), *told)
    below = stack(drawn, legend(figure), if_room(*told), BLANK, source)
    # Where the program has to be scrolled to, curves may as well be high enough to be read.
    scrolled = stack(replace(drawn, smallest=Size(36, 11)), legend(figure), BLANK, source)
    return stage(size, either(beside, below, scrolled))


def picture(figure: Figure, size: Size) -> RenderableType:
    x = np.linspace(-figure.reach, figure.reach, POINTS)
    curves = [
        Curve(
            x,
            FUNCTIONS[p.name].f(x),
            colour=colour,
            linestyle=p.linestyle,
            name=p.label if figure.legend else "",
        )
        for p, colour in zip(figure.plots, SERIES, strict=False)
    ]
    room = Size(size.width, size.height - 2)
    # The names on lines of their own: on a sheet, a wide character has no room for its two cells.
    y_name, x_name = (fitted(name, size.width) for name in (figure.y_name, figure.x_name))
    return page(
        Text(y_name),
        plot(curves, room, (-figure.reach, figure.reach)),
        Text(" " * ((size.width - cell_len(x_name)) // 2) + x_name),
    )


def fitted(name: str, width: int) -> str:
    name = clean(name)
    return set_cell_size(name, min(cell_len(name), width))


def legend(figure: Figure) -> Text:
    """What `plt.legend()` shows: a sample of each line that has a label, and the label."""
    if not figure.legend:
        return Text(words("legend-off"), QUIET)
    text = Text(words("legend"), no_wrap=True)
    labelled = [pair for pair in zip(figure.plots, SERIES, strict=False) if pair[0].label]
    for p, colour in labelled:
        text.append("  ").append(SAMPLES[p.linestyle], colour).append(f" {p.label}")
    return text if labelled else text.append("  ").append(words("legend-empty"), WRONG)


# ------------------------------------------------------------------ words


def remarks(figure: Figure) -> Iterator[str]:
    """What these choices come to."""
    labels = [p.label for p in figure.plots]
    first, *rest = figure.plots
    if figure.legend and not any(labels):
        yield words("no-labels")
    elif figure.legend and not all(labels):
        yield words("one-label", name=next(p.name for p in figure.plots if not p.label))
    elif any(labels) and not figure.legend:
        yield words("labels-unseen")
    elif rest and rest[0].name == first.name:
        yield words("same-curve", name=first.name)
    elif rest and rest[0].linestyle == first.linestyle:
        yield words("same-style", style=words.of("style", first.linestyle))
    else:
        yield in_turn(
            *(
                words("drawn", name=p.name, style=words.of("style", p.linestyle), code=p.linestyle)
                for p in figure.plots
            )
        )
    if not (figure.x_name.strip() and figure.y_name.strip()):
        yield words("unnamed")


# ------------------------------------------------------------------ code


def pyplot(figure: Figure) -> Iterator[str]:
    """The program, a line each."""
    yield "import numpy as np"
    yield "import matplotlib.pyplot as plt"
    yield ""
    reach = f"{figure.reach:g}"
    yield f"x = np.linspace(-{reach}, {reach}, {POINTS})"
    for p in figure.plots:
        label = f", label={quoted(p.label)}" if p.label else ""
        yield f"plt.plot(x, {FUNCTIONS[p.name].expression},"
        yield f"    linestyle={quoted(p.linestyle)}{label})"
    for axis, name in (("x", figure.x_name), ("y", figure.y_name)):
        if name.strip():
            yield f"plt.{axis}label({quoted(name)})"
    if figure.legend:
        yield "plt.legend()"
    yield "plt.show()"


def quoted(text: str) -> str:
    """The text as Python's source has it, in double quotes where that is as well."""
    shown = repr(text)
    return f'"{text}"' if shown == f"'{text}'" and '"' not in text else shown
