"""What a network gives and what its gradients are, right or by one of the usual mistakes."""

from dataclasses import dataclass

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
    output: str  # "scores", "softmax", or "softmax-axis-0"


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
        for output, y in (
            ("scores", scores),
            ("softmax", core.softmax(scores)),
            ("softmax-axis-0", core.softmax(scores, axis=0)),
        ):
            if alike(given[0], y):
                return Forward(activation, output)
    return None


def gradients(
    layers: Layers, x: Floats, t: Array, activation: str, mean: bool = True, forgotten: str = ""
) -> Layers:
    """By each W and b, of the cross-entropy's mean or sum over the batch.

    `forgotten`: "slope" leaves out the activation's, "softmax" that it was taken already.
    """
    *hidden, scores = outputs(layers, x, activation)
    y = core.softmax(scores)
    dy = (core.softmax(y) if forgotten == "softmax" else y) - core.one_hot(t, y.shape[1])
    if mean:
        dy = dy / len(x)
    found: Layers = []
    for layer, given in zip(reversed(layers), reversed(hidden), strict=True):
        dx, dW, db = core.affine_backward(given, layer.W, dy)
        found.insert(0, Layer(dW, db))
        first = len(found) == len(layers)
        dy = dx if first or forgotten == "slope" else ACTIVATIONS[activation].backward(given, dx)
    return found


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
    activation = way.activation if way else "sigmoid"
    parts: list[Affine | Nonlinear] = []
    for layer in layers:
        parts += [Affine(layer.W.astype(np.float32), layer.b.astype(np.float32))]
        parts += [Nonlinear(activation)]
    return Network(tuple(parts[:-1]))
