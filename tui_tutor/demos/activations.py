"""Sigmoid, step and ReLU, their slopes, and a probe that slides along all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size, StillDemo
from tui_tutor.knobs import Slider, Switch, knob
from tui_tutor.show import QUIET, heading, note, number
from tui_tutor.show.plot import Curve, plot
from tui_tutor.show.stage import Part, Picture, columns, fixed, stage
from tui_tutor.text import Words

words = Words("activations")
REACH = 6.0  # the plots run from -REACH to REACH, further where the probe stands further out
TOP = 2.0  # and as high as this, higher where ReLU is
SATURATED = 0.1  # less than this share of the steepest slope
SMALLEST = Size(18, 8)  # of a plot: two of them stand beside each other in any terminal


@dataclass(frozen=True)
class Knobs:
    x: float = knob(Slider(-40, 40, step=0.25), 1.5)
    sigmoid: bool = knob(Switch(), True)
    step: bool = knob(Switch(), True)
    relu: bool = knob(Switch(), True)
    slopes: bool = knob(Switch(), True)


Function = Callable[[ArrayLike], Floats]


@dataclass(frozen=True)
class Activation:
    """An activation function of core, with its slope; the sign marks it where colour is lost."""

    name: str
    h: Function
    slope: Function
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
        return stage(size, note(words("none")))
    told = Text("\n").join(verdict(activation, knobs.x) for activation in shown)
    return stage(
        size,
        heading(f"x = {number(knobs.x)}"),
        pictures(knobs, shown),
        columns(fixed(numbers(shown, knobs.x)), told),
    )


# ------------------------------------------------------------------ curves


def pictures(knobs: Knobs, shown: Sequence[Activation]) -> Part:
    """The functions and, beside them, their slopes."""
    top = max(TOP, 1.1 * float(core.relu(knobs.x))) if knobs.relu else 1.15
    h = curves([(a, a.h) for a in shown], knobs.x, top, "h(x)")
    if not knobs.slopes:
        return h
    return columns(h, curves([(a, a.slope) for a in shown], knobs.x, 1.15, "h'(x)"), gap=1)


def curves(
    functions: list[tuple[Activation, Function]], at: float, top: float, y_name: str
) -> Picture:
    """Each function over the same x, and its sign where the probe stands."""
    reach = max(REACH, 1.1 * abs(at))
    probes = [Curve([at], [f(at)], colour=a.colour, marker=a.sign) for a, f in functions]

    def drawn(room: Size) -> Text:
        x = np.linspace(-reach, reach, 2 * room.width + 1)
        lines = [Curve(x, unjoined(x, f(x)), colour=a.colour) for a, f in functions]
        ranges = (-reach, reach), (-0.15, top)
        return plot(lines + probes, room, *ranges, x_name="x", y_name=y_name, at_x=at)

    return Picture(drawn, SMALLEST)


def unjoined(x: Floats, y: Floats) -> Floats:
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
        text.append(f"{exact(float(a.h(x))):>12}{exact(float(a.slope(x))):>12}")
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
