"""Two matrices multiplied cell by cell; elementwise and broadcast operations beside it."""

from dataclasses import dataclass
from typing import SupportsFloat

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Array, Flags
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.knobs import Choice, Numbers, Switch, knob
from tui_tutor.nested import Nested
from tui_tutor.show import heading, note, number
from tui_tutor.show.matrix import GAP, Index, Large, index_of, numbers, shape_of, with_words
from tui_tutor.show.roles import LIT, QUIET, SKY, WRONG
from tui_tutor.show.spots import named
from tui_tutor.show.stage import BLANK, Part, columns, either, fixed, row, stack, stage, steady
from tui_tutor.text import Words

words = Words("dot")
Place = tuple[int | slice, ...]  # an index, or an index with slices: a cell, a row, a column
PENDING = "·"  # a cell of the result that is still to come
ALL = 1_000_000  # more cells than any result here has
OPERATIONS = {"A @ B": np.matmul, "A * B": np.multiply, "A + B": np.add}


@dataclass(frozen=True)
class Knobs:
    operation: str = knob(Choice(*OPERATIONS), "A @ B")
    A: Nested = knob(Numbers((1, 2), most=24), ((1, 2, 3), (4, 5, 6)))
    B: Nested = knob(Numbers((1, 2), most=24), ((7, 8), (9, 10), (11, 12)))
    exchanged: bool = knob(Switch(), False)  # A is what was B, and B what was A

    def arrays(self) -> tuple[Array, Array]:
        """A and B as they enter the operation."""
        A, B = np.array(self.A), np.array(self.B)
        return (B, A) if self.exchanged else (A, B)


@np.errstate(all="ignore")  # inf - inf is nan, and the picture says so
def compute(operation: str, A: Array, B: Array) -> Array | None:
    """The result, or None where the shapes do not go together."""
    try:
        return np.asarray(OPERATIONS[operation](A, B))
    except ValueError:
        return None


def sources(operation: str, A: Array, B: Array, place: Index) -> tuple[Place, Place]:
    """Where in A and in B the numbers stand that make this cell of the result."""
    if operation == "A @ B":
        row: Place = (place[0], slice(None)) if A.ndim == 2 else (slice(None),)
        column: Place = (slice(None), place[-1]) if B.ndim == 2 else (slice(None),)
        return row, column
    return stretched(place, A.shape), stretched(place, B.shape)


def stretched(place: Index, shape: tuple[int, ...]) -> Index:
    """The place in an array that broadcasting stretches: an axis of length 1 serves them all."""
    return tuple(0 if n == 1 else i for i, n in zip(place[-len(shape) :], shape, strict=True))


# ------------------------------------------------------------------ stepping


class Steps:
    """Counts the cells of the result that are known.

    Once all are, other knobs show their whole result at once.
    """

    def __init__(self, knobs: Knobs) -> None:
        self.cells = 1

    def step(self, knobs: Knobs) -> bool:
        result = compute(knobs.operation, *knobs.arrays())
        self.cells += 1
        if result is None or self.cells >= result.size:
            self.cells = ALL
        return self.cells < ALL

    def snapshot(self) -> int:
        return self.cells

    def go_to(self, then: int, newest: int) -> None:
        self.cells = then


def known(knobs: Knobs, cells: int) -> int:
    """How many cells of the result are shown."""
    result = compute(knobs.operation, *knobs.arrays())
    return 0 if result is None else min(cells, result.size)


# ------------------------------------------------------------------ drawing


def draw(knobs: Knobs, size: Size, cells: int) -> RenderableType:
    A, B = knobs.arrays()
    result = compute(knobs.operation, A, B)
    if result is None:
        return stage(
            size,
            heading(knobs.operation),
            BLANK,
            *with_words(
                size,
                lambda large: columns(
                    fixed(picture("A", A, (), large)), fixed(picture("B", B, (), large))
                ),
                note(refusal(knobs.operation, A, B), WRONG),
                BLANK,
                *(note(line, QUIET) for line in others(knobs.operation, A, B)),
            ),
        )
    cells = min(cells, result.size)
    place = index_of(cells - 1, result.shape)
    shown = np.array([digits(v) if i < cells else PENDING for i, v in enumerate(result.flat)])
    shown = shown.reshape(result.shape)
    row, column = sources(knobs.operation, A, B, place)
    told = [
        what_happened(knobs.operation, A, B, float(result[one]), one)
        for one in np.ndindex(result.shape)
    ]
    wide = max(len(digits(value)) for value in result.flat)  # also where it is still to come
    return stage(
        size,
        heading(knobs.operation),
        BLANK,
        *with_words(
            size,
            lambda large: pictures(
                knobs.operation, (A, row), (B, column), (shown, place), large, wide
            ),
            steady(note(told[cells - 1], named("sum")), note(max(told, key=cell_len))),
            *(note(line) for line in stretching(knobs.operation, A, B, result)),
            BLANK,
            shapes(knobs.operation, A, B, result),
            *(note(line, QUIET) for line in others(knobs.operation, A, B)),
        ),
    )


def pictures(
    operation: str,
    A: tuple[Array, Place],
    B: tuple[Array, Place],
    result: tuple[Array, Place],
    large: Large,
    wide: int,
) -> Part:
    """A product crosses: each cell stands right of its row of A and under its column of B."""
    if operation != "A @ B" or A[0].ndim + B[0].ndim < 4:
        down = "\n" * (large.pad + 2 if large else 1)  # beside the first row of numbers
        signs = [Text(f"{down}{sign}", f"bold {SKY}") for sign in (operation[2], "=")]
        left, right = picture("A", *A, large), picture("B", *B, large)
        made = picture(operation, *result, large, wide)
        return columns(*(fixed(p) for p in (left, signs[0], right, signs[1], made)), gap=1)
    cell = max(wide, *(len(digits(v)) for v in B[0].flat))
    left, above = picture("A", *A, large), picture("B", *B, large, cell)
    below = picture(operation, *result, large, cell)
    width = left.full_width()
    return either(
        stack(row(fixed("", width), fixed(above), gap=2), row(fixed(left), fixed(below), gap=2)),
        stack(columns("", above, gap=2), columns(left, below, gap=2)),
    )


def picture(name: str, x: Array, place: Place, large: Large, cell: int = 1) -> Part:
    """The array under its name and shape, one part of it lit."""
    lit: Flags = np.zeros(x.shape, dtype=bool)
    if place or x.ndim == 0:
        lit[place] = True
    shown = numbers(x, digits, lambda index: bool(lit[index]), cell, large)
    part = "result" if name in OPERATIONS else name
    return stack(note(f"{name}  {shape_of(x)}", named(part, QUIET)), shown)


def digits(value: SupportsFloat | str) -> str:
    return str(value) if isinstance(value, str) else number(float(value), 6)


def shapes(operation: str, A: Array, B: Array, result: Array) -> Text:
    """`(2, ‹3›) @ (‹3›, 2) → (2, 2)`: the two lengths that a product needs alike are lit."""
    product = operation == "A @ B"
    text = Text(words("shapes") + " ")
    text.append_text(shape(A.shape, A.ndim - 1 if product else None)).append(f" {operation[2]} ")
    return text.append_text(shape(B.shape, 0 if product else None)).append(f" → {result.shape}")


def shape(lengths: tuple[int, ...], lit: int | None) -> Text:
    """A shape as NumPy prints it, the length of one axis lit."""
    text = Text("(")
    for axis, n in enumerate(lengths):
        text.append(", " if axis else "")
        text.append(*((f"‹{n}›", named("inner", LIT)) if axis == lit else (str(n), "")))
    return text.append(",)" if len(lengths) == 1 else ")")


# ------------------------------------------------------------------ words


def what_happened(operation: str, A: Array, B: Array, value: float, place: Index) -> str:
    """How this cell came about."""
    row, column = sources(operation, A, B, place)
    first = [digits(v) for v in np.ravel(A[row])]
    second = [digits(v) for v in np.ravel(B[column])]
    sign = "·" if operation == "A @ B" else operation[2]
    pairs = [f"{bracketed(a)} {sign} {bracketed(b)}" for a, b in zip(first, second, strict=True)]
    if len(pairs) > 6:
        pairs = [*pairs[:3], GAP, pairs[-1]]
    key = "elementwise" if operation != "A @ B" else "product" if place else "inner-product"
    return words(
        key,
        a=f"A{index(row)}",
        b=f"B{index(column)}",
        sum=" + ".join(pairs),
        value=digits(value),
        cell=index(place),
    )


def bracketed(number: str) -> str:
    return f"({number})" if number.startswith("-") else number


def index(place: Place) -> str:
    """`[0, :]`, as it is typed."""
    return f"[{', '.join(':' if isinstance(i, slice) else str(i) for i in place)}]" if place else ""


def stretching(operation: str, A: Array, B: Array, result: Array) -> list[str]:
    """Which array was broadcast."""
    if operation == "A @ B":
        return []
    return [
        words("stretched", name=name, before=x.shape, after=result.shape)
        for name, x in (("A", A), ("B", B))
        if x.shape != result.shape
    ]


def refusal(operation: str, A: Array, B: Array) -> str:
    if operation == "A @ B":
        return words("inner-differ", a=A.shape, b=B.shape, n=A.shape[-1], m=B.shape[0])
    return words("no-broadcast", a=A.shape, b=B.shape)


def others(operation: str, A: Array, B: Array) -> list[str]:
    """What the other operations would make of the same two arrays."""
    lines = []
    for other in OPERATIONS:
        if other != operation:
            result = compute(other, A, B)
            lines.append(f"{other}  {words('refused') if result is None else shape_of(result)}")
    return lines


def facts(knobs: Knobs, cells: int) -> Facts:
    """Whether the shapes go together, the result's, and whether all of it is there."""
    A, B = knobs.arrays()
    result = compute(knobs.operation, A, B)
    return {
        "fits": result is not None,
        "result_shape": "" if result is None else str(result.shape),
        "full": result is not None and cells >= result.size,
        "is_A": result is not None and np.array_equal(result, A),
    }


DEMO = LiveDemo(
    "dot",
    Knobs(),
    draw,
    core=("affine",),
    begin=lambda knobs, seed: Steps(knobs),
    height=known,
    pace=2,
    facts=facts,
    parts={"result": "", "sum": "", "inner": ""},
)
