"""A deep stack of ReLU beside one of sigmoid or tanh: what comes back, goes forward, and costs."""

from functools import partial

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos._functions import COLOURS
from tui_tutor.demos.relu.clock import clock
from tui_tutor.demos.relu.run import Knobs, Runner, Snapshot
from tui_tutor.demos.relu.stack import BINS, SAMPLES, UNITS, Layer, Pass, guessing
from tui_tutor.nets import ACTIVATIONS, Activation
from tui_tutor.show import cells, heading, note, number, telling
from tui_tutor.show.bars import bar, standing, thickening
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import doubled, plot
from tui_tutor.show.roles import QUIET, WRONG
from tui_tutor.show.stage import (
    BLANK,
    Part,
    Picture,
    Shown,
    either,
    if_room,
    shortened,
    stage,
    steady,
)
from tui_tutor.text import Words, said_of

words = Words("relu")
Passes = dict[str, Pass]  # of the rival, then of ReLU
FAINTEST = 1e-10  # where a logarithmic bar is empty
WHOLE = 0.1  # a share of the gradient from here on counts as arrived
WEAK = 1e-3  # less of the gradient than this counts as vanished
NEAR, PATIENCE = 0.02, 66  # as near to guessing as this, after so many steps, is stuck: no word
# goes by in less than two seconds
LEARNT = 0.1  # a loss below this, after as many
TOP = 4.0  # where the plot of losses ends
LEAST = 34  # cells of the table of layers
FEWEST = 6  # lines of a table of which the middle is left out
SMALLEST = Size(24, 6)  # of the plot of losses
FIRST = 60  # steps that the plot of losses begins with; it doubles
OUTPUTS = 55  # cells of the table of outputs whose bars are one wide
HIGHEST, WIDEST = 6, 8  # lines of a layer in it, cells of a bar


def draw(knobs: Knobs, size: Size, now: Snapshot) -> RenderableType:
    if knobs.view == "time":
        return clock(now.times, now.rounds, knobs.rival, size)
    view = {"gradients": gradients, "outputs": outputs, "loss": losses}[knobs.view]
    passes = now.of(knobs.shape)
    return view({name: passes[name] for name in (knobs.rival, "relu")}, size)


def rival_of(passes: Passes) -> Activation:
    return ACTIVATIONS[next(iter(passes))]


# ------------------------------------------------------------------ what comes back


def gradients(passes: Passes, size: Size) -> RenderableType:
    """The gradient on its way from the output to the input, a line a layer."""
    rival, layers = rival_of(passes), next(iter(passes.values())).layers
    slopes = rival.steepest ** len(layers)
    back = words(
        "rival-helped" if layers[0].arrived > slopes else "rival-back",
        name=rival.name,
        share=short(layers[0].arrived),
        steepest=number(rival.steepest),
        layers=len(layers),
        most=short(slopes),
    )
    return stage(
        size,
        heading(words("gradients", empty=short(FAINTEST))),
        either(
            thickening(lambda width: layers_table(passes, width), len(layers) + 1, LEAST),
            shortened(layers_table(passes, size.width), FEWEST),
        ),
        BLANK,
        note(back),
        relu_back(passes["relu"].layers),
        if_room(told_losses(passes)),
    )


def layers_table(passes: Passes, width: int) -> Text:
    """`layer`, and for each function the share that arrives with its bar."""
    room = max((width - 5) // 2 - 11, 4)
    text = Text(no_wrap=True).append(cells(words("layer"), 5, right=True), QUIET)
    for key in passes:
        function = ACTIVATIONS[key]
        text.append(f"  {function.name:>8}".ljust(room + 11), COLOURS[function.name])
    depth = len(passes["relu"].layers)
    for k in range(depth, -1, -1):
        name = words("output") if k == depth else str(k + 1)
        text.append("\n" + cells(name, 5, right=True), QUIET)
        for key in passes:
            style = COLOURS[ACTIVATIONS[key].name]
            share = 1.0 if k == depth else passes[key].layers[k].arrived
            text.append(f"  {short(share):>8} ").append_text(bar(logarithmic(share), room, style))
    return text


def logarithmic(share: float) -> float:
    """0 at FAINTEST, 1 at 1."""
    if not np.isfinite(share):
        return 0.0
    return float(1 - np.log(max(share, FAINTEST)) / np.log(FAINTEST))


def short(value: float, digits: int = 2) -> str:
    """3e-07 as 3e-7."""
    return number(value, digits).replace("e-0", "e-")


def relu_back(hidden: tuple[Layer, ...]) -> Text:
    """What became of ReLU's gradient, and why."""
    share = hidden[0].arrived
    if not np.isfinite(share):
        return note(words("lost"), WRONG)
    closed = [k for k, layer in enumerate(hidden, start=1) if layer.dead == UNITS]
    if closed:
        return note(words("relu-closed", layer=closed[0], units=UNITS), WRONG)
    key = "relu-weak" if share < WEAK else "relu-less" if share < WHOLE else "relu-back"
    return note(words(key, share=short(share)))


def told_losses(passes: Passes) -> Text:
    """How far both have learnt."""
    rival, relu = (done.losses for done in passes.values())
    return note(
        words(
            "losses",
            step=len(relu) - 1,
            name=rival_of(passes).name,
            rival=fixed_width(rival[-1]),
            relu=fixed_width(relu[-1]),
            guessing=number(guessing()),
        )
    )


def fixed_width(loss: float) -> str:
    """A loss, always as wide, so that no line breaks elsewhere as it falls."""
    return f"{loss:5.3f}" if loss < TOP else f"{number(loss, 3):>5}"


def losses(passes: Passes, size: Size) -> RenderableType:
    """Both curves of the loss, step by step."""
    curves, ends = [], []
    for key in passes:
        of = ACTIVATIONS[key]
        style, sign, name = COLOURS[of.name], of.sign, of.name
        y = np.minimum(passes[key].losses, 2 * TOP)  # a line to 1e30 would take for ever to draw
        curves.append(Curve(range(len(y)), y, colour=style, name=name))
        ends.append(Curve([len(y) - 1], [min(y[-1], TOP)], colour=style, marker=sign, name=name))
    told: list[Shown] = [
        told_losses(passes),
        *(fares(ACTIVATIONS[key], done.losses) for key, done in passes.items()),
    ]
    x_range = 0, doubled(len(passes["relu"].losses), FIRST)
    names = words("step"), words("loss")
    picture = Picture(lambda room: plot(curves + ends, room, x_range, (0, TOP), *names), SMALLEST)
    return stage(size, picture, *told)


def fares(function: Activation, losses: tuple[float, ...]) -> Part:
    """How a function's network fares, in as many lines as any word on it takes."""
    to_come = (words(key, name=function.name) for key in ("not-yet", "stuck", "learnt"))
    said = (learnt(function.name, losses), *to_come)
    return steady(*(note(f"{function.sign} {one}") for one in said))


def learnt(name: str, losses: tuple[float, ...]) -> str:
    """How a function's network fares, in words."""
    now = losses[-1]
    if not np.isfinite(now):
        return said_of(name, words("lost"))
    if len(losses) == 1:
        return words("not-yet", name=name)
    if abs(now - guessing()) < NEAR and len(losses) > PATIENCE:
        return words("stuck", name=name)
    learnt = now < LEARNT and len(losses) > PATIENCE
    return words("learnt" if learnt else "on-the-way", name=name)


# ------------------------------------------------------------------ what goes forward


def outputs(passes: Passes, size: Size) -> RenderableType:
    """How the outputs of each layer are spread, and what of them is silent."""
    rival, (last, *_) = rival_of(passes), next(iter(passes.values())).layers[::-1]
    hidden = passes["relu"].layers
    depth, dead = len(hidden), sum(layer.dead for layer in hidden)
    zeros = sum(layer.zeros for layer in hidden) / depth
    counts = {"dead": dead, "units": depth * UNITS, "samples": SAMPLES}
    return stage(
        size,
        heading(words("outputs", samples=SAMPLES)),
        either(
            Picture(
                partial(large_outputs, passes),
                Size(OUTPUTS, depth + 1),
                Size(OUTPUTS + 2 * BINS * (WIDEST - 1), HIGHEST * depth + 1),
            ),
            shortened(outputs_table(passes, narrow=True), FEWEST),
        ),
        BLANK,
        note(words("rival-forward", name=rival.name, layer=depth, spread=short(last.spread))),
        note(words("relu-forward", zeros=f"{zeros:.0%}")),
        note(words("dead" if dead else "none-dead", **counts), WRONG if dead else ""),
    )


def large_outputs(passes: Passes, room: Size) -> Text:
    if telling():
        return outputs_table(passes)
    depth = len(passes["relu"].layers)
    lines = min(max((room.height - 1) // depth, 1), HIGHEST)
    return outputs_table(passes, lines, wide=1 + (room.width - OUTPUTS) // (2 * BINS))


def outputs_table(passes: Passes, lines: int = 1, wide: int = 1, narrow: bool = False) -> Text:
    """A layer in so many lines: for each function a histogram, and its figures beside it."""
    rival, relu = rival_of(passes), ACTIVATIONS["relu"]
    gap, spread, top, zeros = (" ", 6, 4, 6) if narrow else ("  ", 8, 8, 7)
    digits = 1 if narrow else 2
    text = Text(no_wrap=True).append(outputs_head(rival, BINS * (wide - 1), narrow), QUIET)
    both = zip(*(done.layers for done in passes.values()), strict=True)
    high = max(lines - 1, 1)  # the last of several is blank
    for k, (s, r) in enumerate(both, start=1):
        bars = zip(*(standing(of.shares, high, wide) for of in (s, r)), strict=True)
        for line, (left, right) in enumerate(bars, start=1):
            last = line == high
            text.append(f"\n{k if last else '':>5}{gap}", QUIET)
            text.append(f"{left}│", COLOURS[rival.name])
            text.append(f"{short(s.spread, digits) if last else '':>{spread}}{gap}")
            text.append(f"{right}│", COLOURS[relu.name])
        text.append(f"{short(r.top):>{top}}{r.zeros:>{zeros}.{digits - 1}%}")
        text.append(f"{r.dead:>5}", WRONG if r.dead else "")
        text.append("\n" if lines > 1 else "")
    return text


def outputs_head(rival: Activation, more: int, narrow: bool) -> str:
    """The line above that table, its bars so many cells more; a narrow one says no ranges."""
    gap, first, spread, second, top, zeros = (
        (" ", 9, 6, 9, 4, 6) if narrow else ("  ", 11, 8, 10, 5, 7)
    )
    columns = ((words("head.top"), top), (words("head.zeros"), zeros), (words("head.dead"), 5))
    figures = "".join(cells(head, width, right=True) for head, width in columns)
    outputs = rival.name if narrow else f"{rival.name} {rival.low:g}…{rival.high:g}"
    relu = ACTIVATIONS["relu"].name if narrow else words("head.relu")
    layer = cells(words("head.layer"), 5, right=True)
    middle = f"{cells(outputs, first + more)}{cells(words('head.spread'), spread, right=True)}"
    return f"{layer}{gap}{middle}{gap}{cells(relu, second + more)}{figures}"


def facts(knobs: Knobs, now: Snapshot) -> Facts:
    """Of both networks that are shown: their losses, what reaches layer 1, ReLU's dead units."""
    passes = now.of(knobs.shape)
    relu, rival = passes["relu"], passes[knobs.rival]
    return {
        "steps": len(relu.losses) - 1,
        "relu_loss": relu.losses[-1],
        "rival_loss": rival.losses[-1],
        "relu_share": relu.layers[0].arrived,
        "rival_share": rival.layers[0].arrived,
        "dead": sum(layer.dead for layer in relu.layers),
        "dead_layers": sum(layer.dead == UNITS for layer in relu.layers),
    }


DEMO = LiveDemo(
    "relu",
    Knobs(),
    draw,
    core=(
        "relu",
        "relu_backward",
        "sigmoid",
        "sigmoid_backward",
        "tanh",
        "tanh_backward",
        "initial_scale",
    ),
    begin=Runner,
    pace=30,
    height=lambda knobs, now: now.passes["relu"].losses[-1],
    anew=lambda ran_by, knobs, now: knobs.view != "time" and knobs.shape != now.shape,
    by_the_clock=lambda knobs: knobs.view == "time",
    facts=facts,
)
