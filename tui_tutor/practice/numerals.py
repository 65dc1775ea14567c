"""Numbers and arrays of numbers, read from what was typed as an answer."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from tui_tutor.practice.answers import one_pair, said_by, truth

DEEPEST = 8  # brackets within brackets
SIZED = re.compile(r"(?:(?:np|numpy)\.)?((?:u?int|float)\d+)\s*\(([^()]*)\)", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number as exactly as it was written; `decimals` is None where it is no rounded one."""

    value: Fraction | float  # a float where it is inf or nan
    decimals: int | None = None
    dtype: str = ""  # of np.float32(0.5)

    def __str__(self) -> str:
        if isinstance(self.value, Fraction) and self.value.denominator == 1:
            return str(self.value.numerator)
        try:
            return f"{float(self.value):.12g}"
        except OverflowError:
            return "…"


SIGN = re.compile(r"([-+]|minus\s|负|正)\s*", re.IGNORECASE)
WHOLE = r"\d+(?:_\d+)*"
DECIMAL = re.compile(rf"(?:{WHOLE}\.?(?:\d*)|\.\d+)(?:e[-+]?\d{{1,3}})?", re.IGNORECASE)
FRACTION = re.compile(rf"({WHOLE})\s*/\s*({WHOLE})")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ ']\d{3})+)(?:\.\d+)?")
COMMA = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+")
POWER = re.compile(
    r"(?:(.+?)\s*[*x]\s*)?10\s*(?:(?:\^|\*\*)\s*([-+]?\d{1,3})|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))"
)
RAISED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
UNITS = {"k": 3, "千": 3, "万": 4, "百万": 6, "亿": 8}


def number(text: str) -> Number | None:
    """`98`, `79,520`, `79_520`, `0,25`, `75%`, `1/4`, `2.5×10⁻¹`, `-inf`, `np.float64(0.25)`."""
    if sized := SIZED.fullmatch(text):
        inner = number(sized[2].strip())
        return inner and Number(inner.value, inner.decimals, sized[1].casefold())
    if text.startswith("(") and one_pair(text):
        return number(text[1:-1].strip())
    if sign := SIGN.match(text):
        rest = text[sign.end() :]
        found = None if SIGN.match(rest) else number(rest)
        positive = sign[1] in "+正"
        return found and (found if positive else Number(-found.value, found.decimals))
    if part := re.fullmatch(r"(.+?)\s*(?:%|percent)|百分之(.+)", text, re.IGNORECASE):
        return _scaled(_numeral((part[1] or part[2]).strip()), -2)
    if power := POWER.fullmatch(text):
        exponent = int(power[2] or power[3].translate(RAISED))
        return _scaled(_numeral(power[1]) if power[1] else Number(Fraction(1)), exponent)
    unit = re.fullmatch(r"(.+?)\s*(k|千|百万|万|亿)", text, re.IGNORECASE)
    return _scaled(_numeral(unit[1]), UNITS[unit[2].casefold()]) if unit else _numeral(text)


def _scaled(number: Number | None, tens: int) -> Number | None:
    """The number times a power of ten."""
    if number is None or not isinstance(number.value, Fraction):
        return None
    decimals = number.decimals if number.decimals is None else number.decimals - tens
    return Number(number.value * Fraction(10) ** tens, decimals)


def _numeral(text: str) -> Number | None:
    """A number without a sign."""
    if found := numeral(text):
        return found
    if GROUPED.fullmatch(text):
        return numeral(re.sub(r"[, ']", "", text))
    if COMMA.fullmatch(text):
        return numeral(text.replace(".", "").replace(",", "."))
    return None


def numeral(text: str) -> Number | None:
    """A number without a sign as Python writes it, or a fraction."""
    if said_by("inf", text):
        return Number(float("inf"))
    if said_by("nan", text):
        return Number(float("nan"))
    if len(text) == 1 and unicodedata.decomposition(text).startswith("<fraction>"):
        return Number(Fraction(unicodedata.numeric(text)).limit_denominator(1000))
    if parts := FRACTION.fullmatch(text):
        below = int(parts[2])
        return Number(Fraction(int(parts[1]), below)) if below else None
    if not DECIMAL.fullmatch(text):
        return None
    mantissa, _, exponent = text.casefold().partition("e")
    decimals = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return Number(Fraction(text), decimals)


# ------------------------------------------------------------------ arrays

Nested = list["Nested"] | Number | bool
OPTIONS = re.compile(r"\s*,\s*(dtype|shape)\s*=\s*(\([\d\s,]*\)|[^,()\s]+(?:\(.*?\))?)\s*$")
TOKEN = re.compile(
    r"\s*(?:(?P<sign>[-+]?)(?:np\.|numpy\.)?"
    rf"(?P<leaf>{WHOLE}\s*/\s*{WHOLE}%?|(?:{WHOLE}\.?\d*|\.\d+)(?:e[-+]?\d{{1,3}})?%?|[^\W\d]\w*|[∞½¼¾])"
    r"(?![\w.%*/+-])|(?P<mark>[\[\](),;]))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Array:
    """Numbers in brackets, and what the text said of its dtype and shape ("" where nothing)."""

    nested: Nested
    dtype: str = ""
    shape: str = ""

    def __str__(self) -> str:
        return _written(self.nested)


def _written(nested: Nested) -> str:
    return f"[{' '.join(map(_written, nested))}]" if isinstance(nested, list) else str(nested)


def array(text: str) -> Array | None:
    """`[1 2]`, `1, 2`, `(1, 2)`, `[[1, 2], [3, 4]]`, `1 2; 3 4`, `[], dtype=float64`."""
    options = {}
    while option := OPTIONS.search(text):
        options[option[1]] = option[2].strip("'\"")
        text = text[: option.start()]
    if said_by("empty", text.strip()):
        return Array([], **options)
    tokens = _tokens(SIZED.sub(r"\2", text))
    nested = _Rows(tokens).all() if tokens else None
    return Array(nested, **options) if isinstance(nested, list) else None


def _tokens(text: str) -> list[Nested | str] | None:
    """Numbers, truth values and the marks between them; None where anything else stands."""
    found: list[Nested | str] = []
    place = 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        leaf = match and (match["mark"] or _leaf(match["sign"], match["leaf"]))
        if match is None or leaf is None:
            return None
        found.append(leaf)
        place = match.end()
    return found


def _leaf(sign: str, text: str) -> Number | bool | None:
    if not sign and (known := truth(text)) is not None:
        return known
    if re.match(r"0\d", text):  # 000 is the end of 1,000 and no number
        return None
    return number(sign + text)


class _Rows:
    """The lists that tokens make; each method gives None where they make none."""

    def __init__(self, tokens: list[Nested | str]) -> None:
        self.tokens = tokens

    def all(self) -> Nested | None:
        """Everything: one array, rows without brackets around them, or bare numbers."""
        items, parted = self.items("", 0)
        if items is None or self.tokens:
            return None
        one_array = len(items) == 1 and isinstance(items[0], list) and not parted
        return items[0] if one_array else items if len(items) > 1 or parted else None

    def items(self, closing: str, depth: int) -> tuple[list[Nested] | None, bool]:
        """What stands up to the closing bracket, and whether a comma or semicolon parts it."""
        rows: list[list[Nested]] = [[]]
        marks: list[str] = []
        after_mark = True
        while self.tokens and self.tokens[0] not in ("]", ")"):
            token = self.tokens.pop(0)
            if token in (",", ";") and isinstance(token, str):
                if after_mark:
                    return None, False
                marks.append(token)
                rows += [[]] if token == ";" else []
            else:
                item = self.inside(token, depth + 1) if isinstance(token, str) else token
                if item is None:
                    return None, False
                rows[-1].append(item)
            after_mark = isinstance(token, str) and token in ",;"
        if self.tokens and self.tokens.pop(0) != closing:
            return None, False
        if ";" not in marks:
            return rows[0], bool(marks)
        if not all(rows) or after_mark:
            return None, False
        return [row[0] if len(row) == 1 and isinstance(row[0], list) else row for row in rows], True

    def inside(self, opening: str, depth: int) -> Nested | None:
        """A bracket's list; one number in round brackets is that number."""
        if depth > DEEPEST:
            return None
        items, parted = self.items("]" if opening == "[" else ")", depth)
        alone = items is not None and opening == "(" and len(items) == 1 and not parted
        return items[0] if items and alone else items
