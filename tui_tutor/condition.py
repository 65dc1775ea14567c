"""Conditions over facts, such as `test_accuracy > 0.95 and steps <= 300`.

They may come with lessons from elsewhere, so nothing is ever handed to Python's own eval: the text
is parsed and its tree walked, and only the forms below exist.
"""

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from tui_tutor.nearest import nearest
from tui_tutor.text import Words, series

words = Words("goals")
Fact: TypeAlias = bool | float | str  # of a knob or of what a demo shows
Facts: TypeAlias = Mapping[str, Fact]
LONGEST = 200  # characters of a condition: no tree of these is too deep to walk


class ConditionError(ValueError):
    """A condition that can't be read, or not be judged by these facts; the message says why."""


ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[..., bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def parsed(text: str) -> ast.expr:
    """The condition's tree; raises ConditionError."""
    if len(text) > LONGEST:
        raise ConditionError(words("too-long", most=LONGEST))
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ConditionError(words("not-a-condition", got=text)) from None


def of(tree: ast.expr, facts: Facts) -> Fact:
    """What it comes to by these facts; raises ConditionError where it can't be told."""
    for node in ast.walk(tree):  # every name, those too that and-or never comes to
        if isinstance(node, ast.Name) and node.id not in facts:
            raise ConditionError(_no_such_fact(node.id, facts))
    try:
        return value(tree, facts)
    except (TypeError, ZeroDivisionError, OverflowError) as error:
        raise ConditionError(words("no-value", reason=error)) from None


def value(node: ast.expr, facts: Facts) -> Fact:
    """What a node comes to, both sides of and-or and of a chain of comparisons included."""
    match node:
        case ast.Constant(bool() | int() | float() | str() as constant):
            return constant
        case ast.Name(name):
            return facts[name]
        case ast.BoolOp(op, nodes):
            both = [bool(value(one, facts)) for one in nodes]
            return all(both) if isinstance(op, ast.And) else any(both)
        case ast.UnaryOp(ast.Not(), operand):
            return not value(operand, facts)
        case ast.UnaryOp(ast.USub(), operand):
            return -number(operand, facts)
        case ast.BinOp(left, operation, right) if type(operation) in ARITHMETIC:
            return ARITHMETIC[type(operation)](number(left, facts), number(right, facts))
        case ast.Compare(first, signs, rest) if all(type(sign) in COMPARISONS for sign in signs):
            sides = [value(one, facts) for one in (first, *rest)]
            triples = zip(signs, sides, sides[1:], strict=False)
            return all(COMPARISONS[type(sign)](a, b) for sign, a, b in triples)
    raise ConditionError(words("no-such-form", got=ast.unparse(node)))


def number(node: ast.expr, facts: Facts) -> float:
    """The value, where it is one that can be computed with."""
    found = value(node, facts)
    if isinstance(found, str):
        raise ConditionError(words("not-a-number", got=found))
    return found


def _no_such_fact(name: str, facts: Iterable[str]) -> str:
    known = sorted(facts)
    near = nearest(name, known)
    hint = words("did-you-mean", name=near) if near else ""
    return words("no-such-fact", got=name, names=series(known), hint=hint).strip()
