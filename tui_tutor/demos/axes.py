"""An axis collapses, one lane after the other: sum, mean, max and argmax of a 2-D or 3-D array."""

from dataclasses import dataclass

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Array
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.knobs import Choice, Numbers, Switch, knob
from tui_tutor.nested import Nested
from tui_tutor.show import heading, note, number
from tui_tutor.show.matrix import GAP, Large, blocks, index_of, numbers, shape_of, with_words
from tui_tutor.show.roles import LIT, QUIET, SKY, WRONG
from tui_tutor.show.spots import named
from tui_tutor.show.stage import BLANK, Part, columns, fixed, stack, stage, steady
from tui_tutor.text import Words, series

words = Words("axes")
Lane = tuple[int | slice, ...]  # an index that leaves out the axes that collapse
PENDING = "·"  # a cell of the result that is still to come
ALL = 1_000_000  # more lanes than any array here has


@dataclass(frozen=True)
class Knobs:
    operation: str = knob(Choice("sum", "mean", "max", "argmax"), "sum")
    axis: str = knob(Choice("0", "1", "2", "-1", "None"), "0")
    keepdims: bool = knob(Switch(), False)
    shape: str = knob(Choice("2-D", "3-D"), "2-D")
    matrix: Nested = knob(Numbers((2,), most=48), ((3, 1, 4), (2, 7, 7)), "2-D", of="shape")
    blocks: Nested = knob(
        Numbers((3,), most=48),
        (((3, 1, 4), (1, 5, 9)), ((2, 6, 5), (3, 5, 8))),
        "3-D",
        of="shape",
    )


def array(knobs: Knobs) -> Array:
    return np.array(knobs.matrix if knobs.shape == "2-D" else knobs.blocks)


def axes_named(knobs: Knobs, ndim: int) -> tuple[int, ...] | None:
    """The axes that collapse, counted from 0; None where the named one does not exist."""
    if knobs.axis == "None":
        return tuple(range(ndim))
    axis = int(knobs.axis)
    return (axis % ndim,) if -ndim <= axis < ndim else None


@np.errstate(all="ignore")  # inf - inf is nan, and the picture says so
def reduce(x: Array, knobs: Knobs) -> Array:
    """What NumPy makes of the call that the knobs spell."""
    axis = None if knobs.axis == "None" else int(knobs.axis)
    return np.asarray(getattr(np, knobs.operation)(x, axis=axis, keepdims=knobs.keepdims))


def call(knobs: Knobs) -> str:
    keepdims = ", keepdims=True" if knobs.keepdims else ""
    return f"np.{knobs.operation}(x, axis={knobs.axis}{keepdims})"


# ------------------------------------------------------------------ stepping


class Steps:
    """Counts the lanes that have collapsed; each gives one number of the result.

    Once all have, other knobs show their whole result at once.
    """

    def __init__(self, knobs: Knobs) -> None:
        self.lanes = 1

    def step(self, knobs: Knobs) -> bool:
        self.lanes += 1
        if self.lanes >= lane_count(knobs):
            self.lanes = ALL
        return self.lanes < ALL

    def snapshot(self) -> int:
        return self.lanes

    def go_to(self, then: int, newest: int) -> None:
        self.lanes = then


def lane_count(knobs: Knobs) -> int:
    x = array(knobs)
    axes = axes_named(knobs, x.ndim)
    return 1 if axes is None else reduce(x, knobs).size


# ------------------------------------------------------------------ drawing


def draw(knobs: Knobs, size: Size, lanes: int) -> RenderableType:
    x = array(knobs)
    axes = axes_named(knobs, x.ndim)
    if axes is None:
        return stage(
            size,
            heading(call(knobs)),
            BLANK,
            *with_words(
                size,
                lambda large: picture("x", x, np.zeros(x.shape, dtype=bool), large),
                note(words("no-axis", axis=knobs.axis, shape=x.shape, last=x.ndim - 1), WRONG),
            ),
        )
    result = reduce(x, knobs)
    lanes = min(lanes, result.size)
    every = [lane_of(k, x, axes) for k in range(result.size)]
    lane = every[lanes - 1]
    told = [
        what_happened(knobs, x[one].ravel(), lane_name(one), k, len(every))
        for k, one in enumerate(every, start=1)
    ]
    return stage(
        size,
        heading(call(knobs)),
        BLANK,
        *with_words(
            size,
            lambda large: collapse(knobs, x, lane, result, lanes, large),
            steady(note(told[lanes - 1], named("lane")), note(max(told, key=cell_len))),
            BLANK,
            shapes(x, axes, result),
            *(note(words(key)) for key in remarks(knobs, axes)),
        ),
    )


def collapse(knobs: Knobs, x: Array, lane: Lane, result: Array, lanes: int, large: Large) -> Part:
    """The array, an arrow, and the result as far as it is known."""
    downwards = x.ndim == 2 and knobs.axis == "0"  # a column's sum stands below it
    shown = np.array([digits(v) if i < lanes else PENDING for i, v in enumerate(result.flat)])
    place = index_of(lanes - 1, result.shape)
    wide = max(len(digits(value)) for value in result.flat)  # also where it is still to come
    cell = max(wide, *(len(digits(value)) for value in x.flat)) if downwards else 1
    before = stack(
        note(f"x   {shape_of(x)}", named("x", QUIET)), picture("x", x, lane, large, cell)
    )
    after = picture("y", shown.reshape(result.shape), place, large, max(cell, wide))
    caption = note(
        f"{words('result')}   {words('result-shape', shape=result.shape)}", named("result", QUIET)
    )
    sign = Text(f"{'↓' if downwards else '→'} axis {knobs.axis}", named("axis", f"bold {SKY}"))
    if downwards:
        sign = Text.assemble(sign, "   ", caption)
        if not large:  # one bracket less: so that it is under the columns it came from
            after = columns(fixed("", x.ndim - result.ndim), fixed(after), gap=0)
        return stack(before, sign, after)
    return columns(fixed(before), fixed(sign), fixed(stack(caption, after)))


def lane_of(place: int, x: Array, axes: tuple[int, ...]) -> Lane:
    """The lane whose number stands at that place of the result."""
    kept = tuple(1 if axis in axes else n for axis, n in enumerate(x.shape))
    first = index_of(place, kept)
    return tuple(slice(None) if axis in axes else i for axis, i in enumerate(first))


def lane_name(lane: Lane) -> str:
    return f"x[{', '.join(':' if isinstance(i, slice) else str(i) for i in lane)}]"


def picture(name: str, x: Array, lane: Lane | Array, large: Large, cell: int = 1) -> Part:
    """The array with a lane of it lit."""
    lit = np.zeros(x.shape, dtype=bool)
    lit[lane] = True
    form = str if x.dtype.kind == "U" else digits
    if x.ndim == 3:
        return blocks(name, x, form, lambda index: bool(lit[index]), large, cell)
    return numbers(x, form, lambda index: bool(lit[index]), cell, large)


def digits(value: float) -> str:
    return number(value, 6)


def shapes(x: Array, axes: tuple[int, ...], result: Array) -> Text:
    """`(‹2›, 3) → (3,)`: the shape before, what goes lit, and the shape after."""
    text = Text(words("shape") + " (")
    for axis, n in enumerate(x.shape):
        text.append(", " if axis else "")
        text.append(*((f"‹{n}›", named("gone", LIT)) if axis in axes else (str(n), "")))
    return text.append(f") → {result.shape}")


# ------------------------------------------------------------------ words


@np.errstate(all="ignore")
def what_happened(knobs: Knobs, lane: Array, name: str, place: int, count: int) -> str:
    """How this lane became one number."""
    shown = [digits(value) for value in lane]
    top = int(lane.argmax())
    ties = int((lane == lane[top]).sum())
    key = "argmax-tie" if knobs.operation == "argmax" and ties > 1 else knobs.operation
    return words("lane", place=place, count=count, name=name) + words(
        key,
        terms=" + ".join(shortened([f"({t})" if t.startswith("-") else t for t in shown])),
        list=series(shortened(shown)),
        n=lane.size,
        total=digits(lane.sum()),
        mean=digits(lane.mean()),
        largest=shown[top],
        top=top,
        ties=ties,
    )


def shortened(terms: list[str]) -> list[str]:
    return terms if len(terms) <= 8 else [*terms[:4], GAP, *terms[-2:]]


def remarks(knobs: Knobs, axes: tuple[int, ...]) -> list[str]:
    """What is worth saying about these knobs."""
    keys = ["everything-goes" if knobs.axis == "None" else "named-goes"]
    if knobs.keepdims:
        keys = ["kept-as-one"]
    if knobs.axis == "-1":
        keys.append("from-the-end")
    if knobs.operation == "argmax":
        keys.append("argmax-flat" if len(axes) > 1 else "argmax-index")
    return keys


def facts(knobs: Knobs, lanes: int) -> Facts:
    """The shapes, whether the axis exists, and whether all of the result is there."""
    x = array(knobs)
    exists = axes_named(knobs, x.ndim) is not None
    result = reduce(x, knobs) if exists else np.zeros(0)
    return {
        "x_shape": str(x.shape),
        "ndim": x.ndim,
        "axis_exists": exists,
        "result_ndim": result.ndim,
        "result_shape": str(result.shape) if exists else "",
        "full": exists and lanes >= result.size,
    }


DEMO = LiveDemo(
    "axes",
    Knobs(),
    draw,
    core=("axis_sum",),
    begin=lambda knobs, seed: Steps(knobs),
    height=lambda knobs, lanes: min(lanes, lane_count(knobs)),
    pace=2,
    facts=facts,
    parts={"x": "", "axis": SKY, "lane": "", "gone": "", "result": ""},
)
