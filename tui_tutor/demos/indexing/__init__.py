"""An index at work: which cells it picks, the shape that comes out, and who shares memory."""

from dataclasses import dataclass

import numpy as np
from rich.console import RenderableType

from tui_tutor.arrays import Array, Flags
from tui_tutor.clean import clean
from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos._expression import Refused, Value, evaluate
from tui_tutor.demos.indexing.index import index_of, told_of
from tui_tutor.knobs import Choice, Line, knob
from tui_tutor.show import heading, note
from tui_tutor.show.matrix import Large, as_large, blocks, numbers, shape_of
from tui_tutor.show.roles import QUIET, WRONG
from tui_tutor.show.stage import BLANK, Part, row, stack, stage
from tui_tutor.signs import plain
from tui_tutor.text import Words

words = Words("indexing")
SHAPES = {"1-D": (8,), "2-D": (3, 4), "3-D": (2, 3, 4)}
NAMES = ("a", "a.copy()")  # no index: b is a itself, or a copy of all
INDICES = (
    *("a[1]", "a[-1]", "a[1:3]", "a[::2]", "a[::-1]", "a[:, 1]", "a[1, 2]"),
    *("a[[2, 0]]", "a[[0, 1, 2], [3, 2, 1]]", "a[a % 2 == 0]"),
    *("a[None]", "a[:, None]", "a[..., 0]", *NAMES),
)
WRITTEN = -1  # no cell holds it before


@dataclass(frozen=True)
class Knobs:
    shape: str = knob(Choice(*SHAPES), "2-D")
    index: str = knob(Choice(*INDICES), "a[1:3]")
    typed: str = knob(Line(), "")
    write: str = knob(Choice("no", "through b", "into a"), "no")

    @property
    def text(self) -> str:
        """What b is made by: the choice, or what was typed, in a's brackets where it has none."""
        typed = plain(self.typed).strip()
        if not typed or typed in NAMES:
            return typed or self.index
        return typed if typed.startswith("a[") and typed.endswith("]") else f"a[{typed}]"


def draw(knobs: Knobs, size: Size) -> RenderableType:
    a = np.arange(np.prod(SHAPES[knobs.shape])).reshape(SHAPES[knobs.shape])
    try:
        about = [] if knobs.text in NAMES else told_of(index_of(knobs.text), a)
        b = evaluate(knobs.text, {"a": a}, 0)
    except Exception as error:  # whatever NumPy or Python's parser says of it is worth reading
        return stage(size, refused(knobs, a, error))
    lit = np.isin(a, b)  # each cell holds a number of its own, so b's numbers tell its cells
    memory = shared(a, b)
    shapes = words("shape", before=a.shape, after=np.shape(b))
    written = [note(sentence) for sentence in write(knobs, a, b, lit)]
    return stage(
        size,
        heading(f"b = {clean(knobs.text)}"),
        BLANK,
        both(a, b, lit),
        BLANK,
        note(shapes),
        *(note(sentence) for sentence in about),
        note(memory),
        *written,
    )


def both(a: Array, b: Value, lit: Flags) -> Part:
    def pair(large: Large) -> tuple[Part, Part]:
        shown_a, shown_b = picture("a", a, lit, large), picture("b", np.asarray(b), None, large)
        return (
            stack(note(f"a   {shape_of(a)}", QUIET), shown_a),
            stack(note(f"b   {shape_of(b)}", QUIET), shown_b),
        )

    return as_large(
        lambda large: row(*pair(large), gap=4),
        lambda large: stack(pair(large)[0], BLANK, pair(large)[1]),
    )


def refused(knobs: Knobs, a: Array, error: Exception) -> Part:
    """The array, and why the index gives nothing of it."""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    kind = "" if isinstance(error, Refused) else f"{type(error).__name__}: "
    return stack(
        heading(f"b = {clean(knobs.text)}"),
        BLANK,
        note(f"a   {shape_of(a)}", QUIET),
        as_large(lambda large: picture("a", a, np.zeros(a.shape, dtype=bool), large)),
        BLANK,
        note(clean(f"{kind}{said}".splitlines()[0]), WRONG),
    )


def picture(name: str, x: Array, lit: Flags | None, large: Large) -> Part:
    """The numbers; those that are `lit` stand between ‹ ›."""
    marked = None if lit is None else (lambda index: bool(lit[index]))
    if x.ndim > 3:
        return stack(note(words("too-many-axes", ndim=x.ndim)))
    if x.ndim == 3:
        return blocks(name, x, str, marked, large)
    return numbers(x, str, marked, large=large)


# ------------------------------------------------------------------ memory


def shared(a: Array, b: object) -> str:
    """Whose memory b looks at."""
    if b is a:
        return words("same")
    if not isinstance(b, np.ndarray):
        return words("number", value=b)
    if not b.size:
        return words("nothing")
    return words("view" if np.shares_memory(a, b) else "copy")


def write(knobs: Knobs, a: Array, b: object, lit: Flags) -> list[str]:
    """Write into one of the two, as the knob says; what became of the other."""
    if knobs.write == "no":
        return []
    if knobs.write == "into a":
        left = "a[...]" if knobs.text in NAMES else knobs.text
        a[lit] = WRITTEN
        key = "b-too" if isinstance(b, np.ndarray) and np.shares_memory(a, b) else "b-not"
        return [words(key, left=clean(left), value=WRITTEN)]
    if not isinstance(b, np.ndarray):
        return [words("no-place", value=WRITTEN)]
    b[...] = WRITTEN
    changed = int((a == WRITTEN).sum())
    return [words("a-too" if changed else "a-not", value=WRITTEN, cells=changed)]


def facts(knobs: Knobs) -> Facts:
    """What came out: an error by its name, or b's shape, and whether it shows a's memory."""
    a = np.arange(np.prod(SHAPES[knobs.shape])).reshape(SHAPES[knobs.shape])
    try:
        b, error = evaluate(knobs.text, {"a": a}, 0), ""
    except Exception as fault:  # as for the picture: all that NumPy may say
        b, error = np.zeros(0), type(fault).__name__
    return {
        "error": error,
        "a_ndim": a.ndim,
        "b_ndim": np.ndim(b),
        "b_shape": str(np.shape(b)),
        "shares": isinstance(b, np.ndarray) and np.shares_memory(a, b),
    }


DEMO = StillDemo("indexing", Knobs(), draw, core=(), facts=facts)
