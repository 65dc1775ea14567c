"""Ways to type the answer of a prediction: right ones in every form, and wrong ones.

A form is a function of the true value that gives a text, or None where it does not fit. Wrong
answers are made as values, and left out where they happen to be equal to the true one.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from tui_tutor.practice.sandbox import Outcome

Form = Callable[[Any], str | None]
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
CJK = str.maketrans("()[],.;:", "（）【】，．；：")


@dataclass(frozen=True)
class Asked:
    """A prediction of the course, and what came when its code was really run."""

    where: str
    code: str
    outcome: Outcome

    @property
    def kind(self) -> str:
        answer = self.outcome.answers[-1]
        if answer.kind == "error":
            return "error"
        if answer.value is None:
            return "shape" if answer.type == "tuple" else "dtype"
        if answer.value.ndim:
            return "array"
        return "truth" if answer.value.dtype.kind == "b" else "number"

    @property
    def value(self) -> Any:
        answer = self.outcome.answers[-1]
        if self.kind == "error":
            return answer.type
        if self.kind == "shape":
            return ast.literal_eval(answer.repr)
        if self.kind == "dtype":
            return answer.repr.removeprefix("dtype('").removesuffix("')")
        assert answer.value is not None
        return answer.value if self.kind == "array" else answer.value[()]

    @property
    def text(self) -> str:
        """As it is printed, on one line."""
        return " ".join(str(self.value).split())


def right_forms(asked: Asked) -> Iterator[tuple[str, str]]:
    """Every form that fits, by name."""
    for name, around in AROUND.items():
        yield f"around: {name}", around(asked.text)
    for name, form in FORMS[asked.kind].items():
        if (text := form(asked.value)) is not None:
            yield f"{asked.kind}: {name}", text
    if asked.kind == "error":
        answer = asked.outcome.answers[-1]
        parents = [name for name in answer.family if name.endswith(("Error", "Exception"))]
        yield "error: a parent", parents[1]
        yield "error: the first of its kind", parents[-1]
        yield "error: with its message", answer.message
        yield "error: its message", answer.message.partition(": ")[2]
        yield "error: a traceback", f"Traceback (most recent call last): File x {answer.message}"
    if asked.kind == "number" and (sharp := asked.outcome.answers[-1].unrounded) is not None:
        yield "number: more digits than asked for", repr(float(sharp))
        yield "number: one digit more", f"{float(sharp):.{_decimals(asked.value) + 1}f}"


AROUND: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "blanks": lambda text: f"  {text} ",
    "wide blanks": lambda text: f"\u3000{text}\u00a0",
    "prompt": lambda text: f">>> {text}",
    "out": lambda text: f"Out[1]: {text}",
    "out without a number": lambda text: f"Out[ ]: {text}",
    "equals": lambda text: f"= {text}",
    "arrow": lambda text: f"→ {text}",
    "drawn arrow": lambda text: f"=> {text}",
    "backticks": lambda text: f"`{text}`",
    "a fence": lambda text: f"```{text}```",
    "quotes": lambda text: f"'{text}'",
    "double quotes": lambda text: f'"{text}"',
    "curly quotes": lambda text: f"“{text}”",
    "corner quotes": lambda text: f"「{text}」",
    "full stop": lambda text: f"{text}.",
    "Chinese full stop": lambda text: f"{text}。",
    "semicolon": lambda text: f"{text};",
    "exclamation": lambda text: f"{text}！",
    "answer:": lambda text: f"answer: {text}",
    "答案": lambda text: f"答案：{text}",
    "a comment": lambda text: f"{text}  # I think",
    "full-width": lambda text: text.translate(WIDE),
    "full-width marks": lambda text: text.translate(CJK),
    "several at once": lambda text: f">>> `{text}`。",
}


# ------------------------------------------------------------------ numbers


def _decimals(value: Any) -> int:
    written = str(value)
    return len(written.partition(".")[2]) if "e" not in written else 0


def _only(condition: Any, text: str) -> str | None:
    return text if condition else None


def _fraction(value: Any) -> str | None:
    near = Fraction(float(value)).limit_denominator(100)
    return _only(near == Fraction(float(value)), f"{near.numerator} / {near.denominator}")


def _grouped(mark: str) -> Form:
    return lambda v: _only(v == int(v) and abs(v) >= 1000, f"{int(v):,}".replace(",", mark))


def _is_decimal(value: Any) -> bool:
    return _decimals(value) > 0 and float(value) != int(value) and "e" not in str(value)


NUMBER: dict[str, Form] = {
    "thousands by commas": _grouped(","),
    "thousands by full-width commas": _grouped("，"),
    "thousands by underscores": _grouped("_"),
    "thousands by blanks": _grouped(" "),
    "thousands by apostrophes": _grouped("’"),
    "a sign": lambda v: _only(v > 0, f"+{v}"),
    "a point": lambda v: _only(v == int(v), f"{int(v)}."),
    "a zero": lambda v: _only(v == int(v), f"{int(v)}.0"),
    "zeros at the end": lambda v: _only(_is_decimal(v), f"{v}00"),
    "no zero ahead": lambda v: _only(0 < v < 1, str(v).removeprefix("0")),
    "scientific": lambda v: f"{float(v)!r}e0" if "e" not in repr(float(v)) else None,
    "large E": lambda v: f"{Fraction(str(v)) * 100}E-2" if Fraction(str(v) + "e2").denominator == 1
    else None,
    "× 10^": lambda v: f"{v}×10^0",
    "· 10⁰": lambda v: f"{v}·10⁰",
    "percent": lambda v: _only(0 < v <= 1, f"{float(v) * 100:g}%"),
    "percent sign apart": lambda v: _only(0 < v <= 1, f"{float(v) * 100:g} ％"),
    "百分之": lambda v: _only(0 < v <= 1, f"百分之{float(v) * 100:g}"),
    "fraction": _fraction,
    "decimal comma": lambda v: _only(
        _is_decimal(v) and _decimals(v) < 3, str(v).replace(".", ",")
    ),
    "np.float64": lambda v: _only(np.asarray(v).dtype == float, f"np.float64({v})"),
    "np.int64": lambda v: _only(np.asarray(v).dtype == int, f"np.int64({v})"),
    "int": lambda v: _only(v == int(v), f"int({int(v)})"),
    "brackets": lambda v: f"({v})",
    "array of no axes": lambda v: f"array({v})",
    "printed by": lambda v: f"print({v})",
    "a name": lambda v: f"x = {v}",
    "about": lambda v: f"≈ {v}",
    "万": lambda v: _only(v >= 10_000, f"{v / 10_000:g}万" if v >= 10_000 else ""),
}  # fmt: skip


# ------------------------------------------------------------------ shapes, dtypes, errors, truth


def _joined(mark: str, before: str = "", after: str = "") -> Form:
    def form(shape: tuple[int, ...]) -> str | None:
        return _only(len(shape) > 1, before + mark.join(map(str, shape)) + after)

    return form


SHAPE: dict[str, Form] = {
    "×": _joined("×"),
    "blank × blank": _joined(" × "),
    "x": _joined("x"),
    "X": _joined(" X "),
    "*": _joined("*"),
    "by": _joined(" by "),
    "乘": _joined("乘"),
    "no brackets": _joined(", "),
    "only blanks": _joined(" "),
    "no blanks": _joined(",", "(", ")"),
    "、": _joined("、", "（", "）"),
    "full-width comma": _joined("，", "(", ")"),
    "comma at the end": _joined(", ", "(", ",)"),
    "square brackets": lambda shape: str(list(shape)),
    "lenses": lambda shape: "【" + "，".join(map(str, shape)) + "】",
    "torch.Size": lambda shape: f"torch.Size({list(shape)})",
    "shape=": lambda shape: f"shape={shape}",
    "shape is": lambda shape: f"the shape is {shape}",
    "形状": lambda shape: f"形状是{shape}",
    "tuple": lambda shape: f"tuple({list(shape)})",
    "rows and columns": lambda shape: _only(
        len(shape) == 2, f"{shape[0]} rows, {shape[-1]} columns"
    ),
    "行列": lambda shape: _only(len(shape) == 2, f"{shape[0]}行{shape[-1]}列"),
    "bare number": lambda shape: _only(len(shape) == 1, f"{shape[0]}"),
    "bare number with a comma": lambda shape: _only(len(shape) == 1, f"{shape[0]},"),
}
SHORT = {"float64": "f8", "float32": "f4", "int64": "i8", "uint8": "u1"}
DTYPE: dict[str, Form] = {
    "np.": lambda name: f"np.{name}",
    "numpy.": lambda name: f"numpy.{name}",
    "dtype()": lambda name: f"dtype('{name}')",
    "np.dtype()": lambda name: f"np.dtype({name})",
    "dtype=": lambda name: f"dtype={name}",
    "dtype=np.": lambda name: f"dtype=np.{name}",
    "dtype:": lambda name: f"dtype: {name}",
    "class": lambda name: f"<class 'numpy.{name}'>",
    "a capital": lambda name: name.capitalize(),
    "letters and a number apart": lambda name: re.sub(r"(\d+)", r" \1", name),
    "bits": lambda name: _only(name[0] in "fi", re.sub(r"(\D+)(\d+)", r"\2-bit \1", name)),
    "short": SHORT.get,
    "short with its order": lambda name: SHORT.get(name) and f"<{SHORT[name]}",
    "float": lambda name: _only(name == "float64", "float"),
    "double": lambda name: _only(name == "float64", "double"),
    "int": lambda name: _only(name == "int64", "int"),
}
ERROR: dict[str, Form] = {
    "small letters": str.lower,
    "apart": lambda name: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name),
    "without Error": lambda name: name.removesuffix("Error"),
    "raised": lambda name: f"raises {name}",
    "a call": lambda name: f"{name}()",
    "class": lambda name: f"<class '{name}'>",
    "article": lambda name: f"a {name}",
    "error": lambda _: "error",
    "an error": lambda _: "an error",
    "Error!": lambda _: "Error!",
    "it raises an error": lambda _: "it raises an error",
    "exception": lambda _: "exception",
    "报错": lambda _: "报错",
    "会报错": lambda _: "会报错。",
    "错误": lambda _: "错误",
    "异常": lambda _: "异常",
}
TRUTH: dict[str, Form] = {
    "small": lambda v: str(bool(v)).lower(),
    "large": lambda v: str(bool(v)).upper(),
    "np.True_": lambda v: f"np.{bool(v)}_",
    "np.bool_()": lambda v: f"np.bool_({bool(v)})",
    "bool()": lambda v: f"bool({bool(v)})",
    "array of no axes": lambda v: f"array({bool(v)})",
    "a letter": lambda v: str(bool(v))[0],
    "yes": lambda v: "yes" if v else "no",
    "Yes.": lambda v: "Yes." if v else "No.",
    "对": lambda v: "对" if v else "不对",
    "是": lambda v: "是" if v else "不是",
    "真": lambda v: "真" if v else "假",
    "a sign": lambda v: "✓" if v else "✗",
}


# ------------------------------------------------------------------ arrays


def rows(nested: Any, comma: str, opening: str = "[", closing: str = "]") -> str:
    if not isinstance(nested, list):
        return str(nested)
    inner = comma.join(rows(one, comma, opening, closing) for one in nested)
    return f"{opening}{inner}{closing}"


def a_list(comma: str, opening: str = "[", closing: str = "]") -> Form:
    return lambda a: rows(a.tolist(), comma, opening, closing)


def _each(form: Callable[[Any], str], fits: Callable[[Any], Any] = bool) -> Form:
    """Each number in a form of its own."""

    def whole(a: Any) -> str | None:
        return _only(fits(a), rows(np.vectorize(form, otypes=[object])(a).tolist(), " "))

    return whole


def _tuple(a: Any) -> str:
    return str(_frozen(a.tolist()))


def _frozen(nested: Any) -> Any:
    return tuple(map(_frozen, nested)) if isinstance(nested, list) else nested


def _flat(mark: str) -> Form:
    return lambda a: _only(a.ndim == 1 and a.size > 1, mark.join(map(str, a.tolist())))


def semicolons(a: Any) -> str:
    """A matrix as it is typed into a knob."""
    return "; ".join(" ".join(map(str, row)) for row in a.tolist())


def _matrix(form: Callable[[Any], str]) -> Form:
    return lambda a: form(a) if a.ndim == 2 and len(a) > 1 else None


def _always(_: Any) -> bool:
    return True


ARRAY: dict[str, Form] = {
    "a list": a_list(", "),
    "no blanks": a_list(","),
    "full-width commas": a_list("，"),
    "、": a_list("、"),
    "lenses": a_list("，", "【", "】"),
    "full-width brackets": a_list("，", "［", "］"),
    "only blanks": a_list(" "),
    "a tuple": _tuple,
    "full-width tuple": lambda a: _tuple(a).translate(CJK),
    "repr": repr,
    "np.": lambda a: f"np.{a!r}",
    "np.asarray": lambda a: f"np.asarray({a.tolist()})",
    "with its dtype": lambda a: f"array({a.tolist()}, dtype={a.dtype})",
    "with np's dtype": lambda a: f"np.array({a.tolist()}, dtype=np.{a.dtype})",
    "with a dtype in quotes": lambda a: f"array({a.tolist()}, dtype='{a.dtype}')",
    "tensor": lambda a: f"tensor({a.tolist()})",
    "list()": lambda a: f"list({a.tolist()})",
    "a name": lambda a: f"w = {a.tolist()}",
    "bracket left open": lambda a: str(a.tolist())[:-1],
    "bare numbers": _flat(" "),
    "bare, commas": _flat(", "),
    "bare, no blanks": _flat(","),
    "bare 、": _flat("、"),
    "bare full-width": _flat("，"),
    "bare with a full stop": lambda a: (text := _flat(" ")(a)) and f"{text}。",
    "rows by semicolons": _matrix(semicolons),
    "rows by full-width semicolons": _matrix(lambda a: semicolons(a).replace(";", "；")),
    "semicolons in brackets": _matrix(lambda a: f"[{semicolons(a)}]"),
    "rows alone": _matrix(lambda a: str(a.tolist())[1:-1]),
    "floats": _each(lambda v: f"{float(v)!r}", _always),
    "points": _each(lambda v: f"{int(v)}.", lambda a: (a == a.astype(int)).all()),
    "whole": _each(lambda v: f"{int(v)}", lambda a: (a == a.astype(int)).all()),
    "more zeros": _each(lambda v: f"{float(v):.6f}", lambda a: (a.round(5) == a).all()),
    "np.float64": _each(lambda v: f"np.float64({v})", lambda a: a.dtype == float),
    "np.int64": _each(lambda v: f"np.int64({v})", lambda a: a.dtype == int),
    "signs": _each(lambda v: f"{v:+}", _always),
    "minus signs": _each(lambda v: f"{v}".replace("-", "−"), lambda a: (a < 0).any()),
    "en dashes": _each(lambda v: f"{v}".replace("-", "–"), lambda a: (a < 0).any()),
    "percents": _each(lambda v: f"{v * 100:g}%", lambda a: ((a > 0) & (a < 1)).all()),
    "fractions": _each(lambda v: _fraction(v) or "", lambda a: all(map(_fraction, a.ravel()))),
}
FORMS: dict[str, dict[str, Form]] = {
    "number": NUMBER,
    "shape": SHAPE,
    "dtype": DTYPE,
    "error": ERROR,
    "truth": TRUTH,
    "array": ARRAY,
}
