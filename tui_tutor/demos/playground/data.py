"""The points: two kinds of them on a plane, or heights above it. NumPy alone, to be printed.

Every maker takes (rng, n, noise) and returns x (n, 2) within ±6 and t (n,) from -1 to 1; `noise`
is from 0 to 0.5. `tutor demo playground --as-code` prints the one in use as it stands here.
"""

from collections.abc import Callable

import numpy as np

from tui_tutor.arrays import Floats

Points = tuple[Floats, Floats]
REACH = 6.0  # the plane runs from -REACH to REACH both ways


def circle(rng: np.random.Generator, n: int, noise: float) -> Points:
    inner = np.arange(n) < n // 2
    radius = np.where(inner, rng.uniform(0, 2.5, n), rng.uniform(3.5, 5, n))
    angle = rng.uniform(0, 2 * np.pi, n)
    x = np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
    seen = x + rng.uniform(-5, 5, (n, 2)) * noise
    return x, np.where(np.hypot(*seen.T) < 2.5, 1.0, -1.0)


def xor(rng: np.random.Generator, n: int, noise: float) -> Points:
    x = rng.uniform(-5, 5, (n, 2))
    x += np.where(x > 0, 0.3, -0.3)
    seen = x + rng.uniform(-5, 5, (n, 2)) * noise
    return x, np.where(seen[:, 0] * seen[:, 1] >= 0, 1.0, -1.0)


def blobs(rng: np.random.Generator, n: int, noise: float) -> Points:
    t = np.where(np.arange(n) < n // 2, 1.0, -1.0)
    spread = 0.7 + 5 * noise
    x = 2 * t[:, None] + spread * rng.standard_normal((n, 2))
    return np.clip(x, -6, 6), t


def spirals(rng: np.random.Generator, n: int, noise: float) -> Points:
    t = np.where(np.arange(n) < n // 2, 1.0, -1.0)
    along = (np.arange(n) % (n // 2)) / (n // 2)
    angle = 3.5 * np.pi * along + np.where(t > 0, 0, np.pi)
    x = 5 * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return np.clip(x + 2 * noise * rng.uniform(-1, 1, (n, 2)), -6, 6), t


def plane(rng: np.random.Generator, n: int, noise: float) -> Points:
    x = rng.uniform(-6, 6, (n, 2))
    height = (x[:, 0] + x[:, 1]) / 10
    return x, np.clip(height + noise * rng.standard_normal(n), -1, 1)


def hills(rng: np.random.Generator, n: int, noise: float) -> Points:
    x = rng.uniform(-6, 6, (n, 2))
    tops = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
    signs = np.array([1, -1, 1, -1, 1, -1])
    far = np.hypot(x[:, None, 0] - tops[:, 0], x[:, None, 1] - tops[:, 1])
    height = (np.clip(1 - far / 2, 0, 1) * signs).sum(axis=1)
    return x, np.clip(height + noise * rng.standard_normal(n), -1, 1)


MAKERS: dict[str, Callable[[np.random.Generator, int, float], Points]] = {
    "circle": circle,
    "xor": xor,
    "blobs": blobs,
    "spirals": spirals,
    "plane": plane,
    "hills": hills,
}
HEIGHTS = ("plane", "hills")  # their targets are any number from -1 to 1
COUNT = 300
