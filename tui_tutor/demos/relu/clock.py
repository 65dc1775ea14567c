"""What activation functions cost on this machine, there and back, measured again and again."""

import time
from collections.abc import Callable
from functools import cache, partial

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.nets import ACTIVATIONS, TRAINABLE
from tui_tutor.nets.layers import Affine, Nonlinear
from tui_tutor.show import cells, heading, note
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import BLANK, loose, stage
from tui_tutor.text import Words

words = Words("relu")
CELL = 9  # cells of a time
CALLS, NUMBERS = 100, 10_000  # of the size that layers have: larger ones would time the memory
INPUTS = 100  # of each unit, where a layer's weighted sums are measured beside
DTYPES = "float32", "float64"
Times = dict[tuple[str, str], float]  # (what, dtype) → the best time in seconds
AFFINE = "affine"


@cache
def _jobs(dtype: str) -> dict[str, Callable[[], object]]:
    """Each piece of work on NUMBERS numbers, ready to be run; its arrays are made beforehand."""
    rng = np.random.default_rng(0)

    def numbers(*shape: int) -> Floats:
        return rng.standard_normal(shape).astype(dtype)

    x, W, b = numbers(NUMBERS // INPUTS, INPUTS), numbers(INPUTS, INPUTS), numbers(INPUTS)
    affine = Affine(W, b).prepared(x)
    jobs: dict[str, Callable[[], object]] = {AFFINE: partial(affine.forward, x)}
    for name in TRAINABLE:
        layer = Nonlinear(name).prepared(x)
        jobs[name], jobs[back(name)] = partial(layer.forward, x), partial(layer.backward, x)
    return jobs


def back(name: str) -> str:
    """What a function's way back is called among the jobs."""
    return f"{name} back"


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


def clock(times: Times, rounds: int, rival: str, size: Size) -> RenderableType:
    """A line for each piece of work, at two dtypes, and how often ReLU is faster."""
    title = heading(words("clock", calls=CALLS, numbers=f"{NUMBERS:,}"))
    if not times:
        return stage(size, title, note(words("no-times")))
    work = {}
    for name in (rival, "relu"):
        work[name] = words("forward", name=ACTIVATIONS[name].name)
        work[back(name)] = words("backward", name=ACTIVATIONS[name].name)
    work[AFFINE] = words("affine")
    label = max(map(cell_len, work.values()))
    table = Text(no_wrap=True).append(cells("", label), QUIET)
    table.append("".join(cells(dtype, CELL, right=True) for dtype in DTYPES), QUIET)
    for what, told in work.items():
        table.append("\n" + cells(told, label))
        table.append("".join(f"{milliseconds(times[what, d]):>{CELL}}" for d in DTYPES))
    return stage(
        size,
        title,
        BLANK,
        loose(table),
        BLANK,
        *(note(words("faster", dtype=d, **ratios(times, d, rival))) for d in DTYPES),
        *(note(words("beside", dtype=d, **shares(times, d, rival))) for d in DTYPES),
        BLANK,
        note(words("rounds", rounds=rounds), QUIET),
    )


def ratios(times: Times, dtype: str, rival: str) -> dict[str, str]:
    """How many times as long the rival takes, there and back."""
    there = times[rival, dtype] / times["relu", dtype]
    backward = times[back(rival), dtype] / times[back("relu"), dtype]
    return {"name": ACTIVATIONS[rival].name, "there": f"{there:.1f}", "back": f"{backward:.1f}"}


def shares(times: Times, dtype: str, rival: str) -> dict[str, str]:
    """How many times as long the weighted sums take as each function of them."""
    sums = times[AFFINE, dtype]
    return {
        "name": ACTIVATIONS[rival].name,
        "relu": f"{sums / times['relu', dtype]:.1f}",
        "rival": f"{sums / times[rival, dtype]:.1f}",
    }


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms"
