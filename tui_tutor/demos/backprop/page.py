"""What the backprop demo draws: the graph as far as it is known, or how far the race is."""

from typing import Any

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.backprop.passes import Pass, network, neuron
from tui_tutor.demos.backprop.race import BATCH, Race
from tui_tutor.show import QUIET, RIGHT, beside, note, number, page
from tui_tutor.show.bars import bars
from tui_tutor.show.graph import CELLS, Column, Node, fitted, graph
from tui_tutor.show.matrix import matrix
from tui_tutor.text import Words

words = Words("backprop")
PENDING = "·"  # a gradient that is still to come


class Spoken(float):
    """A number of a sentence; as `{w:()}` it stands in brackets where it is negative."""

    def __format__(self, form: str) -> str:
        text = fitted(self)
        return f"({text})" if form == "()" and text.startswith("-") else text


def spoken(value: Any) -> Any:
    """A number or an array as sentences are filled with it: `{h[0]}`, `{W2[0][1]}`."""
    return [spoken(part) for part in value] if np.ndim(value) else Spoken(value)


# ------------------------------------------------------------------ graphs


def draw_neuron(knobs: Any, size: Size, stages: int) -> RenderableType:
    done = neuron(knobs.x, knobs.w, knobs.b, knobs.t, knobs.activation)
    seen = Seen(done, stages, given=("x", "w", "b"))
    columns = (
        Column(tuple(seen.node(name) for name in ("x", "w", "b"))),
        Column((seen.node("a"),), "affine"),
        Column((seen.node("y"),), knobs.activation),
        Column((seen.node("L"),), "½(y−t)²"),
    )
    return page(
        graph(columns, size.width),
        Text(),
        seen.sentence(),
        note(words("legend"), QUIET),
    )


def draw_network(knobs: Any, size: Size, stages: int) -> RenderableType:
    done = network(knobs.x, int(knobs.label), knobs.activation, knobs.weights)
    seen = Seen(done, stages, given=("x",))
    columns = (
        Column((seen.node("x"),)),
        Column((seen.node("a", 0), seen.node("a", 1)), "affine"),
        Column((seen.node("h", 0), seen.node("h", 1)), knobs.activation, each=True),
        Column((seen.node("s", 0), seen.node("s", 1)), "affine"),
        Column((seen.node("L"),), "loss"),
    )
    return page(
        graph(columns, size.width),
        beside(seen.arrays("", "cyan"), seen.arrays("d", "magenta"), gap=4),
        seen.sentence(),
        note(words("legend"), QUIET),
    )


class Seen:
    """A pass as far as its stages have been told."""

    def __init__(self, done: Pass, stages: int, given: tuple[str, ...]) -> None:
        self.values = done.values
        self.check = done.check
        told = done.stages[:stages]
        self.known = {*given, *(name for _, names in told for name in names)}
        self.checking = stages > len(done.stages)
        self.key, self.news = told[-1] if told and not self.checking else ("", ())

    def node(self, name: str, index: int | None = None) -> Node:
        value, gradient = self._seen(name, index), self._seen(f"d{name}", index)
        lit = "value" if name in self.news else "gradient" if f"d{name}" in self.news else ""
        return Node(name if index is None else f"{name}[{index}]", value, gradient, lit)

    def _seen(self, name: str, index: int | None) -> float | None:
        if name not in self.known:
            return None
        return float(self.values[name] if index is None else self.values[name][index])

    def arrays(self, prefix: str, style: str) -> RenderableType:
        """All weights and biases, or with "d" the gradients by them, dots where still to come."""
        rows = []
        for name in (f"{prefix}{name}" for name in ("W1", "b1", "W2", "b2")):
            known, news = not prefix or name in self.known, name in self.news
            numbers = matrix(
                self.values[name],
                style=lambda index: style,
                form=fitted if known else lambda value: PENDING,
                lit=lambda index, news=news: news,  # type: ignore[misc]
                cell=CELLS,
            )
            rows.append(beside(note(f"{name:3}", QUIET), numbers, gap=1))
        return page(*rows)

    def sentence(self) -> Text:
        """What the last stage did, in words; in the end whether numerical slopes agree."""
        if not self.checking:
            told = {name: spoken(value) for name, value in self.values.items()}
            return note(words(self.key, **told))
        key = "check" if self.check.passed else "check-kink"
        slopes, difference = self.check.slopes, number(self.check.difference, 1)
        text = words(key, slopes=slopes, evaluations=2 * slopes, difference=difference)
        return note(text, RIGHT if self.check.passed else "")


# ------------------------------------------------------------------ the race


def draw_race(knobs: Any, size: Size, race: Race | None) -> RenderableType:
    if race is None:
        return note(words("race-ready"))
    layers = "-".join(map(str, race.sizes))
    evaluations = words("evaluations", done=f"{2 * race.nudged:,}", total=f"{2 * race.slopes:,}")
    return page(
        note(words("race-head", layers=layers, batch=BATCH, slopes=f"{race.slopes:,}")),
        Text(),
        bars(
            [words("numerical"), words("backward")],
            [race.nudged / race.slopes, 1.0],
            [evaluations, words("one-pass")],
            size.width,
            ["yellow", "green"],
        ),
        Text(),
        *race_words(race),
        *([] if layers == f"784-{knobs.hidden}-10" else [Text(), note(words("anew"), QUIET)]),
    )


def race_words(race: Race) -> list[Text]:
    """How long both take, what backprop does meanwhile, and that they agree."""
    if not race.nudged:
        return [note(words("nothing-yet"))]
    whole = 2 * race.slopes * race.evaluation
    times = f"{float(number(whole / race.backprop, 2)):,.0f}"
    steps, accuracy = f"{race.steps:,}", f"{race.accuracy:.0%}"
    lines = [
        note(words("numerical-time", spent=duration(race.seconds), whole=duration(whole))),
        note(words("backward-time", time=duration(race.backprop), times=times)),
        Text(),
        note(words("meanwhile", steps=steps, accuracy=accuracy), "bold"),
        note(words("would-take", steps=steps, time=duration(whole * race.steps)), "bold"),
        Text(),
        note(
            words("agree", count=f"{race.nudged:,}", difference=number(race.difference, 1)), QUIET
        ),
    ]
    return [*lines, note(words("over"), RIGHT)] if race.over else lines


def duration(seconds: float) -> str:
    """A time as it is said, in a unit in which it is at least 1: `84 µs`, `16 s`, `3.2 h`."""
    for unit, length in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1), ("ms", 1e-3)):
        if seconds >= length:
            count = seconds / length
            return f"{number(count, 2) if count < 99.5 else f'{count:.0f}'} {unit}"
    return f"{seconds * 1e6:.0f} µs"
