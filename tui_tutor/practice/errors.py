"""The errors that beginners meet first, each explained in one sentence, found by its message."""

import re
import sys

import numpy as np

from tui_tutor.text import Words

words = Words("errors")
NUMBERS = r"(?:int|float|bool|tuple|list|numpy\.(?:ndarray|float\d+|int\d+|bool))"
# What the message holds → the sentence that explains it. The first that fits is taken; names in
# the pattern fill the sentence's gaps.
COMMON = {
    r"'[Ee]llipsis'|type ellipsis|character '…'": "ellipsis",
    r"'return' outside function": "return-outside",
    r"expected ':'": "colon",
    r"expected an indented block": "no-block",
    r"unexpected indent": "too-far-in",
    r"unindent does not match": "between-steps",
    r"unmatched '(?P<sign>.)'": "unmatched",
    r"does not match opening": "crossed",
    r"was never closed|unexpected EOF": "never-closed",
    r"invalid decimal literal": "number-and-name",
    r"Maybe you meant '==' or ':='|cannot assign to": "assignment",
    r"Perhaps you forgot a comma": "comma",
    r"Missing parentheses in call": "call-brackets",
    r"bitwise_xor|for \^=?: ": "power",
    r"Cannot interpret '[\d.]+' as a data type": "zeros-shape",
    r"only integer scalar arrays can be converted to a scalar index": "not-an-axis",
    r"operands could not be broadcast": "broadcast",
    r"could not broadcast input array": "other-place",
    r"matmul: Input operand|not aligned: ": "product",
    r"len\(\) of unsized|over a 0-d array|array is 0-dimensional|invalid index to scalar"
    r"|'(?:int|float|numpy\.\w+)' object is not subscriptable": "unsized",
    r"too many indices for array": "too-many-indices",
    r"out of bounds for array of dimension 0": "axis-of-none",
    r"out of bounds for array of dimension 1": "axis-of-one",
    r"axis \S+ is out of bounds": "axis",
    r"index \S+ is out of bounds for axis|list index out of range": "index",
    r"arrays used as indices must be of integer": "float-index",
    r"only integers, slices": "no-index",
    r"NoneType": "none",
    r"(?P<name>\w+)\(\) takes (?P<takes>.+?) positional arguments? but (?P<given>\d+)": "too-many",
    r"missing (?:a|\d+) required (?:positional )?arguments?: (?P<names>.+?)$": "too-few",
    r"too many positional arguments": "too-many-for-core",
    r"unexpected keyword argument '(?P<name>\w+)'": "keyword",
    r"module 'numpy' has no attribute '(?P<name>int|float|object|complex)'": "gone",
    r"module 'numpy' has no attribute '(?P<name>\w+)'": "not-in-numpy",
    r"'numpy\.\w+' object has no attribute 'append'": "append",
    r"'list' object has no attribute '(?P<name>\w+)'": "no-array",
    r"truth value of an": "truth-value",
    rf"'{NUMBERS}' object is not callable": "not-callable",
    r"unhashable type: '(?P<type>[\w.]+)'": "unhashable",
    r"converted to Python scalars|must be real number, not": "single-numbers",
    r"inhomogeneous shape": "inhomogeneous",
    r"setting an array element with a sequence": "one-place",
    r"object is not subscriptable": "square-brackets",
    r"'(?:int|float|numpy\.\w+)' object is not iterable": "not-iterable",
    r"'(?:float|numpy\.float\d+)' object cannot be interpreted as an integer": "no-integer",
    r"unsupported operand .*'(?:function|builtin_function_or_method|method|ufunc)'": "uncalled",
    r"unsupported operand .*'(?:list|tuple)'|can't multiply sequence": "list-arithmetic",
    r"unsupported operand .*'str'|can only concatenate str": "quotes",
    r"Cannot cast ufunc .*'float\d+'.*'int\d+'": "cast",
    r"cannot reshape array of size (?P<size>\d+)": "reshape",
    r"RecursionError": "recursion",
    r"SystemExit": "exit",
    r"ZeroDivisionError": "by-zero",
    r"OverflowError": "too-large",
    r"math domain error|expected a positive input": "logarithm",
    r"No module named '(?P<name>[\w.]+)'": "no-module",
    r"FileNotFoundError": "no-file",
    r"EOFError": "no-keyboard",
    r"File too large": "long-file",
    r"URLError|name resolution": "no-network",
    r"cannot access local variable '(?P<name>\w+)'": "unbound",
}
WARNINGS = {
    r"RuntimeWarning: overflow encountered": "warned.overflow",
    r"RuntimeWarning: divide by zero encountered in log": "warned.log",
    r"RuntimeWarning: divide by zero encountered": "warned.divide",
    r"RuntimeWarning: invalid value encountered": "warned.invalid",
}


def explained(message: str) -> str:
    """The sentence on the error with that message; "" where none is known."""
    if unknown := re.search(r"NameError: name '(?P<name>\w+)' is not defined", message):
        return words(_unknown_name(unknown["name"]), name=unknown["name"])
    for pattern, key in COMMON.items():
        if found := re.search(pattern, message):
            return words(key, **found.groupdict())
    return ""


def _unknown_name(name: str) -> str:
    if name == "___":
        return "gap"
    if name in ("exit", "quit"):
        return "exit"
    if name == "e":
        return "number-e"
    if name in np.__all__:
        return "in-numpy"
    return "module" if name in sys.stdlib_module_names else "name"


def explained_warnings(printed: str) -> list[str]:
    """A sentence on each kind of warning among what was printed."""
    return [words(key) for pattern, key in WARNINGS.items() if re.search(pattern, printed)]
