"""How far the numerical slope is off for every h from 0.1 to 1e-15, at float32 and float64."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import ArrayLike
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.show import cells, heading, number
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import AMBER, QUIET, SKY
from tui_tutor.show.spots import named
from tui_tutor.show.stage import Picture, stage
from tui_tutor.text import Words

words = Words("gradient")
Function = Callable[[ArrayLike], Floats]
FUNCTIONS: dict[str, tuple[Function, Function]] = {  # each with its exact slope
    "sin x": (np.sin, np.cos),
    "e^x": (np.exp, np.exp),
    "x²": (np.square, lambda x: np.multiply(2, x)),
}
X = 1.0
SMALLEST = Size(24, 6)  # of the plot
DECADES = [10.0**-k for k in range(1, 16)]
FINE = [10 ** (-k / 4) for k in range(4, 61)]
LOOK = {"float64": (SKY, "●"), "float32": (AMBER, "■")}


@dataclass(frozen=True)
class Estimate:
    """The numerical slope at one h and one dtype; `lost` where x + h and x − h are both x."""

    slope: float
    error: float
    lost: bool


def estimate(function: str, h: float, dtype: str) -> Estimate:
    f, exact = FUNCTIONS[function]
    x, step = np.array(X, dtype), np.dtype(dtype).type(h)
    slope = float(core.numerical_diff(f, x, h))
    return Estimate(slope, abs(slope - float(exact(X))), bool(x + step == x - step))


@lru_cache(maxsize=16)
def errors(function: str, dtype: str) -> tuple[float, ...]:
    return tuple(estimate(function, h, dtype).error for h in FINE)


@lru_cache(maxsize=16)
def best_h(function: str, dtype: str) -> float:
    """The power of ten with the smallest error."""
    return min(DECADES, key=lambda h: estimate(function, h, dtype).error)


def sweep(function: str, h: float, size: Size) -> RenderableType:
    exact = float(FUNCTIONS[function][1](X))
    sentences = [mark(dtype, reigns(function, h, dtype)) for dtype in LOOK]
    return stage(
        size,
        heading(words("slope-of", function=function, x=number(X), exact=f"{exact:.10f}")),
        Picture(partial(curves, function, h), SMALLEST),
        table(function, h),
        *sentences,
    )


@np.errstate(divide="ignore")  # an error of exactly 0 has no logarithm: a gap in the curve
def curves(function: str, h: float, size: Size) -> RenderableType:
    """The error against h, both as powers of ten."""
    lines, probes = [], []
    for dtype, (colour, marker) in LOOK.items():
        error = np.log10(errors(function, dtype))
        lines.append(Curve(np.log10(FINE), error, colour=colour, name=dtype, part=dtype))
        here = np.log10(estimate(function, h, dtype).error)
        probes.append(Curve([np.log10(h)], [here], colour, marker, name=dtype, part=dtype))
    return plot(
        lines + probes,
        size,
        (-15.0, -1.0),
        (-16.0, 1.0),
        x_name=words("log-h"),
        y_name=words("log-error"),
        at_x=float(np.log10(h)),
        at_part="h",
    )


def table(function: str, h: float) -> Text:
    """A line a dtype: the slope at this h, its error, and the h that would be best."""
    text = Text(no_wrap=True)
    at_h = words("at-h", h=number(h))
    text.append(
        cells("", 10)
        + "".join(
            cells(head, room, right=True)
            for head, room in ((at_h, 16), (words("error"), 11), (words("best-h"), 9))
        ),
        QUIET,
    )
    for dtype in LOOK:
        here = estimate(function, h, dtype)
        best = number(best_h(function, dtype))
        text.append("\n").append_text(mark(dtype, f"{dtype:8}"))
        text.append(f"{here.slope:>16.10f}{here.error:>11.1e}{best:>9}")
    return text


def mark(dtype: str, text: str) -> Text:
    """The text behind the dtype's marker."""
    colour, marker = LOOK[dtype]
    return Text().append(f"{marker} ", named(dtype, colour)).append(text)


def reigns(function: str, h: float, dtype: str) -> str:
    """Which of the two errors is the larger one here: the formula's or the rounding's."""
    best = best_h(function, dtype)
    if estimate(function, h, dtype).lost:
        return words("lost", h=number(h))
    if best == DECADES[0]:
        return words("only-rounding", function=function)
    if h > 2 * best:
        return words("formula")
    return words("rounding" if h < best / 2 else "balance")
