"""The course: Markdown lessons read from a folder, checked, ordered, in the language in use."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.folders import reason
from tui_tutor.nearest import NoSuchName, nearest
from tui_tutor.packages import CoursePackage
from tui_tutor.pinyin import initials
from tui_tutor.text import FALLBACK, Words, language, series

words = Words("course")
REQUIRED = ("title", "summary", "part", "order")
KEYS = (*REQUIRED, "demo", "book", "minutes", "needs", "teaches")
SECTION = r"\d+(\.\d+)*"  # of the book, such as 3.5
LARGEST = 256 * 1024  # bytes; a page of the course stays under 12 KB


@dataclass(frozen=True)
class Lesson:
    """One page. Its name is the file's, the same in every language."""

    name: str
    path: Path
    title: str
    summary: str
    part: str
    order: int
    body: str  # Markdown, without the front matter
    body_line: int  # the file's line on which the body starts
    demo: str | None = None
    book: tuple[str, ...] = ()  # the sections of the book that it goes with
    minutes: int | None = None  # that it takes, about
    needs: tuple[str, ...] = ()  # names of the lessons that come before
    needed: tuple[str, ...] = ()  # their titles
    teaches: tuple[str, ...] = ()  # names and terms that no lesson before may use; see terms.py

    @property
    def called(self) -> str:
        """All that it is looked up by: title, name, and the first letters of a Chinese title."""
        return " ".join(dict.fromkeys((self.title, self.name, initials(self.title))))

    @property
    def in_short(self) -> str:
        """Its place in the book and how long it takes, for a list; "" where it says neither."""
        book = words("short.book", sections=series(self.book)) if self.book else ""
        minutes = words("short.minutes", minutes=self.minutes) if self.minutes else ""
        return " · ".join(filter(None, (book, minutes)))

    @property
    def about(self) -> str:
        """The same for the head of its page, and what it needs, in Markdown."""
        book = words("about.book", sections=series(self.book)) if self.book else ""
        minutes = words("about.minutes", minutes=self.minutes) if self.minutes else ""
        needed = zip(self.needed, self.needs, strict=True)
        links = series(f"[{title}]({name}.md)" for title, name in needed)
        needs = words("about.needs", lessons=links) if links else ""
        return " · ".join(filter(None, (book, minutes, needs)))


@dataclass(frozen=True)
class Broken:
    """A lesson file that can't be read as one, and why."""

    path: Path
    line: int
    reason: str

    @property
    def name(self) -> str:
        return self.path.stem

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class Course:
    """The lessons in order, and the files that could not be read.

    `elsewhere` names lessons that are not the program's own, by their folder or their package;
    what was done in them is kept apart, and their code runs only when the learner says so.
    """

    lessons: tuple[Lesson, ...]
    broken: tuple[Broken, ...] = ()
    elsewhere: str = ""
    package: CoursePackage | None = None  # that brings them along
    folder: Path | None = None  # that they were read from

    @property
    def consent(self) -> str | bool:
        """What is kept where the learner says that their code may run."""
        return self.package.release if self.package else True

    def find(self, name: str) -> Lesson:
        """The lesson of that name; raises NoSuchLesson."""
        for lesson in self.lessons:
            if lesson.name == name:
                return lesson
        raise NoSuchLesson(name, [lesson.name for lesson in self.lessons])

    def beside(self, name: str, step: int) -> Lesson | None:
        """The lesson `step` places further on; None beyond either end."""
        place = self.lessons.index(self.find(name)) + step
        return self.lessons[place] if 0 <= place < len(self.lessons) else None

    def search(self, text: str) -> list[Lesson]:
        """Lessons with the text in their title first, then those with it in their body."""
        text = text.casefold()
        titled = [x for x in self.lessons if text in x.called.casefold()]
        return titled + [x for x in self.lessons if x not in titled and text in x.body.casefold()]


class NoSuchLesson(NoSuchName):
    """A lesson name that does not exist."""


class _Fault(Exception):
    """What is wrong with a lesson file, and on which line."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason


def our_lessons() -> Path:
    """The lessons inside the installed package, or those of the repository it runs from."""
    package = Path(__file__).parent
    inside = package / "lessons"
    return inside if inside.is_dir() else package.parent / "lessons"


def read_course(
    folder: Path | None = None,
    demos: Collection[str] | None = None,
    package: CoursePackage | None = None,
) -> Course:
    """Every lesson of `folder/<language>/*.md`, English where the language lacks one.

    `demos` are the demo names that exist, where they should be checked; `package` brings the
    lessons along, where one does.
    """
    ours = our_lessons().resolve()
    folder = (folder or ours).resolve()
    lessons: dict[str, Lesson] = {}
    broken: list[Broken] = []
    for path in _files(folder):
        lesson = read_lesson(path, demos)
        if isinstance(lesson, Lesson) and (other := lessons.get(lesson.name)):
            lesson = Broken(path, 1, words("duplicate", other=other.path.name))
        if isinstance(lesson, Broken):
            broken.append(lesson)
        else:
            lessons[lesson.name] = lesson
    elsewhere = package.key if package else "" if folder == ours else str(folder)
    return Course(_in_order(lessons.values()), tuple(broken), elsewhere, package, folder)


def read_lesson(path: Path, demos: Collection[str] | None = None) -> Lesson | Broken:
    """One page, or what is wrong with it."""
    try:
        return _read(path, demos)
    except _Fault as fault:
        return Broken(path, fault.line, fault.reason)


def with_page(course: Course, lesson: Lesson) -> Course:
    """The course with this lesson in place of the one of its name."""
    others = [other for other in course.lessons if other.name != lesson.name]
    return replace(course, lessons=_in_order([*others, lesson]))


def _in_order(lessons: Collection[Lesson]) -> tuple[Lesson, ...]:
    """By their places, each with the titles of those that it needs."""
    titles = {lesson.name: lesson.title for lesson in lessons}
    placed = sorted(lessons, key=lambda lesson: (lesson.order, lesson.name))
    return tuple(
        replace(lesson, needed=tuple(titles.get(name, name) for name in lesson.needs))
        for lesson in placed
    )


def _files(folder: Path) -> list[Path]:
    """The lesson files, by name: those of the language in use before the English ones."""
    english = {path.name: path for path in sorted((folder / FALLBACK).glob("*.md"))}
    chosen = {path.name: path for path in sorted((folder / language()).glob("*.md"))}
    found = list({**english, **chosen}.values())
    return found or sorted(folder.glob("*.md"))


def _read(path: Path, demos: Collection[str] | None) -> Lesson:
    text = _text(path)
    values, body_line = _front_matter(text)
    body = "\n".join(text.split("\n")[body_line - 1 :])
    for key in REQUIRED:
        if key not in values:
            raise _Fault(1, words("missing", key=key))
    demo, line = values.get("demo", (None, 1))
    if demo is not None and demos is not None and demo not in demos:
        near = nearest(demo, demos)
        hint = words("did-you-mean", name=near) if near else ""
        raise _Fault(line, words("unknown-demo", got=demo, hint=hint).strip())
    needs = tuple(name.lower() for name in _listed(values, "needs"))
    return Lesson(
        name=clean(path.stem.lower()),
        path=path,
        title=values["title"][0],
        summary=values["summary"][0],
        part=values["part"][0],
        order=_whole(values, "order") or 0,
        body=body,
        body_line=body_line,
        demo=demo,
        book=_sections(values),
        minutes=_whole(values, "minutes"),
        needs=needs,
        needed=needs,  # until the others are known
        teaches=_listed(values, "teaches"),
    )


Values = dict[str, tuple[str, int]]  # of the front matter: each with the file's line it stands in


def _whole(values: Values, key: str) -> int | None:
    if key not in values:
        return None
    number, line = values[key]
    if not (number.isdecimal() and len(number) <= 6):
        raise _Fault(line, words("whole", key=key, got=number[:30]))
    return int(number)


def _listed(values: Values, key: str) -> tuple[str, ...]:
    """What stands there between commas."""
    listed, _ = values.get(key, ("", 1))
    return tuple(filter(None, (name.strip() for name in listed.split(","))))


def _sections(values: Values) -> tuple[str, ...]:
    found = _listed(values, "book")
    for section in found:
        if not re.fullmatch(SECTION, section):
            raise _Fault(values["book"][1], words("section", got=section[:30]))
    return found


def _text(path: Path) -> str:
    """What stands in the file, cleaned: lessons may come from anywhere."""
    if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
        raise _Fault(1, words("no-file"))
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise _Fault(1, words("unreadable", reason=reason(error))) from None
    if len(raw) > LARGEST:
        raise _Fault(1, words("too-large", most=LARGEST // 1024))
    try:
        return clean(raw.decode("utf-8-sig"), most=LARGEST)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _Fault(line, words("not-utf8", byte=f"0x{raw[error.start]:02x}")) from None


def _front_matter(text: str) -> tuple[Values, int]:
    """The values between the `---` lines with their lines, and the line after them."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise _Fault(1, words("no-front-matter"))
    values: Values = {}
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == "---":
            return values, number + 1
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip():
            continue
        if not colon or not value:
            raise _Fault(number, words("not-key-value", got=line[:60]))
        if key not in KEYS:
            raise _Fault(number, words("unknown-key", got=key[:30], keys=series(KEYS)))
        if key in values:
            raise _Fault(number, words("twice", key=key))
        values[key] = (value, number)
    raise _Fault(1, words("unclosed"))
