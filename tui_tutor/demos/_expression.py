"""Evaluates one NumPy expression that a learner typed, out of names that are known to be harmless.

Nothing is ever handed to Python's own eval. The text is parsed, and the tree is walked: only the
nodes, functions, methods and keywords listed here exist. Arrays stay small, so that no expression
takes long or fills the memory.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from tui_tutor.signs import plain
from tui_tutor.text import Words

words = Words("arrays")
Value: TypeAlias = Any  # of an expression: an array, a number, a dtype, a function
MOST = 1_000  # numbers an array may hold; two of them together make a million at the most
BUDGET = 1_000_000  # numbers that a call may make on the way


class Refused(ValueError):
    """An expression that is right in Python and has no place here; the message says why."""


DTYPES = (
    *("bool_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64"),
)
# Functions that make an array, and which of their arguments say how long it gets.
LENGTHS: dict[str, slice] = {
    **dict.fromkeys(("zeros", "ones", "empty", "full", "random", "standard_normal"), slice(1)),
    **dict.fromkeys(("eye", "choice", "permutation"), slice(2)),
    **dict.fromkeys(("linspace", "randint", "integers", "normal", "uniform"), slice(2, 3)),
    **dict.fromkeys(("arange", "rand", "randn"), slice(None)),
    **dict.fromkeys(("zeros_like", "ones_like", "empty_like"), slice(4, 5)),
    "full_like": slice(5, 6),
}
LENGTH_KEYWORDS = ("shape", "size", "num", "start", "stop", "step")
MAKES = ("zeros", "ones", "empty", "full", "eye", "arange", "linspace")
TAKES = (
    *("array", "asarray", "zeros_like", "ones_like", "empty_like", "full_like", "copy"),
    *("reshape", "ravel", "transpose", "squeeze", "expand_dims", "concatenate", "vstack", "hstack"),
    *("ndim", "shape", "size", "shares_memory", "unique", "sort", "argsort", "broadcast_to"),
    *("sum", "mean", "std", "max", "min", "argmax", "argmin", "cumsum", "any", "all", "prod"),
    *("exp", "log", "sqrt", "abs", "sign", "round", "maximum", "minimum", "dot", "matmul"),
)
CONSTANTS = ("pi", "e", "inf", "nan", "newaxis")
RANDOM = ("rand", "randn", "randint", "random", "choice", "permutation")
GENERATOR = ("random", "integers", "choice", "normal", "standard_normal", "uniform", "permutation")
METHODS = (
    *("reshape", "ravel", "flatten", "copy", "transpose", "squeeze", "swapaxes", "astype", "dot"),
    *("sum", "mean", "std", "max", "min", "argmax", "argmin", "cumsum", "any", "all", "prod"),
    *("round", "item", "argsort"),
)
ATTRIBUTES = ("T", "shape", "size", "ndim", "dtype", "strides", "itemsize", "nbytes")
KEYWORDS = (
    *("dtype", "axis", "keepdims", "shape", "size", "replace", "order", "copy", "fill_value"),
    *("start", "stop", "step", "num", "endpoint", "low", "high", "loc", "scale", "seed"),
)
STRINGS = (*DTYPES, "int", "float", "bool", "C", "F")
BUILTINS = {"int": int, "float": float, "bool": bool, "len": len}
OPERATORS: dict[type[ast.AST], Callable[..., Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Invert: operator.invert,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def evaluate(text: str, names: Mapping[str, Value], seed: int) -> Value:
    """The value of a NumPy expression that may use `names`; random numbers start from `seed`.

    Raises Refused for what is not offered here, and whatever NumPy or Python's parser raises.
    """
    match ast.parse(plain(text).strip()).body:
        case [ast.Expr(ast.Call(ast.Name("print"), [node], []))] | [ast.Expr(node)]:
            with np.errstate(all="ignore"):
                return Evaluator(names, seed).value(node)
        case [ast.Assign() | ast.AugAssign(), *_]:
            raise Refused(words("no-writing", got=text.strip()))
        case _:
            raise Refused(words("one-expression"))


class Evaluator:
    """Walks one expression's tree; `value` is the only way in."""

    def __init__(self, names: Mapping[str, Value], seed: int) -> None:
        self.names = names
        self.seed = seed
        self.random = np.random.RandomState(seed)

    def value(self, node: ast.AST) -> Value:
        """The value of a node, small and of numbers only."""
        visit = getattr(self, f"_{type(node).__name__.lower()}", None)
        if visit is None:
            raise Refused(words("no-such-form", form=type(node).__name__))
        return checked(visit(node))

    # Each method below is named after the node of Python's syntax tree that it evaluates.

    def _constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, str) and node.value not in STRINGS:
            raise Refused(words("no-strings", got=node.value))
        return node.value

    def _tuple(self, node: ast.Tuple) -> tuple[Value, ...]:
        return tuple(map(self.value, node.elts))

    def _list(self, node: ast.List) -> list[Value]:
        return list(map(self.value, node.elts))

    def _name(self, node: ast.Name) -> Value:
        for known in (self.names, BUILTINS):
            if node.id in known:
                return known[node.id]
        raise NameError(f"name {node.id!r} is not defined")

    def _unaryop(self, node: ast.UnaryOp) -> Value:
        return self._operate(node.op, node.operand)

    def _binop(self, node: ast.BinOp) -> Value:
        return self._operate(node.op, node.left, node.right)

    def _compare(self, node: ast.Compare) -> Value:
        if len(node.ops) > 1:
            raise Refused(words("no-such-form", form="a < b < c"))
        return self._operate(node.ops[0], node.left, node.comparators[0])

    def _operate(self, sign: ast.AST, *nodes: ast.AST) -> Value:
        if type(sign) not in OPERATORS:
            raise Refused(words("no-such-form", form=type(sign).__name__))
        values = [self.value(node) for node in nodes]
        # Python's own lists and strings multiply to any length, and its whole numbers to any size.
        if not all(isinstance(v, int | float | np.ndarray | np.generic) for v in values):
            raise Refused(words("not-numbers"))
        if isinstance(sign, ast.Pow) and all(isinstance(v, int) for v in values):
            values[0] = float(values[0]) if values[1] > 62 else values[0]
        return OPERATORS[type(sign)](*values)

    def _subscript(self, node: ast.Subscript) -> Value:
        value = self.value(node.value)
        if not isinstance(value, np.ndarray | tuple | list):
            raise Refused(words("not-an-array", name=type(value).__name__))
        return value[self.value(node.slice)]

    def _slice(self, node: ast.Slice) -> slice:
        return slice(*(part and self.value(part) for part in (node.lower, node.upper, node.step)))

    def _attribute(self, node: ast.Attribute) -> Value:
        path = dotted(node)
        if path.startswith("np."):
            return self._numpy(path.removeprefix("np."))
        return member(self.value(node.value), node.attr)

    def _numpy(self, name: str) -> Value:
        """Something of NumPy's own."""
        if name in MAKES or name in TAKES or name in DTYPES or name in CONSTANTS:
            return getattr(np, name)
        if name == "random.default_rng":
            return lambda seed=self.seed: np.random.default_rng(seed)
        module, _, last = name.rpartition(".")
        if module == "random" and last in RANDOM:
            return getattr(self.random, last)
        if module == "" and name not in dir(np):
            raise AttributeError(f"module 'numpy' has no attribute {name!r}")
        raise Refused(words("not-offered", name=f"np.{name}"))

    def _call(self, node: ast.Call) -> Value:
        function = self.value(node.func)
        if not callable(function):
            raise TypeError(f"{type(function).__name__!r} object is not callable")
        keywords = {keyword.arg or "**": self.value(keyword.value) for keyword in node.keywords}
        for name in keywords:
            if name not in KEYWORDS:
                raise Refused(words("not-offered", name=f"{name}="))
        values = [self.value(argument) for argument in node.args]
        if numbers_asked(getattr(function, "__name__", ""), values, keywords) > BUDGET:
            raise Refused(words("too-large", most=MOST))
        return function(*values, **keywords)


def dotted(node: ast.AST) -> str:
    """`np.random.rand` of the nodes that spell it; empty where something else stands in front."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def member(value: Value, name: str) -> Value:
    """A method or an attribute of an array, a number, or a random generator."""
    if isinstance(value, np.random.Generator) and name in GENERATOR:
        return getattr(value, name)
    if isinstance(value, np.ndarray | np.generic) and name in METHODS + ATTRIBUTES:
        return getattr(value, name)
    if name.startswith("_") or hasattr(value, name):
        raise Refused(words("not-offered", name=f".{name}"))
    raise AttributeError(f"{type(value).__name__!r} object has no attribute {name!r}")


def numbers_asked(name: str, values: list[Value], keywords: Mapping[str, Value]) -> float:
    """About how many numbers a call is going to make, before it makes them."""
    lengths = values[LENGTHS[name]] if name in LENGTHS else []
    if name in ("choice", "permutation") and values and not isinstance(values[0], int):
        lengths = lengths[1:]  # an array to draw from
    if name == "eye" and len(lengths) == 1:
        lengths *= 2  # a square
    lengths += [keywords[key] for key in LENGTH_KEYWORDS if key in keywords]
    count = 1.0
    for length in np.concatenate([np.zeros(0), *(np.ravel(v) for v in lengths if v is not None)]):
        short_step = name == "arange" and 0 < abs(length) < 1
        count *= 1 / abs(length) if short_step else max(abs(length), 1.0)
    return count


def checked(value: Value) -> Value:
    """The value, if it is no array of anything but numbers, and no longer than allowed."""
    if isinstance(value, np.ndarray | np.generic):
        if value.dtype.kind not in "biuf":
            raise Refused(words("not-numbers"))
        if value.size > MOST:
            raise Refused(words("too-large", most=MOST))
    if isinstance(value, complex | bytes) or (isinstance(value, int) and abs(value) >= 2**63):
        raise Refused(words("not-numbers"))
    return value
