"""What activation functions cost on this machine, there and back, measured again and again."""

import math
import time
from collections.abc import Callable
from functools import cache, partial

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos._functions import COLOURS
from tui_tutor.nets import ACTIVATIONS, TRAINABLE
from tui_tutor.nets.layers import Affine, Nonlinear
from tui_tutor.show import cells, heading, note, telling
from tui_tutor.show.bars import bar, thickening
from tui_tutor.show.roles import NEUTRAL, QUIET
from tui_tutor.show.stage import BLANK, loose, stage
from tui_tutor.text import Words

words = Words("relu")
CELL = 9  # cells of a time
WIDE = 80  # cells from which on times have bars
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
    with_bars = size.width >= WIDE and not telling()
    drawn = thickening(partial(bars, times, work), len(work), WIDE)
    return stage(
        size,
        title,
        BLANK,
        drawn if with_bars else loose(table(times, work)),
        BLANK,
        *(note(words("faster", dtype=d, **ratios(times, d, rival))) for d in DTYPES),
        *(note(words("beside", dtype=d, **shares(times, d, rival))) for d in DTYPES),
        BLANK,
        note(words("rounds", rounds=rounds), QUIET),
    )


def table(times: Times, work: dict[str, str], room: int = 0, top: float = 1.0) -> Text:
    """A line for each piece of work: its times, each with a bar of so many cells."""
    label = max(map(cell_len, work.values()))
    text = Text(no_wrap=True).append(cells("", label), QUIET)
    heads = (cells(cells(dtype, CELL, right=True), CELL + room) for dtype in DTYPES)
    text.append("".join(heads).rstrip(), QUIET)
    for what, told in work.items():
        text.append("\n" + cells(told, label))
        for dtype in DTYPES:
            seconds = times[what, dtype]
            text.append(f"{milliseconds(seconds):>{CELL}}")
            if room:
                text.append(" ").append_text(bar(seconds / top, room - 1, colour(what)))
    return text


def colour(what: str) -> str:
    return NEUTRAL if what == AFFINE else COLOURS[ACTIVATIONS[what.split()[0]].name]


def bars(times: Times, work: dict[str, str], width: int) -> Text:
    """The same with bars on one scale, which halves and doubles, so that it never creeps."""
    label = max(map(cell_len, work.values()))
    top = 2 ** math.ceil(math.log2(max(times[key] for key in times if key[0] in work)))
    return table(times, work, (width - label) // len(DTYPES) - CELL, top)


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
