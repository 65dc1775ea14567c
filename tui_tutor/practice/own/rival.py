"""core's network, which learns beside the learner's: as many epochs, from the same images."""

from dataclasses import dataclass

from tui_tutor.courtesy import give_way
from tui_tutor.digits import Digits
from tui_tutor.nets import Settings, Training
from tui_tutor.practice.own import TRAIN

Points = tuple[tuple[float, float], ...]
SETTINGS = Settings()  # of 50 sigmoids, as the page's stub has them


@dataclass(frozen=True)
class Curves:
    """What was measured so far, each time with the epoch."""

    losses: Points = ()
    accuracies: Points = ()


class Rival:
    """Goes on whenever the learner's network has."""

    def __init__(self, digits: Digits) -> None:
        train = digits.train_images[:TRAIN], digits.train_labels[:TRAIN]
        self._training = Training(*train, digits.test_images, digits.test_labels, SETTINGS)

    def go_on_to(self, epoch: float) -> Curves:
        while self._training.epoch < epoch and self._training.step():
            give_way()
        now = self._training.snapshot()
        accuracies = tuple((e.epoch, e.unseen_accuracy) for e in now.evaluations)
        return Curves(now.losses, accuracies)
