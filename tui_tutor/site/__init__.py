"""The course as a site: pages that need no server and no script, with their pictures."""

from collections.abc import Iterator
from pathlib import Path

from tui_tutor.course import Course
from tui_tutor.page import read_page
from tui_tutor.progress import Progress
from tui_tutor.session import Session
from tui_tutor.site.contents import contents
from tui_tutor.site.lesson import lesson_page
from tui_tutor.site.style import sheet

INDEX = "index.html"


def files(course: Course, folder: Path) -> Iterator[tuple[str, str]]:
    """Each file's name below the site's folder, and what stands in it.

    It is nobody's course: what a learner has done here changes no page.
    """
    nobody = Session(course, Progress(folder / "nobody"))
    yield "style.css", sheet()
    yield INDEX, contents(course)
    for lesson in course.lessons:
        yield from lesson_page(nobody, lesson, read_page(lesson))
