"""Digits that the program draws itself: strokes warped, slanted, inked and centred like MNIST's.

The same seed gives the same bytes on every machine: random numbers come from PCG64, and what
follows is plain + - * / √ and comparisons, one array at a time, which IEEE 754 fixes to the bit.
"""

import math
from itertools import pairwise
from typing import Any

import numpy as np

from tui_tutor.digits.idx import Bytes
from tui_tutor.digits.ink import Floats, centred, fitted, inked
from tui_tutor.digits.strokes import WAYS, Stroke

SIDE = 28
GRID = 4  # nodes a side of the net that warps a digit
POINTS = 60  # at which the pen is put down along a digit
TOGETHER = 100  # images drawn at once, so that they stay in the processor's cache


def draw_digits(count: int, seed: int = 0) -> tuple[Bytes, Bytes]:
    """Draw that many digits: images (count, 28, 28) and labels (count,), classes shuffled."""
    if count < 0:
        raise ValueError(f"count must be 0 or more, got {count}")
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(count) % 10).astype(np.uint8)
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    chosen = rng.random(count)
    for label, ways in enumerate(WAYS):
        weights = [weight for weight, _ in ways]
        ends = [sum(weights[: i + 1]) / sum(weights) for i in range(len(ways))]
        starts = [0.0, *ends[:-1]]
        for (_, strokes), low, high in zip(ways, starts, ends, strict=True):
            mine = np.flatnonzero((labels == label) & (chosen >= low) & (chosen < high))
            for i in range(0, len(mine), TOGETHER):
                some = mine[i : i + TOGETHER]
                images[some] = _draw(strokes, len(some), rng)
    return images, labels


def _draw(strokes: tuple[Stroke, ...], count: int, rng: np.random.Generator) -> Bytes:
    """That many images of one way to write a digit, each with another hand."""
    x, y = _pen_points(strokes, _warp(count, rng))
    x, y = _hand(x, y, rng)
    radius = (0.8 + 1.3 * rng.random(count) * rng.random(count)).astype(np.float32)
    x, y = fitted(x, y, radius)
    soft = np.float32(0.75) + np.float32(0.5) * rng.random((count,)).astype(np.float32)
    return centred(inked(x, y, radius, soft))


def _around_zero(rng: np.random.Generator, shape: tuple[int, ...], spread: float) -> Floats:
    """Random numbers in a bell around 0: a sum of uniforms, which is the same everywhere."""
    total = rng.random(shape) + rng.random(shape) + rng.random(shape) - 1.5
    return (total * (2 * spread)).astype(np.float32)  # their standard deviation is 1/2


def _warp(count: int, rng: np.random.Generator) -> Floats:
    """How far each node of the net moves: (2, GRID, GRID, count)."""
    return _around_zero(rng, (2, GRID, GRID, count), 0.085)


def _pen_points(strokes: tuple[Stroke, ...], warp: Floats) -> tuple[Floats, Floats]:
    """Points along the warped strokes, x and y of shape (points, count)."""
    lengths = [_length(stroke) for stroke in strokes]
    xs: list[Floats] = []
    ys: list[Floats] = []
    for stroke, length in zip(strokes, lengths, strict=True):
        knots = [_moved(point, warp) for point in stroke]
        steps = max(round(POINTS * length / sum(lengths) / (len(stroke) - 1)), 2)
        for x, y in _curve(knots, steps):
            xs.append(x)
            ys.append(y)
    return np.stack(xs), np.stack(ys)


def _length(stroke: Stroke) -> float:
    pairs = pairwise(stroke)
    return sum(math.sqrt((a - c) ** 2 + (b - d) ** 2) for (a, b), (c, d) in pairs)


def _moved(point: tuple[float, float], warp: Floats) -> tuple[Floats, Floats]:
    """A point as the net carries it along: between four nodes, by its nearness to each."""
    places = [min(max(v, 0.0), 0.999) * (GRID - 1) for v in point]
    (i, u), (j, v) = [(int(p), p - int(p)) for p in places]
    moved = []
    for axis in (0, 1):
        net = warp[axis]
        left = net[j, i] * np.float32((1 - u) * (1 - v)) + net[j + 1, i] * np.float32((1 - u) * v)
        right = net[j, i + 1] * np.float32(u * (1 - v)) + net[j + 1, i + 1] * np.float32(u * v)
        moved.append(np.float32(point[axis]) + left + right)
    return moved[0], moved[1]


def _curve(knots: list[tuple[Floats, Floats]], steps: int) -> Any:
    """A Catmull-Rom curve through the knots, `steps` points from each to the next."""
    padded = [knots[0], *knots, knots[-1]]
    for k in range(len(knots) - 1):
        four = padded[k : k + 4]
        last = k == len(knots) - 2
        for s in range(steps + last):
            t = s / steps
            weights = (
                (-t + 2 * t * t - t * t * t) / 2,
                (2 - 5 * t * t + 3 * t * t * t) / 2,
                (t + 4 * t * t - 3 * t * t * t) / 2,
                (t * t * t - t * t) / 2,
            )
            a, b, c, d = (np.float32(w) for w in weights)
            yield tuple(
                four[0][i] * a + four[1][i] * b + four[2][i] * c + four[3][i] * d for i in (0, 1)
            )


def _hand(x: Floats, y: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Each image's own proportions, slant and turn, about the middle of the digit."""
    count = x.shape[1]
    x, y = x - np.float32(0.5), y - np.float32(0.5)
    # The waist moves up or down, the upper part grows wider or narrower than the lower.
    y = y + _around_zero(rng, (count,), 0.35) * (np.float32(0.25) - y * y)
    x = x * (1 + y * _around_zero(rng, (count,), 0.35))
    x = x * (np.float32(1.0) + _around_zero(rng, (count,), 0.24))
    x = x - y * (np.float32(0.2) + _around_zero(rng, (count,), 0.26))
    t = _around_zero(rng, (count,), 0.075)  # tan of half the turn
    scale = 1 + t * t
    cos, sin = (1 - t * t) / scale, 2 * t / scale
    return x * cos - y * sin, x * sin + y * cos
