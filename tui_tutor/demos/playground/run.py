"""A run on the playground: it fits the network, measures it, and begins anew when it must."""

import math
from dataclasses import dataclass, replace

import numpy as np

from tui_tutor.arrays import Floats
from tui_tutor.demos.playground.data import COUNT, MAKERS
from tui_tutor.demos.playground.inputs import given
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.knobs import in_play
from tui_tutor.nets import LOSSES, Fit, FitSettings, FitState, Network

ANEW = ("data", "inputs", "layers", "noise", "share", "init", "seed")  # these need another network
CURVE = 200  # points of the curves; when there are more, every other one goes
FIRST_STRIDE = 10  # steps between two of them at first
Curve = tuple[tuple[int, float, float], ...]  # step, loss in training, loss in the test


@dataclass(frozen=True)
class Points:
    """The learner's points, those to train on first."""

    x: Floats  # (N, 2)
    t: Floats  # (N,) from -1 to 1
    training: int  # so many of them are for training


@dataclass(frozen=True)
class Play:
    """What is drawn: the run now."""

    knobs: Knobs  # those that it runs by
    seed: int
    points: Points
    fit: FitState
    curve: Curve  # oldest first; the last one is of now
    stopped: bool = False  # a loss was no number

    @property
    def network(self) -> Network:
        return self.fit.network


def points_of(knobs: Knobs, seed: int) -> Points:
    """The points that the knobs ask for, in an order drawn by lot."""
    rng = np.random.default_rng(seed + knobs.seed)
    x, t = MAKERS[knobs.data](rng, COUNT, knobs.noise / 100)
    order = rng.permutation(len(x))
    return Points(x[order], t[order], max(len(x) * knobs.share // 100, 1))


def first_network(knobs: Knobs, seed: int) -> Network:
    sizes = (len(knobs.inputs), *(units for units, _ in knobs.layers), 1)
    activations = [activation for _, activation in knobs.layers]
    rng = np.random.default_rng(seed + knobs.seed)
    return Network.begin(sizes, activations, knobs.init, rng, float)


def settings_of(knobs: Knobs, seed: int) -> FitSettings:
    return FitSettings(
        loss=knobs.loss,
        optimizer=knobs.optimizer,
        learning_rate=knobs.learning_rate,
        batch_size=knobs.batch_size,
        penalty="" if knobs.penalty == "none" else knobs.penalty,
        strength=knobs.strength,
        dropout=knobs.dropout / 100,
        seed=seed + knobs.seed,
    )


def losses(network: Network, knobs: Knobs, points: Points) -> tuple[float, float]:
    """The mean loss in training and in the test."""
    with np.errstate(all="ignore"):  # a network that ran away is measured like any other
        scores = network.scores(given(points.x, knobs.inputs))
        t = points.t[:, None]
        both = (slice(points.training), slice(points.training, None))
        train, test = (LOSSES[knobs.loss].cost(scores[part], t[part]) for part in both)
    return train, test


class PlayRun:
    """One run; knobs that need another network begin it anew."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._begin(knobs)

    def _begin(self, knobs: Knobs) -> None:
        self._knobs = knobs
        self._points = points = points_of(knobs, self._seed)
        x, t = given(points.x, knobs.inputs), points.t[:, None]
        network, settings = first_network(knobs, self._seed), settings_of(knobs, self._seed)
        self._fit = Fit(x[: points.training], t[: points.training], network, settings)
        self._curve: list[tuple[int, float, float]] = [self._measured()]
        self._stride = FIRST_STRIDE
        self._stopped = False

    def _measured(self) -> tuple[int, float, float]:
        return (self._fit.step_count, *losses(self._fit.network, self._knobs, self._points))

    def step(self, knobs: Knobs) -> bool:
        if knobs is not self._knobs:
            self._turned(knobs)
        if self._stopped:
            return False
        self._stopped = not self._fit.step()
        if self._fit.step_count % self._stride == 0:
            self._curve.append(self._measured())
            if len(self._curve) > CURVE:
                self._curve, self._stride = self._curve[::2], 2 * self._stride
        return not self._stopped

    def _turned(self, knobs: Knobs) -> None:
        if any(getattr(knobs, name) != getattr(self._knobs, name) for name in ANEW):
            self._begin(knobs)
        else:
            self._knobs = knobs
            self._fit.change(settings_of(knobs, self._seed))

    def snapshot(self) -> Play:
        now = self._measured()
        curve = self._curve if self._curve[-1][0] == now[0] else [*self._curve, now]
        return Play(
            self._knobs, self._seed, self._points, self._fit.state(), tuple(curve), self._stopped
        )


def preview(knobs: Knobs, play: Play) -> Play:
    """The run as it would begin, where a knob in play asks for another network."""
    turned = [name for name in ANEW if getattr(knobs, name) != getattr(play.knobs, name)]
    asked = in_play(knobs).intersection(turned)
    if not asked:
        return play
    changed = {name: getattr(knobs, name) for name in asked}
    return PlayRun(replace(play.knobs, **changed), play.seed).snapshot()


def is_number(value: float) -> bool:
    return math.isfinite(value)
