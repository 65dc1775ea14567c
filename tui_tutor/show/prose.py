"""A sentence of a page outside its Markdown, such as a reason: code stands between backticks."""

from rich.text import Text


def in_pieces(said: str, style: str = "") -> Text:
    """What a page says in a line; code in it is bold, and no backtick is left."""
    text = Text()
    for place, piece in enumerate(said.split("`")):
        text.append(piece, "bold" if place % 2 else style)
    return text
