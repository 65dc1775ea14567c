"""What every unit says over the whole plane, and what a view shows of it, from -1 to 1."""

from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Floats
from tui_tutor.demos.playground.data import REACH
from tui_tutor.demos.playground.inputs import given
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import Play
from tui_tutor.nets import ACTIVATIONS, LOSSES
from tui_tutor.nets.layers import Nonlinear

DEEP = 0.6  # how strong the large field's colours are, so that points are seen on it


def plane(side: int) -> Floats:
    """The middles of side × side squares, row by row from the top: (side², 2)."""
    steps = (np.arange(side) + 0.5) / side * 2 * REACH - REACH
    x1, x2 = np.meshgrid(steps, -steps)
    return np.stack([x1.ravel(), x2.ravel()], axis=1)


@dataclass(frozen=True)
class Fields:
    """The columns of units, each (units, side, side)."""

    columns: tuple[Floats, ...]  # the inputs first, then the hidden layers, then the answer

    @property
    def answer(self) -> Floats:
        answer: Floats = self.columns[-1][0]
        return answer


@np.errstate(all="ignore")  # a network that ran away is shown as it is
def fields(play: Play, side: int, asleep: bool = False) -> Fields:
    """Over side × side squares of the plane; `asleep` shows the slopes in place of outputs."""
    x = given(plane(side), play.knobs.inputs)
    outputs = play.network.outputs(x)
    answer = LOSSES[play.knobs.loss].answer(outputs[-1])
    names = [layer.activation for layer in play.network.layers if isinstance(layer, Nonlinear)]
    hidden = [
        _slopes(name, y) if asleep else _shares(name, y)
        for name, y in zip(names, outputs[:-1], strict=True)
    ]
    columns = [x / np.abs(x).max(axis=0), *hidden, answer]
    return Fields(tuple(c.T.reshape(-1, side, side) for c in columns))


def _shares(name: str, y: Floats) -> Floats:
    """Outputs as shares of the largest that there can be, or else that there is."""
    activation = ACTIVATIONS[name]
    if activation.saturates:
        shares: Floats = (y - activation.low) / (activation.high - activation.low) * 2 - 1
    else:
        shares = y / np.maximum(np.abs(y).max(axis=0), 1e-12)
    return shares


def _slopes(name: str, y: Floats) -> Floats:
    """How much of a gradient gets through, beside the most that can: 1 where the unit is awake."""
    activation = ACTIVATIONS[name]
    return activation.backward(y, np.ones_like(y)) / activation.steepest


@np.errstate(all="ignore")
def asleep(play: Play) -> tuple[Floats, ...]:
    """By hidden layer: of each unit the share of training points at which it is shut."""
    points = play.points.x[: play.points.training]
    if not len(points):  # the plane itself, then
        points = plane(8)
    outputs = play.network.outputs(given(points, play.knobs.inputs))[:-1]
    names = [layer.activation for layer in play.network.layers if isinstance(layer, Nonlinear)]
    return tuple(
        ACTIVATIONS[name].shut(y).mean(axis=0) for name, y in zip(names, outputs, strict=True)
    )


def threads(play: Play, knobs: Knobs) -> tuple[Floats, ...]:
    """What the threads show, by layer (sources, units): the weights, or where they are going."""
    if knobs.view != "gradient":
        return play.network.weights
    return tuple(-g for g in play.fit.gradients if g.ndim == 2)
