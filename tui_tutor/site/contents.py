"""The site's first page: the lessons by parts."""

from html import escape
from itertools import groupby

from tui_tutor.course import Course, Lesson
from tui_tutor.site.frame import framed, page_of, spoken_by, words


def contents(course: Course) -> str:
    """Every lesson with its summary, its minutes and its place in the book."""
    main = f"<h1>{escape(words('title'))}</h1>\n<p>{escape(words('about'))}</p>\n"
    for part, lessons in groupby(course.lessons, lambda lesson: lesson.part):
        items = "".join(map(_entry, lessons))
        main += f'<h2>{escape(part)}</h2>\n<ol class="contents">\n{items}</ol>\n'
    return framed(words("title"), main)


def _entry(lesson: Lesson) -> str:
    spoken = spoken_by(lesson)
    other = f' lang="{spoken}"' if spoken else ""
    short = f' <span class="soft">{escape(lesson.in_short)}</span>' if lesson.in_short else ""
    link = f'<a href="{page_of(lesson)}">{escape(lesson.title)}</a>'
    return f"<li{other}>{link}{short}<br>{escape(lesson.summary)}</li>\n"
