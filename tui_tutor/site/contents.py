"""The site's first page: the lessons by parts, and each term with the lesson that teaches it.

All of it is one page, so that the browser's own search finds where a thing is explained.
"""

from html import escape
from itertools import groupby

from tui_tutor.course import Course, Lesson
from tui_tutor.pinyin import initials
from tui_tutor.site.frame import framed, page_of, spoken_by, words
from tui_tutor.terms import is_code, teachers
from tui_tutor.text.glossary import spoken


def contents(course: Course) -> str:
    """Every lesson with its summary, its minutes and its place in the book."""
    main = f"<h1>{escape(words('title'))}</h1>\n<p>{escape(words('about'))}</p>\n"
    for part, lessons in groupby(course.lessons, lambda lesson: lesson.part):
        items = "".join(map(_entry, lessons))
        main += f'<h2>{escape(part)}</h2>\n<ol class="contents">\n{items}</ol>\n'
    return framed(words("title"), main + _index(course))


def _entry(lesson: Lesson) -> str:
    spoken = spoken_by(lesson)
    other = f' lang="{spoken}"' if spoken else ""
    short = f' <span class="soft">{escape(lesson.in_short)}</span>' if lesson.in_short else ""
    link = f'<a href="{page_of(lesson)}">{escape(lesson.title)}</a>'
    return f"<li{other}>{link}{short}<br>{escape(lesson.summary)}</li>\n"


def _index(course: Course) -> str:
    """The terms by their letters; nothing, where no lesson says what it teaches."""
    found = ((_called(term), term, name) for term, name in teachers(course).items())
    items = ""
    for called, term, name in sorted(found, key=lambda one: _letters(one[0])):
        shown = escape(called)
        if called == term and is_code(term):
            shown = f"<code>{shown}</code>"
        items += f'<li><a href="{page_of(course.find(name))}">{shown}</a></li>\n'
    title = escape(words("index"))
    return f'<h2>{title}</h2>\n<ul class="index">\n{items}</ul>\n' if items else ""


def _called(term: str) -> str:
    """Its word in the language in use, with the English one where that is another."""
    if words.has(f"syntax.{term}"):
        return words.of("syntax", term)
    word = spoken(term)
    return term if word == term else f"{word} {term}"


def _letters(called: str) -> str:
    """What it is sorted by: Chinese by the first letters of its pinyin."""
    return initials(called).lstrip(".").casefold()
