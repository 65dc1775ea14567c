"""A deep stack of sigmoid beside one of ReLU: what comes back, what goes forward, what it costs."""

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.relu.clock import clock
from tui_tutor.demos.relu.run import Knobs, Runner, Snapshot
from tui_tutor.demos.relu.stack import CLASSES, SAMPLES, UNITS, Layer, Pass
from tui_tutor.show import QUIET, WRONG, heading, note, number
from tui_tutor.show.bars import bar
from tui_tutor.show.plot import Curve, plot
from tui_tutor.show.stage import BLANK, Picture, stage, strip
from tui_tutor.text import Words

words = Words("relu")
FUNCTIONS = {"sigmoid": ("sigmoid", "cyan"), "relu": ("ReLU", "green")}
SIGNS = {"sigmoid": "●", "relu": "▲"}  # at the end of a curve, for where colour is lost
FAINTEST = 1e-10  # where a logarithmic bar is empty
WEAK = 1e-3  # less of the gradient than this counts as vanished
NEAR, PATIENCE = 0.02, 30  # as near to guessing as this, after so many steps, is stuck
LEARNT = 0.1  # a loss below this
TOP = 4.0  # where the plot of losses ends
LEAST, MOST = 34, 90  # cells of the table of layers
LEVELS = " ▁▂▃▄▅▆▇█"


def draw(knobs: Knobs, size: Size, now: Snapshot) -> RenderableType:
    if knobs.view == "time":
        return clock(now.times, now.rounds, size)
    view = {"gradients": gradients, "outputs": outputs, "loss": losses}[knobs.view]
    return view(now.of(knobs.shape), size)


# ------------------------------------------------------------------ what comes back


def gradients(passes: dict[str, Pass], size: Size) -> RenderableType:
    """The gradient on its way from the output to the input, a line a layer."""
    sigmoid = passes["sigmoid"].layers
    slopes = float(core.sigmoid_grad(0.0)) ** len(sigmoid)
    back = words(
        "sigmoid-helped" if sigmoid[0].arrived > slopes else "sigmoid-back",
        share=short(sigmoid[0].arrived),
        steepest=number(float(core.sigmoid_grad(0.0))),
        layers=len(sigmoid),
        most=short(slopes),
    )
    return stage(
        size,
        heading(words("gradients", empty=short(FAINTEST))),
        strip(lambda width: layers_table(passes, min(width, MOST)), len(sigmoid) + 2, LEAST, MOST),
        BLANK,
        note(back),
        relu_back(passes["relu"].layers),
        told_losses(passes),
    )


def layers_table(passes: dict[str, Pass], width: int) -> Text:
    """`layer`, and for each function the share that arrives with its bar."""
    room = max((width - 5) // 2 - 11, 4)
    text = Text(no_wrap=True).append(f"{words('layer'):>5}", QUIET)
    for name, style in FUNCTIONS.values():
        text.append(f"  {name:>8}".ljust(room + 11), style)
    depth = len(passes["relu"].layers)
    for k in range(depth, -1, -1):
        text.append(f"\n{words('output') if k == depth else k + 1:>5}", QUIET)
        for key, (_, style) in FUNCTIONS.items():
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
    return note(words("relu-weak" if share < WEAK else "relu-back", share=short(share)))


def told_losses(passes: dict[str, Pass]) -> Text:
    """How far both have learnt."""
    sigmoid, relu = (passes[key].losses for key in FUNCTIONS)
    return note(
        words(
            "losses",
            step=len(relu) - 1,
            sigmoid=number(sigmoid[-1]),
            relu=number(relu[-1]),
            guessing=number(guessing()),
        )
    )


def guessing() -> float:
    """The loss of one who gives every class the same probability."""
    return float(core.cross_entropy_error(np.full(CLASSES, 1 / CLASSES), 0))


def losses(passes: dict[str, Pass], size: Size) -> RenderableType:
    """Both curves of the loss, step by step."""
    curves, ends = [], []
    for key, (_, style) in FUNCTIONS.items():
        y = np.minimum(passes[key].losses, 2 * TOP)  # a line to 1e30 would take for ever to draw
        curves.append(Curve(range(len(y)), y, colour=style))
        ends.append(Curve([len(y) - 1], [min(y[-1], TOP)], colour=style, marker=SIGNS[key]))
    told = [
        told_losses(passes),
        *(note(f"{SIGNS[k]} {learnt(n, passes[k].losses)}") for k, (n, _) in FUNCTIONS.items()),
    ]
    x_range = 0, max(len(passes["relu"].losses), 60)
    names = words("step"), words("loss")
    picture = Picture(lambda room: plot(curves + ends, room, x_range, (0, TOP), *names))
    return stage(size, picture, *told)


def learnt(name: str, losses: tuple[float, ...]) -> str:
    """How a function's network fares, in words."""
    now = losses[-1]
    if not np.isfinite(now):
        return f"{name}: {words('lost')}"
    if len(losses) == 1:
        return words("not-yet", name=name)
    if abs(now - guessing()) < NEAR and len(losses) > PATIENCE:
        return words("stuck", name=name)
    return words("learnt" if now < LEARNT else "on-the-way", name=name)


# ------------------------------------------------------------------ what goes forward


def outputs(passes: dict[str, Pass], size: Size) -> RenderableType:
    """How the outputs of each layer are spread, and what of them is silent."""
    last, hidden = passes["sigmoid"].layers[-1], passes["relu"].layers
    depth, dead = len(hidden), sum(layer.dead for layer in hidden)
    zeros = sum(layer.zeros for layer in hidden) / depth
    counts = {"dead": dead, "units": depth * UNITS, "samples": SAMPLES}
    return stage(
        size,
        heading(words("outputs", samples=SAMPLES)),
        outputs_table(passes),
        BLANK,
        note(words("sigmoid-forward", layer=depth, spread=short(last.spread))),
        note(words("relu-forward", zeros=f"{zeros:.0%}")),
        note(words("dead" if dead else "none-dead", **counts), WRONG if dead else ""),
    )


def outputs_table(passes: dict[str, Pass]) -> Text:
    """A line a layer: for each function a histogram in characters, and its figures."""
    text = Text(no_wrap=True).append(words("outputs-head"), QUIET)
    both = zip(passes["sigmoid"].layers, passes["relu"].layers, strict=True)
    for k, (s, r) in enumerate(both, start=1):
        text.append(f"\n{k:>5}  ", QUIET).append(f"{sparks(s.shares)}│", "cyan")
        text.append(f"{short(s.spread):>8}  ").append(f"{sparks(r.shares)}│", "green")
        text.append(f"{short(r.top):>8}{r.zeros:>7.1%}")
        text.append(f"{r.dead:>5}", WRONG if r.dead else "")
    return text


def sparks(shares: tuple[float, ...]) -> str:
    """A character a part, as high as its share beside the largest; a small one still shows."""
    top = max(shares)
    heights = [int(np.ceil(8 * share / top)) if top > 0 else 0 for share in shares]
    return "".join(LEVELS[height] for height in heights)


DEMO = LiveDemo(
    "relu",
    Knobs(),
    draw,
    core=("relu", "relu_backward", "sigmoid", "sigmoid_backward", "initial_scale"),
    begin=Runner,
    pace=30,
)
