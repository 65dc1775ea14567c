"""Softmax as printed and softmax as it must be written, side by side, at three dtypes."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.knobs import Choice, Numbers, Slider, knob
from tui_tutor.nested import Nested
from tui_tutor.show import fitted, heading, middled, note, number, telling
from tui_tutor.show.bars import growing
from tui_tutor.show.matrix import (
    WIDE,
    Large,
    Style,
    beside_boxes,
    matrix,
    numbers,
    shape_of,
    with_words,
)
from tui_tutor.show.roles import LIT, QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.spots import named
from tui_tutor.show.stage import (
    BLANK,
    Part,
    Shown,
    columns,
    either,
    fixed,
    if_room,
    loose,
    row,
    shrinking,
    stack,
    stage,
)
from tui_tutor.text import Words

words = Words("softmax")
SCORE = Slider(-2000, 2000, step=10.0)
SCORES = (3, 1, 0.2), (1010, 1000, 990)
PARTS = {"a−max": "max"}  # what a lesson's word calls the step of that name
LABEL = 6
BARS = 60  # cells of the bars, more in a wide room
CELL = 7  # a number of the table; one blank stands before it


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("sample", "batch"), "sample")
    dtype: str = knob(Choice("float16", "float32", "float64"), "float64")
    a1: float = knob(SCORE, 1010.0, "sample")
    a2: float = knob(SCORE, 1000.0, "sample")
    a3: float = knob(SCORE, 990.0, "sample")
    shift: float = knob(SCORE, 0.0, "sample")  # added to all three
    axis: str = knob(Choice("-1", "0", "None"), "-1", "batch")
    batch: Nested = knob(Numbers((2,), most=24), SCORES, "batch")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    return sample(knobs, size) if knobs.view == "sample" else batch(knobs, size)


# ------------------------------------------------------------------ one sample


def sample(knobs: Knobs, size: Size) -> RenderableType:
    """Both formulas step by step, what broke first, and the probabilities."""
    scores = np.array([knobs.a1, knobs.a2, knobs.a3]) + knobs.shift
    a = scores.astype(knobs.dtype)
    naive, stable = naive_steps(a), stable_steps(a)
    is_wide = size.width >= WIDE
    steps = formulas(naive, stable, is_wide)
    said = note(verdict(naive, knobs.dtype)), if_room(note(threshold(a.dtype), QUIET))
    return stage(
        size,
        *([row(fixed(steps), stack(*said))] if is_wide else [steps, BLANK, *said]),
        BLANK,
        probabilities(stable["y"], most=size.width if is_wide else BARS),
        note(words("total", total=number(stable["y"].sum())), RIGHT),
    )


@np.errstate(all="ignore")  # the broken numbers are the lesson; the table names them
def naive_steps(a: Floats) -> dict[str, Floats]:
    """Every intermediate of the printed formula, in the order in which it is computed."""
    exp_a = np.exp(a)
    return {"a": a, "exp": exp_a, "sum": exp_a.sum(keepdims=True), "y": core.naive_softmax(a)}


@np.errstate(all="ignore")  # exp of a very low score rounds to 0, as it should
def stable_steps(a: Floats) -> dict[str, Floats]:
    """The same for the formula with the largest score taken off."""
    shifted = a - a.max()
    exp_a = np.exp(shifted)
    return {
        "a": a,
        "a−max": shifted,
        "exp": exp_a,
        "sum": exp_a.sum(keepdims=True),
        "y": core.softmax(a),
    }


def first_broken(steps: dict[str, Floats]) -> tuple[str, int] | None:
    """The step and the place of the first inf or nan."""
    for name, values in steps.items():
        broken = np.flatnonzero(~np.isfinite(values))
        if broken.size:
            return name, int(broken[0])
    return None


def formulas(naive: dict[str, Floats], stable: dict[str, Floats], is_wide: bool) -> Part:
    """A line a step; the two formulas side by side, or one above the other where it is narrow."""
    broken = first_broken(naive)
    left = table(words("naive"), naive, broken, list(stable))
    right = table(words("stable"), stable, None, list(stable), labels=False)
    rule = Text("│\n" * len(stable) + "│", QUIET)
    if is_wide:
        return loose(left, rule, right, gap=0)
    above = table(words("naive"), naive, broken, list(naive))
    below = table(words("stable"), stable, None, list(stable))
    return either(row(fixed(left), fixed(rule), fixed(right), gap=0), stack(above, BLANK, below))


def table(
    title: str,
    steps: dict[str, Floats],
    broken: tuple[str, int] | None,
    rows: list[str],
    labels: bool = True,
) -> Text:
    """The named steps of a formula, a line each."""
    margin = LABEL if labels else 0
    centred = middled(title, 3 * (CELL + 1))
    text = Text(" " * margin, no_wrap=True).append(centred, "bold")
    for name in rows:
        line = Text().append(f"{name:{LABEL}}"[:margin], QUIET)
        line.append_text(cells(steps.get(name), broken, name))
        line.stylize(named(PARTS.get(name, name)))
        text.append("\n").append_text(line)
    return text


def cells(values: Floats | None, broken: tuple[str, int] | None, step: str) -> Text:
    """The numbers of one step; the first that broke between ‹ ›, all that are broken in red."""
    text = Text()
    for i in range(3):
        shown = "" if values is None or i >= len(values) else fitted(values[i])
        if broken == (step, i):
            text.append(" " * (CELL - 1 - len(shown))).append(f"‹{shown}›", LIT)
        else:
            text.append(shown.rjust(CELL + 1), WRONG if shown in ("inf", "nan") else "")
    return text


def verdict(naive: dict[str, Floats], dtype: str) -> str:
    """What happened to the printed formula, in words: the first step that broke, and why."""
    broken = first_broken(naive)
    if broken is None:
        return words("both-agree", dtype=dtype)
    step, i = broken
    key = {"exp": "exp-overflowed", "sum": "sum-overflowed", "y": "zero-by-zero"}[step]
    return words(key, score=number(naive["a"][i], 6), dtype=dtype)


def threshold(dtype: np.dtype[np.floating]) -> str:
    """Between which scores exp is a number of this dtype other than 0 and inf."""
    info = np.finfo(dtype)
    return words(
        "threshold",
        dtype=dtype.name,
        largest=number(float(info.max), 5),
        above=f"{np.log(float(info.max)):.2f}",
        # Half of the smallest number is where rounding falls to 0.
        below=f"{np.log(float(info.smallest_subnormal)) - np.log(2):.2f}",
    )


def probabilities(y: Floats, most: int) -> Part:
    names = [f"y{'₁₂₃'[i]}" for i in range(len(y))]
    return growing(names, y.tolist(), [f"{p:.4f}" for p in y], most=most, part="y")


# ------------------------------------------------------------------ a batch


@np.errstate(all="ignore")  # scores too large for the dtype are inf, and their softmax is nan
def batch(knobs: Knobs, size: Size) -> RenderableType:
    """Softmax of many samples at once: which numbers share one maximum and one sum."""
    a = np.array(knobs.batch, dtype=knobs.dtype)
    together = knobs.axis == "None"
    y = core.softmax(a.ravel()).reshape(a.shape) if together else core.softmax(a, int(knobs.axis))
    key = {"-1": "by-row", "0": "by-column", "None": "all-together"}[knobs.axis]

    def shared(index: tuple[int, ...]) -> bool:
        """Whether this cell goes through the same sum as the first."""
        return together or index[0 if knobs.axis == "-1" else 1] == 0

    def arrays(large: Large) -> Part:
        shown = (
            (f"a   {shape_of(a)}", numbers(a, lit=shared, large=large)),
            (f"y   {shape_of(y)}", numbers(y, probability, shared, large=large)),
            (words("row-sums"), row_sums(y, large if size.width >= WIDE else None)),
        )
        return columns(*(fixed(stack(note(title, QUIET), part)) for title, part in shown))

    return stage(
        size,
        heading(f"softmax(a, axis={knobs.axis})"),
        BLANK,
        *with_words(
            size,
            arrays,
            note(words(key)),
            note(words("shared-shape", shape=largest_shape(a, knobs.axis), a=a.shape), QUIET),
        ),
    )


def probability(value: float) -> str:
    return f"{value:.4f}"


def row_sums(y: Floats, large: Large) -> Shown:
    """Each beside its row, where that stands in boxes so large."""
    sums, style = y.sum(axis=1, keepdims=True), row_style(y)
    if not large or telling():
        return shrinking(partial(matrix, sums, style=style))
    shown = (Text(number(row[0]), style((i, 0))) for i, row in enumerate(sums))
    return beside_boxes(shown, large)


def row_style(y: Floats) -> Style:
    """Right where a row sums to 1, up to the rounding of its dtype."""
    close = abs(y.sum(axis=1) - 1) < 8 * np.finfo(y.dtype).eps
    return lambda index: RIGHT if close[index[0]] else WRONG


def largest_shape(a: Floats, axis: str) -> tuple[int, ...]:
    return np.shape(a.max(axis=None if axis == "None" else int(axis), keepdims=True))


def facts(knobs: Knobs) -> Facts:
    """Where the printed formula broke ("" where it didn't), and the largest score."""
    scores = np.array([knobs.a1, knobs.a2, knobs.a3]) + knobs.shift
    broken = first_broken(naive_steps(scores.astype(knobs.dtype)))
    return {
        "broke": broken[0] if broken else "",
        "agree": broken is None,
        "largest": float(scores.max()),
    }


DEMO = StillDemo(
    "softmax",
    Knobs(),
    draw,
    core=("softmax", "naive_softmax"),
    facts=facts,
    parts={"a": "", "max": "", "exp": "", "sum": "", "y": SKY},
)
