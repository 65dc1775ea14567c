"""How good a network is: what it costs and how many it gets right, on images seen or unseen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Labels, Pixels
from tui_tutor.nets.batches import scaled
from tui_tutor.nets.network import Network

LOSS_EVERY = 20  # steps that one point of the loss curve averages
EVALUATIONS = 4  # an epoch at the most
EVALUATE_EVERY = 50  # steps at the least between two: measuring should not be what takes the time
QUICK = 1000  # images of each set that an evaluation within the run looks at
PATIENCE = 600  # steps after which a loss still at ln(classes) counts as stuck
Losses = Sequence[tuple[float, float]]  # (epoch, mean loss of LOSS_EVERY steps)


@dataclass(frozen=True)
class Evaluation:
    """How good the network was at one moment. Accuracies from 0 to 1."""

    epoch: float
    train_accuracy: float
    unseen_accuracy: float
    unseen_loss: float


def measure(
    network: Network, images: Pixels, labels: Labels, most: int | None
) -> tuple[float, float]:
    """Accuracy and loss on the first `most` images (N, pixels), a thousand at a time."""
    right = loss = 0.0
    count = min(most or len(labels), len(labels))
    with np.errstate(all="ignore"):  # a network that diverged is measured like any other
        for i in range(0, count, 1000):
            t = labels[i : min(i + 1000, count)]
            scores = network.scores(scaled(images[i : i + len(t)]))
            right += core.accuracy(scores, t) * len(t)
            loss += float(core.softmax_cross_entropy(scores, t)[0]) * len(t)
    return right / count, loss / count


def stuck(losses: Losses, classes: int) -> bool:
    """No better than guessing, ln(classes), and that for the last PATIENCE steps."""
    recent = [loss for _, loss in losses[-PATIENCE // LOSS_EVERY :]]
    return min(recent) > math.log(classes) - 0.01
