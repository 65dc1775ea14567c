"""Activation functions, their slopes, and a probe that slides along all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos._functions import COLOURS
from tui_tutor.knobs import Slider, Switch, knob
from tui_tutor.nets import ACTIVATIONS, Activation
from tui_tutor.show import cells, note, number
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import QUIET
from tui_tutor.show.spots import named
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
    tanh: bool = knob(Switch(), False)
    step: bool = knob(Switch(), True)
    relu: bool = knob(Switch(), True)
    slopes: bool = knob(Switch(), True)


Function = Callable[[ArrayLike], Floats]


def draw(knobs: Knobs, size: Size) -> RenderableType:
    on = [f.name for f in fields(knobs) if getattr(knobs, f.name) is True]
    shown = [ACTIVATIONS[name] for name in on if name in ACTIVATIONS]
    if not shown:
        return stage(size, note(words("none")))
    told = Text("\n").join(verdict(activation, knobs.x) for activation in shown)
    return stage(
        size,
        Text(f"x = {number(knobs.x)}", named("x", "bold")),
        pictures(knobs, shown),
        columns(fixed(numbers(shown, knobs.x)), told),
    )


# ------------------------------------------------------------------ curves


def pictures(knobs: Knobs, shown: Sequence[Activation]) -> Part:
    """The functions and, beside them, their slopes."""
    top = max(TOP, 1.1 * float(core.relu(knobs.x))) if knobs.relu else 1.15
    ends = min(a.low for a in shown) - 0.15, top
    h = curves([(a, a.h) for a in shown], knobs.x, ends, "h(x)")
    if not knobs.slopes:
        return h
    slopes = curves([(a, a.slope) for a in shown], knobs.x, (-0.15, 1.15), "h'(x)")
    return columns(h, slopes, gap=1)


def curves(
    functions: list[tuple[Activation, Function]], at: float, ends: tuple[float, float], y_name: str
) -> Picture:
    """Each function over the same x, and its sign where the probe stands."""
    reach = max(REACH, 1.1 * abs(at))
    probes = [
        Curve([at], [f(at)], colour=COLOURS[a.name], marker=a.sign, name=a.called, part=part(a))
        for a, f in functions
    ]

    def drawn(room: Size) -> RenderableType:
        x = np.linspace(-reach, reach, 2 * room.width + 1)
        lines = [
            Curve(x, unjoined(x, f(x)), colour=COLOURS[a.name], name=a.called, part=part(a))
            for a, f in functions
        ]
        ranges = (-reach, reach), ends
        return plot(lines + probes, room, *ranges, "x", y_name, at_x=at, at_part="x")

    return Picture(drawn, SMALLEST)


def part(activation: Activation) -> str:
    """What a lesson's word calls it: its switch."""
    return activation.name.lower()


def unjoined(x: Floats, y: Floats) -> Floats:
    """`y` with a hole at x = 0 where it jumps there, so that no line pretends to join the ends."""
    before, after = y[x < 0][-1], y[x > 0][0]
    return np.where((x == 0) & (abs(after - before) > 0.5), np.nan, y)


# ------------------------------------------------------------------ numbers and words


def numbers(shown: Sequence[Activation], x: float) -> Text:
    """A line a function: its value and its slope at x."""
    text = Text(no_wrap=True)
    text.append(
        cells("", 10)
        + "".join(cells(head, 12, right=True) for head in (words("value"), words("slope"))),
        QUIET,
    )
    for a in shown:
        text.append("\n").append(f"{a.sign} {cells(a.called, 8)}", named(part(a), COLOURS[a.name]))
        text.append(f"{exact(float(a.h(x))):>12}")
        text.append(f"{exact(float(a.slope(x))):>12}", named("slopes"))
    return text


def exact(value: float) -> str:
    """A number that reads as 1 only where it is 1."""
    shown = number(value)
    return f"1 − {number(1 - value, 2)}" if shown == "1" and value != 1 else shown


def verdict(activation: Activation, x: float) -> Text:
    """What the function does at x, in words."""
    if activation.saturates and activation.steepest:
        told = s_words(activation, x)
    else:
        told = step_words(x) if activation.saturates else relu_words(x)
    look = named(part(activation), COLOURS[activation.name])
    return Text().append(f"{activation.sign} ", look).append(told)


def s_words(activation: Activation, x: float) -> str:
    """Of an S between two ends, such as sigmoid and tanh."""
    name, y, slope = activation.called, float(activation.h(x)), float(activation.slope(x))
    share = slope / activation.steepest
    if x == 0:
        return words("s-steepest", name=name, y=number(y), slope=number(slope))
    if y in (activation.low, activation.high):
        return words("s-rounded", name=name, y=number(y), slope=number(slope, 2))
    values = {"name": name, "share": number(100 * share, 2)}
    if share < SATURATED:
        return words("s-saturated", slope=number(slope, 2), **values)
    return words("s-alive", low=f"{activation.low:g}", high=f"{activation.high:g}", **values)


def step_words(x: float) -> str:
    return words("step-jump" if x == 0 else "step-flat", y=number(float(core.step_function(x))))


def relu_words(x: float) -> str:
    slope, measured = float(core.relu_grad(x)), float(core.numerical_gradient(core.relu, x))
    key = "relu-kink" if x == 0 else "relu-on" if x > 0 else "relu-off"
    return words(key, slope=number(slope), measured=number(measured))


def facts(knobs: Knobs) -> Facts:
    """The sigmoid's value and the share of its slope that is left."""
    slope = float(core.sigmoid_grad(knobs.x))
    return {
        "sigmoid_value": float(core.sigmoid(knobs.x)),
        "sigmoid_slope": slope,
        "share_left": slope / float(core.sigmoid_grad(0.0)),
    }


DEMO = StillDemo(
    "activations",
    Knobs(),
    draw,
    core=(
        "sigmoid",
        "sigmoid_grad",
        "tanh",
        "tanh_grad",
        "step_function",
        "step_grad",
        "relu",
        "relu_grad",
    ),
    facts=facts,
    parts={name: COLOURS[ACTIVATIONS[name].name] for name in ("sigmoid", "tanh", "step", "relu")},
)
