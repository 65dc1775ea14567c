"""What stands around every page of the site: its head, its way on, its foot."""

from html import escape

from tui_tutor.course import Lesson
from tui_tutor.text import Words, language, languages

words = Words("site")
MADE_BY = '<meta name="generator" content="tutor export">'
MAIN = "the:page"  # no heading's anchor has a colon


def framed(title: str, main: str, way: str = "", spoken: str = "") -> str:
    """A whole page. `spoken` is the language of its main part, where that is another."""
    other = f' lang="{spoken}"' if spoken else ""
    return f"""<!DOCTYPE html>
<html lang="{words("lang")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{MADE_BY}
<title>{escape(title)}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<a class="skip" href="#{MAIN}">{escape(words("skip"))}</a>
{way}<main id="{MAIN}"{other}>
{main}</main>
<footer><p>{escape(words("foot"))}</p></footer>
</body>
</html>
"""


def way(before: Lesson | None, after: Lesson | None) -> str:
    """The lesson before, the contents, the lesson after."""
    links = [f'<a href="index.html">{escape(words("contents"))}</a>']
    if before:
        links.insert(0, _to(before, "prev", words("before", title=before.title)))
    if after:
        links.append(_to(after, "next", words("after", title=after.title)))
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<nav aria-label="{escape(words("way"))}"><ul class="way">{items}</ul></nav>\n'


def _to(lesson: Lesson, rel: str, said: str) -> str:
    return f'<a rel="{rel}" href="{page_of(lesson)}">{escape(said)}</a>'


def page_of(lesson: Lesson) -> str:
    """The name of its page, such as `softmax.html`; no lesson's is that of the contents."""
    return f"{escape(lesson.name)}.html" if lesson.name != "index" else "index-.html"


def spoken_by(lesson: Lesson) -> str:
    """The language it is written in, where that is not the one the site speaks."""
    written = lesson.path.parent.name
    return written if written in languages() and written != language() else ""
