"""One lesson as a page of the site, and the pictures of its demo."""

from collections.abc import Iterator
from html import escape

from tui_tutor import demos
from tui_tutor.course import Lesson
from tui_tutor.page import Page
from tui_tutor.session import Session
from tui_tutor.site.frame import framed, page_of, spoken_by, way, words
from tui_tutor.site.markup import Markup
from tui_tutor.site.pictures import Picture, pictures


def lesson_page(session: Session, lesson: Lesson, page: Page) -> Iterator[tuple[str, str]]:
    """The page's file, and those of its pictures."""
    course = session.course
    shown = list(pictures(demos.load(lesson.demo, session))) if lesson.demo else []
    body = Markup(lesson.name, course, page, session.progress).page()
    main = f'<article class="lesson">\n{body}</article>\n{_aside(shown)}'
    links = way(course.beside(lesson.name, -1), course.beside(lesson.name, 1))
    yield page_of(lesson), framed(lesson.title, main, links, spoken_by(lesson))
    for picture in shown:
        yield from picture.files()


def _aside(shown: list[Picture]) -> str:
    """The demo in each of its views, and under each what it shows in words."""
    if not shown:
        return ""
    title, figures = escape(words("demo")), "".join(map(_figure, shown))
    return (
        f'<aside aria-label="{title}">\n<h2>{title}</h2>\n'
        f"<p>{escape(words('demo-still', name=shown[0].demo))}</p>\n{figures}</aside>\n"
    )


def _figure(picture: Picture) -> str:
    told = "".join(f"<p>{escape(line)}</p>\n" for line in picture.told)
    caption = f"<figcaption>{escape(picture.title)}</figcaption>\n" if picture.title else ""
    return f"""<figure>
{caption}<picture>
<source srcset="{picture.dark_file}" media="(prefers-color-scheme: dark)">
<img src="{picture.light_file}" alt="{escape(picture.alt)}" \
width="{picture.width}" height="{picture.height}" loading="lazy">
</picture>
<details><summary>{escape(words("in-words"))}</summary>
{told}</details>
</figure>
"""
