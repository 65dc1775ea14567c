"""What the page of another language has in common with the English one: all but the words."""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

from tui_tutor.block import GOAL, Block
from tui_tutor.course import Broken, Course, Lesson
from tui_tutor.goals import LINE
from tui_tutor.page import Page, read_page
from tui_tutor.text import Words, series

words = Words("parity")
SAME = ("order", "demo", "book", "minutes", "needs", "teaches")  # of the front matter
LAYOUT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE)
PROSE = re.compile(r"[A-Za-z]{2}")  # in a string that another language may say otherwise
BLANK = re.compile(r"\{[^{}]*\}")

Fault = tuple[int, str]  # the line of the other language's file, and what is wrong there


def beside(english: Iterable[Lesson], course: Course, folder: Path) -> Iterator[Broken]:
    """What the course of another language, whose pages stand in that folder, has otherwise."""
    others = {lesson.name: lesson for lesson in course.lessons}
    broken = {fault.path for fault in course.broken}
    parts: dict[str, str] = {}  # of the course, by their English names
    for lesson in english:
        path = folder / lesson.path.name
        if other := others.pop(lesson.name, None):
            yield from (Broken(other.path, *fault) for fault in faults(lesson, other))
            wanted = parts.setdefault(lesson.part, other.part)
            if other.part != wanted:
                reason = words("part", part=lesson.part, wanted=wanted, got=other.part)
                yield Broken(other.path, 1, reason)
        elif path not in broken:
            yield Broken(path, 1, words("no-page", name=lesson.path.name))
    for other in others.values():
        yield Broken(other.path, 1, words("no-english", name=other.path.name))


def faults(english: Lesson, other: Lesson) -> Iterator[Fault]:
    """What the page of the other language has, lacks or says otherwise than it may."""
    for key in SAME:
        wanted, got = getattr(english, key), getattr(other, key)
        if wanted != got:
            yield 1, words("front-matter", key=key, wanted=_listed(wanted), got=_listed(got))
    original, page = read_page(english), read_page(other)
    yield from _headings(original, page, other.body_line)
    yield from _links(original, page, other.body_line)
    yield from _blocks(original.blocks, page.blocks, other.body_line)


def _listed(value: object) -> str:
    return series(value) if isinstance(value, tuple) else str(value or words("nothing"))


def _kind(block: Block) -> str:
    """Its first line, such as `python predict seed`."""
    given = (f"{name}={value}" for name, value in block.values.items())
    return " ".join(filter(None, (block.language, *block.flags, *given))) or words("text")


def _headings(original: Page, page: Page, line: int) -> Iterator[Fault]:
    wanted, got = _levels(original), _levels(page)
    if wanted != got:
        yield line, words("headings", wanted=" ".join(wanted), got=" ".join(got))


def _levels(page: Page) -> list[str]:
    return [token.tag for token in page.tokens if token.type == "heading_open"]


def _links(original: Page, page: Page, line: int) -> Iterator[Fault]:
    """Links that only one of them has; where they stand in a sentence, its language decides."""
    wanted, got = _targets(original), _targets(page)
    for target in sorted(set(wanted + got)):
        if wanted.count(target) != got.count(target):
            yield (
                line,
                words("link", got=target, its=got.count(target), wanted=wanted.count(target)),
            )


def _targets(page: Page) -> list[str]:
    """Where its links lead; to a heading of the page by its number: names are translated."""
    numbers = {f"#{heading.anchor}": f"#{n}" for n, heading in enumerate(page.headings, start=1)}
    targets = (unquote(link.target) for link in page.links)
    return [numbers.get(target, target) for target in targets]


def _blocks(wanted: Sequence[Block], got: Sequence[Block], line: int) -> Iterator[Fault]:
    for one, its in zip(wanted, got, strict=False):
        if _kind(one) != _kind(its):  # what follows would be held against the wrong ones
            yield its.line, words("block", wanted=_kind(one), line=one.line, got=_kind(its))
            return
        yield from _block(one, its)
    for one in wanted[len(got) :]:
        yield line, words("block-lacks", kind=_kind(one), line=one.line)
    for its in got[len(wanted) :]:
        yield its.line, words("block-more", kind=_kind(its))


def _block(one: Block, its: Block) -> Iterator[Fault]:
    if bool(one.why) != bool(its.why):
        yield its.line, words("why", line=one.line)
    if [idea.answer for idea in one.ideas] != [idea.answer for idea in its.ideas]:
        yield its.line, words("ideas", line=one.line)
    if one.kind.asks and one.code != its.code:
        yield its.line, words("prediction", line=one.line)
    elif one.kind is GOAL:
        if _judged(one) != _judged(its):
            yield its.line, words("goal", line=one.line)
    elif one.language == "python" and not _same_code(one.code, its.code):
        yield its.line, words("code", line=one.line)
    if len(one.variants) != len(its.variants):
        yield its.line, words("variants", line=one.line)
    for form, its_form in zip(one.variants, its.variants, strict=False):
        yield from _block(form, its_form)


def _judged(goal: Block) -> list[str]:
    """The lines that the program reads."""
    return [line.strip() for line in goal.code.splitlines() if LINE.fullmatch(line.strip())]


def _same_code(one: str, its: str) -> bool:
    """Whether it is the same but for comments and strings of prose."""
    return all(
        a == b or (a and b and _may_differ(a, b)) for a, b in zip_longest(_parts(one), _parts(its))
    )


def _may_differ(one: str, its: str) -> bool:
    quoted = one[-1] in "'\"" and its[-1] in "'\""
    return quoted and bool(PROSE.search(one)) and BLANK.findall(one) == BLANK.findall(its)


def _parts(code: str) -> list[str]:
    try:
        read = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):  # code that is meant to be wrong
        return code.splitlines()
    return [token.string for token in read if token.type not in LAYOUT]
