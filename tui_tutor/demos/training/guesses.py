"""What a network makes of the studio's images: how many it gets right, and its guesses."""

from dataclasses import dataclass

from tui_tutor import core
from tui_tutor.arrays import Labels, Pixels
from tui_tutor.demos._reads import Probabilities, probabilities
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import QUICK, Network

LOOKED_AT = QUICK  # images of each set that a picture judges the network by, as the curves do


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
