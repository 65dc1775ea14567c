"""What the playground says in words: how it goes, what is on the screen, what went wrong."""

import re
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from tui_tutor.demos.playground.data import HEIGHTS
from tui_tutor.demos.playground.fields import asleep, fields
from tui_tutor.demos.playground.hand import Chosen, chosen
from tui_tutor.demos.playground.inputs import INPUTS
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import Play, share_wrong
from tui_tutor.show import has_colour, note, number, telling
from tui_tutor.show.roles import QUIET
from tui_tutor.text import Words, listed

words = Words("playground")
SMALL = "₀₁₂₃₄₅₆₇₈"


def wrong(play: Play, training: bool) -> float | None:
    """The share of points on the wrong side; None where the targets are heights, or none."""
    part = slice(play.points.training) if training else slice(play.points.training, None)
    return share_wrong(play.network, play.knobs, play.points, part)


def losses(play: Play) -> str:
    """Step and losses, always as long as before."""
    step, train, test = play.curve[-1]
    values = {"step": f"{step:,}", "train": _loss(train), "test": _loss(test)}
    share = wrong(play, training=False)
    if share is None:
        return words("losses", **values)
    return words("losses-sides", share=f"{share:.1%}", **values)


def _loss(value: float) -> str:
    return f"{value:.3f}" if value < 1000 else number(value, 3)


def chosen_told(play: Play, knobs: Knobs) -> str:
    """What the chosen unit or thread is now, in numbers."""
    here = chosen(knobs, play.network)
    if here.source:
        return thread_told(play, here)
    return f"{unit_told(play, here.layer, here.unit)} {_shut(play, here.layer, here.unit)}".rstrip()


def _shut(play: Play, layer: int, unit: int) -> str:
    """At how many of the points it is asleep; nothing of the output."""
    shut = asleep(play)
    return words("shut", share=f"{shut[layer - 1][unit - 1]:.0%}") if layer <= len(shut) else ""


def longest(told: str) -> str:
    """The same words with numbers as long as they may become while it learns."""
    return re.sub(r"\d+%", "100%", re.sub(r"[+−]\d[\d.e−+]*", "−0.012", told))


def thread_told(play: Play, here: Chosen) -> str:
    """A weight, what it does, and where the last batch pulls it."""
    place = 2 * (here.layer - 1)
    at = here.source - 1, here.unit - 1
    held = any(one.key == here.weight.key for one in play.knobs.held)
    return words(
        "thread-held" if held else "thread",
        source=name(play, here.layer - 1, at[0]),
        unit=name(play, here.layer, at[1]),
        weight=_signed(float(play.network.weights[here.layer - 1][at])),
        slope=_signed(float(play.fit.gradients[place][at])),
    )


def unit_told(play: Play, layer: int, unit: int) -> str:
    """The formula of a unit with its numbers; layers and units count from 1."""
    W, b = play.network.weights[layer - 1], play.network.biases[layer - 1]
    terms = " ".join(
        f"{_signed(w)} {name(play, layer - 1, source)}"
        for source, w in enumerate(W[:, unit - 1].tolist())
    )
    total = f"{terms} {_signed(float(b[unit - 1]))}"
    activations = [activation for _, activation in play.knobs.layers]
    if layer > len(activations):
        return words("output", sum=total)
    named = name(play, layer, unit - 1)
    return words("unit", name=named, activation=activations[layer - 1], sum=total)


def _signed(value: float) -> str:
    sign = "−" if value < 0 else "+"
    return f"{sign}{number(abs(value), 2)}"


def name(play: Play, layer: int, unit: int) -> str:
    """What a unit is called; layer 0 is the inputs, units count from 0."""
    if layer == 0:
        return INPUTS[play.knobs.inputs[unit]].name
    if layer == len(play.network.sizes) - 1:
        return "y"
    return f"h{SMALL[layer]}{SMALL[unit + 1]}"


@dataclass(frozen=True)
class Legend:
    """What the signs and colours mean, in that view; in other words where there is no colour."""

    play: Play
    view: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            return
        if has_colour(console):
            yield note(words.of("legend", self._kind), QUIET)
        else:
            yield note(words.of("legend-plain", self._kind), QUIET)

    @property
    def _kind(self) -> str:
        if self.view in ("gradient", "asleep"):
            return self.view
        return "heights" if self.play.knobs.data in HEIGHTS else "sides"


def in_words(play: Play) -> Text:
    """The whole picture: each unit with its numbers, then the answer over the plane."""
    lines = []
    for layer, units in enumerate(play.network.sizes[1:], start=1):
        for unit in range(1, units + 1):
            lines.append(f"{unit_told(play, layer, unit)} {_shut(play, layer, unit)}".rstrip())
    answer = fields(play, 3).answer
    rows = listed(" ".join(number(v, 2) for v in row) for row in answer.tolist())
    lines.append(words("answers", rows=rows))
    lines.append(words("points", training=play.points.training, all=len(play.points.t)))
    return Text("\n".join(lines))
