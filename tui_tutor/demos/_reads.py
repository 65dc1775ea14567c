"""What a network reads in images: its probabilities, and its guess in words."""

import numpy as np
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats, Pixels
from tui_tutor.nets import Network, scaled
from tui_tutor.show.roles import RIGHT, WRONG

Probabilities = Floats


def probabilities(network: Network, images: Pixels) -> Probabilities:
    """images (N, 28, 28) → (N, 10), each row summing to 1 (nan once the network diverged)."""
    with np.errstate(all="ignore"):
        return core.softmax(network.scores(scaled(images.reshape(len(images), -1))))


def caption(y: Probabilities, label: int) -> Text:
    """`3 98% ✓`, or `3 98% ✗ 5` where it is a 5: for one row of probabilities."""
    guess = int(y.argmax())
    mark, style = ("✓", RIGHT) if guess == label else (f"✗ {label}", WRONG)
    return Text(f"{guess} {y[guess]:.0%} {mark}", style)
