"""Trains the network that comes with the program and writes it: python tools/ship.py.

It learns from digits that the program draws itself, and no one's data goes into the package. The
same seeds give the same network, but for the last bits, which depend on the machine's BLAS. It
prints how well the network reads drawn digits that it never saw.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats, Labels, Pixels
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.nets import Network, Settings, Training, scaled

FILE = Path(__file__).parents[1] / "tui_tutor" / "shipped.npz"
TRAIN, TEST, SHOWN = 30_000, 10_000, 60  # digits
TRAIN_SEED, TEST_SEED, SHOWN_SEED = 1, 3, 4  # 2 draws the test digits of the lessons
# Tiny first weights: what is seen in the trained ones is what they have learnt, and no noise.
SETTINGS = Settings(hidden=(50,), activation="relu", init="0.01", learning_rate=0.2)
EPOCHS, SLOWER_FROM, SLOWER = 16, 10, 3
# A pixel that so few digits ink has learnt nothing sure. Its weights are 0: the file is smaller.
RARELY = 0.02


def main() -> None:
    images, labels = draw_digits(TRAIN, seed=TRAIN_SEED)
    unseen, truth = draw_digits(TEST, seed=TEST_SEED)
    network = slimmed(trained(images, labels, unseen, truth), images)
    accuracy = core.accuracy(network.scores(flat(unseen)), truth)
    (W1, W2), (b1, b2) = network.weights, network.biases
    shown = dict(zip(("images", "labels"), draw_digits(SHOWN, seed=SHOWN_SEED), strict=True))
    halves = {k: v.astype(np.float16) for k, v in {"W1": W1, "b1": b1, "W2": W2, "b2": b2}.items()}
    np.savez_compressed(FILE, **halves, **shown, accuracy=accuracy)  # type: ignore[arg-type]
    print(f"{FILE.name}: {FILE.stat().st_size} bytes, right on {accuracy:.2%} of {TEST} digits")


def trained(images: Pixels, labels: Labels, unseen: Pixels, truth: Labels) -> Network:
    training = Training(images, labels, unseen, truth, SETTINGS)
    while training.epoch < EPOCHS:
        if training.epoch == SLOWER_FROM:
            slower = SETTINGS.learning_rate / SLOWER
            training.change(replace(SETTINGS, learning_rate=slower))
        training.learn()
    return training.network


def slimmed(network: Network, images: Pixels) -> Network:
    """The network as it is read back: rarely inked pixels weigh nothing, numbers in float16."""
    network = network.copy()
    network.weights[0][(images > 0).mean(axis=0).ravel() < RARELY] = 0
    halves = [p.astype(np.float16).astype(np.float32) for p in network.parameters]
    return network.with_parameters(halves)


def flat(images: Pixels) -> Floats:
    return scaled(images.reshape(len(images), -1))


if __name__ == "__main__":
    main()
