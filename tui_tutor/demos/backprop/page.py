"""What the backprop demo draws: the graph as far as it is known, or how far the race is."""

from functools import partial
from typing import TypeAlias

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import digits
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos._reads import caption, probabilities
from tui_tutor.demos.backprop.knobs import Knobs
from tui_tutor.demos.backprop.passes import Pass, network, neuron
from tui_tutor.demos.backprop.race import BATCH, Halt, Race
from tui_tutor.nets import Network
from tui_tutor.show import note, number, telling
from tui_tutor.show.bars import growing
from tui_tutor.show.graph import CELLS, PENDING, Column, Node, fitted, flow
from tui_tutor.show.image import rows_of, thumbnail
from tui_tutor.show.matrix import matrix
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, SKY
from tui_tutor.show.stage import (
    BLANK,
    Part,
    Shown,
    columns,
    either,
    fixed,
    if_room,
    row,
    stack,
    stage,
    steady,
    the_first,
)
from tui_tutor.text import Words

words = Words("backprop")
ACROSS, ROWS = 15, 3  # cells that a digit and its gap take; rows of digits that are read


class Spoken(float):
    """A number of a sentence; as `{w:()}` it stands in brackets where it is negative."""

    def __format__(self, form: str) -> str:
        text = fitted(self)
        return f"({text})" if form == "()" and text.startswith("-") else text


Said: TypeAlias = "Spoken | list[Said]"


def spoken(value: float | Floats) -> Said:
    """A number or an array as sentences are filled with it: `{h[0]}`, `{W2[0][1]}`."""
    if isinstance(value, np.ndarray) and value.ndim:
        return [spoken(part) for part in value]
    return Spoken(value)


# ------------------------------------------------------------------ graphs


def draw_neuron(knobs: Knobs, size: Size, stages: int) -> RenderableType:
    done = neuron(knobs.x, knobs.w, knobs.b, knobs.t, knobs.activation)
    seen = Seen(done, stages, given=("x", "w", "b"))
    nodes = (
        Column(tuple(seen.node(name) for name in ("x", "w", "b"))),
        Column((seen.node("a"),), "affine"),
        Column((seen.node("y"),), knobs.activation),
        Column((seen.node("L"),), "½(y−t)²"),
    )
    legend = if_room(note(words("legend"), QUIET))
    return stage(size, flow(nodes), BLANK, seen.told(), legend)


def draw_network(knobs: Knobs, size: Size, stages: int) -> RenderableType:
    done = network(knobs.x, int(knobs.label), knobs.activation, knobs.weights)
    seen = Seen(done, stages, given=("x",))
    nodes = (
        Column((seen.node("x"),)),
        Column((seen.node("a", 0), seen.node("a", 1)), "affine"),
        Column((seen.node("h", 0), seen.node("h", 1)), knobs.activation, each=True),
        Column((seen.node("s", 0), seen.node("s", 1)), "affine"),
        Column((seen.node("L"),), "loss"),
    )
    arrays = columns(fixed(seen.arrays("", SKY)), fixed(seen.arrays("d", AMBER)), gap=4)
    legend = if_room(note(words("legend"), QUIET))
    return stage(size, flow(nodes), arrays, seen.told(), legend)


class Seen:
    """A pass as far as its stages have been told."""

    def __init__(self, done: Pass, stages: int, given: tuple[str, ...]) -> None:
        self.values = done.values
        self.check, self._stages = done.check, done.stages
        told = done.stages[:stages]
        self.known = {*given, *(name for _, names in told for name in names)}
        self.checking = stages > len(done.stages)
        self.said, self.news = told[-1] if told and not self.checking else ((), ())

    def node(self, name: str, index: int | None = None) -> Node:
        value, gradient = self._seen(name, index), self._seen(f"d{name}", index)
        lit = "value" if name in self.news else "gradient" if f"d{name}" in self.news else ""
        to_come = gradient is None and f"d{name}" in self.values
        return Node(name if index is None else f"{name}[{index}]", value, gradient, lit, to_come)

    def _seen(self, name: str, index: int | None) -> float | None:
        if name not in self.known:
            return None
        return float(np.ravel(self.values[name])[index or 0])

    def arrays(self, prefix: str, style: str) -> Part:
        """All weights and biases, or with "d" the gradients by them, dots where still to come."""
        names = (f"{prefix}{name}" for name in ("W1", "b1", "W2", "b2"))
        return stack(*(self._array(name, style, not prefix) for name in names))

    def _array(self, name: str, style: str, known: bool) -> Part:
        news = name in self.news
        numbers = matrix(
            self.values[name],
            style=lambda index: style,
            form=fitted if known or name in self.known else lambda value: PENDING,
            lit=lambda index: news,
            cell=CELLS,
        )
        return row(fixed(note(f"{name:3}", QUIET)), fixed(numbers), gap=1)

    def sentence(self) -> Text:
        """What the last stage did, in words; in the end whether numerical slopes agree."""
        return self._checked() if self.checking else self._told(self.said)

    def told(self) -> Part:
        """That sentence in as many lines as the longest of all takes, where there is room."""
        others = (*(self._told(said) for said, _ in self._stages), self._checked())
        return either(steady(self.sentence(), *others), self.sentence())

    def _told(self, said: tuple[str, ...]) -> Text:
        told = {name: spoken(value) for name, value in self.values.items()}
        return note(words.of("stage", *said, **told))

    def _checked(self) -> Text:
        key = "check" if self.check.passed else "check-kink"
        slopes, difference = self.check.slopes, number(self.check.difference, 1)
        text = words(key, slopes=slopes, evaluations=2 * slopes, difference=difference)
        return note(text, RIGHT if self.check.passed else "")


# ------------------------------------------------------------------ the race


def draw_race(knobs: Knobs, size: Size, halt: Halt | None) -> RenderableType:
    if halt is None:
        return stage(size, note(words("race-ready")))
    race = halt.race
    layers = "-".join(map(str, race.sizes))
    evaluations = words("evaluations", done=f"{2 * race.nudged:,}", total=f"{2 * race.slopes:,}")
    as_asked = layers == f"784-{knobs.hidden}-10"
    anew: list[Shown] = [] if as_asked else [BLANK, note(words("anew"), QUIET)]
    lanes = growing(
        [words("numerical"), words("backward")],
        [race.nudged / race.slopes, 1.0],
        [evaluations, words("one-pass")],
        [AMBER, SKY],
    )
    return stage(
        size,
        note(words("race-head", layers=layers, batch=BATCH, slopes=f"{race.slopes:,}")),
        BLANK,
        lanes,
        *([] if telling() else [reads(halt.training.network, size)]),
        BLANK,
        *race_words(race),
        *anew,
    )


def reads(network: Network, size: Size) -> Part:
    """What the network that is trained meanwhile makes of digits, as many as there is room for."""
    across, drawn = max((size.width + 1) // ACROSS, 1), digits.load("drawn")
    images = drawn.test_images[: across * ROWS]
    labels = drawn.test_labels[: across * ROWS].tolist()
    captions = [*map(caption, probabilities(network, images), labels)]

    def wall(rows: int) -> Part:
        shown = [thumbnail(image) for image in images[: rows * across]]
        return stack(note(words("reads"), QUIET), rows_of(shown, captions[: rows * across], across))

    return the_first(*(partial(wall, rows) for rows in range(ROWS, 0, -1)), stack)


def race_words(race: Race) -> list[Shown]:
    """How long both take, what backprop does meanwhile, and that they agree."""
    if not race.nudged:
        return [note(words("nothing-yet"))]
    whole = 2 * race.slopes * race.evaluation
    times = f"{float(number(whole / race.backprop, 2)):,.0f}"
    steps, accuracy = f"{race.steps:,}", f"{race.accuracy:.0%}"
    lines: list[Shown] = [
        note(words("numerical-time", spent=duration(race.seconds), whole=duration(whole))),
        note(words("backward-time", time=duration(race.backprop), times=times)),
        BLANK,
        note(words("meanwhile", steps=steps, accuracy=accuracy), "bold"),
        note(words("would-take", steps=steps, time=duration(whole * race.steps)), "bold"),
        BLANK,
        note(
            words(
                "agree",
                count=f"{race.nudged:,}",
                difference=number(race.difference, 1),
                largest=number(race.largest, 2),
            ),
            QUIET,
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
