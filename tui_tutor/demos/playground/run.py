"""A run on the playground: it fits the network, measures it, and begins anew when it must."""

import math
from dataclasses import dataclass, replace

import numpy as np

from tui_tutor.arrays import Floats
from tui_tutor.demos.playground.data import COUNT, HEIGHTS, MAKERS
from tui_tutor.demos.playground.hand import by_hand, places
from tui_tutor.demos.playground.inputs import given
from tui_tutor.demos.playground.knobs import OWN, Knobs
from tui_tutor.knob_values import in_play
from tui_tutor.nets import LOSSES, Fault, Fit, FitSettings, FitState, Network

ANEW = (
    "data",
    "own",
    "inputs",
    "layers",
    "noise",
    "share",
    "init",
    "seed",
)  # these need another network
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
    stride: int  # steps between two of its points
    fault: Fault | None = None  # what stopped it
    right_since: int | None = None  # the step from which on no point of the test is on a wrong side

    @property
    def network(self) -> Network:
        return self.fit.network


def points_of(knobs: Knobs, seed: int) -> Points:
    """The points that the knobs ask for, in an order drawn by lot."""
    rng = np.random.default_rng(seed + knobs.seed)
    if knobs.data == OWN:
        x1_x2_t = np.array(knobs.own).reshape(-1, 3)
        x, t = x1_x2_t[:, :2], x1_x2_t[:, 2]
    else:
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
        train, test = (_cost(knobs.loss, scores[part], t[part]) for part in both)
    return train, test


@np.errstate(all="ignore")
def share_wrong(network: Network, knobs: Knobs, points: Points, part: slice) -> float | None:
    """Of these points the share on the wrong side; None where the targets are heights, or none."""
    x, t = points.x[part], points.t[part]
    if knobs.data in HEIGHTS or not len(x):
        return None
    scores = network.scores(given(x, knobs.inputs))[:, 0]
    return float(((scores > 0) != (t > 0)).mean())


def _cost(loss: str, scores: Floats, t: Floats) -> float:
    return LOSSES[loss].cost(scores, t) if len(t) else math.nan


def needs_another_network(old: Knobs, new: Knobs) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in ANEW)


class PlayRun:
    """One run; knobs that need another network begin it anew."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._begin(knobs)

    def _begin(self, knobs: Knobs) -> None:
        self._lay_out(knobs, points_of(knobs, self._seed))
        self._hold(knobs)
        self._curve: list[tuple[int, float, float]] = [self._measured()]
        self._stride = FIRST_STRIDE
        self._fault: Fault | None = None
        self._right_since: int | None = None

    def _lay_out(self, knobs: Knobs, points: Points, start: FitState | None = None) -> None:
        """The points and the network; `start` is where it goes on from."""
        self._knobs, self._points = knobs, points
        x, t = given(points.x, knobs.inputs), points.t[:, None]
        if not len(x):  # there is nothing to learn from, and no step will be taken
            x, t = np.zeros((1, len(knobs.inputs))), np.zeros((1, 1))
        network, settings = first_network(knobs, self._seed), settings_of(knobs, self._seed)
        self._fit = Fit(x[: points.training], t[: points.training], network, settings, start)

    def _hold(self, knobs: Knobs) -> None:
        """Put what is held by hand into place, now and after each step."""
        self._held = places(self._fit.network, knobs.held)
        for place, value in self._held:
            self._fit.row[place] = value

    def _measured(self) -> tuple[int, float, float]:
        return (self._fit.step_count, *losses(self._fit.network, self._knobs, self._points))

    def step(self, knobs: Knobs) -> bool:
        if knobs is not self._knobs:
            self._turned(knobs)
        if self._fault or not len(self._points.t):
            return False
        if not self._fit.step(self._held):
            self._fault = self._fit.fault()
            return False
        if self._fit.step_count % self._stride == 0:
            self._curve.append(self._measured())
            self._look_for_mistakes()
            if len(self._curve) > CURVE:
                self._curve, self._stride = self._curve[::2], 2 * self._stride
        return True

    def _look_for_mistakes(self) -> None:
        test = slice(self._points.training, None)
        right = share_wrong(self._fit.network, self._knobs, self._points, test) == 0
        since = self._fit.step_count if self._right_since is None else self._right_since
        self._right_since = since if right else None

    def _turned(self, knobs: Knobs) -> None:
        if needs_another_network(self._knobs, knobs):
            self._begin(knobs)
        else:
            self._knobs = knobs
            self._fit.change(settings_of(knobs, self._seed))
            self._hold(knobs)

    def snapshot(self) -> Play:
        now = self._measured()
        curve = self._curve if self._curve[-1][0] == now[0] else [*self._curve, now]
        state = self._fit.state()
        return Play(
            self._knobs,
            self._seed,
            self._points,
            state,
            tuple(curve),
            self._stride,
            self._fault,
            self._right_since,
        )

    def go_to(self, then: Play, newest: Play) -> None:
        self._lay_out(then.knobs, then.points, then.fit)
        self._held = places(self._fit.network, then.knobs.held)
        self._curve = [point for point in then.curve if point[0] % then.stride == 0]
        self._stride, self._fault = then.stride, then.fault
        self._right_since = then.right_since


def preview(knobs: Knobs, play: Play) -> Play:
    """The run as the knobs in play ask for it, before it takes its next step."""
    shown = in_play(knobs)
    asked = [name for name in (*ANEW, "held") if name in shown]
    changed = {name: getattr(knobs, name) for name in asked}
    changed = {name: v for name, v in changed.items() if v != getattr(play.knobs, name)}
    now = replace(play.knobs, **changed)
    if changed.keys() & set(ANEW):
        return PlayRun(now, play.seed).snapshot()
    if changed:
        fit = replace(play.fit, network=by_hand(play.network, now.held))
        return replace(play, knobs=now, fit=fit)
    return play
