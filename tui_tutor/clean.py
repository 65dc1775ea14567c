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
    signs = set(text).difference(KEPT)  # few, however long the text
    banned = {ord(c): "�" for c in signs if unicodedata.category(c) in BANNED}
    return text.translate(banned) if banned else text
