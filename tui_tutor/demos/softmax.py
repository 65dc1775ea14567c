"""Softmax as printed and softmax as it must be written, side by side, at three dtypes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import Demo, Size
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.show import COLOURS, RIGHT, WRONG, beside, heading, note, number, page
from tui_tutor.show.bars import bars
from tui_tutor.text import Words

words = Words("softmax")
SCORE = Slider(-2000, 2000, step=10)


@dataclass(frozen=True)
class Knobs:
    a1: float = knob(SCORE, 1010)
    a2: float = knob(SCORE, 1000)
    a3: float = knob(SCORE, 990)
    dtype: str = knob(Choice("float16", "float32", "float64"), "float64")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    a = np.array([knobs.a1, knobs.a2, knobs.a3], dtype=knobs.dtype)
    with np.errstate(all="ignore"):  # the broken numbers are the lesson; the table names them
        naive = {"a": a, "exp(a)": np.exp(a), "sum": np.exp(a).sum(), "y": core.naive_softmax(a)}
    shifted = a - a.max()
    stable = {
        "a": a,
        "a - max": shifted,
        "exp(a - max)": np.exp(shifted),
        "sum": np.exp(shifted).sum(),
        "y": core.softmax(a),
    }
    return page(
        beside(
            page(heading(words("naive")), table(naive)),
            page(heading(words("stable")), table(stable)),
        ),
        Text(),
        note(verdict(naive, knobs.dtype)),
        note(threshold(a.dtype), "dim"),
        Text(),
        probabilities(stable["y"], size.width),
    )


def table(steps: dict[str, NDArray[np.floating]]) -> Text:
    """One step of the computation a line; a number that broke is lit."""
    text = Text(no_wrap=True)
    for i, (name, values) in enumerate(steps.items()):
        text.append("\n" if i else "").append(f"{name:13}", "dim")
        for value in np.atleast_1d(values):
            style = "" if np.isfinite(value) else WRONG
            text.append(f"{number(value):>9}", style)
    return text


def verdict(naive: dict[str, NDArray[np.floating]], dtype: str) -> str:
    """What happened to the naive formula, in words: the first step that broke, and why."""
    for name, values in naive.items():
        broken = np.flatnonzero(~np.isfinite(np.atleast_1d(values)))
        if broken.size:
            score = np.atleast_1d(naive["a"])[min(broken[0], 2)]
            key = {"exp(a)": "exp-overflowed", "sum": "sum-overflowed"}.get(name, "zero-by-zero")
            return words(key, score=number(score), dtype=dtype)
    return words("both-agree", dtype=dtype)


def threshold(dtype: np.dtype[np.floating]) -> str:
    largest = np.finfo(dtype).max
    return words(
        "threshold", dtype=dtype.name, limit=f"{np.log(float(largest)):.2f}", largest=largest
    )


def probabilities(y: NDArray[np.floating], width: int) -> Text:
    names = [f"y{i}" for i in range(1, len(y) + 1)]
    values = [f"{p:.4f}" for p in y]
    total = Text("\n" + words("total", total=number(y.sum())), RIGHT)
    return bars(names, y.tolist(), values, min(width, 60), COLOURS[: len(y)]).append_text(total)


DEMO = Demo("softmax", Knobs(), draw, core=("softmax", "naive_softmax"))
