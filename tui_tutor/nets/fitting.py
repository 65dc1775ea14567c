"""Fitting a small network of one output to points, in steps that make no array.

`Training` is for images and classes; here inputs and targets are any numbers, and every layer may
have an activation of its own.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Floats, Labels
from tui_tutor.nets.backprop import Backprop
from tui_tutor.nets.layers import Affine
from tui_tutor.nets.losses import LOSSES
from tui_tutor.nets.network import Network
from tui_tutor.nets.penalties import PENALTIES
from tui_tutor.nets.rules import RULES, Rule


@dataclass(frozen=True)
class FitSettings:
    """All that decides a fit, given the points and the first weights."""

    loss: str = "cross-entropy"
    optimizer: str = "sgd"
    learning_rate: float = 0.03
    batch_size: int = 10
    penalty: str = ""  # of PENALTIES, or none
    strength: float = 0.0
    dropout: float = 0.0  # share of the hidden units that is silent at each step
    seed: int = 0


@dataclass(frozen=True)
class FitState:
    """A fit after so many steps, with all that it needs to go on with the same numbers."""

    step: int
    network: Network
    gradients: tuple[Floats, ...]  # of the last batch, by each parameter
    memory: Floats
    age: int
    order: Labels
    row: int
    random: Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    """The first operation of a step that gave inf or nan, and the largest number it was given."""

    operation: str  # "sum", "activation", "loss", "slope", "gradient" or "square"
    layer: int  # of units, counted from 1; 0 where the operation belongs to none
    largest: float


Held = Sequence[tuple[int, float]]  # places in the row of all parameters, and what stands there


class Fit:
    """One fit: it owns the network, the order of the points and the random numbers."""

    def __init__(
        self,
        x: Floats,
        t: Floats,
        network: Network,
        settings: FitSettings,
        start: FitState | None = None,
    ) -> None:
        """x (N, inputs), t (N, 1), both float64. `start` goes on from there."""
        self._x, self._t = x, t
        self._rng = np.random.default_rng(settings.seed)
        self.row, self.network = (start.network if start else network).in_one_row()
        self._t_now = t[:0]  # the targets of the last batch
        self._batches: list[tuple[Floats, Floats]] = []  # those of this epoch that are to come
        self._order: Labels = np.empty(0, np.intp)
        self._end = 0  # where the last of them ends
        self.step_count = 0
        self._settings = settings
        self._prepare()
        if start:
            self._go_on_from(start)

    def _prepare(self) -> None:
        """Room for batches of the settings' size; a rule without a memory."""
        s = self._settings
        self._size = min(s.batch_size, len(self._x))
        first = np.empty((self._size, self._x.shape[1]))
        trained = self.network.with_dropout(s.dropout) if s.dropout else self.network
        self._backprop = Backprop(trained, first, self._rng)
        self._loss = LOSSES[s.loss]
        self._d_scores = np.empty((self._size, 1))
        self._rule: Rule = RULES[s.optimizer](self.row)
        self._is_weight = np.concatenate(
            [np.full(p.size, p.ndim == 2, float) for p in self.network.parameters]
        )
        self._room = np.empty_like(self.row)

    def _go_on_from(self, start: FitState) -> None:
        self.step_count = start.step
        self._rule.memory[...], self._rule.age = start.memory, start.age
        for into, gradient in zip(self._backprop.gradients, start.gradients, strict=True):
            into[...] = gradient
        self._rng.bit_generator.state = start.random
        self._deal(start.order, start.row)

    def change(self, settings: FitSettings) -> None:
        """Other settings from the next step on; the rule keeps its memory where it is the same."""
        old, self._settings = self._settings, settings
        if old == settings:
            return
        rule, row = self._rule, self._at
        self._prepare()
        if old.optimizer == settings.optimizer:
            self._rule = rule
        self._deal(self._order, row)

    # ------------------------------------------------------------ stepping

    @np.errstate(over="ignore", invalid="ignore")  # a fit that runs away is told of later
    def step(self, held: Held = ()) -> bool:
        """Learn from one batch; False, and nothing is moved, where the gradient is no number."""
        if not self._batches:
            self._deal(self._rng.permutation(len(self._x)), 0)
        backprop, settings = self._backprop, self._settings
        backprop.x, self._t_now = self._batches.pop()
        self._loss.slope_into(backprop.forward(), self._t_now, self._d_scores)
        backprop.backward(self._d_scores)
        gradient = backprop.gradient
        if settings.penalty:
            PENALTIES[settings.penalty].slope_into(self.row, self._room)
            self._room *= self._is_weight
            self._room *= settings.strength
            gradient += self._room
        if not math.isfinite(gradient.dot(gradient)):
            return False
        self._rule.move(gradient, settings.learning_rate)
        for place, value in held:
            self.row[place] = value
        self.step_count += 1
        return True

    @np.errstate(all="ignore")
    def fault(self) -> Fault:
        """Where the step that just failed went wrong: its numbers are still there."""
        x, depth = self._backprop.x, 0
        for layer in self._backprop.layers:
            is_sum = isinstance(layer, Affine)
            depth += is_sum
            if not np.isfinite(layer.y).all():
                given = (x, layer.W) if isinstance(layer, Affine) else (x,)
                return Fault("sum" if is_sum else "activation", depth, _largest(*given))
            x = layer.y
        if not math.isfinite(self._loss.cost(x, self._t_now)):
            return Fault("loss", 0, _largest(x))
        if not np.isfinite(self._d_scores).all():
            return Fault("slope", 0, _largest(x))
        for k, gradient in reversed([*enumerate(self._backprop.gradients)]):
            if not np.isfinite(gradient).all():
                return Fault("gradient", k // 2 + 1, _largest(self.row))
        return Fault("square", 0, _largest(self._backprop.gradient))

    def _deal(self, order: Labels, row: int) -> None:
        """The batches of an epoch in that order, from that row on, the next one last.

        What does not fill a batch is left for another epoch.
        """
        self._order = order
        x, t, size = self._x[order], self._t[order], self._size
        ends = range(row + size, len(order) + 1, size)
        self._batches = [(x[end - size : end], t[end - size : end]) for end in ends][::-1]
        self._end = row + len(self._batches) * size

    @property
    def _at(self) -> int:
        """How many points of this epoch's order have been dealt."""
        return self._end - len(self._batches) * self._size

    # ------------------------------------------------------------ looking

    def state(self) -> FitState:
        return FitState(
            step=self.step_count,
            network=self.network.copy(),
            gradients=tuple(g.copy() for g in self._backprop.gradients),
            memory=self._rule.memory.copy(),
            age=self._rule.age,
            order=self._order,
            row=self._at,
            random=self._rng.bit_generator.state,
        )


def _largest(*arrays: Floats) -> float:
    """The largest size of all the numbers in them."""
    return float(max(np.abs(a).max() for a in arrays))


def place_of(network: Network, layer: int, source: int, unit: int) -> int:
    """Where the row of all parameters has the weight from `source` to `unit` of an affine layer.

    A source of -1 is the unit's bias. All count from 0.
    """
    affine = [one for one in network.layers if isinstance(one, Affine)]
    before = sum(one.W.size + one.b.size for one in affine[:layer])
    W = affine[layer].W
    return before + (W.size + unit if source < 0 else source * W.shape[1] + unit)
