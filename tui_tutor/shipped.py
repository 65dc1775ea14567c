"""The network that comes with the program, and digits for it to read; tools/ship.py made both."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats, Labels, Pixels


class Weights(NamedTuple):
    """Of a network of two layers, as the book names them."""

    W1: Floats  # (784, 50)
    b1: Floats  # (50,)
    W2: Floats  # (50, 10)
    b2: Floats  # (10,)


@dataclass(frozen=True)
class Shipped:
    """Trained weights, and digits that they were not trained on, as they came."""

    weights: Weights
    images: Pixels  # (N, 28, 28)
    labels: Labels  # (N,)
    accuracy: float  # on 10,000 drawn digits that are not among the training digits, 0 to 1


@cache
def shipped() -> Shipped:
    """What is in the package, read when somebody first asks for it."""
    with files("tui_tutor").joinpath("shipped.npz").open("rb") as raw, np.load(raw) as file:
        weights = Weights(*(file[name].astype(np.float32) for name in Weights._fields))
        return Shipped(weights, file["images"], file["labels"], float(file["accuracy"]))


@dataclass(frozen=True)
class Reading:
    """One image on its way through the network: what every layer makes of it."""

    x: Floats  # (784,) the image's pixels, 0 to 1
    a1: Floats  # (50,) sums
    z1: Floats  # (50,) what ReLU lets through of them
    a2: Floats  # (10,) scores
    y: Floats  # (10,) probabilities

    @property
    def guess(self) -> int:
        return int(self.y.argmax())


def read(weights: Weights, image: Pixels) -> Reading:
    """An image (28, 28) of bytes through the network; inf and nan pass through as they come."""
    x = image.reshape(-1).astype(np.float32) / 255
    with np.errstate(all="ignore"):
        a1 = core.affine(x, weights.W1, weights.b1)
        z1 = core.relu(a1)
        a2 = core.affine(z1, weights.W2, weights.b2)
        return Reading(x, a1, z1, a2, core.softmax(a2))
