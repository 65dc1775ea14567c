"""The one table of rules that move weights by their gradient, and what each remembers."""

from typing import ClassVar

import numpy as np

from tui_tutor.arrays import Floats


class Rule:
    """A rule at work on one row of weights, which it moves in place without making an array."""

    remembers: ClassVar[tuple[str, ...]] = ()  # names of its memory, each one number a weight

    def __init__(self, w: Floats) -> None:
        self.w = w
        self.memory = np.zeros((len(self.remembers), len(w)), w.dtype)
        self.age = 0  # steps since the memory was all zeros
        self._room = np.empty_like(w)

    def move(self, dw: Floats, learning_rate: float) -> None:
        """One step, given the gradient of the loss by the weights."""
        self.age += 1
        self._step(dw, learning_rate)

    def _step(self, dw: Floats, learning_rate: float) -> None:
        raise NotImplementedError


class SGD(Rule):
    """core.sgd in place."""

    def _step(self, dw: Floats, learning_rate: float) -> None:
        np.multiply(dw, learning_rate, out=self._room)
        self.w -= self._room


class Momentum(Rule):
    """core.momentum in place."""

    remembers = ("v",)

    def _step(self, dw: Floats, learning_rate: float) -> None:
        (v,) = self.memory
        v *= 0.9
        np.multiply(dw, learning_rate, out=self._room)
        v -= self._room
        self.w += v


class AdaGrad(Rule):
    """core.adagrad in place."""

    remembers = ("h",)

    def _step(self, dw: Floats, learning_rate: float) -> None:
        (h,), room = self.memory, self._room
        np.multiply(dw, dw, out=room)
        h += room
        np.sqrt(h, out=room)
        room += 1e-7
        np.divide(dw, room, out=room)
        room *= learning_rate
        self.w -= room


class Adam(Rule):
    """core.adam in place."""

    remembers = ("m", "v")

    def _step(self, dw: Floats, learning_rate: float) -> None:
        (m, v), room = self.memory, self._room
        np.subtract(dw, m, out=room)
        room *= 1 - 0.9
        m += room
        np.multiply(dw, dw, out=room)
        room -= v
        room *= 1 - 0.999
        v += room
        np.sqrt(v, out=room)
        room += 1e-7
        np.divide(m, room, out=room)
        room *= learning_rate * (1 - 0.999**self.age) ** 0.5 / (1 - 0.9**self.age)
        self.w -= room


RULES: dict[str, type[Rule]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "adagrad": AdaGrad,
    "adam": Adam,
}
