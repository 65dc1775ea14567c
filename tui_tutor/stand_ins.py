"""Signs in ASCII, for streams that can't encode the real ones: ok, XX, -, ->, * for ✓ ✗ − → ●.

No stand-in is a quote or a backslash that would end a string of JSON.
"""

import codecs
import io
import sys
import unicodedata

SIGNS = {
    "✓": "ok", "✔": "ok", "✗": "XX", "✘": "XX", "✕": "x", "×": "x", "−": "-", "–": "-", "—": "-",
    "‑": "-", "…": "...", "“": "'", "”": "'", "‘": "'", "’": "'", "„": "'", "«": "'", "»": "'",
    "‹": "<", "›": ">", "·": ".", "•": "*", "⋅": ".", "∙": ".", "●": "*", "○": "o", "◎": "@",
    "■": "#", "□": "[]", "▲": "^", "△": "^", "◆": "*", "◇": "<>", "▶": ">", "◀": "<", "▼": "v",
    "▸": ">", "❚": "|", "✎": "(edit)", "≈": "~", "≤": "<=", "≥": ">=", "≠": "!=", "±": "+-",
    "÷": "/", "µ": "u", "√": "sqrt ", "∞": "inf", "∂": "d", "∇": "grad ", "∑": "sum ", "½": "1/2",
    "°": " degrees", "≡": "==", "∈": "in", "⊕": "(+)", "⊗": "(x)", "⌈": "[", "⌊": "[",
    "█": "#", "▓": "%", "▒": ":", "░": ".", "▀": "^", "▄": "_", "§": "section ", "ß": "ss",
    "▐": "|", "▂": "2", "▆": "6", "′": "'",
    "↻": "again", "⇥": "Tab", "⏎": "Enter", "ø": "o", "ł": "l", "đ": "d",
}  # fmt: skip
ARROWS = {"LEFT": "<", "RIGHT": ">", "UP": "^", "DOWN": "v", "NORTH": "^", "SOUTH": "v"}


def stand_in(sign: str) -> str:
    """ASCII that is read as this sign is; ? where there is none, as for a Chinese character."""
    if sign in SIGNS:
        return SIGNS[sign]
    name = unicodedata.name(sign, "")
    if name.startswith("BRAILLE"):
        return ".:#"[(ord(sign) & 0xFF).bit_count() // 3]
    if name.startswith("BOX DRAWINGS"):
        across, up = "HORIZONTAL" in name, "VERTICAL" in name
        return "+" if across == up else "-" if across else "|"
    if name.startswith("LOWER") and "EIGHTH" in name:  # of a column: how high it is
        return str(ord(sign) - 0x2580)
    if name.startswith("QUADRANT"):  # the more of them, the darker
        return ".:#"[name.count(" AND ")]
    if name.startswith("LEFT") and "BLOCK" in name:  # the last cell of a bar
        return "|"
    if "ARROW" in name:
        heads = [head for word, head in ARROWS.items() if word in name]
        tail = "=" if "DOUBLE" in name else "-"
        return {"<": f"<{tail}", ">": f"{tail}>", "<>": f"<{tail}>"}.get("".join(heads), heads[0])
    if name.startswith("GREEK") and "LETTER" in name:
        letter = name.partition("LETTER ")[2].split()[0].lower()
        return letter.capitalize() if "CAPITAL" in name else letter
    flat = unicodedata.normalize("NFKD", sign)
    return "".join(c if c.isascii() else SIGNS.get(c, "") for c in flat) or "?"


def _encoded(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(stand_in, error.object[error.start : error.end])), error.end


def use_stand_ins(always: bool) -> None:
    """What is printed from now on is ASCII wherever its stream can do no more, or `always`."""
    codecs.register_error("stand-ins", _encoded)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="ascii" if always else None, errors="stand-ins")


def without_pictures(text: str) -> str:
    """The text with box signs, blocks and Braille as their stand-ins, all else as it is."""
    return "".join(
        stand_in(c) if "\u2500" <= c <= "\u259f" or "\u2800" <= c <= "\u28ff" else c for c in text
    )
