"""A network is its layers, one after the other; how it begins, and how it is kept on disk."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.lib.npyio import NpzFile
from numpy.typing import DTypeLike

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.files import replace_file
from tui_tutor.nets.layers import Affine, Dropout, Layer, Nonlinear


@dataclass(frozen=True)
class Network:
    """Layers, input side first.

    Training changes their arrays in place; `copy` keeps them as they are now.
    """

    layers: tuple[Layer, ...]

    @staticmethod
    def begin(
        sizes: tuple[int, ...],
        activation: str | Sequence[str],
        init: str,
        rng: np.random.Generator,
        dtype: DTypeLike = np.float32,
    ) -> "Network":
        """Affine layers with an activation between them: `sizes` counts the units from input to
        output, biases begin at 0. The activation is one for all hidden layers, or one for each.
        """
        hidden = [activation] * (len(sizes) - 2) if isinstance(activation, str) else activation
        layers: list[Layer] = []
        for (n, m), after in zip(pairwise(sizes), (*hidden, None), strict=True):
            W = core.initial_scale(init, n) * rng.standard_normal((n, m))
            layers.append(Affine(W.astype(dtype), np.zeros(m, dtype)))
            if after:
                layers.append(Nonlinear(after))
        return Network(tuple(layers))

    def with_dropout(self, share: float) -> "Network":
        """The same arrays, with a share of each hidden layer dropped while it trains."""
        layers = (
            (one, Dropout(share)) if isinstance(one, Nonlinear) else (one,) for one in self.layers
        )
        return Network(tuple(layer for some in layers for layer in some))

    @property
    def _affine(self) -> list[Affine]:
        return [layer for layer in self.layers if isinstance(layer, Affine)]

    @property
    def weights(self) -> tuple[Floats, ...]:
        """W (inputs, outputs) of each affine layer."""
        return tuple(layer.W for layer in self._affine)

    @property
    def biases(self) -> tuple[Floats, ...]:
        """b (outputs,) of each affine layer."""
        return tuple(layer.b for layer in self._affine)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units from input to output."""
        return (len(self.weights[0]), *(len(b) for b in self.biases))

    @property
    def activation(self) -> str:
        """The one of its hidden layers."""
        names = (layer.activation for layer in self.layers if isinstance(layer, Nonlinear))
        return next(names, "identity")

    @property
    def parameters(self) -> tuple[Floats, ...]:
        return tuple(p for layer in self.layers for p in layer.parameters)

    def with_parameters(self, parameters: Sequence[Floats]) -> "Network":
        """The same layers with other arrays, in the order of `parameters`."""
        parts = iter(parameters)
        return Network(
            tuple(
                layer.with_parameters(tuple(next(parts) for _ in layer.parameters))
                for layer in self.layers
            )
        )

    def copy(self) -> "Network":
        return self.in_one_row()[1]

    def astype(self, dtype: DTypeLike) -> "Network":
        """A copy with other numbers, such as float64, which can tell a nudge of 1e-4."""
        return self.with_parameters([p.astype(dtype) for p in self.parameters])

    def in_one_row(self) -> "tuple[Floats, Network]":
        """All parameters end to end in one new row, and a network whose arrays are parts of it.

        So one rule applied to the row moves every weight and bias of the network.
        """
        row, parts = end_to_end(self.parameters)
        return row, self.with_parameters(parts)

    def outputs(self, x: Floats) -> list[Floats]:
        """x (N, inputs) → what every layer gives: hidden activations, then the scores (N, n)."""
        given = []
        for layer in self.layers:
            x = layer.prepared(x).forward(x)
            if isinstance(layer, Nonlinear):
                given.append(x)
        return [*given, x]

    def scores(self, x: Floats) -> Floats:
        """x (N, inputs) → scores (N, n); softmax makes them probabilities."""
        return self.outputs(x)[-1]


def end_to_end(arrays: Sequence[Floats]) -> tuple[Floats, tuple[Floats, ...]]:
    """Copies of the arrays in one row, and the row's parts, each in the shape of its array."""
    row = np.concatenate([a.ravel() for a in arrays])
    ends = np.cumsum([a.size for a in arrays])
    parts = zip(np.split(row, ends[:-1]), arrays, strict=True)
    return row, tuple(part.reshape(a.shape) for part, a in parts)


# ------------------------------------------------------------------ on disk


def save_network(path: Path, network: Network, **about: str | float) -> None:
    """Write the network as .npz: the layers' names and what each was made with, by its place.

    It holds numbers and names, nothing that runs. `about` is what else there is to say of it.
    """
    kinds = np.array([type(layer).__name__ for layer in network.layers])
    given = {
        f"{place}.{name}": np.asarray(value)
        for place, layer in enumerate(network.layers)
        for name, value in layer.given().items()
    }
    buffer = io.BytesIO()
    np.savez(buffer, layers=kinds, **given, **about)  # type: ignore[arg-type]
    replace_file(path, buffer.getvalue())


def load_network(path: Path) -> Network:
    """Read a network that `save_network` wrote; raises ValueError with file and reason."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            network = _read(file)
        network.scores(np.zeros((1, network.sizes[0]), np.float32))  # that the layers fit
    except Exception as error:  # a damaged archive makes zipfile and NumPy raise a dozen kinds
        raise ValueError(f"{path}: not a saved network ({error})") from None
    if fault := _fault(network):
        raise ValueError(f"{path}: not a saved network ({fault})")
    return network


def _read(file: NpzFile) -> Network:
    return _layers(file) if "layers" in file else _weights_and_biases(file)


def _layers(file: NpzFile) -> Network:
    kinds = {kind.__name__: kind for kind in Layer.__subclasses__()}
    layers = []
    for place, kind in enumerate(file["layers"].tolist()):
        names = [name for name in file if name.startswith(f"{place}.")]
        given = {name.partition(".")[2]: file[name] for name in names}
        layers.append(kinds[kind](**{k: v if v.ndim else v.item() for k, v in given.items()}))
    return Network(tuple(layers))


def _weights_and_biases(file: NpzFile) -> Network:
    """W0, b0, W1, … and the activation between them, as the first networks were kept."""
    layers: list[Layer] = []
    for place in range(sum(name.startswith("W") for name in file)):
        affine = Affine(file[f"W{place}"], file[f"b{place}"])
        layers += [affine, Nonlinear(str(file["activation"]))]
    return Network(tuple(layers[:-1]))


def _fault(network: Network) -> str:
    """Why these arrays are no network, or ""."""
    if any(p.dtype != np.float32 for p in network.parameters):
        return "its numbers are not float32"
    if not all(np.isfinite(p).all() for p in network.parameters):
        return "its numbers are not all finite"
    return ""
