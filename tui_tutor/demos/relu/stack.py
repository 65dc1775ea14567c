"""Deep networks that differ in one thing, their activation, and what is looked at in each."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats, Labels
from tui_tutor.nets import ACTIVATIONS, RULES, Activation, Backprop, Network
from tui_tutor.nets.layers import Nonlinear

SAMPLES, UNITS, CLASSES = 200, 50, 10  # every hidden layer is as wide as the input
BINS = 8


@dataclass(frozen=True)
class Shape:
    """What decides how a network begins."""

    layers: int  # hidden ones
    init: str
    bias: float  # of every hidden unit


@dataclass(frozen=True)
class Layer:
    """One hidden layer as it was in one pass: what came back to it, and what it gave."""

    arrived: float  # its gradient as a share of the output layer's, both mean sizes
    shares: tuple[float, ...]  # of its outputs (ReLU: above 0), in BINS equal parts up to top
    top: float  # the largest output of ReLU; of the others the end of their range
    spread: float  # how far one unit's outputs differ from sample to sample
    zeros: float  # share of its outputs that are exactly 0
    dead: int  # units that are 0 on every sample


@dataclass(frozen=True)
class Pass:
    """One network looked at: its hidden layers, the input's first, and its losses until now."""

    layers: tuple[Layer, ...]
    losses: tuple[float, ...]
    network: Network = field(hash=False)


@cache
def samples() -> tuple[Floats, Labels]:
    """Made-up data: ten classes, each a cloud around a place of its own. (N, UNITS), (N,)."""
    rng = np.random.default_rng(0)
    labels = np.arange(SAMPLES) % CLASSES
    x = rng.standard_normal((CLASSES, UNITS))[labels] + rng.standard_normal((SAMPLES, UNITS))
    return (x / x.std()).astype(np.float32), labels


class Stack:
    """A network that learns from the samples, all of them at each step."""

    def __init__(self, activation: str, shape: Shape, seed: int) -> None:
        sizes = (UNITS,) * (shape.layers + 1) + (CLASSES,)
        begun = Network.begin(sizes, activation, shape.init, np.random.default_rng(seed))
        row, network = begun.in_one_row()
        for b in network.biases[:-1]:
            b.fill(shape.bias)
        x, self._labels = samples()
        self._rule = RULES["sgd"](row)
        self._pass = Backprop(network, x)
        self._losses: list[float] = []
        self._run()

    def learn(self, learning_rate: float) -> None:
        """Move the weights by the gradient of the last pass, and make the next."""
        with np.errstate(all="ignore"):
            self._rule.move(self._pass.gradient, learning_rate)
        self._run()

    def _run(self) -> None:
        self._losses.append(self._pass.run(self._labels))

    @property
    def lost(self) -> bool:
        return not np.isfinite(self._losses[-1])

    @np.errstate(all="ignore")
    def look(self) -> Pass:
        hidden = [layer for layer in self._pass.layers if isinstance(layer, Nonlinear)]
        whole = np.abs(self._pass.loss.d_scores).mean()
        shares = [float(np.divide(np.abs(layer.dx).mean(), whole)) for layer in hidden]
        function = ACTIVATIONS[self._pass.network.activation]
        outputs = (layer.y for layer in hidden)
        seen = tuple(_layer(*pair, function) for pair in zip(shares, outputs, strict=True))
        return Pass(seen, tuple(self._losses), self._pass.network.copy())

    def go_to(self, then: Pass) -> None:
        """Be as it was when it was looked at."""
        for into, p in zip(self._pass.network.parameters, then.network.parameters, strict=True):
            into[...] = p
        self._losses = list(then.losses[:-1])
        self._run()


def _layer(arrived: float, y: Floats, function: Activation) -> Layer:
    """What is seen of a layer's outputs y; of ReLU's, whose zeros are counted, the others."""
    seen = y[np.isfinite(y) & (function.saturates | (y > 0))]
    top = function.high if function.saturates else float(seen.max(initial=0))
    counts, _ = np.histogram(seen, BINS, (function.low, top or 1.0))
    return Layer(
        arrived=arrived,
        shares=tuple((counts / max(seen.size, 1)).tolist()),
        top=top,
        spread=float(y.std(axis=0, dtype=np.float64).mean()),
        zeros=float((y == 0).mean()),
        dead=int((y == 0).all(axis=0).sum()),
    )


def guessing() -> float:
    """The loss of one who gives every class the same probability."""
    return float(core.cross_entropy_error(np.full(CLASSES, 1 / CLASSES), 0))
