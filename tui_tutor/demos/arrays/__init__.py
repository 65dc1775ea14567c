"""An array explorer: two arrays, what they are made of, and whether they share their memory."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.clean import clean
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.arrays.expression import Refused, evaluate
from tui_tutor.knobs import Choice, Line, Slider, knob
from tui_tutor.show import QUIET, WRONG, beside, heading, note, number, page
from tui_tutor.show.matrix import blocks, matrix
from tui_tutor.text import Words

words = Words("arrays")
Array = NDArray[Any]

MADE = (
    "np.arange(6)",
    "np.arange(0, 100, 2)",
    "np.arange(12).reshape(3, 4)",
    "np.array([[3, 1], [4, 1]])",
    "np.zeros(5)",
    "np.empty([3, 2])",
    "np.empty([3, 2], dtype=int)",
    "np.random.rand(2, 3)",
    "np.random.choice(1000, 100)",
)
FROM_A = (
    "a.reshape(2, 3)",
    "a.reshape(1, a.size)",
    "a.T",
    "a[::2]",
    "a.ravel()",
    "a.T.ravel()",
    "a.flatten()",
    "np.zeros_like(a)",
    "a * 0.5",
    "a.astype(np.float32)",
    "np.ndim(a)",
    "a.reshape(4, 2)",
)


BLOCKS = 4  # matrices of a 3-D array that are shown
WIDE = 76  # from here on the two arrays stand side by side


@dataclass(frozen=True)
class Knobs:
    a: str = knob(Choice(*MADE), MADE[0])
    b: str = knob(Choice(*FROM_A), FROM_A[0])
    typed: str = knob(Line(), "")
    seed: int = knob(Slider(0, 99), 0)


def draw(knobs: Knobs, size: Size) -> RenderableType:
    told = both(knobs, size)
    return page(told, note(words("typed"), QUIET)) if knobs.typed.strip() else told


def both(knobs: Knobs, size: Size) -> RenderableType:
    """a and b, and what they have to do with each other."""
    a = evaluate(knobs.a, {}, knobs.seed)
    text = knobs.typed.strip() or knobs.b
    b, reason = made_from(a, text, knobs.seed)
    about_a = [note(remark) for remark in remarks(knobs.a, a)]
    if reason:
        failed = page(heading(f"b = {clean(text)}"), note(clean(reason), WRONG))
        return page(described("a", knobs.a, a, size), *about_a, Text(), failed)
    seen = seen_through(a, b)
    half = Size(size.width // 2 - 2, size.height) if size.width >= WIDE else size
    pair = (described("a", knobs.a, a, half, seen), described("b", text, b, half))
    return page(
        beside(*pair, gap=4) if half != size else page(pair[0], Text(), pair[1]),
        Text(),
        note(memory(a, b, seen)),
        *about_a,
        *(note(remark) for remark in remarks(text, b)),
    )


def made_from(a: Array, text: str, seed: int) -> tuple[Any, str]:
    """The value of an expression in `a`; or None, and why there is none."""
    try:
        return evaluate(text, {"a": a}, seed), ""
    except Refused as refusal:
        return None, str(refusal)
    except Exception as error:  # anything that NumPy has to say about it is worth reading
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        return None, f"{type(error).__name__}: {said}".splitlines()[0]


# ------------------------------------------------------------------ one value


def described(
    name: str, text: str, value: Any, size: Size, seen: Array | None = None
) -> RenderableType:
    """The value with its numbers and the facts that NumPy keeps beside them."""
    title = heading(f"{name} = {clean(text)}")
    if not isinstance(value, np.ndarray):
        return page(title, note(words("no-array", kind=type(value).__name__, value=value)))
    return page(title, picture(name, value, size, seen), note(facts(value), QUIET))


def picture(name: str, x: Array, size: Size, seen: Array | None) -> RenderableType:
    """The numbers; the cells that are `seen` through another array are lit."""
    if x.ndim > 3:
        return note(words("too-many-axes", ndim=x.ndim))
    lit = None if seen is None else (lambda index: bool(seen[index]))
    room = (size.width, max(size.height // 2 - 5, 3))
    if x.ndim == 3:
        rest = [note(words("more-blocks", left=len(x) - BLOCKS), QUIET)] if len(x) > BLOCKS else []
        return page(blocks(name, x[:BLOCKS], digits, lit, room), *rest)
    return matrix(x, form=digits, lit=lit, most=room)


def digits(value: Any) -> str:
    """As NumPy prints it: a float keeps its point, so that one sees what it is."""
    if not isinstance(value, np.floating):
        return str(value)
    shown = number(float(value), 5)
    return f"{shown}." if shown.removeprefix("-").isdecimal() else shown


def facts(x: Array) -> str:
    return f"shape {x.shape}   ndim {x.ndim}   size {x.size}\ndtype {x.dtype}   strides {x.strides}"


# ------------------------------------------------------------------ two values


def seen_through(a: Array, b: Any) -> Array:
    """Which cells of `a` lie in the memory that `b` shows: bools in the shape of `a`."""
    if not isinstance(b, np.ndarray):
        return np.zeros(a.shape, dtype=bool)
    return np.isin(addresses(a), addresses(b))


def addresses(x: Array) -> NDArray[np.int64]:
    """Where each number stands in memory: the start, and a stride for each place along an axis."""
    places = np.indices(x.shape).reshape(x.ndim, -1)
    strides = np.array(x.strides, dtype=np.int64)
    return (x.ctypes.data + strides @ places).reshape(x.shape)


def memory(a: Array, b: Any, seen: Array) -> str:
    """Who owns what, in words."""
    if not isinstance(b, np.ndarray):
        return words("a-value")
    key = "view" if seen.any() else "own"
    return words(key, cells=int(seen.sum()), size=a.size)


def remarks(text: str, value: Any) -> list[str]:
    """What is worth saying about the function that made this array."""
    if not isinstance(value, np.ndarray) or not value.size:
        return []
    told = []
    if "empty(" in text:
        told.append(words("empty"))
    if "arange(" in text and "reshape" not in text:
        told.append(words("arange", last=number(value.ravel()[-1], 6)))
    if "choice(" in text:
        told.append(words("choice", size=value.size, different=np.unique(value).size))
    if "rand(" in text:
        told.append(words("rand", smallest=number(value.min()), largest=number(value.max())))
    if "_like(" in text and value.dtype.kind in "iu":
        told.append(words("like", dtype=value.dtype, kept=number(value.dtype.type(0.7))))
    return told


DEMO = StillDemo("arrays", Knobs(), draw, core=())
