"""A small network that learns whether a point lies in a circle: which of its units are twins."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos.weights.beginnings import begun, different
from tui_tutor.demos.weights.knobs import Knobs
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import heading, note, number, telling
from tui_tutor.show.canvas import Canvas
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import BLANK, Picture, stage, steady
from tui_tutor.text import Words

words = Words("weights")
POINTS, UNITS = 400, 8
ACROSS = 4, 3  # units side by side: in two rows, or in three
TOLD = "one", "some", "all", "nearly"  # how many are different, in words
RATE, AT_ONCE, MOST_UPDATES = 1.0, 10, 3000
GAP = 3  # cells between the units and the answer
COARSE, NEARLY = (
    8,
    0.05,
)  # squares a side; how little units differ there, of 2, that all say the same
Layers = tuple[Floats, Floats, Floats, Floats]  # W1, b1, W2, b2


@dataclass(frozen=True)
class Snapshot:
    """The network as it is now, and what it was begun with."""

    init: str
    activation: str
    seed: int
    layers: Layers
    updates: int
    loss: float
    accuracy: float

    @property
    def different(self) -> int:
        W1, b1, W2, _ = self.layers
        return different(np.vstack([W1, b1, W2.T]))

    @property
    def twins(self) -> list[int]:
        """For each unit the first that has the same weights; itself where there is none before."""
        W1, b1, W2, _ = self.layers
        columns = np.vstack([W1, b1, W2.T]).round(9).T
        return [int(np.flatnonzero((columns == one).all(axis=1))[0]) for one in columns]


class Runner:
    """Learns from all points at once, so that chance has no part in it but at the beginning."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._begin(knobs)

    def _begin(self, knobs: Knobs) -> None:
        rng = np.random.default_rng(self._seed)
        self._x = rng.uniform(-1, 1, (POINTS, 2))
        self._t = ((self._x**2).sum(axis=1) < 0.6).astype(int)
        W1, W2 = begun(knobs.init, 2, UNITS, rng), begun(knobs.init, UNITS, 2, rng)
        self._layers: Layers = W1, np.zeros(UNITS), W2, np.zeros(2)
        self._knobs, self._updates = knobs, 0
        self._look()

    def _look(self) -> tuple[Floats, Floats]:
        """Forward; keeps the loss and the accuracy, and returns h and the scores' gradient."""
        W1, b1, W2, b2 = self._layers
        h = ACTIVATIONS[self._knobs.activation].h(core.affine(self._x, W1, b1))
        scores = core.affine(h, W2, b2)
        loss, slope = core.softmax_cross_entropy(scores, self._t)
        self._loss, self._accuracy = float(loss), core.accuracy(scores, self._t)
        return h, slope

    def step(self, knobs: Knobs) -> bool:
        if (knobs.init, knobs.activation) != (self._knobs.init, self._knobs.activation):
            self._begin(knobs)
        for _ in range(AT_ONCE):
            self._update()
        self._look()
        return self._updates < MOST_UPDATES

    def _update(self) -> None:
        W1, _, W2, _ = self._layers
        h, ds = self._look()
        dh, dW2, db2 = core.affine_backward(h, W2, ds)
        da = ACTIVATIONS[self._knobs.activation].backward(h, dh)
        _, dW1, db1 = core.affine_backward(self._x, W1, da)
        for w, dw in zip(self._layers, (dW1, db1, dW2, db2), strict=True):
            core.sgd(w, dw, RATE)
        self._updates += 1

    def snapshot(self) -> Snapshot:
        W1, b1, W2, b2 = (array.copy() for array in self._layers)
        knobs = self._knobs
        now = self._updates, self._loss, self._accuracy
        return Snapshot(knobs.init, knobs.activation, self._seed, (W1, b1, W2, b2), *now)

    def go_to(self, then: Snapshot, newest: Snapshot) -> None:
        self._begin(replace(self._knobs, init=then.init, activation=then.activation))
        for w, as_it_was in zip(self._layers, then.layers, strict=True):
            w[...] = as_it_was
        self._updates = then.updates
        self._look()


def current(knobs: Knobs, now: Snapshot) -> Snapshot:
    """The snapshot, or that of a new network where the knobs ask for another."""
    if (now.init, now.activation) == (knobs.init, knobs.activation):
        return now
    return Runner(knobs, now.seed).snapshot()


def draw_twins(knobs: Knobs, size: Size, snapshot: Snapshot) -> RenderableType:
    now = current(knobs, snapshot)
    alone = now.different
    key = "one" if alone == 1 else "some" if alone < UNITS else "all"
    if key == "all" and said(now, COARSE)[0].std(axis=0).mean() < NEARLY:
        key = "nearly"
    silent = [note(words("silent"), QUIET)] if saying_nothing(now) else []
    told = (now.updates, now.loss, now.accuracy), (MOST_UPDATES, 0.0123, 1)  # it gets no longer
    progress = [
        note(words("learnt", updates=updates, loss=number(loss, 3), accuracy=f"{accuracy:.0%}"))
        for updates, loss, accuracy in told
    ]
    return stage(
        size,
        heading(words("heading.twins", units=UNITS)),
        Picture(lambda room: Tiles(now, plan(room)), SMALLEST.size, LARGEST.size),
        BLANK,
        steady(*(note(words.of("twins", k, different=alone, units=UNITS)) for k in (key, *TOLD))),
        steady(*progress),
        *silent,
    )


def saying_nothing(now: Snapshot) -> bool:
    """Whether the units give 0, so that nothing can come back to their weights."""
    return not now.layers[0].any() and ACTIVATIONS[now.activation].h(np.zeros(1))[0] == 0


# ------------------------------------------------------------------ what each unit says


@dataclass(frozen=True)
class Plan:
    """Lines of a unit's picture and of the answer's, which stands beside them or below."""

    lines: int
    answer: int
    below: bool = False
    across: int = ACROSS[0]

    @property
    def units(self) -> Size:
        """Cells of the units' pictures, each with its name above it."""
        rows = -(-UNITS // self.across)
        return Size(self.across * (2 * self.lines + 1) - 1, rows * (self.lines + 1))

    @property
    def area(self) -> int:
        """How large all pictures are together."""
        return UNITS * self.lines**2 + self.answer**2

    @property
    def place(self) -> tuple[int, int]:
        """Row and column where the answer's name stands."""
        return (self.units.height, 0) if self.below else (0, self.units.width + GAP)

    @property
    def size(self) -> Size:
        row, column = self.place
        width, height = column + 2 * self.answer, row + 1 + self.answer
        return Size(max(width, self.units.width), max(height, self.units.height))


SMALLEST, LARGEST = Plan(2, 5), Plan(20, 62, across=ACROSS[-1])


def plan(room: Size) -> Plan:
    """The one with the largest pictures."""
    return max(plans(room), key=lambda one: one.area, default=SMALLEST)


def plans(room: Size) -> Iterator[Plan]:
    """All that fit, with the answer beside the units or below them."""
    for lines in range(LARGEST.lines, SMALLEST.lines, -1):
        below = Plan(lines, 0, below=True)
        left = min(room.height - below.units.height - 1, room.width // 2, 3 * lines)
        beside = (Plan(lines, 0, across=across) for across in ACROSS)
        level = (replace(one, answer=one.units.height - 1) for one in beside)
        for one in (*level, replace(below, answer=left)):
            fits = one.size.width <= room.width and one.size.height <= room.height
            if fits and one.answer >= lines:
                yield one


@dataclass(frozen=True)
class Tiles:
    """A picture a unit, of what it says over the plane; then a larger one of the answer."""

    now: Snapshot
    plan: Plan

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            yield Text("\n".join(told(self.now)))
            return
        canvas = Canvas(*self.plan.size, console)
        paint(canvas, self.now, self.plan)
        yield from canvas.segments()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.plan.size.width, self.plan.size.width)


def paint(canvas: Canvas, now: Snapshot, plan: Plan) -> None:
    lines = plan.lines
    for k, (picture, first) in enumerate(zip(said(now, 2 * lines)[0], now.twins, strict=True)):
        top, left = k // plan.across * (lines + 1), k % plan.across * (2 * lines + 1)
        canvas.write(top, left, f"{k + 1}" if first == k else f"{k + 1}={first + 1}", QUIET)
        canvas.field(top + 1, left, picture)
    row, column = plan.place
    canvas.write(row, column, words("answer"), QUIET)
    canvas.field(row + 1, column, said(now, 2 * plan.answer)[1])


def said(now: Snapshot, side: int) -> tuple[Floats, Floats]:
    """Over side × side squares, from -1 to 1: each unit (units, side, side), and the answer."""
    W1, b1, W2, b2 = now.layers
    steps = (np.arange(side) + 0.5) / side * 2 - 1
    x = np.stack([a.ravel() for a in np.meshgrid(steps, -steps)], axis=1)
    function = ACTIVATIONS[now.activation]
    h = function.h(core.affine(x, W1, b1))
    inside = 2 * core.softmax(core.affine(h, W2, b2))[:, 1] - 1
    if function.saturates:
        h = (h - function.low) / (function.high - function.low) * 2 - 1
    else:
        h = h / max(float(np.abs(h).max()), 1e-12)
    return h.T.reshape(-1, side, side), inside.reshape(side, side)


def told(now: Snapshot) -> list[str]:
    """Each unit in words: its weights, or whose twin it is."""
    W1, b1, _, _ = now.layers
    lines = []
    for k, first in enumerate(now.twins):
        if first < k:
            lines.append(words("told.twin", unit=k + 1, first=first + 1))
            continue
        w = [number(v, 3) for v in (*W1[:, k], b1[k])]
        lines.append(words("told.unit", unit=k + 1, w1=w[0], w2=w[1], bias=w[2]))
    return lines
