"""What sigmoid and ReLU cost on this machine, forward and backward, measured again and again."""

import time
from collections.abc import Callable
from functools import cache

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.show import QUIET, heading, note
from tui_tutor.show.stage import BLANK, stage
from tui_tutor.text import Words

words = Words("relu")
CALLS, NUMBERS = 100, 10_000  # of the size that layers have: larger ones would time the memory
INPUTS = 100  # of each unit, where a layer's weighted sums are measured beside
DTYPES = "float32", "float64"
Times = dict[tuple[str, str], float]  # (what, dtype) → the best time in seconds
WORK = "sigmoid", "sigmoid back", "ReLU", "ReLU back", "affine"


@cache
def _jobs(dtype: str) -> dict[str, Callable[[], object]]:
    """Each piece of work on NUMBERS numbers, ready to be run; its arrays are made beforehand."""
    rng = np.random.default_rng(0)

    def numbers(*shape: int) -> Floats:
        return rng.standard_normal(shape).astype(dtype)

    x, W, b = numbers(NUMBERS // INPUTS, INPUTS), numbers(INPUTS, INPUTS), numbers(INPUTS)
    h, y, out = core.sigmoid(x), core.relu(x), np.empty_like(x)
    return {
        "sigmoid": lambda: core.sigmoid(x, out=out),
        "sigmoid back": lambda: core.sigmoid_backward(h, x, out=out),
        "ReLU": lambda: core.relu(x, out=out),
        "ReLU back": lambda: core.relu_backward(y, x, out=out),
        "affine": lambda: core.affine(x, W, b, out=out),
    }


def measured(before: Times) -> Times:
    """One more round: for each piece of work the best time until now.

    The best and not the mean, since whatever else the machine does can only add to it.
    """
    times = dict(before)
    for dtype in DTYPES:
        for what, run in _jobs(dtype).items():
            began = time.perf_counter()
            for _ in range(CALLS):
                run()
            seconds = time.perf_counter() - began
            times[what, dtype] = min(seconds, before.get((what, dtype), seconds))
    return times


# ------------------------------------------------------------------ drawing


def clock(times: Times, rounds: int, size: Size) -> RenderableType:
    """A line for each piece of work, at two dtypes, and how often ReLU is faster."""
    title = heading(words("clock", calls=CALLS, numbers=f"{NUMBERS:,}"))
    if not times:
        return stage(size, title, note(words("no-times")))
    table = Text(no_wrap=True).append(words("clock-head"), QUIET)
    for what in WORK:
        table.append(f"\n{words.of('work', what):30}")
        table.append("".join(f"{milliseconds(times[what, d]):>12}" for d in DTYPES))
    return stage(
        size,
        title,
        BLANK,
        table,
        BLANK,
        *(note(words("faster", dtype=d, **ratios(times, d))) for d in DTYPES),
        *(note(words("beside", dtype=d, **shares(times, d))) for d in DTYPES),
        BLANK,
        note(words("rounds", rounds=rounds), QUIET),
    )


def ratios(times: Times, dtype: str) -> dict[str, str]:
    """How many times as long sigmoid takes, there and back."""
    there = times["sigmoid", dtype] / times["ReLU", dtype]
    back = times["sigmoid back", dtype] / times["ReLU back", dtype]
    return {"there": f"{there:.1f}", "back": f"{back:.1f}"}


def shares(times: Times, dtype: str) -> dict[str, str]:
    """How many times as long the weighted sums take as each function of them."""
    sums = times["affine", dtype]
    return {
        "relu": f"{sums / times['ReLU', dtype]:.1f}",
        "sigmoid": f"{sums / times['sigmoid', dtype]:.1f}",
    }


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms"
