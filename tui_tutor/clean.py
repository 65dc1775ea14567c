"""The one filter for text that did not come from this project, before it reaches a terminal."""

import unicodedata

KEPT = "\n\t"
# Control, format (bidirectional overrides, zero width), surrogate and unassigned characters.
BANNED = ("Cc", "Cf", "Cs", "Co", "Cn")


def clean(text: str, most: int = 100_000) -> str:
    """The text with every character shown as itself or as `�`, and no longer than `most`."""
    text = text.replace("\r\n", "\n")
    if len(text) > most:
        text = text[:most] + " …"
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in KEPT or unicodedata.category(c) not in BANNED else "�" for c in text)
