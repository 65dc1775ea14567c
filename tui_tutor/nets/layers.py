"""The layers of a network, as objects: each knows its parameters and its way there and back.

A convolution is one more class here, or anywhere: a dataclass whose fields are its
parameters (arrays) and whatever else decides what it does (names, numbers).
"""

from copy import copy
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np

from tui_tutor.arrays import Floats, Labels
from tui_tutor.nets.activations import ACTIVATIONS


class Layer:
    """A step on the way of a batch x to the scores.

    As it stands in a network it only holds its parameters. To work it is `prepared`: that is a
    copy with the same parameters and room of its own for batches of one shape, so that going
    there and back makes no array.
    """

    y: Floats  # what `forward` gave
    dx: Floats  # what `backward` gave
    gradients: tuple[Floats, ...] = ()  # by each parameter, once `find_gradients` has been there
    rng: np.random.Generator | None = None  # there while it trains, for layers that throw dice

    def prepared(
        self,
        x: Floats,
        gradients: tuple[Floats, ...] = (),
        rng: np.random.Generator | None = None,
    ) -> Self:
        """This layer with room for batches like `x`; `gradients` is where those are to be put."""
        ready = copy(self)
        ready.gradients, ready.rng = gradients, rng
        ready.make_room(x)
        return ready

    def make_room(self, x: Floats) -> None:
        """Make `y` and `dx`, and whatever else is needed on the way."""
        raise NotImplementedError

    def forward(self, x: Floats) -> Floats:
        """A batch → `y`."""
        raise NotImplementedError

    def find_gradients(self, dy: Floats) -> None:
        """The gradient by y → those by the parameters, written into `gradients`."""

    def backward(self, dy: Floats) -> Floats:
        """The gradient by y → `dx`, the one by x."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """The fields that it was made with, by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]

    @property
    def parameters(self) -> tuple[Floats, ...]:
        return tuple(v for v in self.given().values() if isinstance(v, np.ndarray))

    def with_parameters(self, parameters: tuple[Floats, ...]) -> "Layer":
        """The same layer with other arrays, in the order of `parameters`."""
        names = [name for name, v in self.given().items() if isinstance(v, np.ndarray)]
        changed: Layer = replace(self, **dict(zip(names, parameters, strict=True)))  # type: ignore[type-var]
        return changed


@dataclass(eq=False)
class Affine(Layer):
    """x @ W + b. x: (N, m), W: (m, n), b: (n,) → (N, n)."""

    W: Floats
    b: Floats

    def __post_init__(self) -> None:
        if self.W.ndim != 2 or 0 in self.W.shape or self.b.shape != self.W.shape[1:]:
            raise ValueError(
                f"x @ W + b wants W (m, n) and b (n,); got W {self.W.shape} and b {self.b.shape}"
            )

    def make_room(self, x: Floats) -> None:
        m, n = self.W.shape
        if x.shape[1:] != (m,):
            raise ValueError(f"W {self.W.shape} takes x of shape (N, {m}); got {x.shape}")
        self.y, self.dx = np.empty((len(x), n), x.dtype), np.empty_like(x)

    def forward(self, x: Floats) -> Floats:
        self._x, y = x, self.y
        np.dot(x, self.W, out=y)
        y += self.b
        return y

    def find_gradients(self, dy: Floats) -> None:
        dW, db = self.gradients
        np.dot(self._x.T, dy, out=dW)
        np.add.reduce(dy, axis=0, out=db)  # a sum, with less around it

    def backward(self, dy: Floats) -> Floats:
        return np.dot(dy, self.W.T, out=self.dx)


@dataclass(eq=False)
class Nonlinear(Layer):
    """An activation function on each number. Any shape → the same shape."""

    activation: str  # its name in the table

    def __post_init__(self) -> None:
        if self.activation not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise ValueError(f"the activation is one of {known}; got {self.activation!r}")

    def make_room(self, x: Floats) -> None:
        self.y, self.dx = np.empty_like(x), np.empty_like(x)
        activation = ACTIVATIONS[self.activation]
        self._forward, self._backward = activation.forward_into, activation.backward_into

    def forward(self, x: Floats) -> Floats:
        self._forward(x, self.y)
        return self.y

    def backward(self, dy: Floats) -> Floats:
        self._backward(self.y, dy, self.dx)
        return self.dx


@dataclass(eq=False)
class Dropout(Layer):
    """While it trains, a share of the numbers is 0 and the others grow to make up for it.

    Any shape → the same shape. Where nobody trains it lets everything through.
    """

    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share < 1:
            raise ValueError(f"the share that is dropped is from 0 to below 1; got {self.share}")

    def make_room(self, x: Floats) -> None:
        self.y, self.dx = np.empty_like(x), np.empty_like(x)
        self._kept = np.ones(x.shape)

    def forward(self, x: Floats) -> Floats:
        if self.rng is None:
            return x
        self.rng.random(out=self._kept)
        np.greater_equal(self._kept, self.share, out=self._kept)
        self._kept *= 1 / (1 - self.share)
        return np.multiply(x, self._kept, out=self.y, casting="same_kind")

    def backward(self, dy: Floats) -> Floats:
        return np.multiply(dy, self._kept, out=self.dx, casting="same_kind")


class SoftmaxLoss:
    """Softmax and cross-entropy at the end of a network, with room for batches like `scores`."""

    def __init__(self, scores: Floats) -> None:
        N, n = scores.shape
        self.d_scores = np.empty_like(scores)
        # A class a row: NumPy works through a few long rows faster than through many short ones.
        self._y = np.empty((n, N), scores.dtype)
        self._flat = self._y.reshape(-1)
        self._row, self._costs = np.empty(N, scores.dtype), np.empty(N, scores.dtype)
        self._columns, self._at = np.arange(N), np.empty(N, np.intp)

    def forward(self, scores: Floats, labels: Labels) -> float:
        """The mean cost of a batch, -log of the probability that the true class gets."""
        y, row, costs = self._y, self._row, self._costs
        np.copyto(y, scores.T)
        np.max(y, axis=0, out=row)
        y -= row
        np.multiply(labels, len(row), out=self._at)
        self._at += self._columns  # where in the flat array each true class is
        self._flat.take(self._at, out=costs, mode="clip")  # "clip" skips a copy
        np.exp(y, out=y)
        np.sum(y, axis=0, out=row)
        y /= row
        np.log(row, out=row)
        np.subtract(row, costs, out=costs)
        return float(costs.sum(dtype=np.float64)) / len(costs)

    def backward(self) -> Floats:
        """The gradient by the scores: (softmax(scores) - one-hot labels) / N."""
        self._flat[self._at] -= 1
        np.multiply(self._y.T, 1 / len(self._at), out=self.d_scores)
        return self.d_scores
