"""Wrong answers to a prediction, as a learner gives them: made as values, equal ones left out."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np

from tests.practice.answer_forms import Asked, a_list, rows, semicolons

# Of each kind, some that no prediction asks for; those of the true kind are made from its value.
FOREIGN = {
    "number": ("17.25", "-3", "0.125", "1e9", "nan", "-inf"),
    "shape": ("(3, 7)", "(17,)", "3×7", "(2, 3, 5, 7)"),
    "dtype": ("float16", "dtype('int8')", "np.uint16"),
    "error": ("error", "an error", "ValueError", "报错"),
    "truth": ("True", "False", "yes", "不对"),
    "array": ("[7 7 0 1 3]", "7, 7, 0, 1, 3", "[[7 7], [1 3]]", "array([17, 3])", "[]"),
}
NONSENSE = (
    "",
    " ",
    "?",
    "...",
    "[",
    "]",
    "()",
    ",",
    ";",
    "x",
    "hello",
    "None",
    "nothing",
    "#",
    "1/0",
)


def wrong_answers(asked: Asked) -> Iterator[str]:
    """At least 35, none of which comes to the true value."""
    for kind, texts in FOREIGN.items():
        if kind != asked.kind and {kind, asked.kind} != {"number", "array"}:
            yield from texts
    yield from NONSENSE
    yield from MAKERS[asked.kind](asked.value)


def _numbers(true: Any) -> Iterator[str]:
    v = float(true)
    near = (
        v + 1,
        v - 1,
        v + 0.1,
        v - 0.1,
        v * 10,
        v / 10,
        v * 2,
        v / 2,
        -v,
        v**2,
        v * 100,
        v / 100,
    )
    others = (0.0, 1.0, 2.0, 17.25, v + 1e-3, v - 1e-3, v * 1.01, v + 1e-5, v * 1000, np.pi, np.e)
    for wrong in dict.fromkeys((*near, *others, float("inf"), float("-inf"), float("nan"))):
        if wrong != v:
            yield repr(wrong)
            yield f"np.float64({wrong!r})"
    for wrong in {v + 1, v + 2, v * 10, v - 3} - {v}:
        yield f"{wrong * 100!r}%"
        yield f"{wrong:,.1f}"
    yield f"[{true}]"
    yield f"[[{true}]]"
    yield f"({true},)"
    yield f"{true} {true}"
    yield f"{true}, {true}"
    yield f"--{true}"
    yield f"np.float16({true})"
    yield f"{true}%" if v else "1%"
    yield f"{true}abc"


def _shapes(true: Any) -> Iterator[str]:
    more = tuple(n + 1 for n in true)
    made = [
        true[::-1], more, tuple(n - 1 for n in true), (true[0] + 1, *true[1:]),
        (*true[:-1], true[-1] + 1), (*true[:-1], true[-1] - 1), true[1:], true[:-1], (*true, 1),
        (1, *true), (*true, true[-1]), (int(np.prod(true)),), (sum(true),), (len(true),),
        tuple(n * 10 for n in true), tuple(n // 2 for n in true), (0, *true[1:]), (*true[:-1], 0),
        (3, 7), (2, 3, 5), (1,), (1, 1), (784, 784), (10, 10),
    ]  # fmt: skip
    for wrong in dict.fromkeys(made):
        if wrong != true and wrong:
            yield str(wrong)
            yield "×".join(map(str, wrong))
            yield str(list(wrong))
    yield "".join(map(str, true)) + "0"
    yield f"[[{', '.join(map(str, true))}]]"
    yield ", ".join(f"-{n}" for n in true)
    yield ", ".join(f"{n}.5" for n in true)
    yield "()"


def _dtypes(true: Any) -> Iterator[str]:
    names = ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16",
             "uint32", "uint64", "bool", "complex64", "complex128", "object")  # fmt: skip
    codes = {"f2": "float16", "f4": "float32", "f8": "float64", "i8": "int64", "i4": "int32",
             "u1": "uint8", "int": "int64", "float": "float64", "single": "float32",
             "half": "float16", "double": "float64"}  # fmt: skip
    for name, meant in (*zip(names, names, strict=True), *codes.items()):
        if meant != true:
            yield name
            yield f"dtype('{name}')"
            yield f"np.{name}"
    yield from ("float6", "float640", f"{true}4", "64", ">f8", f"{true}, {true}", f"not {true}")


def _errors(true: Any) -> Iterator[str]:
    names = (
        "NameError", "ValueError", "TypeError", "IndexError", "KeyError", "AttributeError",
        "SyntaxError", "ZeroDivisionError", "RuntimeError", "OSError", "FileNotFoundError",
        "AssertionError", "MemoryError", "OverflowError", "RecursionError", "UnicodeError",
    )  # fmt: skip
    for name in names:
        if name != true:
            yield name
            yield f"{name}: No module named 'nunpy'"
            yield f"raise {name}"
    yield from ("no error", "nothing", "it works", "RuntimeWarning", f"not {true}", "object")
    yield from (f"{true} or NameError", "0 errors", "Err", "Module")


def _truths(true: Any) -> Iterator[str]:
    other = not bool(true)
    yield from (f"{other}", f"{other}".lower(), f"{other}".upper(), f"np.{other}_", f"{other}."[:])
    yield from (f"np.bool_({other})", f"bool({other})", f"{other}"[0], f"`{other}`", f"= {other}")
    yield from ("yes", "对", "是", "真", "✓") if other else ("no", "不对", "不是", "假", "✗")
    yield from ("1", "0", "1.0", f"not {bool(true)}", f"[{bool(true)}]", f"{true} {true}")
    yield from ("True or False", "maybe", "Tru", "T/F", "both", f"{bool(true)}, {other}")


def _arrays(true: Any) -> Iterator[str]:
    for wrong in chain(_other_numbers(true), _other_shapes(true)):
        if wrong.shape != true.shape or not np.array_equal(wrong, true):
            yield rows(wrong.tolist(), " ")
            yield str(a_list(", ")(wrong))
            yield f"array({wrong.tolist()})"
            if wrong.ndim == 2 and len(wrong) > 1 and wrong.size:
                yield semicolons(wrong)
            if wrong.ndim == 1 and wrong.size > 1:
                yield ", ".join(map(str, wrong.tolist()))
                yield str(tuple(wrong.tolist()))
    other = "float32" if true.dtype != np.float32 else "int8"
    yield f"array({true.tolist()}, dtype={other})"
    yield f"np.array({true.tolist()}, dtype=np.bool_)"
    yield str(true.shape) if true.shape != tuple(true.tolist()) else "(99,)"


def _other_numbers(true: Any) -> Iterator[Any]:
    for change in (1, -1, 0.5, 10, 1e-3):
        for place in (0, -1, true.size // 2):
            wrong = true.astype(float)
            wrong.ravel()[place] += change
            yield wrong
    yield from (-true, true * 2, true * 10, true + 1, true * 0, true * 0 + 1, true / 10, abs(true))
    yield from (true[::-1], np.sort(true), np.roll(true, 1), true == 0, true.astype(bool))
    flipped = true.astype(float)
    flipped.ravel()[-1] *= -1
    yield flipped


def _other_shapes(true: Any) -> Iterator[Any]:
    yield from (true[:-1], true[1:], np.append(true, 0), np.append(true, true.ravel()[-1]))
    yield from (true[None], true[..., None], true.ravel(), true.T, true.reshape(-1, 1), true[:0])
    yield from (np.concatenate([true, true]), true.ravel()[:1], np.full(7, 7))


MAKERS = {
    "number": _numbers, "shape": _shapes, "dtype": _dtypes, "error": _errors, "truth": _truths,
    "array": _arrays,
}  # fmt: skip
