"""The program that trains a network in the ward, line by line, and the other ways to write a line.

What is shown is what runs: the lines are compiled as they stand, and the run is watched from
outside, so that no line of it is there for the watching.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Labels, Pixels
from tui_tutor.digits.drawn import draw_digits

TRAIN, TEST, NEW = 1500, 1000, 1000  # images: to learn from, to test with, and seen by nobody
BATCHES = 600
Lines = tuple[str, ...]
Local = Mapping[str, Any]  # the program's own names, after a batch

SOUND: Lines = (
    "x, t = images / 255, labels",
    "rng = np.random.default_rng(0)",
    "rate, scale = 1.0, 0.2",
    "W1 = scale * rng.normal(size=(196, 50))",
    "W2 = scale * rng.normal(size=(50, 10))",
    "b1 = np.zeros(50)",
    "b2 = np.zeros(10)",
    "def forward(x):",
    "    h = 1 / (1 + np.exp(-(x @ W1 + b1)))",
    "    return h, core.softmax(h @ W2 + b2)",
    f"for step in range({BATCHES}):",
    f"    batch = rng.integers({TRAIN}, size=50)",
    "    xb, tb = x[batch], t[batch]",
    "    h, y = forward(xb)",
    "    loss = core.cross_entropy_error(y, tb)",
    "    ds = (y - core.one_hot(tb, 10)) / 50",
    "    da = ds @ W2.T * h * (1 - h)",
    "    grads = xb.T @ da, h.T @ ds, da.sum(0), ds.sum(0)",
    "    for w, dw in zip((W1, W2, b1, b2), grads):",
    "        w -= rate * dw",
)
RELU = {
    "    h = 1 / (1 + np.exp(-(x @ W1 + b1)))": "    h = np.maximum(x @ W1 + b1, 0)",
    "    da = ds @ W2.T * h * (1 - h)": "    da = ds @ W2.T * (h > 0)",
}

SOUNDLY = "sound"
# Ways to write the same line, by the name of what is wrong with them.
WAYS: tuple[dict[str, str], ...] = (
    {
        SOUNDLY: "x, t = images / 255, labels",
        "not-scaled": "x, t = images, labels",
        "shifted": "x, t = images - 255, labels",
    },
    {
        SOUNDLY: "rate, scale = 1.0, 0.2",
        "small-steps": "rate, scale = 0.001, 0.2",
        "alike": "rate, scale = 1.0, 0",
        "wide": "rate, scale = 1.0, 20",
    },
    {
        SOUNDLY: "b1 = np.zeros(50)",
        "dead": "b1 = np.full(50, -9.0)",
        "lifted": "b1 = np.full(50, 9.0)",
    },
    {
        SOUNDLY: "    return h, core.softmax(h @ W2 + b2)",
        "softmax-twice": "    return h, core.softmax(core.softmax(h @ W2 + b2))",
        "axis": "    return h, core.softmax(h @ W2 + b2, axis=0)",
    },
    {
        SOUNDLY: f"    batch = rng.integers({TRAIN}, size=50)",
        "no-shuffle": f"    batch = 50 * step % {TRAIN} + np.arange(50)",
        "few": f"    batch = np.arange(0, {TRAIN}, {TRAIN // 50})",
        "leak": f"    batch = rng.integers({TRAIN + TEST}, size=50)",
    },
    {
        SOUNDLY: "    xb, tb = x[batch], t[batch]",
        "apart": "    xb, tb = x[batch], t[rng.permutation(batch)]",
        "backwards": "    xb, tb = x[batch], t[batch[::-1]]",
    },
    {
        SOUNDLY: "    ds = (y - core.one_hot(tb, 10)) / 50",
        "not-averaged": "    ds = y - core.one_hot(tb, 10)",
        "turned": "    ds = (core.one_hot(tb, 10) - y) / 50",
    },
    {
        SOUNDLY: "    da = ds @ W2.T * h * (1 - h)",
        "slope": "    da = ds @ W2.T",
        "half-slope": "    da = ds @ W2.T * h",
    },
    {
        SOUNDLY: "    da = ds @ W2.T * (h > 0)",
        "slope": "    da = ds @ W2.T",
        "shut": "    da = ds @ W2.T * (h < 0)",
    },
    {
        SOUNDLY: "        w -= rate * dw",
        "uphill": "        w += rate * dw",
        "stays": "        w = w - rate * dw",
    },
)


def other_ways(line: str) -> dict[str, str]:
    """The other ways to write that line, in an order that tells nothing; none of most lines."""
    for ways in WAYS:
        if line in ways.values():
            others = [(way, name) for name, way in ways.items() if way != line]
            return {name: way for way, name in sorted(others)}
    return {}


@lru_cache(maxsize=1)
def images_and_labels() -> tuple[Pixels, Labels]:
    """Drawn digits of 14 × 14, (N, 196), and what they are.

    Those to learn from lie sorted, as in ten folders.
    """
    images, labels = draw_digits(TRAIN + TEST + NEW, seed=3)
    order = np.arange(len(labels))
    order[:TRAIN] = np.argsort(labels[:TRAIN], kind="stable")
    small = images.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).round().astype(np.uint8)
    return small[order].reshape(len(order), -1), labels[order].astype(int)


def run(lines: Lines) -> Iterator[Local]:
    """Runs the program; hands out its names after each batch."""
    source = ["def program(images, labels):"]
    source += [f"    {line}" for line in lines]
    source += ["        yield locals()"]
    names: dict[str, Any] = {"np": np, "core": core}
    exec(compile("\n".join(source), "<ward>", "exec"), names)
    batches: Iterator[Local] = names["program"](*images_and_labels())
    while True:
        with np.errstate(all="ignore"):  # an ill network may overflow: its curves tell
            local = next(batches, None)
        if local is None:
            return
        yield local
