"""What the units of each layer say before anything is learnt: a histogram a layer."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos._functions import COLOURS
from tui_tutor.demos.weights.beginnings import begun, different
from tui_tutor.demos.weights.knobs import Knobs
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import cells, heading, note, number, telling
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import BLANK, MANY, Picture, stage
from tui_tutor.text import Words, series

words = Words("weights")
SAMPLES, UNITS = 200, 100
TOP = 4.0  # where ReLU's histogram ends; what is more stands in its last column
FADED, CROWDED, GROWN = 0.1, 0.3, 10.0
LEVELS = " ▁▂▃▄▅▆▇█"
LEFT, FIGURES = 3, (8, 6, 7)  # cells of the layer's number, and of each figure
HIGHEST = 8  # lines of a histogram
PARTS = 5  # of a histogram that is told in words


@dataclass(frozen=True)
class Layer:
    """What all units of a layer say to all samples."""

    y: Floats  # (samples, units)
    spread: float  # how far a unit's answer differs from sample to sample; the mean over units
    shut: float  # the share of answers where the function is flat
    different: int  # units


@lru_cache(maxsize=64)
def layers(activation: str, init: str, depth: int) -> tuple[Layer, ...]:
    """A batch drawn at random, sent through layers of that kind."""
    rng, function = np.random.default_rng(0), ACTIVATIONS[activation]
    y: Floats = rng.normal(size=(SAMPLES, UNITS))
    found = []
    for _ in range(depth):
        y = function.h(y @ begun(init, UNITS, UNITS, rng))
        spread = float(y.std(axis=0).mean())
        found.append(Layer(y, spread, float(function.shut(y).mean()), different(y)))
    return tuple(found)


def draw_layers(knobs: Knobs, size: Size) -> RenderableType:
    shown = layers(knobs.activation, knobs.init, knobs.layers)

    def ridges(room: Size) -> Text:
        lines = min(max((room.height - 1) // len(shown), 1), HIGHEST)
        return table(shown, knobs.activation, room.width, lines)

    least = Size(LEFT + sum(FIGURES) + 12, 1 + len(shown))
    most = Size(MANY, 1 + HIGHEST * len(shown))
    key = verdict(shown, knobs)
    first, last = shown[0], shown[-1]
    told = words.of(
        "layers",
        key,
        layer=len(shown),
        first=number(first.spread, 2),
        spread=number(last.spread, 2),
        shut=f"{last.shut:.0%}",
        units=UNITS,
    )
    return stage(
        size,
        heading(words("heading.layers", units=UNITS, samples=SAMPLES)),
        Picture(ridges, least, most),
        BLANK,
        note(told),
        note(words("columns"), QUIET),
    )


def verdict(shown: tuple[Layer, ...], knobs: Knobs) -> str:
    """What became of the signal; a key of the texts."""
    first, last = shown[0], shown[-1]
    if last.different == 1:
        return "alike"
    if ACTIVATIONS[knobs.activation].saturates and last.shut > CROWDED:
        return "crowded"
    if last.spread > GROWN:
        return "grown"
    return "faded" if last.spread < FADED * first.spread or first.spread < FADED else "alive"


# ------------------------------------------------------------------ a histogram a layer


def table(shown: tuple[Layer, ...], activation: str, width: int, lines: int) -> Text:
    """The layers below each other, each in so many lines: its histogram, then its figures."""
    if telling():
        return Text("\n".join(told(k, layer, activation) for k, layer in enumerate(shown, 1)))
    room = width - LEFT - sum(FIGURES)
    text = head(activation, room)
    for k, layer in enumerate(shown, start=1):
        bins = shares(layer.y, activation, room)
        tallest = 8 * lines - (lines > 1)  # eighths; a blank one parts it from the layer above
        heights = np.ceil(bins / max(bins.max(), 1e-12) * tallest).astype(int)
        for line in range(lines, 0, -1):
            filled = "".join(LEVELS[h] for h in (heights - 8 * (line - 1)).clip(0, 8))
            text.append("\n" + (f"{k:>2} " if line == 1 else " " * LEFT), QUIET)
            text.append(filled, COLOURS[ACTIVATIONS[activation].name])
            if line == 1:
                figures(text, layer)
    return text


def head(activation: str, room: int) -> Text:
    """Where the histograms begin and end, and what the figures are."""
    function = ACTIVATIONS[activation]
    low, high = f"{function.low:g}", f"{function.high:g}"
    if not function.saturates:
        low, high = ">0", f"{TOP:g}+"
    middle = cells(function.name.center(room - len(low) - len(high)), 0)
    names = (words("head.spread"), words("head.shut"), words("head.units"))
    text = Text(" " * LEFT, no_wrap=True).append(low + middle + high, QUIET)
    for name, wide in zip(names, FIGURES, strict=True):
        text.append(cells(name, wide, right=True), QUIET)
    return text


def figures(text: Text, layer: Layer) -> None:
    given = number(layer.spread, 2), f"{layer.shut:.0%}", str(layer.different)
    for shown, wide in zip(given, FIGURES, strict=True):
        alone = shown == "1" and layer.different == 1
        text.append(shown.rjust(wide), "bold" if alone else "")


def shares(y: Floats, activation: str, parts: int) -> Floats:
    """The share of answers in each of so many parts of the function's range; ReLU's 0 aside."""
    function = ACTIVATIONS[activation]
    ends = (function.low, function.high) if function.saturates else (0.0, TOP)
    said = y if function.saturates else y[y > 0]
    counts, _ = np.histogram(np.minimum(said, ends[1]), parts, ends)
    return counts / max(said.size, 1)


def told(k: int, layer: Layer, activation: str) -> str:
    """A layer in words."""
    parts = series(f"{share:.0%}" for share in shares(layer.y, activation, PARTS))
    return words(
        "told.layer",
        layer=k,
        parts=parts,
        spread=number(layer.spread, 2),
        shut=f"{layer.shut:.0%}",
        different=layer.different,
    )
