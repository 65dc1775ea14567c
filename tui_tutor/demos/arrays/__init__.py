"""An array explorer: two arrays, what they are made of, and whether they share their memory."""

import numpy as np
from rich.console import RenderableType

from tui_tutor.arrays import Array, Flags
from tui_tutor.clean import clean
from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos._expression import Refused, evaluate
from tui_tutor.demos.arrays.knobs import Knobs
from tui_tutor.demos.arrays.memory import addresses, digits, strip
from tui_tutor.show import heading, note, number
from tui_tutor.show.matrix import SPARE, WIDE, Large, as_large, blocks, numbers
from tui_tutor.show.roles import QUIET, WRONG
from tui_tutor.show.stage import BLANK, Part, either, fixed, row, stack, stage
from tui_tutor.text import Words

words = Words("arrays")

BLOCKS = 4  # matrices of a 3-D array that are shown
APART = 3  # blank lines that boxes leave to what is told below them; in a wide room they are large


def draw(knobs: Knobs, size: Size) -> RenderableType:
    typed = [note(words("typed"), QUIET)] if knobs.typed.strip() else []
    a = evaluate(knobs.a, {}, knobs.seed)
    text = knobs.typed.strip() or knobs.b
    b, reason = made_from(a, text, knobs.seed)
    about_a = [note(remark) for remark in remarks(knobs.a, a)]
    if reason:
        failed = stack(heading(f"b = {clean(text)}"), note(clean(reason), WRONG))
        alone = as_large(lambda large: described("a", knobs.a, a, large))
        return stage(size, alone, *about_a, BLANK, failed, *typed)
    seen = seen_through(a, b)
    shares, about_b = note(sharing(a, b, seen)), [note(remark) for remark in remarks(text, b)]
    memory = [BLANK, strip(a, b), BLANK] if isinstance(b, np.ndarray) and seen.any() else []

    def both(large: Large) -> tuple[Part, Part]:
        return described("a", knobs.a, a, large, seen), described("b", text, b, large)

    def below(shown_a: Part, shown_b: Part, told: Part) -> Part:
        return stack(shown_a, BLANK, shown_b, told)

    def with_words(in_memory: list[Part]) -> Part:
        told = stack(BLANK, shares, *in_memory, *about_a, *about_b)
        return as_large(
            lambda large: stack(row(*map(fixed, both(large)), gap=4), told),
            lambda large: below(*both(large), told),
            spare=APART if size.width < WIDE else SPARE,
        )

    return stage(size, either(*map(with_words, (memory, []))), *typed)


def made_from(a: Array, text: str, seed: int) -> tuple[object, str]:
    """The value of an expression in `a`; or None, and why there is none."""
    try:
        return evaluate(text, {"a": a}, seed), ""
    except Refused as refusal:
        return None, str(refusal)
    except Exception as error:  # anything that NumPy has to say about it is worth reading
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        return None, f"{type(error).__name__}: {said}".splitlines()[0]


# ------------------------------------------------------------------ one value


def described(name: str, text: str, value: object, large: Large, seen: Flags | None = None) -> Part:
    """The value with its numbers and the facts that NumPy keeps beside them."""
    title = heading(f"{name} = {clean(text)}")
    if not isinstance(value, np.ndarray):
        return stack(title, note(words("no-array", kind=type(value).__name__, value=value)))
    return stack(title, picture(name, value, seen, large), note(facts(value), QUIET))


def picture(name: str, x: Array, seen: Flags | None, large: Large) -> Part:
    """The numbers; the cells that are `seen` through another array are lit."""
    if x.ndim > 3:
        return stack(note(words("too-many-axes", ndim=x.ndim)))
    lit = None if seen is None else (lambda index: bool(seen[index]))
    if x.ndim == 3:
        rest = [note(words("more-blocks", left=len(x) - BLOCKS), QUIET)] if len(x) > BLOCKS else []
        return stack(blocks(name, x[:BLOCKS], digits, lit, large), *rest)
    return numbers(x, digits, lit, large=large)


def facts(x: Array) -> str:
    return f"shape {x.shape}   ndim {x.ndim}   size {x.size}\ndtype {x.dtype}   strides {x.strides}"


# ------------------------------------------------------------------ two values


def seen_through(a: Array, b: object) -> Flags:
    """Which cells of `a` lie in the memory that `b` shows: bools in the shape of `a`."""
    if not isinstance(b, np.ndarray):
        return np.zeros(a.shape, dtype=bool)
    return np.isin(addresses(a), addresses(b))


def sharing(a: Array, b: object, seen: Flags) -> str:
    """Who owns what, in words."""
    if not isinstance(b, np.ndarray):
        return words("a-value")
    key = "view" if seen.any() else "own"
    return words(key, cells=int(seen.sum()), size=a.size)


def remarks(text: str, value: object) -> list[str]:
    """What is worth saying about the function that made this array."""
    if not isinstance(value, np.ndarray) or not value.size:
        return []
    told = []
    if "empty(" in text:
        told.append(words("empty"))
    if "arange(" in text and "reshape" not in text:
        key = "arange-float" if value.dtype.kind == "f" else "arange"
        told.append(words(key, last=number(value.ravel()[-1], 6)))
    if "choice(" in text:
        told.append(words("choice", size=value.size, different=np.unique(value).size))
    if "rand(" in text:
        told.append(words("rand", smallest=number(value.min()), largest=number(value.max())))
    if "_like(" in text and value.dtype.kind in "iu":
        told.append(words("like", dtype=value.dtype, kept=number(value.dtype.type(0.7))))
    return told


def told(knobs: Knobs) -> Facts:
    """What b has to do with a; a failed or a single value has no axes."""
    a = evaluate(knobs.a, {}, knobs.seed)
    b, reason = made_from(a, knobs.typed.strip() or knobs.b, knobs.seed)
    made = b if isinstance(b, np.ndarray) else np.zeros(())
    return {
        "failed": bool(reason),
        "shares": bool(seen_through(a, b).any()),
        "same_numbers": made.size == a.size and bool(np.array_equal(made.ravel(), a.ravel())),
        "longer_strides": made.ndim == a.ndim == 1 and made.strides[0] > a.strides[0],
        "a_ndim": a.ndim,
        "b_ndim": made.ndim,
    }


DEMO = StillDemo("arrays", Knobs(), draw, core=(), facts=told)
