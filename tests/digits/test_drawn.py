"""Drawn digits: the same for the same seed, placed as MNIST's are, and worth learning from."""

import gzip
import hashlib
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tui_tutor.digits.drawn import draw_digits
from tui_tutor.digits.strokes import MANNERS

MNIST = Path(
    os.environ.get("TUTOR_TEST_MNIST", Path(__file__).parents[2].parent / "shared" / "mnist")
)


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    return draw_digits(10_000, seed=5)


def test_they_are_bytes_of_mnist_size(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    images, labels = drawn
    assert (images.shape, images.dtype) == ((10_000, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((10_000,), np.uint8)
    assert images.max() == 255
    assert images.min() == 0


@pytest.mark.parametrize("count", [1, 9, 10, 237])
def test_every_class_comes_as_often_as_the_others(count: int) -> None:
    counts = np.bincount(draw_digits(count)[1], minlength=10)
    assert counts.sum() == count
    assert counts.max() - counts.min() <= 1


def test_the_classes_are_shuffled(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    labels = drawn[1]
    assert 0.07 < np.mean(labels[1:] == labels[:-1]) < 0.13
    assert len(set(labels[:100].tolist())) == 10


def test_the_same_seed_gives_the_same_bytes_everywhere() -> None:
    images, labels = draw_digits(200, seed=7)
    assert hashlib.sha256(labels.tobytes()).hexdigest()[:16] == "697622430066e979"
    assert hashlib.sha256(images.tobytes()).hexdigest()[:16] == "b56a99d6f773a732"


def test_another_seed_gives_other_digits() -> None:
    first, second = draw_digits(50, seed=1), draw_digits(50, seed=2)
    assert not np.array_equal(first[1], second[1])
    assert not any(np.array_equal(a, b) for a in first[0] for b in second[0])


def test_no_digits_and_too_few() -> None:
    images, labels = draw_digits(0)
    assert (images.shape, labels.shape) == ((0, 28, 28), (0,))
    with pytest.raises(ValueError, match="count must be 0 or more, got -1"):
        draw_digits(-1)


def test_they_fill_the_box(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    images = drawn[0]
    height, width = ((images > 0).any(axis=a).sum(axis=1) for a in (2, 1))
    assert (np.maximum(height, width) == 20).all()


def test_their_centre_of_mass_is_in_the_middle(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    images = drawn[0].astype(float)
    mass = images.sum(axis=(1, 2))
    off = [np.abs((images.sum(axis=a) @ np.arange(28)) / mass - 14) for a in (1, 2)]
    # A few are so lopsided that their ink stops at the border.
    assert np.mean(np.maximum(*off) <= 0.5) > 0.99
    assert np.max(off) < 2


def test_they_are_inked_as_heavily_as_mnist(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    ink = drawn[0].sum(axis=(1, 2)) / 255
    assert ink.min() > 15
    assert 85 < ink.mean() < 115  # MNIST: 101
    full = np.mean(drawn[0][drawn[0] > 0] == 255)
    assert 0.3 < full < 0.6  # soft edges


def test_the_examples_of_a_manner_have_the_same_points() -> None:
    assert len(MANNERS) == 10
    for manner in (manner for manners in MANNERS for manner in manners):
        shapes = [["," in word or word for word in text.split()] for text in manner.examples]
        assert all(a == b for a, b in pairwise(shapes)), manner.examples
        assert all(word in (True, "|", "/") for word in shapes[0])


def learnt(images: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A quick reader, nothing of ours in it: ridge regression on 1,000 random ReLU features."""
    random = np.random.default_rng(0).standard_normal((784, 1000)).astype(np.float32)
    h = features(images, random)
    weights = np.linalg.solve(
        h.T @ h + 300 * np.eye(1000, dtype=np.float32), h.T @ np.eye(10)[labels]
    )
    return random, weights


def features(images: np.ndarray, random: np.ndarray) -> np.ndarray:
    return np.maximum(images.reshape(len(images), 784).astype(np.float32) / 255 @ random, 0)


def test_who_learns_from_some_reads_others(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    random, weights = learnt(*drawn)
    images, labels = draw_digits(1000, seed=6)
    right = np.mean((features(images, random) @ weights).argmax(axis=1) == labels)
    assert right > 0.83  # hands differ more here than in MNIST, so that they cover it


@pytest.mark.skipif(not MNIST.is_dir(), reason="MNIST is not here")
def test_who_learns_from_drawn_digits_alone_reads_mnist(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    images, labels = (
        np.frombuffer(gzip.decompress((MNIST / f"t10k-{name}-ubyte.gz").read_bytes()), np.uint8)
        for name in ("images-idx3", "labels-idx1")
    )
    images, labels = images[16:].reshape(-1, 28, 28), labels[8:]
    random, weights = learnt(*drawn)
    right = np.mean((features(images, random) @ weights).argmax(axis=1) == labels)
    assert right > 0.85
