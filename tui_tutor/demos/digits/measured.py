"""What is measured on the training digits, and pixels prepared with it."""

from dataclasses import dataclass

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Array, Floats, Labels, Pixels
from tui_tutor.digits import Digits

FRESH_UNITS = 50


@dataclass(frozen=True)
class Measured:
    """Digits with what was measured on the training set, and only there."""

    digits: Digits
    averages: Floats  # (10, 28, 28) float: the mean image of each label
    spreads: Floats  # (10, 28, 28): the standard deviation of each pixel
    mean: float  # of all pixels, scaled to 0..1
    std: float
    nearest: float  # the share of test digits that lie nearest their own label's average


def measure(digits: Digits) -> Measured:
    """Averages and spreads by label, and mean and std of all pixels, of the training set."""
    images, labels = digits.train_images, digits.train_labels
    averages, spreads = np.zeros((2, 10, 28, 28))
    counts = np.zeros(256)  # how often each byte stands in the set: all that mean and std need
    for label in range(10):
        mine = images[labels == label]
        averages[label], spreads[label] = mine.mean(axis=0), mine.std(axis=0)
        counts += np.bincount(mine.ravel(), minlength=256)
    scale = np.arange(256) / 255
    mean = float(np.average(scale, weights=counts))
    std = float(np.sqrt(np.average((scale - mean) ** 2, weights=counts)))
    near = nearest_average(digits.test_images, averages)
    return Measured(
        digits, averages, spreads, mean, std, float(np.mean(near == digits.test_labels))
    )


def nearest_average(images: Pixels, averages: Floats) -> Labels:
    """The label whose average lies nearest each image: the smallest |x - m|² = … - 2 x·m + m²."""
    x = images.reshape(len(images), 784).astype(np.float32)
    m = averages.reshape(10, 784).astype(np.float32)
    return np.asarray(((m * m).sum(axis=1) - 2 * x @ m.T).argmin(axis=1))


def prepared(images: Pixels, way: str, measured: Measured) -> Array:
    """The bytes as they are, as float32 from 0 to 1, or with mean 0 and deviation 1."""
    if way == "raw":
        return images
    normalised = images.astype(np.float32) / 255
    if way == "normalised":
        return normalised
    return (normalised - np.float32(measured.mean)) / np.float32(measured.std)


def fresh_slope(x: Floats) -> float:
    """The mean slope of 50 sigmoids on these inputs, weights as they begin: 0.01 · N(0, 1).

    A slope of 0 passes nothing back: a layer that begins like that learns next to nothing.
    """
    rng = np.random.default_rng(0)
    W = core.initial_scale("0.01", 784) * rng.standard_normal((784, FRESH_UNITS))
    return float(core.sigmoid_grad(core.affine(x, W, np.zeros(FRESH_UNITS))).mean())
