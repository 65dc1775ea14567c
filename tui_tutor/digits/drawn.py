"""Digits that the program draws itself, in many hands, inked and centred as MNIST's are.

The same seed gives the same bytes on every machine: random numbers are PCG64's doubles, and what
follows is plain + - * / √ and comparisons in a fixed order, which IEEE 754 fixes to the bit.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tui_tutor.digits.idx import Bytes
from tui_tutor.digits.ink import SIDE, Floats, centred, fitted, inked
from tui_tutor.digits.strokes import MANNERS, Manner

# How much hands differ: standard deviations, where a digit is 1 high and 0 is its middle.
MIX = 0.2  # of the way from one example of a manner to another, or away from it
WOBBLE = 0.05  # of the points that the pen passes, before neighbours are evened out
SLANT = 0.1  # the mean of what y gives to x; it deviates as the second of the next
BEND_X = (0.21, 0.26, 0.4, 0.24, 0.4, 0.32)  # of what x, y, x², xy, y² and y³ add to x
BEND_Y = (0.16, 0.0, 0.2, 0.32, 0.3, 0.0)  # of what they add to y

# Pixels, the least and what chance may add.
PEN, THICKER, THICKEST = 0.65, 0.75, 1.0  # half the pen's width; thickest is rare
SOFT, SOFTER = 0.8, 0.5  # what the ink needs to fade at its edge

DENSITY = 26  # pen points to the height of a digit, which is up to 20 pixels
TOGETHER = 100  # images drawn at once, so that they stay in the processor's cache


@dataclass(frozen=True)
class Shape:
    """One manner to write a digit.

    examples (examples, points, 2): where the pen passes, x and y from -½ to ½. A curve is the
    indices of the points that it passes in one smooth movement.
    """

    examples: Floats
    curves: tuple[tuple[int, ...], ...]
    freedom: float


def draw_digits(count: int, seed: int = 0) -> tuple[Bytes, Bytes]:
    """Draw that many digits: images (count, 28, 28) and labels (count,), classes shuffled.

    Each class is drawn as often as the others (give or take one). Raises ValueError where count
    or seed is negative.
    """
    if count < 0:
        raise ValueError(f"count must be 0 or more, got {count}")
    rng = np.random.Generator(np.random.PCG64(seed))
    labels = (np.argsort(rng.random(count), kind="stable") % 10).astype(np.uint8)
    chosen = rng.random(count)
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    for label, manners in enumerate(MANNERS):
        total = sum(manner.weight for manner in manners)
        below = 0.0
        for manner in manners:
            low, below = below / total, below + manner.weight
            mine = np.flatnonzero((labels == label) & (chosen >= low) & (chosen < below / total))
            shape = _shape(manner)
            for i in range(0, len(mine), TOGETHER):
                some = mine[i : i + TOGETHER]
                images[some] = _draw(shape, len(some), rng)
    return images, labels


def _shape(manner: Manner) -> Shape:
    """Reads the examples of one manner; they have the same curves."""
    curves: list[list[int]] = [[]]
    places = 0
    for word in manner.examples[0].split():
        if word == "|":
            curves.append([places - 1])
        elif word == "/":
            curves.append([])
        else:
            curves[-1].append(places)
            places += 1
    numbers = [
        [word.split(",") for word in example.split() if word not in "|/"]
        for example in manner.examples
    ]
    points: Floats = np.array(numbers).astype(np.float32) / np.float32(100) - np.float32(0.5)
    return Shape(points, tuple(tuple(curve) for curve in curves), manner.freedom)


def _draw(shape: Shape, count: int, rng: np.random.Generator) -> Bytes:
    """That many images of one manner, each by another hand with another pen."""
    x, y = _pen_points(shape, _bent(_knots(shape, count, rng), shape.freedom, rng))
    thicker, rare, softer = rng.random((3, count))
    radius = (PEN + THICKER * thicker + THICKEST * rare * rare * rare).astype(np.float32)
    soft = (SOFT + SOFTER * softer).astype(np.float32)
    x, y = fitted(x, y, radius + soft * np.float32(0.5))
    return centred(inked(x, y, radius, soft))


def _around_zero(rng: np.random.Generator, shape: tuple[int, ...], deviation: float) -> Floats:
    """Random numbers in a bell around 0: a sum of uniforms, which is the same everywhere."""
    total = rng.random(shape) + rng.random(shape) + rng.random(shape) - 1.5
    return (total * (2 * deviation)).astype(np.float32)  # their own deviation is ½


def _knots(shape: Shape, count: int, rng: np.random.Generator) -> Floats:
    """The points of each image: (2, points, count), between two examples and a little off both."""
    first, second = (rng.random((2, count)) * len(shape.examples)).astype(int)
    mix = _around_zero(rng, (count, 1, 1), MIX)
    between = shape.examples[first] * (1 - mix) + shape.examples[second] * mix
    knots = np.ascontiguousarray(between.transpose(2, 1, 0))
    off = _around_zero(rng, (2, knots.shape[1] + 2, count), WOBBLE)
    evened: Floats = (off[:, :-2] + 2 * off[:, 1:-1] + off[:, 2:]) * np.float32(0.25)
    bent: Floats = knots + evened
    return bent


def _bent(knots: Floats, freedom: float, rng: np.random.Generator) -> Floats:
    """The paper pulled about smoothly: each image's own proportions, slant, turn and curvature."""
    x, y = knots
    powers = (x, y, freedom * x * x, freedom * x * y, freedom * y * y, freedom * y * y * y)
    new_x, new_y = x - SLANT * y, y
    for power, bend_x, bend_y in zip(powers, BEND_X, BEND_Y, strict=True):
        new_x = new_x + power * _around_zero(rng, (x.shape[1],), bend_x)
        new_y = new_y + power * _around_zero(rng, (x.shape[1],), bend_y)
    return np.stack([new_x, new_y])


def _pen_points(shape: Shape, knots: Floats) -> Floats:
    """Points along the curves through the knots: (2, points, count)."""
    points: list[Floats] = []
    for curve in shape.curves:
        padded = [curve[0], *curve, curve[-1]]
        for k, (i, j) in enumerate(pairwise(curve)):
            four = [knots[:, n] for n in padded[k : k + 4]]
            # As many as the longest of the examples needs, so that no gap shows.
            apart = shape.examples[:, j] - shape.examples[:, i]
            length = math.sqrt(max(dx * dx + dy * dy for dx, dy in apart.tolist()))
            steps = math.ceil(DENSITY * length)
            points += [_between(four, s / steps) for s in range(steps)]
        points.append(knots[:, curve[-1]])
    return np.stack(points, axis=1)


def _between(four: list[Floats], t: float) -> Floats:
    """A Catmull-Rom curve from the second of four knots (t = 0) to the third (t = 1)."""
    weights = (
        (-t + 2 * t * t - t * t * t) / 2,
        (2 - 5 * t * t + 3 * t * t * t) / 2,
        (t + 4 * t * t - 3 * t * t * t) / 2,
        (t * t * t - t * t) / 2,
    )
    a, b, c, d = (np.float32(w) for w in weights)
    point: Floats = four[0] * a + four[1] * b + four[2] * c + four[3] * d
    return point
