"""The images of an epoch in a new order each time, a mini-batch after the other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Floats, Labels, Pixels

SCALE = np.float32(1 / 255)  # a pixel's byte, 0 to 255, becomes 0 to 1


def scaled(pixels: Pixels) -> Floats:
    """Bytes 0 to 255 → float32 0 to 1, as the network is fed."""
    return np.multiply(pixels, SCALE, dtype=np.float32)


@dataclass(frozen=True)
class Place:
    """Where in the data a run is; with it, the batches and random numbers to come are the same.

    The order of an epoch is drawn anew from the state that the generator had when it began: that
    takes a hundred bytes, where the order of 60,000 images takes half a million.
    """

    before_epoch: Mapping[str, object]  # the generator's state
    row: int  # of the epoch's order; 0 where none has begun
    now: Mapping[str, object]


class Batches:
    """Draws mini-batches from images (N, pixels) of bytes and labels (N,)."""

    def __init__(
        self,
        images: Pixels,
        labels: Labels,
        batch_size: int,
        rng: np.random.Generator,
    ) -> None:
        self._images, self._labels, self._rng = images, labels, rng
        self._before_epoch = rng.bit_generator.state
        self._order = np.empty(0, np.intp)
        self._row = 0
        self.resize(batch_size)

    def resize(self, batch_size: int) -> None:
        """That many from the next batch on."""
        pixels = self._images.shape[1]
        self._bytes = np.empty((batch_size, pixels), np.uint8)
        self.x = np.empty((batch_size, pixels), np.float32)
        self.labels = np.empty(batch_size, np.intp)

    def draw(self) -> Labels:
        """Fill `x` with the next images, scaled to 0..1, and `labels`; returns their places."""
        if self._row + len(self.x) > len(self._order):
            # What does not fill a batch is left for another epoch; the order is anew each time.
            self._begin_epoch()
        chosen = self._order[self._row : self._row + len(self.x)]
        self._row += len(chosen)
        np.take(self._images, chosen, axis=0, out=self._bytes, mode="clip")  # skips a copy
        np.copyto(self.x, self._bytes)
        self.x *= SCALE
        np.take(self._labels, chosen, out=self.labels, mode="clip")
        return chosen

    def _begin_epoch(self) -> None:
        self._before_epoch = self._rng.bit_generator.state
        self._order = self._rng.permutation(len(self._images))
        self._row = 0

    def place(self) -> Place:
        return Place(self._before_epoch, self._row, self._rng.bit_generator.state)

    def go_to(self, place: Place) -> None:
        """Go on as the run did that was at this place of the same data."""
        if place.row:
            self._rng.bit_generator.state = place.before_epoch
            self._begin_epoch()
            self._row = place.row
        self._rng.bit_generator.state = place.now
