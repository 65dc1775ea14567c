"""Forward and backward through two small networks, and the order in which a learner sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import SupportsFloat

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.nets import ACTIVATIONS, Network

SAME = 1e-6  # central differences in float64 come closer than this, but for a kink


@dataclass(frozen=True)
class Check:
    """Backprop's slopes against numerical ones: how many, and how far apart at the most."""

    slopes: int
    difference: float

    @property
    def passed(self) -> bool:
        return self.difference < SAME


@dataclass(frozen=True)
class Pass:
    """All values by name, the gradient by each under "d" and its name.

    Each stage is where its sentence stands among [stage] and the names of what became known by it.
    """

    values: dict[str, float | Floats]
    stages: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    check: Check


def neuron(x: float, w: float, b: float, t: float, activation: str) -> Pass:
    """One neuron, one example: a = x w + b, y = h(a), L = ½ (y - t)²."""
    X, W, T = (np.array([[value]], dtype=float) for value in (x, w, t))
    B = np.array([b], dtype=float)

    function = ACTIVATIONS[activation]

    def output() -> Floats:
        return function.h(core.affine(X, W, B))

    a, y = core.affine(X, W, B), output()
    dy = core.sum_squared_error_grad(y, T)
    da = function.backward(y, dy)
    dx, dW, dB = core.affine_backward(X, W, da)
    values = {"x": X, "w": W, "b": B, "t": T, "a": a, "y": y, "L": core.sum_squared_error(y, T)}
    values |= {"dy": dy, "da": da, "dw": dW, "db": dB, "dx": dx, "slope": function.slope(a)}
    silent = function.slope(a) == 0
    stages = (
        (("neuron", "affine"), ("a",)),
        (("neuron", "activation", activation), ("y",)),
        (("neuron", "loss"), ("L",)),
        (("neuron", "d-loss"), ("dy",)),
        (("neuron", "slope", "silent" if silent else activation), ("da",)),
        (("neuron", "d-w"), ("dw",)),
        (("neuron", "d-b"), ("db",)),
        (("neuron", "d-x"), ("dx",)),
    )
    check = checked(lambda: core.sum_squared_error(output(), T), [(W, dW), (B, dB), (X, dx)])
    return Pass({name: np.asarray(v).item() for name, v in values.items()}, stages, check)


def small_network(activation: str, weights: int) -> Network:
    """One input, two hidden units, two classes; in float64, which can tell a nudge of 1e-4."""
    drawn = Network.begin((1, 2, 2), activation, "he", np.random.default_rng(weights))
    return drawn.with_parameters([p.astype(np.float64).round(2) for p in drawn.parameters])


def network(x: float, label: int, activation: str, weights: int) -> Pass:
    """Two layers: a = x W1 + b1, h = h(a), s = h W2 + b2, L = cross-entropy of softmax(s)."""
    net, function = small_network(activation, weights), ACTIVATIONS[activation]
    (W1, W2), (b1, b2) = net.weights, net.biases
    X, t = np.array([[x]], dtype=float), np.array([label])
    a = core.affine(X, W1, b1)
    h, s = net.outputs(X)
    loss, ds = core.softmax_cross_entropy(s, t)
    dh, dW2, db2 = core.affine_backward(h, W2, ds)
    da = function.backward(h, dh)
    dx, dW1, db1 = core.affine_backward(X, W1, da)
    p = core.softmax(s)[0]
    values = {"x": x, "a": a[0], "h": h[0], "s": s[0], "p": p, "L": loss, "true": p[label]}
    values |= {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "label": label}
    values |= {"ds": ds[0], "dh": dh[0], "da": da[0], "dx": dx[0, 0]}
    values |= {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    values |= {"t": core.one_hot(t, 2)[0], "slope": function.slope(a)[0]}
    stages = (
        (("network", "affine1"), ("a",)),
        (("network", "activation", activation), ("h",)),
        (("network", "affine2"), ("s",)),
        (("network", "cross-entropy"), ("L",)),
        (("network", "d-s"), ("ds",)),
        (("network", "d-W2"), ("dW2", "db2")),
        (("network", "d-h"), ("dh",)),
        (("network", "slope", activation), ("da",)),
        (("network", "d-W1"), ("dW1", "db1")),
        (("network", "d-x"), ("dx",)),
    )
    pairs = [(W1, dW1), (b1, db1), (W2, dW2), (b2, db2)]
    check = checked(lambda: core.softmax_cross_entropy(net.scores(X), t)[0], pairs)
    return Pass(values, stages, check)


def checked(loss: Callable[[], SupportsFloat], pairs: list[tuple[Floats, Floats]]) -> Check:
    """Each array's gradient beside the slopes of `loss` when its numbers are nudged in place."""
    nudged = [core.numerical_gradient(lambda _: loss(), array) for array, _ in pairs]
    differences = [np.abs(n - g).max() for n, (_, g) in zip(nudged, pairs, strict=True)]
    return Check(sum(array.size for array, _ in pairs), float(max(differences)))
