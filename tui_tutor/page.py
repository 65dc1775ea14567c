"""A lesson's page, read with one parser: its blocks, headings and links, each with its line.

The app, `tutor check`, the tally, review and the plain face all read this, so that a fence in a
list, in a quote, of tildes or of four backticks is the same thing to each of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tui_tutor.block import ANSWER, Block, Idea
from tui_tutor.course import Lesson
from tui_tutor.inline import read_chinese
from tui_tutor.lit import unlink

if TYPE_CHECKING:  # imported when a page is read: a list of lessons by title need not wait for it
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

WHY = "why:"
IF = "if `"
IDEA = re.compile(r"if `([^`]+)`: *(\S.*)")
ANSWERED = "answer:"
HAN = re.compile(r"[㐀-鿿]")  # Chinese signs


# ------------------------------------------------------------------ what a page holds


@dataclass(frozen=True)
class Heading:
    """A heading as it reads, and what `#…` leads to it."""

    title: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link or an image, and the file's line it stands in."""

    target: str
    line: int
    image: bool
    within: str = "paragraph"  # or heading, td, th


@dataclass(frozen=True)
class Page:
    """All of a page. A token of type "block" has its `Block` at `meta["block"]`.

    Words that light a part of the demo are words alone in `tokens`, and links in `links`.
    """

    tokens: "list[Token]"
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]

    @property
    def words(self) -> int:
        """How many words everyone reads on it, code and what is folded aside.

        Two Chinese signs count as a word: the same page has about twice as many of them.
        """
        texts = [token.content for token in self.tokens if token.type == "inline"]
        texts += [block.why for block in self.blocks]
        signs = sum(len(HAN.findall(text)) for text in texts)
        return sum(len(HAN.sub(" ", text).split()) for text in texts) + signs // 2


def read_page(lesson: Lesson) -> Page:
    """The page of that lesson."""
    tokens = parser(lesson.body_line, lesson.about).parse(lesson.body)
    links = tuple(_links(tokens, lesson.body_line))
    unlink(tokens)
    return Page(
        tokens,
        tuple(_blocks(tokens)),
        tuple(_headings(tokens, lesson.body_line)),
        links,
    )


@lru_cache(maxsize=256)
def blocks(lesson: Lesson) -> tuple[Block, ...]:
    """Its blocks alone: what a tally of the whole course needs, in a sixth of the time."""
    return tuple(_blocks(_without_inline(lesson.body_line).parse(lesson.body)))


# ------------------------------------------------------------------ the parser


def parser(body_line: int = 1, about: str = "") -> "MarkdownIt":
    """The Markdown of all pages: CommonMark with tables and bare links, without HTML.

    `body_line` is the file's line on which the body starts; `about` is a line for below the title.
    """
    from markdown_it import MarkdownIt

    def find_blocks(state: "StateCore") -> None:
        tokens = list(_with_blocks(state.tokens, body_line))
        state.tokens = _with_about(tokens, about) if about else tokens

    made = MarkdownIt("gfm-like", {"html": False})
    made.core.ruler.after("block", "blocks", find_blocks)
    read_chinese(made)
    return made


@lru_cache
def _without_inline(body_line: int) -> "MarkdownIt":
    return parser(body_line).disable(["inline", "linkify"])


def _with_about(tokens: "list[Token]", about: str) -> "list[Token]":
    """The tokens with a paragraph of `about` after the title that the page begins with."""
    from markdown_it.token import Token

    if not tokens or tokens[0].tag != "h1":
        return tokens
    paragraph = [
        Token("paragraph_open", "p", 1, block=True),
        Token("inline", "", 0, content=f"*{about}*", children=[], meta={"ours": True}),
        Token("paragraph_close", "p", -1, block=True),
    ]
    return [*tokens[:3], *paragraph, *tokens[3:]]


def _with_blocks(tokens: "list[Token]", body_line: int) -> "Iterator[Token]":
    """The tokens, each of code with its Block; what is told of a question moves into it."""
    from markdown_it.token import Token

    place = 0
    asked: Token | None = None  # the last question
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.type in ("fence", "code_block"):
            block = _block(token, body_line)
            if block.kind.asks and (ideas := _ideas(tokens[place : place + 2], body_line)):
                block = replace(block, ideas=ideas)
                place += PARAGRAPH
            if block.kind.asks and (why := _why(tokens[place : place + 2])):
                block = replace(block, why=why)
                place += PARAGRAPH
            token.type, token.tag = "block", ""  # no longer one that any other reader knows
            if asked and "again" in block.flags and block.kind.asks:
                first: Block = asked.meta["block"]
                asked.meta["block"] = replace(first, variants=(*first.variants, block))
                continue  # it stands on no page: review asks it
            token.meta["block"] = block
            asked = token if block.kind.asks else asked
        elif answer := _quoted(tokens[place - 1 : place + 4], body_line):
            token = Token("block", "", 0, meta={"block": answer}, block=True)
            place += 4
        yield token


PARAGRAPH = 3  # tokens: its opening, its text and its closing


def _why(tokens: "list[Token]") -> str:
    """What a paragraph `why: …` says, from its first two tokens; "" where it is another."""
    return _after(WHY, tokens[1].content) if _is_paragraph(tokens) else ""


def _ideas(tokens: "list[Token]", body_line: int) -> tuple[Idea, ...]:
    """The lines of a paragraph in which each is an `if …`; none where one of them is not."""
    if not _is_paragraph(tokens):
        return ()
    first = body_line + (tokens[0].map or [0])[0]
    found = [IDEA.fullmatch(line.strip()) for line in tokens[1].content.splitlines()]
    ideas = [Idea(m[1].strip(), m[2], line) for line, m in enumerate(found, first) if m]
    return tuple(ideas) if len(ideas) == len(found) else ()


def _is_paragraph(tokens: "list[Token]") -> bool:
    return [token.type for token in tokens] == ["paragraph_open", "inline"]


def _after(mark: str, text: str) -> str:
    """What follows the mark that a paragraph begins with, in one line; "" where it has none."""
    return " ".join(text[len(mark) :].split()) if text.lower().startswith(mark) else ""


QUOTE = ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]


def _quoted(tokens: "list[Token]", body_line: int) -> Block | None:
    """The answer in a quote `> answer: …` that is made of these tokens."""
    if [token.type for token in tokens] != QUOTE:
        return None
    said = _after(ANSWERED, tokens[2].content)
    line = body_line + (tokens[0].map or [0])[0]
    # Flags without a language are what no fence can say of itself.
    return Block("", (ANSWER.word,), {}, said, line) if said else None


def _block(token: "Token", body_line: int) -> Block:
    language, flags, values = read_info(token.info)
    assert token.map is not None  # every block of a page has one
    first, end = token.map
    lines = token.content.removesuffix("\n").count("\n") + 1 if token.content else 0
    fenced = token.type == "fence"
    return Block(
        language,
        flags,
        values,
        code=token.content.rstrip(),
        line=body_line + first + fenced,
        closed=not fenced or end - first == lines + 2,
    )


def read_info(info: str) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """`python predict seed` → ("python", ("predict", "seed"), {})."""
    name, *rest = info.split() or [""]
    flags = tuple(word for word in rest if "=" not in word)
    values = dict(word.split("=", 1) for word in rest if "=" in word)
    return name, flags, values


# ------------------------------------------------------------------ what is read off the tokens


def _blocks(tokens: "list[Token]") -> "Iterator[Block]":
    for token in tokens:
        if token.type == "block":
            yield token.meta["block"]


def _headings(tokens: "list[Token]", body_line: int) -> Iterator[Heading]:
    found = [
        (_as_read(inline), body_line + (opening.map or [0])[0])
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    names = anchors(title for title, _ in found)
    for (title, line), anchor in zip(found, names, strict=True):
        yield Heading(title, anchor, line)


def _as_read(inline: "Token") -> str:
    """The text without its signs; a line's end is a blank."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(c.type, c.content) for c in inline.children or ())


def anchors(headings: Iterable[str]) -> list[str]:
    """What `#…` leads to each heading: small letters, blanks as hyphens, no other signs."""
    found: list[str] = []
    plain: list[str] = []
    for heading in headings:
        name = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        found.append(f"{name}-{plain.count(name)}" if name in plain else name)
        plain.append(name)
    return found


def _links(tokens: "list[Token]", body_line: int) -> Iterator[Link]:
    """Every link and image that the file has, those in code left out."""
    line, within = body_line, ""
    for token in tokens:
        if "ours" in token.meta:
            continue
        within = token.type.removesuffix("_open") if token.nesting > 0 else within
        if token.map:  # the cells of a table have none, and stand in the line of their row
            line = body_line + token.map[0]
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type in ("link_open", "image"):
                image = child.type == "image"
                target = child.attrGet("src" if image else "href")
                yield Link(str(target or ""), line, image, within)
