"""A curve learnt by one hidden layer: x → n units → y, every point of the curve at each step."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.nets import RULES, Backprop, Network
from tui_tutor.nets.layers import Affine, Nonlinear

REACH = 3.0  # x runs from -REACH to REACH
X = np.linspace(-REACH, REACH, 121)[:, None]
STEPS = 2000
LEARNING_RATE = 0.04  # at first; it shrinks evenly, so that the fit comes to rest at the end

TARGETS: dict[str, Callable[[Floats], Floats]] = {
    "sine": lambda x: np.sin(2 * x),
    "step": core.step_function,
    "bump": lambda x: np.exp(-2 * x**2),
    "zigzag": lambda x: 1 - 2 * np.abs(x / 1.5 % 2 - 1),
}


@dataclass(frozen=True)
class Fitted:
    """How far a fit has come."""

    activation: str
    units: int
    step: int
    target: Floats  # (121,), at X
    y: Floats  # (121,)
    error: float
    line_error: float  # of the best straight line there is
    line: tuple[float, float]  # slope and height at 0 of what W1, b1, W2, b2 multiply to
    places: Floats  # (units,), the x at which each unit's sum is 0
    row: Floats  # all of W1, b1, W2, b2
    memory: Floats  # what Adam remembers of their slopes


class Fit:
    """A small network, and Adam that moves it; one step sees the whole curve."""

    def __init__(self, activation: str, units: int, target: str, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.activation, self.count = activation, 0
        self.t = TARGETS[target](X)
        slopes = rng.uniform(1, 2.5, (1, units)) * rng.choice([-1, 1], (1, units))
        # Biases that spread the units over the curve: all at 0 would leave its ends to nobody.
        heights = -slopes[0] * rng.uniform(-REACH, REACH, units)
        outward = core.initial_scale("xavier", units) * rng.standard_normal((units, 1))
        layers = Affine(slopes, heights), Nonlinear(activation), Affine(outward, np.zeros(1))
        row, network = Network(layers).in_one_row()
        self.parameters = network.parameters  # W1, b1, W2, b2
        self._backprop = Backprop(network, X)
        self._row, self._adam = row, RULES["adam"](row)

    def forward(self) -> Floats:
        """The output (121, 1)."""
        return self._backprop.forward()

    def step(self) -> bool:
        if self.count == STEPS:
            return False
        self._backprop.backward(core.mean_squared_error_grad(self.forward(), self.t))
        self._adam.move(self._backprop.gradient, LEARNING_RATE * (1 - self.count / STEPS))
        self.count += 1
        return self.count < STEPS

    def snapshot(self) -> Fitted:
        W1, b1, W2, b2 = self.parameters
        y = self.forward().copy()
        return Fitted(
            activation=self.activation,
            units=W1.shape[1],
            step=self.count,
            target=self.t[:, 0],
            y=y[:, 0],
            error=float(core.mean_squared_error(y, self.t)),
            line_error=line_error(self.t),
            line=(float((W1 @ W2).item()), float(core.affine(b1, W2, b2).item())),
            places=-b1 / W1[0],
            row=self._row.copy(),
            memory=self._adam.memory.copy(),
        )

    def go_to(self, then: Fitted) -> None:
        self._row[...], self._adam.memory[...] = then.row, then.memory
        self.count = self._adam.age = then.step


def line_error(t: Floats) -> float:
    """The error of the best straight line, by least squares."""
    ones = np.hstack([X, np.ones_like(X)])
    best = np.linalg.lstsq(ones, t, rcond=None)[0]
    return float(core.mean_squared_error(ones @ best, t))
