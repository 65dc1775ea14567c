"""A stack of linear layers, 1 → 2 → … → 2 → 1, multiplied into one; and what a bend changes."""

from itertools import pairwise

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos.nonlinearity.fit import REACH
from tui_tutor.demos.nonlinearity.knobs import Knobs
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import cells, note, number
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import legend, plot
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, WRONG
from tui_tutor.show.spots import named
from tui_tutor.show.stage import Picture, either, stage
from tui_tutor.text import Words

words = Words("nonlinearity")
Layer = tuple[Floats, Floats]  # W and b
WIDTH = 2  # units of a hidden layer
SEED = 2223  # of the first weights: with these the stacks neither die nor explode
SMALLEST = Size(12, 5)  # of a plot below its names
LOWEST = Size(24, 6)  # of both together
LAST = 99  # the last layer's place in the random numbers, however many stand before it
LEAST = 1e-4  # of the plot's height: what is flatter than that looks flat


def stack(layers: int, presses: int) -> list[Layer]:
    """That many layers; the first ones are the same, however many follow."""
    sizes = [1, *[WIDTH] * (layers - 1), 1]
    made: list[Layer] = []
    for k, (m, n) in enumerate(pairwise(sizes)):
        rng = np.random.default_rng((SEED + presses, k if k < layers - 1 else LAST))
        W, b = rng.standard_normal((m, n)), rng.normal(0, 0.5, n)
        made.append((W.round(1) + 0.0, b.round(1) + 0.0))  # + 0.0: no -0 to be puzzled by
    return made


def through(layers: list[Layer], x: Floats, activation: str) -> Floats:
    """x (N, 1) through all layers, the activation after each but the last: (N, 1)."""
    for k, (W, b) in enumerate(layers):
        x = core.affine(x, W, b)
        if k < len(layers) - 1:
            x = ACTIVATIONS[activation].h(x)
    return x


def products(layers: list[Layer]) -> list[Layer]:
    """For each k the one layer that does the work of the first k, activations left out.

    A layer's bias goes through the next layer like any other input: (x W + b) V + c is
    x (W V) + (b V + c).
    """
    W, b = layers[0]
    found = [(W, b)]
    for V, c in layers[1:]:
        W, b = core.affine(W, V, np.zeros_like(c)), core.affine(b, V, c)
        found.append((W, b))
    return found


# ------------------------------------------------------------------ drawing


def collapse(knobs: Knobs, size: Size) -> RenderableType:
    layers = stack(knobs.layers, knobs.weights)
    one = products(layers)
    return stage(
        size,
        Picture(lambda room: curves(knobs, layers, one[-1], room), LOWEST),
        either(table(layers, one, biases=True), table(layers, one, biases=False)),
        *words_of(knobs, layers, one[-1]),
    )


def curves(knobs: Knobs, layers: list[Layer], one: Layer, size: Size) -> RenderableType:
    """The stack, and the one layer in dots, as far as it stays in the frame."""
    alike = knobs.activation == "identity" or len(layers) == 1  # few dots: the stack shows through
    x = np.linspace(-REACH, REACH, 4 * size.width)[:, None]
    places = np.linspace(-REACH, REACH, 25)[:, None] if alike else x
    deep, flat = through(layers, x, knobs.activation), core.affine(places, *one)
    middle = (deep.max() + deep.min()) / 2
    half = 0.7 * max(deep.max() - deep.min(), LEAST)
    flat = np.where(np.abs(flat - middle) <= half, flat, np.nan)
    shown = [
        Curve(x[:, 0], deep[:, 0], name=words("stack"), part="stack"),
        Curve(places[:, 0], flat[:, 0], AMBER, "•", name=words("one"), part="one"),
    ]
    ranges = (-REACH, REACH), (float(middle - half), float(middle + half))

    def plotted(room: Size) -> RenderableType:
        return plot(shown, room, *ranges, x_name="x", at_x=knobs.x, at_part="x")

    return stage(size, legend(shown), Picture(plotted, SMALLEST))


def table(layers: list[Layer], one: list[Layer], biases: bool) -> Text:
    """A line a layer: its own W, or W and b, and what the layers so far multiply to."""
    room = 37 if biases else 24
    own_head = words("head.own-wide" if biases else "head.own")
    product_head = words("head.product-wide" if biases else "head.product")
    text = Text(no_wrap=True).append(f" k  {cells(own_head, room)}{product_head}", QUIET)
    for k, ((W, b), (product, bias)) in enumerate(zip(layers, one, strict=True), start=1):
        own, so_far = rows(W), rows(product)
        if biases:
            own, so_far = f"{own} + {rows(b)}", f"{so_far} + {rows(bias)}"
        text.append(f"\n{k:2}  {own:{room}}")
        text.append(so_far, named("one", "bold") if k == len(layers) else "")
    return text


def rows(values: Floats) -> str:
    """A small array in a line: `[1 2; 3 4]`."""
    lines = np.atleast_2d(values)
    return f"[{'; '.join(' '.join(number(v, 3) for v in line) for line in lines)}]"


# ------------------------------------------------------------------ words


def straight(slope: float, height: float) -> str:
    """`y = 2·x - 0.5`."""
    slope, height = round(slope, 6), round(height, 6)
    return f"y = {number(slope)}·x {'-' if height < 0 else '+'} {number(abs(height))}"


def words_of(knobs: Knobs, layers: list[Layer], one: Layer) -> list[Text]:
    """Whether the one layer says what the stack says."""
    at = np.array([[knobs.x]])
    deep = float(through(layers, at, knobs.activation).item())
    flat = float(core.affine(at, *one).item())
    x = np.linspace(-REACH, REACH, 601)[:, None]
    apart = np.abs(through(layers, x, knobs.activation) - core.affine(x, *one)).max()
    values = {
        "layers": len(layers),
        "numbers": sum(W.size + b.size for W, b in layers),
        "activation": ACTIVATIONS[knobs.activation].called,
        "x": number(knobs.x),
        "deep": number(deep, 6),
        "flat": number(flat, 6),
        "difference": number(abs(deep - flat), 2),
        "line": straight(one[0].item(), one[1].item()),
        "apart": number(apart, 3),
    }
    if len(layers) == 1:
        return [note(words("one-layer", **values))]
    if knobs.activation == "identity":
        return [note(words("same", **values), RIGHT), note(words("collapsed", **values))]
    return [note(words("differs", **values), WRONG), note(words("bent", **values))]
