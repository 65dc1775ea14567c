"""A network's layers, found among the arrays that a learner keeps it in."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui_tutor.arrays import Array, Floats

INPUTS, OUTPUTS = 784, 10


@dataclass(frozen=True)
class Layer:
    """W (inputs, outputs) and b (outputs,), or the gradients by them."""

    W: Floats
    b: Floats


Layers = list[Layer]


def layers_of(arrays: Sequence[Array]) -> Layers | None:
    """From 784 inputs to 10 outputs, whatever order they stand in; None where they make no chain.

    Each layer is the first matrix that takes what the one before gives, and the first row that is
    as long as its outputs. What else is there, such as the speeds of momentum, stands after them.
    """
    matrices = [a for a in arrays if a.ndim == 2 and a.shape[0] > 1]
    rows = [a.reshape(-1) for a in arrays if a.ndim == 1 or (a.ndim == 2 and a.shape[0] == 1)]
    layers: Layers = []
    units = INPUTS
    while units != OUTPUTS or not layers:
        W = next((m for m in matrices if m.shape[0] == units), None)
        if W is None:
            return None
        b = next((row for row in rows if len(row) == W.shape[1]), None)
        if b is None:
            return None
        matrices = [m for m in matrices if m is not W]
        rows = [row for row in rows if row is not b]
        layers.append(Layer(W, b))
        units = W.shape[1]
    return layers
