"""The studio's digits in three parts: to train on, to validate by, and to test with at the end."""

from dataclasses import dataclass

from tui_tutor.arrays import Pixels
from tui_tutor.digits import Digits
from tui_tutor.nets import Network
from tui_tutor.nets.measuring import measure

VALIDATION = 6  # one in so many training images: MNIST's 60,000 become 50,000 and 10,000


@dataclass(frozen=True)
class Split:
    """Knobs are turned by the validation part; `whole` has the test part, for the end of a run."""

    whole: Digits
    train_images: Pixels
    train_labels: Pixels
    validation_images: Pixels
    validation_labels: Pixels

    def test_accuracy(self, network: Network) -> float:
        """Opens the test set: on all of it."""
        images, labels = self.whole.test_images, self.whole.test_labels
        return measure(network, images.reshape(len(images), -1), labels, None)[0]


def split(whole: Digits, images: str = "all") -> Split:
    """The last sixth to validate by; of the rest all, or the first so many, to train on."""
    end = len(whole.train_labels) - max(len(whole.train_labels) // VALIDATION, 1)
    few = end if images == "all" else min(int(images), end)
    return Split(
        whole,
        whole.train_images[:few],
        whole.train_labels[:few],
        whole.train_images[end:],
        whole.train_labels[end:],
    )
