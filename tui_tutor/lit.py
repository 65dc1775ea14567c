"""Words that light a part of the demo: links such as `[bias](lit:b)`, and what else they are."""

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it.token import Token

SCHEME = "lit:"


def part_named(target: str) -> str:
    """`lit:b` → b, the part of the demo that the link lights; "" for links that lead somewhere."""
    return unquote(target.removeprefix(SCHEME)) if target.startswith(SCHEME) else ""


def unlink(tokens: "list[Token]") -> None:
    """Make words of those links: only the app can light anything."""
    for token in tokens:
        kept: list[Token] = []
        within = False  # such a link; no link stands in another
        for child in token.children or ():
            if child.type == "link_open":
                within = bool(part_named(str(child.attrGet("href") or "")))
            if not (within and child.type in ("link_open", "link_close")):
                kept.append(child)
        if token.children:
            token.children = kept
