"""The signs of any keyboard, full-width and typographic, as the plain ones that code has."""

import unicodedata

SIGNS = str.maketrans(
    "“”„«»「」『』‘’‚´`【】〔〕〖〗、。−–—‒―‐×✕✖∗·⋅•⁄∕÷",
    '"""""""""\'\'\'\'\'[][][],.------*******///',
)


def plain(typed: str) -> str:
    """The text with the signs of any keyboard as plain ones, each at the place where it was.

    This is NFKC, a character at a time, without what would change the meaning: 10² is not 102.
    """
    return "".join(map(_plain, typed))


def _plain(character: str) -> str:
    if unicodedata.decomposition(character).startswith(("<super>", "<sub>", "<fraction>")):
        return character
    if character.isspace() or unicodedata.category(character) == "Cf":
        return " "
    flat = unicodedata.normalize("NFKC", character)
    return (flat if len(flat) == 1 else character).translate(SIGNS)
