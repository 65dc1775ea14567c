"""What a network makes of images: its probabilities, how many it gets right, its guess in words."""

from dataclasses import dataclass

import numpy as np
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats, Labels, Pixels
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import QUICK, Network, scaled
from tui_tutor.show.roles import RIGHT, WRONG

LOOKED_AT = QUICK  # images of each set that a picture judges the network by, as the curves do
Probabilities = Floats


def probabilities(network: Network, images: Pixels) -> Probabilities:
    """images (N, 28, 28) → (N, 10), each row summing to 1 (nan once the network diverged)."""
    with np.errstate(all="ignore"):
        return core.softmax(network.scores(scaled(images.reshape(len(images), -1))))


def accuracies(network: Network, digits: Split) -> tuple[float, float]:
    """Right answers among the first images of the training and the validation part, 0 to 1."""
    train = probabilities(network, digits.train_images[:LOOKED_AT])
    validation = probabilities(network, digits.validation_images[:LOOKED_AT])
    return (
        core.accuracy(train, digits.train_labels[:LOOKED_AT]),
        core.accuracy(validation, digits.validation_labels[:LOOKED_AT]),
    )


@dataclass(frozen=True)
class Judged:
    """The first validation images with their true labels, the guesses and the probabilities."""

    images: Pixels
    labels: Labels
    guesses: Labels
    y: Probabilities


def judged(network: Network, digits: Split) -> Judged:
    images = digits.validation_images[:LOOKED_AT]
    y = probabilities(network, images)
    return Judged(images, digits.validation_labels[:LOOKED_AT], y.argmax(axis=1), y)


def caption(y: Probabilities, label: int) -> Text:
    """`3 98% ✓`, or `3 98% ✗ 5` where it is a 5: for one row of probabilities."""
    guess = int(y.argmax())
    mark, style = ("✓", RIGHT) if guess == label else (f"✗ {label}", WRONG)
    return Text(f"{guess} {y[guess]:.0%} {mark}", style)
