"""Reads what was typed as an answer: a shape, a dtype, an error, a truth value, a number, an array.

Each kind has a small grammar of its own, and the kind is that of the true answer: `0,25` is a
quarter where a number comes, and two numbers where an array does. What could be read in two ways
there (`2,303` as 2303 or as 2.303) is read as NumPy's own readers would. Nothing that was typed is
ever run.
"""

import re

import numpy as np

from tui_tutor.text import Words

words = Words("practice")
# What may stand ahead of an answer and says nothing: prompts, signs, a name that it is given to.
AHEAD = re.compile(
    r"(?:>>>|(?:in|out)\s*\[\s*\d*\s*\]\s*:|=>|==?|->|→|≈|~"
    r"|(?:the\s+)?(?:answer|result|output|value|shape|dtype|答案|结果|输出|形状|类型)"
    r"(?:\s*[:=]|\s+is\b|[是为]|(?=[\s\d(\[]))"
    r"|[^\W\d]\w*(?:\[[\d\s,:-]*\])?\s*=(?!=))\s*(?=\S)",
    re.IGNORECASE,
)
MODULE = re.compile(r"(?:np|numpy|core|torch)\.(?=\w)", re.IGNORECASE)
CALL = re.compile(
    r"(?:array|asarray|matrix|tensor|size|list|tuple|bool_?|float|int|str|print|repr|dtype)"
    r"\s*\((.*)\)",
    re.IGNORECASE | re.DOTALL,
)


def bare(text: str) -> str:
    """The answer alone, a part of the text: without prompts, quotes, a full stop, np.array(…)."""
    while (less := _barer(text.strip())) != text:
        text = less
    return text


def _barer(text: str) -> str:
    """The text with one thing less around it."""
    if ahead := AHEAD.match(text) or MODULE.match(text):
        return text[ahead.end() :]
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.endswith((".", "!", ";")) and not text.endswith(".."):
        return text[:-1]
    if (call := CALL.fullmatch(text)) and one_pair(f"({call[1]})"):
        return call[1]
    if comment := re.search(r"\s#.*$", text):
        return text[: comment.start()]
    return text


def one_pair(text: str) -> bool:
    """Is the bracket that opens the text closed by its last one?"""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return place == len(text) - 1
    return False


def said_by(key: str, text: str) -> bool:
    """Is the text one of the words that mean this ("yes", "对")?"""
    return text.casefold() in words.of("read", key).split("|")


# ------------------------------------------------------------------ shapes, dtypes, errors, truth


def shape(text: str) -> tuple[int, ...] | None:
    """`(100, 784)`, `100×784`, `[100, 784]`, `100 784`, `50,`: the numbers of a shape."""
    inside = re.sub(r"^[(\[]\s*|\s*,?\s*[)\]]?$", "", text)
    if not inside:
        return () if text[:1] in ("(", "[") else None
    if table := re.fullmatch(r"(\d+)\s*(?:rows?|行)\W*(?:and\s+)?(\d+)\s*(?:columns?|列)", inside):
        return int(table[1]), int(table[2])
    crossed = re.split(r"\s*(?:[*x]|\bby\b|乘)\s*", inside, flags=re.IGNORECASE)
    if len(crossed) > 1:  # only here can a comma stand within a number
        parts = [re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", part) for part in crossed]
    else:
        parts = re.split(r"\s*[,;]\s*|\s+", inside)
    if not all(re.fullmatch(r"0|[1-9]\d{0,17}|[1-9]\d{0,2}(?:_\d{3})+", part) for part in parts):
        return None
    return tuple(map(int, parts))


def dtype(text: str) -> str | None:
    """`float64`, `float`, `f8`, `<f8`, `dtype('float64')`, `64-bit float`: a dtype's full name."""
    name = re.sub(r"^<class\s+['\"](?:numpy\.)?(.*)['\"]>$", r"\1", text)
    name = re.sub(r"^[<=|]", "", name.strip("()'\" "))
    sized = re.fullmatch(r"(\d+)[\s-]*(?:bits?|位)\s*(float|int|浮点|整)\w*", name, re.I)
    if sized:
        name = {"浮点": "float", "整": "int"}.get(sized[2], sized[2]) + sized[1]
    if len(name) > 1:
        name = re.sub(r"[\s-]", "", name).casefold().rstrip("_")
    if not re.fullmatch(r"[a-z?]+\d*", name, re.IGNORECASE):
        return None
    try:
        return np.dtype(name).name
    except TypeError:
        return None


def error(text: str) -> str | None:
    """An error's name in small letters, as `valueerror`; "" where any error is meant."""
    if "Traceback" in text:
        named = re.findall(r"\b\w+(?:Error|Exception)\b(?=:|\s*$)", text)
        return str(named[-1]).casefold() if named else None
    name = re.sub(r"^<class\s+['\"](.*)['\"]>$", r"\1", bare(text))
    name = re.split(r"[:(]", name)[0].strip().casefold()
    if said_by("error", name):
        return ""
    name = re.sub(r"^(?:it\s+)?(?:raises?|throws?|gives?|抛出)\s*|^an?\s+", "", name)
    if said_by("error", name):
        return ""
    return re.sub(r"[\s_-]", "", name) or None


def truth(text: str) -> bool | None:
    """`True`, `true`, `yes`, `对` or their opposites."""
    return True if said_by("true", text) else False if said_by("false", text) else None
