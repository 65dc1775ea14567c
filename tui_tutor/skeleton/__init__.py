"""What a course by others begins with: a package, a lesson with its demo, an exercise; each works.

The files stand here as text, one folder a kind, with NAME, TITLE, MODULE, COURSE and ORDER to be
filled in.
"""

import keyword
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tui_tutor import demos
from tui_tutor.course import read_course
from tui_tutor.packages import GROUP
from tui_tutor.practice import exercises
from tui_tutor.text import Words, languages

words = Words("skeleton")
FIRST_LESSON, FIRST_EXERCISE = "hello", "double"
PROJECT = "pyproject.toml"
TEXTS = "exercises.toml"  # the one file to which each exercise adds
STEP = 10  # of `order`, between two lessons


class SkeletonError(Exception):
    """What can't be begun, and why, in one line."""


@dataclass(frozen=True)
class Home:
    """A course that is being written: where its project stands, and what it is called."""

    folder: Path
    course: str
    module: str

    @property
    def lessons(self) -> Path:
        return self.folder / self.module / "lessons"


def home_of(folder: Path) -> Home:
    """The course in whose project that folder lies; raises SkeletonError."""
    for place in (folder, *folder.parents):
        try:
            project = tomllib.loads((place / PROJECT).read_text(encoding="utf-8"))["project"]
            course, module = next(iter(project["entry-points"][GROUP].items()))
        except (OSError, ValueError, LookupError, StopIteration):
            continue
        return Home(place, course, module)
    raise SkeletonError(words("no-home", folder=folder))


def new_course(folder: Path, name: str) -> list[Path]:
    """A package with a lesson, a demo, an exercise and its tests, in a folder of its name."""
    if not re.fullmatch("[a-z][a-z0-9_-]*", name) or not _is_free(name.replace("-", "_")):
        raise SkeletonError(words("bad-course", got=name))
    home = Home(folder / name, name, f"course_{name.replace('-', '_')}")
    if home.folder.exists():
        raise SkeletonError(words("there", path=home.folder))
    written = _write("course", home, "")
    written += new_lesson(home, FIRST_LESSON) + new_exercise(home, FIRST_EXERCISE)
    for language in languages():
        page = home.lessons / language / f"{FIRST_LESSON}.md"
        block = f"\n```python exercise={FIRST_EXERCISE}\n```\n"
        page.write_text(page.read_text(encoding="utf-8") + block, encoding="utf-8")
    return written


def new_lesson(home: Home, name: str) -> list[Path]:
    """A page in each language, its demo, their texts and a test."""
    _need_free(name, demos.ours())
    return _write("lesson", home, name)


def new_exercise(home: Home, name: str) -> list[Path]:
    """A function to be written, its model answer, its texts and a test."""
    _need_free(name, exercises.ours())
    return _write("exercise", home, name)


def _need_free(name: str, ours: list[str]) -> None:
    if not (re.fullmatch("[a-z][a-z0-9_]*", name) and _is_free(name)):
        raise SkeletonError(words("bad-name", got=name))
    if name in ours:
        raise SkeletonError(words("ours", name=name))


def _is_free(name: str) -> bool:
    """Whether Python takes it for a name."""
    return name.isidentifier() and not keyword.iskeyword(name)


# ------------------------------------------------------------------ writing


def _write(kind: str, home: Home, name: str) -> list[Path]:
    """All files of that kind; none where one of them is there already."""
    filled = {
        "NAME": name,
        "TITLE": name.replace("_", " ").capitalize(),
        "MODULE": home.module,
        "COURSE": home.course,
        "ORDER": str(_next_order(home)),
    }
    made = {
        home.folder / _fill(path, filled): _fill(file.read_text(encoding="utf-8"), filled)
        for path, file in _files(files(__name__) / kind)
    }
    for path in made:
        if path.exists() and path.name != TEXTS:
            raise SkeletonError(words("there", path=path))
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
        path.write_text(before + text, encoding="utf-8", newline="\n")
    return list(made)


def _files(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    """Each file below, with the path that it gets: without the `.txt` behind its name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{under}{entry.name}/")
        else:
            yield under + entry.name.removesuffix(".txt"), entry


def _fill(text: str, filled: dict[str, str]) -> str:
    return re.sub("|".join(filled), lambda found: filled[found[0]], text)


def _next_order(home: Home) -> int:
    """Behind the last of its lessons."""
    return max((lesson.order for lesson in read_course(home.lessons).lessons), default=0) + STEP
