"""Ink on paper: pen points become grey pixels, sized and centred as MNIST's digits are."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tui_tutor.digits.idx import Bytes

Floats = NDArray[np.float32]
Strokes = tuple[tuple[tuple[float, float], ...], ...]
SIDE = 28
BOX = 20.0  # pixels: a digit's longer side, pen included
MIDDLE = 14.0  # where MNIST's digits have their centre of mass, counting pixels from 0
SOFT = 1.0  # pixels over which the pad's ink fades
CLOSE = 0.5  # pixels at the most between two pen points


def fitted(x: Floats, y: Floats, radius: Floats) -> tuple[Floats, Floats]:
    """Pen points (points, count) scaled so that the longer side, pen included, fills the box.

    radius (count,): half the pen's width with its soft edge, in pixels. Returns x and y in
    pixels, in the middle.
    """
    width, height = x.max(axis=0) - x.min(axis=0), y.max(axis=0) - y.min(axis=0)
    # The ink may fade until just before the next pixels outside the box.
    scale = (np.float32(BOX + 1) - 2 * radius) / np.maximum(width, height)
    middle = np.float32((SIDE - 1) / 2)
    x = (x - (x.max(axis=0) + x.min(axis=0)) / 2) * scale + middle
    y = (y - (y.max(axis=0) + y.min(axis=0)) / 2) * scale + middle
    return x, y


def inked(x: Floats, y: Floats, radius: Floats, soft: Floats) -> Bytes:
    """Images (count, 28, 28): grey by the distance to the nearest pen point.

    x, y (points, count) in pixels; within radius (count,) it is white, over soft (count,) pixels
    about the edge it fades.
    """
    points, count = x.shape
    pixels = np.arange(SIDE, dtype=np.float32)
    dx, dy = x[:, :, None] - pixels, y[:, :, None] - pixels
    dx *= dx
    dy *= dy
    nearest = np.full((count, SIDE, SIDE), np.inf, np.float32)
    here = np.empty_like(nearest)
    for p in range(points):
        np.add(dy[p][:, :, None], dx[p][:, None, :], out=here)
        np.minimum(nearest, here, out=nearest)
    ink: Floats = (radius[:, None, None] - np.sqrt(nearest)) / soft[:, None, None] + np.float32(0.5)
    grey: Bytes = (np.clip(ink, 0, 1) * 255).astype(np.uint8)
    return grey


def centred(images: Bytes) -> Bytes:
    """Images shifted by whole pixels so that their centre of mass stands in the middle.

    As MNIST's makers did it. Where ink would leave the image, the shift ends at its border; an
    image without ink stays as it is.
    """
    places = np.arange(SIDE)
    rows = places - _shift(images.sum(axis=2, dtype=np.int64))[:, None]
    columns = places - _shift(images.sum(axis=1, dtype=np.int64))[:, None]
    shifted: Bytes = images[
        np.arange(len(images))[:, None, None], rows[:, :, None] % SIDE, columns[:, None, :] % SIDE
    ]
    return shifted


def _shift(profiles: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far each image has to go, by the ink in its rows or columns: (count, 28) → (count,)."""
    mass = np.maximum(profiles.sum(axis=1), 1)
    centre = (profiles * np.arange(SIDE)).sum(axis=1) / mass
    first = (profiles > 0).argmax(axis=1)
    last = SIDE - 1 - (profiles[:, ::-1] > 0).argmax(axis=1)
    shift: NDArray[np.int64] = np.rint(MIDDLE - centre).astype(np.int64)
    return shift.clip(-first, SIDE - 1 - last)


def on_the_pad(strokes: Strokes, radius: float) -> Bytes:
    """The strokes as they were drawn: (28, 28). Points are in pixels, (0, 0) the top left."""
    return _image(*_points(strokes), radius)


def as_mnist(strokes: Strokes, radius: float) -> Bytes:
    """The strokes as MNIST would show them: fitted into its box and centred, (28, 28)."""
    x, y = _points(strokes)
    if len(x):
        # A dot has no size that could be scaled up: it stays as large as the pen.
        extent = max(float(np.ptp(x)), float(np.ptp(y)))
        if extent > 1:
            pen = np.array([radius * (BOX - 2 * radius) / max(extent, 8)], np.float32)
            pen = np.clip(pen, 0.8, 2.2)
            x, y = fitted(x, y, pen + np.float32(SOFT / 2))
            radius = float(pen[0])
    shifted: Bytes = centred(_image(x, y, radius)[None])[0]
    return shifted


def _points(strokes: Strokes) -> tuple[Floats, Floats]:
    """Points close enough together along every stroke, as columns (points, 1)."""
    pieces = [np.empty((0, 2))]
    for stroke in strokes:
        pieces.append(np.array(stroke[:1], float))
        for a, b in pairwise(stroke):
            count = max(int(np.ceil(np.hypot(b[0] - a[0], b[1] - a[1]) / CLOSE)), 1)
            steps = np.arange(1, count + 1)[:, None] / count
            pieces.append(np.array(a) + steps * (np.array(b) - np.array(a)))
    points = np.concatenate(pieces).astype(np.float32)
    return points[:, :1], points[:, 1:]


def _image(x: Floats, y: Floats, radius: float) -> Bytes:
    if not len(x):
        return np.zeros((SIDE, SIDE), np.uint8)
    pen, soft = np.full(1, radius, np.float32), np.full(1, SOFT, np.float32)
    drawn: Bytes = inked(x, y, pen, soft)[0]
    return drawn
