"""Arrays as they are typed and kept: tuples of numbers, rows in rows."""

import ast
from typing import TypeAlias

Nested: TypeAlias = tuple["float | Nested", ...]


def typed_numbers(text: str) -> Nested:
    """`1 2; 3 4 | 5 6; 7 8` → nested tuples as deep as the separators used."""
    blocks = [
        [tuple(_number(n) for n in row.replace(",", " ").split()) for row in block.split(";")]
        for block in text.split("|")
    ]
    if "|" in text:
        return tuple(map(tuple, blocks))
    return tuple(blocks[0]) if ";" in text else blocks[0][0]


def joined(value: float | Nested, separators: tuple[str, ...]) -> str:
    if not isinstance(value, tuple):
        return f"{value:g}"
    return separators[0].join(joined(inner, separators[1:]) for inner in value)


def python_list(text: str) -> Nested:
    value = _frozen(ast.literal_eval(text))
    if not isinstance(value, tuple):
        raise TypeError
    return value


def _frozen(value: object) -> float | Nested:
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else _number(value)


def _number(text: object) -> float:
    if not isinstance(text, str | int | float):
        raise TypeError
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def shape_of(value: object) -> tuple[int, ...] | None:
    """The shape of nested tuples; None where rows differ in length."""
    if not isinstance(value, tuple):
        return ()
    shapes = {shape_of(inner) for inner in value}
    if len(shapes) > 1 or None in shapes:
        return None
    return (len(value), *(shapes.pop() or () if shapes else ()))
