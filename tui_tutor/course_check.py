"""The checks that a course must pass: its pages, names and links, and every code block run."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt

from tui_tutor import demos, source
from tui_tutor.course import Block, Broken, Lesson, anchors, blocks, read_course
from tui_tutor.practice import exercises
from tui_tutor.practice.sandbox import run_blocks
from tui_tutor.practice.talk import Answer
from tui_tutor.practice.truth import result_of
from tui_tutor.text import Words, languages

words = Words("course_check")
MOST_KB = 12
FLAGS = ("predict", "seed", "run", "norun")
VALUES = ("source", "exercise", "raises")
SEED = 1  # for blocks that use one


@dataclass(frozen=True)
class Link:
    """A link or an image of a page, and the file's line it stands in."""

    target: str
    line: int
    image: bool


def page_folders(folder: Path) -> list[Path]:
    """Where its pages are: a folder for each language that the program knows, or itself."""
    named = [folder / language for language in languages()]
    found = [path for path in named if any(path.glob("*.md"))]
    return found or ([folder] if any(folder.glob("*.md")) else [])


def check_course(folder: Path) -> Iterator[Broken]:
    """Every fault of the course, page by page; nothing where all is good.

    Its code runs as a learner's does, in the process that is kept apart.
    """
    folders = page_folders(folder)
    names = {path.stem.lower() for pages in folders for path in pages.glob("*.md")}
    for pages in folders:
        course = read_course(pages, demos.names())
        yield from course.broken
        for lesson in course.lessons:
            yield from sorted(check_lesson(lesson, names), key=lambda fault: fault.line)


def check_lesson(lesson: Lesson, names: Collection[str]) -> list[Broken]:
    """The faults of one page; `names` are the lessons that a link may lead to."""
    found = [*_page(lesson), *_links(lesson, names)]
    alive = []
    for block in blocks(lesson):
        said = list(_said(block))
        found += said
        if block.language == "python" and not said and _runs(block):
            alive.append(block)
    return [Broken(lesson.path, line, reason) for line, reason in [*found, *_ran(alive)]]


Fault = tuple[int, str]  # the file's line and what is wrong there


def _page(lesson: Lesson) -> Iterator[Fault]:
    size = lesson.path.stat().st_size
    if size > MOST_KB * 1024:
        yield 1, words("size", kb=f"{size / 1024:.1f}", most=MOST_KB)
    if not lesson.body.lstrip().startswith("# "):
        yield lesson.body_line, words("title", title=lesson.title)
    fences = [
        number
        for number, line in enumerate(lesson.body.split("\n"), start=lesson.body_line)
        if line.startswith("```")
    ]
    if len(fences) % 2:
        yield fences[-1], words("unclosed")


def _hint(name: str, names: Collection[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return words("did-you-mean", name=near[0]) if near else ""


# ------------------------------------------------------------------ what a block says it is


def _said(block: Block) -> Iterator[Fault]:
    """Faults of a Python block that can be seen without running it."""
    if block.language != "python":
        return
    line = block.line - 1  # the info line
    for flag in block.flags:
        if flag not in FLAGS:
            yield line, words("unknown-flag", got=flag, flags=", ".join(FLAGS))
    for name in block.values:
        if name not in VALUES:
            yield line, words("unknown-value", got=name, values=", ".join(VALUES))
    for kind, known in (("source", source.functions()), ("exercise", exercises.names())):
        got = block.values.get(kind)
        if got is None:
            continue
        if got not in known:
            yield line, words(f"no-{kind}", got=got, hint=_hint(got, known)).strip()
        if block.code.strip():
            yield block.line, words("not-empty", kind=kind)
    if not block.code.strip() and not block.values:
        yield line, words("no-code")
    if "predict" in block.flags and not block.why:
        yield line, words("no-why")


def _runs(block: Block) -> bool:
    return "norun" not in block.flags and block.values.keys().isdisjoint(("source", "exercise"))


# ------------------------------------------------------------------ running them


def _ran(alive: list[Block]) -> Iterator[Fault]:
    """What running them tells: all in one process, or each alone where one of them ended that."""
    if not alive:
        return
    outcome = run_blocks([_code(block) for block in alive])
    if len(outcome.answers) == len(alive) and outcome.ended != "output":
        for block, answer in zip(alive, outcome.answers, strict=True):
            yield from _judged(block, answer)
        return
    for block in alive:
        outcome = run_blocks([_code(block)])
        if outcome.answers and outcome.ended != "output":
            yield from _judged(block, outcome.answers[0])
        else:
            yield block.line, outcome.not_started or words(f"ended.{outcome.ended}")


def _code(block: Block) -> tuple[str, int | None]:
    return block.code, SEED if "seed" in block.flags else None


def _judged(block: Block, answer: Answer) -> Iterator[Fault]:
    """Whether it came to what the block says: a value, an answer to predict, or that error."""
    wanted = block.values.get("raises")
    line = block.line + (answer.line or 1) - 1
    if answer.kind != "error":
        if wanted:
            yield block.line, words("no-error", wanted=wanted)
        elif "predict" in block.flags and not _answered(block, answer):
            yield block.line, words("no-answer")
    elif wanted is None:
        yield line, words("failed", message=answer.message, type=answer.type)
    elif wanted not in answer.family:
        yield line, words("other-error", wanted=wanted, type=answer.type, message=answer.message)


def _answered(block: Block, answer: Answer) -> bool:
    """It has a value, or it printed one, which only a run of its own shows."""
    return answer.value is not None or bool(answer.repr or result_of(run_blocks([_code(block)])))


# ------------------------------------------------------------------ links


def links(lesson: Lesson) -> Iterator[Link]:
    """Every link and image of the page, those in code left out."""
    for token in MarkdownIt("commonmark").enable("table").parse(lesson.body):
        line = lesson.body_line + (token.map or [0])[0]
        for child in token.children or ():
            if child.type == "softbreak":
                line += 1
            elif child.type in ("link_open", "image"):
                image = child.type == "image"
                target = child.attrGet("src" if image else "href")
                yield Link(str(target or ""), line, image)


def headings(body: str) -> list[str]:
    """The page's headings as they read."""
    tokens = pairwise(MarkdownIt("commonmark").parse(body))
    inside = [inner.children or () for token, inner in tokens if token.type == "heading_open"]
    return ["".join(child.content for child in children) for children in inside]


def _links(lesson: Lesson, names: Collection[str]) -> Iterator[Fault]:
    for link in links(lesson):
        for reason in _link(link, lesson, names):
            yield link.line, reason


def _link(link: Link, lesson: Lesson, names: Collection[str]) -> Iterator[str]:
    """What is wrong with one link; the web itself is not asked."""
    path, _, anchor = unquote(link.target).partition("#")
    if not link.target:
        yield words("no-link")
    elif re.match(r"https?:", link.target, re.IGNORECASE):
        if not _host(link.target):
            yield words("no-host", got=link.target)
    elif re.match(r"[a-z][a-z0-9+.-]*:", link.target, re.IGNORECASE):
        yield words("scheme", got=link.target)
    elif link.image:
        if not (lesson.path.parent / path).is_file():
            yield words("no-file", got=path)
    elif path and path.removesuffix(".md").lower() not in names:
        yield words("no-lesson", got=path, hint=_hint(path.removesuffix(".md"), names)).strip()
    elif not path and anchor not in (here := anchors(headings(lesson.body))):
        yield words("no-anchor", got=anchor, hint=_hint(anchor, here)).strip()


def _host(target: str) -> str:
    try:
        return urlsplit(target).hostname or ""
    except ValueError:
        return ""
