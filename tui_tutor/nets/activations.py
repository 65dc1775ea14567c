"""The one table of activation functions: what each computes, there and back, and how it is shown.

A new row is offered wherever an activation can be chosen, once `text/` has its sentences.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike

from tui_tutor import core
from tui_tutor.arrays import Flags, Floats
from tui_tutor.text import Words

words = Words("nets")
SHUT = 1 - 0.98**2  # a slope below this share of the steepest lets next to nothing through
MARGIN = 0.01  # of its range: where sigmoid or tanh is as near to an end, its slope is that small


@dataclass(frozen=True)
class Activation:
    """An activation function: core's own for whoever reads it, in place for whoever trains."""

    name: str  # one for all languages
    h: Callable[[ArrayLike], Floats]
    written: str  # h(x) with NumPy alone
    slope: Callable[[ArrayLike], Floats]  # h'(x)
    backward: Callable[[Floats, Floats], Floats]  # (y, dy) → dx, the slope told from the output
    forward_into: Callable[[Floats, Floats], None]  # (x, y): writes h(x) into y
    backward_into: Callable[[Floats, Floats, Floats], None]  # (y, dy, dx): writes into dx
    low: float  # where its outputs begin
    high: float  # and where they end
    steepest: float  # its largest slope
    sign: str  # marks its curve where colour is lost
    trains: bool = True  # a hidden layer that is to learn may have it

    @property
    def called(self) -> str:
        """Its name as a sentence says it, in the language in use."""
        return words.of("activation", self.name)

    @property
    def saturates(self) -> bool:
        """Both ends are flat; a unit that is shut stands at one of them. Else it is silent: 0."""
        return isfinite(self.high)

    def shut(self, y: Floats) -> Flags:
        """Which outputs are silent or saturated: (almost) no gradient gets through there."""
        return self.backward(y, np.ones_like(y)) < SHUT * self.steepest


# ------------------------------------------------------------------ core's functions, in place


def _sigmoid(x: Floats, y: Floats) -> None:
    np.negative(x, out=y)
    np.exp(y, out=y)  # inf far below 0, whose 1 / (1 + inf) is 0
    y += 1
    np.reciprocal(y, out=y)


def _sigmoid_back(y: Floats, dy: Floats, dx: Floats) -> None:
    np.subtract(1, y, out=dx)
    dx *= y
    dx *= dy


def _tanh(x: Floats, y: Floats) -> None:
    np.tanh(x, out=y)


def _tanh_back(y: Floats, dy: Floats, dx: Floats) -> None:
    np.multiply(y, y, out=dx)
    np.subtract(1, dx, out=dx)
    dx *= dy


def _relu(x: Floats, y: Floats) -> None:
    np.maximum(x, 0, out=y)


def _relu_back(y: Floats, dy: Floats, dx: Floats) -> None:
    np.greater(y, 0, out=dx)
    dx *= dy


def _step(x: Floats, y: Floats) -> None:
    np.greater(x, 0, out=y)


def _step_back(y: Floats, dy: Floats, dx: Floats) -> None:
    dx.fill(0)


def _identity(x: Floats, y: Floats) -> None:
    np.copyto(y, x)


def _identity_back(y: Floats, dy: Floats, dx: Floats) -> None:
    np.copyto(dx, dy)


# ------------------------------------------------------------------ the table

ACTIVATIONS = {
    "identity": Activation(
        "identity", core.identity_function, "x",
        lambda x: np.ones_like(x, float), lambda y, dy: dy,
        _identity, _identity_back, -inf, inf, 1.0, "◆", trains=False,
    ),
    "step": Activation(
        "step", core.step_function, "np.where(x > 0, 1, 0)",
        core.step_grad, lambda y, dy: np.zeros_like(dy),
        _step, _step_back, 0.0, 1.0, 0.0, "■", trains=False,
    ),
    "sigmoid": Activation(
        "sigmoid", core.sigmoid, "1 / (1 + np.exp(-x))",
        core.sigmoid_grad, core.sigmoid_backward,
        _sigmoid, _sigmoid_back, 0.0, 1.0, 0.25, "●",
    ),
    "tanh": Activation(
        "tanh", core.tanh, "np.tanh(x)",
        core.tanh_grad, core.tanh_backward,
        _tanh, _tanh_back, -1.0, 1.0, 1.0, "▼",
    ),
    "relu": Activation(
        "ReLU", core.relu, "np.maximum(x, 0)",
        core.relu_grad, core.relu_backward,
        _relu, _relu_back, 0.0, inf, 1.0, "▲",
    ),
}  # fmt: skip
TRAINABLE = tuple(key for key, activation in ACTIVATIONS.items() if activation.trains)
