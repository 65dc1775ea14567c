"""What a network gives and what its gradients are, right or by one of the usual mistakes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Array, Floats
from tui_tutor.nets import Network
from tui_tutor.nets.activations import ACTIVATIONS, TRAINABLE
from tui_tutor.nets.layers import Affine, Nonlinear
from tui_tutor.practice.own.evidence import Evidence
from tui_tutor.practice.own.layers import Layer, Layers, layers_of


@dataclass(frozen=True)
class Forward:
    """How a page goes forward: its activation, and what it does to the scores."""

    activation: str
    output: str  # "scores", or a key of OUTPUTS


def _shares(scores: Floats, shifted_by: int | None, axis: int | None) -> Floats:
    """e / sum(e), the largest of each row or column, or of all, taken off first."""
    e: Floats = np.exp(scores - scores.max(axis=shifted_by, keepdims=True))
    shares: Floats = e / e.sum(axis=axis, keepdims=True)
    return shares


# What a page may make of its scores: softmax, and the usual mistakes with it.
OUTPUTS: dict[str, tuple[Callable[[Floats], Floats], ...]] = {
    "softmax": (core.softmax,),
    "axis": tuple(
        partial(_shares, shifted_by=shifted_by, axis=axis)
        for axis in (0, None)
        for shifted_by in (0, 1, None)
    ),
    "softmax-twice": (lambda scores: core.softmax(core.softmax(scores)),),
}


def outputs(layers: Layers, x: Floats, activation: str) -> list[Floats]:
    """What goes into each layer, and the scores at the end."""
    given = [x]
    for layer in layers[:-1]:
        given.append(ACTIVATIONS[activation].h(core.affine(given[-1], layer.W, layer.b)))
    return [*given, core.affine(given[-1], layers[-1].W, layers[-1].b)]


def forward_of(evidence: Evidence) -> Forward | None:
    """The way forward that gives what the page gave; None where none that is known does."""
    layers, given = evidence.weights, evidence.parts.get("forward")
    if layers is None or not given:
        return None
    for activation in (*TRAINABLE, *ACTIVATIONS):
        scores = outputs(layers, evidence.x, activation)[-1]
        if alike(given[0], scores):
            return Forward(activation, "scores")
        for output, ways in OUTPUTS.items():
            if any(alike(given[0], way(scores)) for way in ways):
                return Forward(activation, output)
    return None


def gradients(
    layers: Layers, x: Floats, t: Array, activation: str, mistake: str = ""
) -> Iterator[Layers]:
    """By each W and b, of the cross-entropy's mean over the batch.

    With a mistake: a key of OUTPUTS, each of its ways, or "slope", the activation's left out.
    """
    *hidden, scores = outputs(layers, x, activation)
    for way in OUTPUTS.get(mistake, OUTPUTS["softmax"]):
        dy: Floats = (way(scores) - core.one_hot(t, scores.shape[1])) / len(x)
        found: Layers = []
        for layer, given in zip(reversed(layers), reversed(hidden), strict=True):
            dx, dW, db = core.affine_backward(given, layer.W, dy)
            found.insert(0, Layer(dW, db))
            first = len(found) == len(layers)
            back = first or mistake == "slope"
            dy = dx if back else ACTIVATIONS[activation].backward(given, dx)
        yield found


def factor(given: Sequence[Floats], true: Sequence[Floats]) -> float:
    """By which all that is given is the true times as large; 0 where it is something else."""
    if [one.shape for one in given] != [one.shape for one in true]:
        return 0.0
    a, b = (np.concatenate([one.ravel() for one in ones]) for ones in (given, true))
    size = float(b @ b)
    times = float(a @ b) / size if size else 0.0
    return times if times and alike(a, times * b) else 0.0


def alike(a: Array, b: Array) -> bool:
    """The same shape and the same numbers, as far as float32 can tell."""
    if a.shape != b.shape or a.dtype.kind not in "fiu":
        return False
    return bool(np.allclose(a, b, rtol=1e-3, atol=1e-5 * float(np.abs(b).max(initial=1e-30))))


def network_of(evidence: Evidence) -> Network | None:
    """The network that came back; None where its weights make none."""
    layers = layers_of(evidence.trained)
    if layers is None:
        return None
    way = forward_of(evidence)
    activation = way.activation if way else _nearest(evidence)
    parts: list[Affine | Nonlinear] = []
    for layer in layers:
        parts += [Affine(layer.W.astype(np.float32), layer.b.astype(np.float32))]
        parts += [Nonlinear(activation)]
    return Network(tuple(parts[:-1]))


def _nearest(evidence: Evidence) -> str:
    """The activation whose scores are most like the page's, such as ReLU for a leaky one."""
    layers, given = evidence.weights, evidence.parts.get("forward")

    def apart(activation: str) -> float:
        if layers is None or not given:
            return 0.0
        scores = outputs(layers, evidence.x, activation)[-1]
        if given[0].shape != scores.shape:
            return 0.0
        return float(min(np.abs(given[0] - y).max() for y in (scores, core.softmax(scores))))

    return min(TRAINABLE, key=apart)
