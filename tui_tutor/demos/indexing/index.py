"""An index part by part: what each does to the axes of the array."""

import ast

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.demos._expression import Refused, evaluate
from tui_tutor.text import Words

words = Words("indexing")


def index_of(text: str) -> ast.expr:
    """The syntax tree of what stands between the brackets of `a[…]`. Raises Refused."""
    match ast.parse(text).body:
        case [ast.Expr(ast.Subscript(ast.Name("a"), index))]:
            return index
    raise Refused(words("no-index", got=text))


def told_of(index: ast.expr, a: Array) -> list[str]:
    """A sentence for each part of the index."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    read = [kind_of(part, a) for part in parts]
    lists = sum(kind == "places" for kind, _ in read)
    spoken = sum(axes for _, axes in read)
    axis, told = 0, []
    for part, (kind, axes) in zip(parts, read, strict=True):
        key = "pairs" if kind == "places" and lists > 1 else kind
        told.append(words.of("part", key, part=ast.unparse(part), axis=axis))
        axis += a.ndim - spoken if kind == "ellipsis" else axes
    return told


def kind_of(part: ast.expr, a: Array) -> tuple[str, int]:
    """What this part is, by its key in the texts, and of how many axes it speaks."""
    if isinstance(part, ast.Slice):
        return ("all" if ast.unparse(part) == ":" else "slice"), 1
    value = evaluate(ast.unparse(part), {"a": a}, 0)
    if value is None:
        return "none", 0
    if value is Ellipsis:
        return "ellipsis", 0
    if np.asarray(value).dtype == bool:
        return "mask", np.ndim(value)
    return ("place" if np.ndim(value) == 0 else "places"), 1
