"""Whether the demo of a page knows the parts that words of the page light."""

from collections.abc import Iterator

from tui_tutor.course import Lesson
from tui_tutor.demo import parts_of
from tui_tutor.goal_check import demo_of
from tui_tutor.nearest import nearest
from tui_tutor.page import Page, part_named
from tui_tutor.text import Words

words = Words("course_check")

Fault = tuple[int, str]  # the file's line and what is wrong there


def faults(lesson: Lesson, page: Page) -> Iterator[Fault]:
    """The words that name what the demo does not know."""
    lit = [(part, link.line) for link in page.links if (part := part_named(link.target))]
    if not lit:
        return
    if lesson.demo is None:
        yield lit[0][1], words("no-demo-to-light", got=lit[0][0])
        return
    known = parts_of(demo_of(lesson.demo))
    for part, line in lit:
        if part not in known:
            near = nearest(part, known)
            hint = words("did-you-mean", name=near) if near else ""
            names = ", ".join(sorted(known))
            yield line, words("no-part", got=part, names=names, hint=hint).strip()
