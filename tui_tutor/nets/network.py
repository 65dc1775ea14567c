"""A network of affine layers with an activation between them: forward, backward, on disk."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor import core
from tui_tutor.files import replace_file

Floats = NDArray[np.float32]
FORWARD = {"sigmoid": core.sigmoid, "relu": core.relu}
BACKWARD = {"sigmoid": core.sigmoid_backward, "relu": core.relu_backward}


@dataclass(frozen=True)
class Network:
    """Weights W (inputs, outputs) and biases b (outputs,) of each layer, input side first.

    Training changes the arrays in place; `copy` keeps them as they are now.
    """

    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    activation: str

    @staticmethod
    def begin(
        sizes: tuple[int, ...], activation: str, init: str, rng: np.random.Generator
    ) -> "Network":
        """A new network: `sizes` counts the units from input to output; biases begin at 0."""
        pairs = list(pairwise(sizes))
        weights = tuple(
            (core.initial_scale(init, n) * rng.standard_normal((n, m))).astype(np.float32)
            for n, m in pairs
        )
        return Network(weights, tuple(np.zeros(m, np.float32) for _, m in pairs), activation)

    @property
    def sizes(self) -> tuple[int, ...]:
        return (len(self.weights[0]), *(len(b) for b in self.biases))

    @property
    def parameters(self) -> tuple[Floats, ...]:
        return self.weights + self.biases

    def copy(self) -> "Network":
        return self.in_one_row()[1]

    def in_one_row(self) -> "tuple[Floats, Network]":
        """All parameters end to end in one new row, and a network whose arrays are parts of it.

        So one rule applied to the row moves every weight and bias of the network.
        """
        row, parts = _end_to_end(self.parameters)
        layers = len(self.weights)
        return row, Network(parts[:layers], parts[layers:], self.activation)

    def layers(self, x: Floats) -> list[Floats]:
        """x (N, inputs) → what every layer gives: hidden activations, then the scores (N, n)."""
        given = []
        for i, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = core.affine(x, W, b)
            if i < len(self.weights) - 1:
                x = FORWARD[self.activation](x, out=x)
            given.append(x)
        return given

    def scores(self, x: Floats) -> Floats:
        """x (N, inputs) → scores (N, n); softmax makes them probabilities."""
        return self.layers(x)[-1]


def _end_to_end(arrays: Sequence[Floats]) -> tuple[Floats, tuple[Floats, ...]]:
    """Copies of the arrays in one row, and the row's parts, each in the shape of its array."""
    row = np.concatenate([a.ravel() for a in arrays])
    ends = np.cumsum([a.size for a in arrays])
    parts = zip(np.split(row, ends[:-1]), arrays, strict=True)
    return row, tuple(part.reshape(a.shape) for part, a in parts)


class Backprop:
    """Room for one batch size: forward and backward without making an array a step."""

    def __init__(self, network: Network, batch_size: int) -> None:
        def rows(n: int) -> Floats:
            return np.empty((batch_size, n), np.float32)

        self.network = network
        self.x = rows(network.sizes[0])  # to be filled before `run`
        self.outputs = [rows(len(b)) for b in network.biases]  # of each layer, after `run`
        self.d_outputs = [rows(len(b)) for b in network.biases]  # the gradient by its sums
        # By all parameters in one row, and the same by each, in the order of network.parameters.
        self.gradient, self.gradients = _end_to_end(network.parameters)
        layers = len(network.weights)
        self._d_weights, self._d_biases = self.gradients[:layers], self.gradients[layers:]
        self._inputs = [self.x, *self.outputs[:-1]]

    def run(self, labels: NDArray[Any]) -> float:
        """Forward and backward for the batch in `x`: returns its loss, fills `gradient`."""
        net, inputs, outputs, d_outputs = self.network, self._inputs, self.outputs, self.d_outputs
        last = len(outputs) - 1
        for i, x in enumerate(inputs):
            core.affine(x, net.weights[i], net.biases[i], out=outputs[i])
            if i < last:
                FORWARD[net.activation](outputs[i], out=outputs[i])
        loss, _ = core.softmax_cross_entropy(outputs[last], labels, out=d_outputs[last])
        for i in range(last, -1, -1):
            dy = d_outputs[i]
            if i < last:
                BACKWARD[net.activation](outputs[i], dy, out=dy)
            core.affine_backward(inputs[i], dy, self._d_weights[i], self._d_biases[i])
            if i > 0:
                core.affine_backward_input(dy, net.weights[i], out=d_outputs[i - 1])
        return float(loss)


def save_network(path: Path, network: Network) -> None:
    """Write the network as .npz; it holds numbers and one name, nothing that runs."""
    arrays = {f"W{i}": W for i, W in enumerate(network.weights)}
    arrays |= {f"b{i}": b for i, b in enumerate(network.biases)}
    buffer = io.BytesIO()
    np.savez(buffer, activation=np.array(network.activation), **arrays)  # type: ignore[arg-type]
    replace_file(path, buffer.getvalue())


def load_network(path: Path) -> Network:
    """Read a network that `save_network` wrote; raises ValueError with file and reason."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            count = sum(name.startswith("W") for name in file)
            weights = tuple(file[f"W{i}"] for i in range(count))
            biases = tuple(file[f"b{i}"] for i in range(count))
            network = Network(weights, biases, str(file["activation"]))
    except Exception as error:  # a damaged archive makes zipfile and NumPy raise a dozen kinds
        raise ValueError(f"{path}: not a saved network ({error})") from None
    if fault := _fault(network):
        raise ValueError(f"{path}: not a saved network ({fault})")
    return network


def _fault(network: Network) -> str:
    """Why these arrays are no network, or ""."""
    layers = list(zip(network.weights, network.biases, strict=True))
    shapes = [(W.shape, b.shape) for W, b in layers]
    chained = all(len(w) == 2 and 0 not in w and (w[1],) == b for w, b in shapes) and all(
        before[0][1] == after[0][0] for before, after in pairwise(shapes)
    )
    if not shapes or not chained:
        return f"layers of shape {shapes}"
    if network.activation not in FORWARD:
        return f"activation {network.activation!r}"
    if any(p.dtype != np.float32 for p in network.parameters):
        return "its numbers are not float32"
    if not all(np.isfinite(p).all() for p in network.parameters):
        return "its numbers are not all finite"
    return ""
