"""Sigmoid, step and ReLU, their slopes, and a probe that slides along all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import numpy as np
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import Size, StillDemo
from tui_tutor.knobs import Slider, Switch, knob
from tui_tutor.show import QUIET, heading, note, number, page
from tui_tutor.show.plot import Curve, plot
from tui_tutor.text import Words

words = Words("activations")
REACH = 6.0  # the plots run from -REACH to REACH, further where the probe stands further out
TOP = 2.0  # and as high as this, higher where ReLU is
SATURATED = 0.1  # less than this share of the steepest slope
NUMBERS = 37  # cells that the numbers take, with the gap beside them
WIDE = 76  # from here on the words stand beside the numbers


@dataclass(frozen=True)
class Knobs:
    x: float = knob(Slider(-40, 40, step=0.25), 1.5)
    sigmoid: bool = knob(Switch(), True)
    step: bool = knob(Switch(), True)
    relu: bool = knob(Switch(), True)
    slopes: bool = knob(Switch(), True)


@dataclass(frozen=True)
class Activation:
    """An activation function of core, with its slope; the sign marks it where colour is lost."""

    name: str
    h: Callable[..., Any]
    slope: Callable[..., Any]
    colour: str
    sign: str


ACTIVATIONS = {
    "sigmoid": Activation("sigmoid", core.sigmoid, core.sigmoid_grad, "cyan", "●"),
    "step": Activation("step", core.step_function, core.step_grad, "magenta", "■"),
    "relu": Activation("ReLU", core.relu, core.relu_grad, "green", "▲"),
}


def draw(knobs: Knobs, size: Size) -> RenderableType:
    shown = [a for key, a in ACTIVATIONS.items() if getattr(knobs, key)]
    if not shown:
        return note(words("none"))
    told = Text("\n").join(verdict(activation, knobs.x) for activation in shown)
    words_width = size.width - NUMBERS if size.width >= WIDE else size.width
    lines = sum(len(wrap(line, words_width)) for line in told.plain.splitlines())
    below = max(lines, len(shown) + 1) if size.width >= WIDE else lines + len(shown) + 1
    height = max(size.height - below - 1, 8)
    return page(
        heading(f"x = {number(knobs.x)}"),
        pictures(knobs, shown, Size(size.width, height)),
        under(numbers(shown, knobs.x), told, size.width),
    )


def under(table: Text, told: Text, width: int) -> RenderableType:
    """The numbers and the words, side by side where it is wide."""
    if width < WIDE:
        return page(table, told)
    grid = Table.grid(padding=(0, 3, 0, 0), pad_edge=False)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(table, told)
    return grid


# ------------------------------------------------------------------ curves


def pictures(knobs: Knobs, shown: Sequence[Activation], size: Size) -> RenderableType:
    """The functions and, beside them, their slopes."""
    top = max(TOP, 1.1 * float(core.relu(knobs.x))) if knobs.relu else 1.15
    if not knobs.slopes:
        return curves([(a, a.h) for a in shown], knobs.x, top, "h(x)", size)
    half = Size((size.width - 1) // 2, size.height)
    grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_row(
        curves([(a, a.h) for a in shown], knobs.x, top, "h(x)", half),
        curves([(a, a.slope) for a in shown], knobs.x, 1.15, "h'(x)", half),
    )
    return grid


def curves(
    functions: list[tuple[Activation, Callable[..., Any]]],
    at: float,
    top: float,
    y_name: str,
    size: Size,
) -> Text:
    """Each function over the same x, and its sign where the probe stands."""
    reach = max(REACH, 1.1 * abs(at))
    x = np.linspace(-reach, reach, 2 * size.width + 1)
    lines = [Curve(x, unjoined(x, f(x)), colour=a.colour) for a, f in functions]
    probes = [Curve([at], [f(at)], colour=a.colour, marker=a.sign) for a, f in functions]
    return plot(
        lines + probes, size, (-reach, reach), (-0.15, top), x_name="x", y_name=y_name, at_x=at
    )


def unjoined(x: Any, y: Any) -> Any:
    """`y` with a hole at x = 0 where it jumps there, so that no line pretends to join the ends."""
    before, after = y[x < 0][-1], y[x > 0][0]
    return np.where((x == 0) & (abs(after - before) > 0.5), np.nan, y)


# ------------------------------------------------------------------ numbers and words


def numbers(shown: Sequence[Activation], x: float) -> Text:
    """A line a function: its value and its slope at x."""
    text = Text(no_wrap=True)
    text.append(f"  {'':8}{words('value'):>12}{words('slope'):>12}", QUIET)
    for a in shown:
        text.append("\n").append(f"{a.sign} {a.name:8}", a.colour)
        text.append(f"{exact(a.h(x)):>12}{exact(a.slope(x)):>12}")
    return text


def exact(value: float) -> str:
    """A number that reads as 1 only where it is 1."""
    shown = number(value)
    return f"1 − {number(1 - value, 2)}" if shown == "1" and value != 1 else shown


def verdict(activation: Activation, x: float) -> Text:
    """What the function does at x, in words."""
    told = {"sigmoid": sigmoid_words, "step": step_words, "ReLU": relu_words}[activation.name](x)
    return Text(f"{activation.sign} ", activation.colour).append(told, "default")


def sigmoid_words(x: float) -> str:
    y, slope = float(core.sigmoid(x)), float(core.sigmoid_grad(x))
    steepest = float(core.sigmoid_grad(0))
    share = slope / steepest
    if x == 0:
        return words("sigmoid-steepest", y=number(y), slope=number(slope))
    if y == 1:
        return words("sigmoid-rounded", gap=number(float(core.sigmoid(-x)), 2))
    key = "sigmoid-saturated" if share < SATURATED else "sigmoid-alive"
    return words(key, slope=number(slope, 2), share=f"{number(100 * share, 2)} %")


def step_words(x: float) -> str:
    return words("step-jump" if x == 0 else "step-flat", y=number(float(core.step_function(x))))


def relu_words(x: float) -> str:
    slope, measured = float(core.relu_grad(x)), float(core.numerical_gradient(core.relu, x))
    key = "relu-kink" if x == 0 else "relu-on" if x > 0 else "relu-off"
    return words(key, slope=number(slope), measured=number(measured))


DEMO = StillDemo(
    "activations",
    Knobs(),
    draw,
    core=("sigmoid", "sigmoid_grad", "step_function", "step_grad", "relu", "relu_grad"),
)
