"""Whether each link of a page leads somewhere, and each word that lights names what there is."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tui_tutor.course import Lesson
from tui_tutor.demo import parts_of
from tui_tutor.goal_check import demo_of
from tui_tutor.lit import part_named
from tui_tutor.nearest import nearest
from tui_tutor.page import Link, Page
from tui_tutor.text import Words, series

words = Words("course_check")

Fault = tuple[int, str]  # the file's line and what is wrong there


def faults(lesson: Lesson, page: Page, names: Collection[str]) -> Iterator[Fault]:
    """Of each link what is wrong with it; `names` are the lessons that there are."""
    anchors = [heading.anchor for heading in page.headings]
    for link in page.links:
        if not part_named(link.target):
            for reason in _link(link, lesson.path.parent, names, anchors):
                yield link.line, reason
    yield from _words_that_light(lesson, page)


def hint(name: str, names: Collection[str]) -> str:
    """Which of the names was probably meant."""
    near = nearest(name, names)
    return words("did-you-mean", name=near) if near else ""


def _words_that_light(lesson: Lesson, page: Page) -> Iterator[Fault]:
    lit = [(part, link) for link in page.links if (part := part_named(link.target))]
    if not lit:
        return
    if lesson.demo is None:
        yield lit[0][1].line, words("no-demo-to-light", got=lit[0][0])
        return
    known = parts_of(demo_of(lesson.demo))
    for part, link in lit:
        if part not in known:
            all_names, near = series(sorted(known)), hint(part, known)
            yield link.line, words("no-part", got=part, names=all_names, hint=near).strip()
        elif link.within != "paragraph":
            yield link.line, words("no-paragraph", got=part)


def _link(
    link: Link, folder: Path, names: Collection[str], anchors: Collection[str]
) -> Iterator[str]:
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
        if not (folder / path).is_file():
            yield words("no-file", got=path)
    elif path and path.removesuffix(".md").lower() not in names:
        yield words("no-lesson", got=path, hint=hint(path.removesuffix(".md"), names)).strip()
    elif not path and anchor not in anchors:
        yield words("no-anchor", got=anchor, hint=hint(anchor, anchors)).strip()


def _host(target: str) -> str:
    try:
        return urlsplit(target).hostname or ""
    except ValueError:
        return ""
