"""Courses by others: packages that are installed beside this one and bring lessons of their own.

Such a package names itself as an entry point of the group `tui_tutor.courses`. It is laid out as
this one is: `lessons/en/*.md`, and where it has them `demos`, `exercises` and `text`. None of its
code is imported before the learner has said that it may run.
"""

import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

from tui_tutor import text
from tui_tutor.clean import clean
from tui_tutor.nearest import NoSuchName

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

words = text.Words("packages")
GROUP = "tui_tutor.courses"


@dataclass(frozen=True)
class CoursePackage:
    """An installed package with a course; `name` is the course's, by which it is opened."""

    name: str
    package: str  # as it is installed: tutor-course-sample
    version: str
    module: str  # as it is imported: sample_course
    folder: Path

    @property
    def key(self) -> str:
        """What the learner's progress in it is kept under, in every version."""
        return f"{self.package}/{self.name}"

    @property
    def release(self) -> str:
        """What the learner's consent is kept for: this version in this folder."""
        return f"{self.version} {self.folder}"

    @property
    def lessons(self) -> Path:
        return self.folder / "lessons"


class NoSuchCourse(NoSuchName):
    """A course name that no installed package has."""


class PackageFault(Exception):
    """What is wrong with a course by others, in one line; `path` and `line` say where."""

    def __init__(self, reason: str, path: Path | None = None, line: int = 1) -> None:
        self.reason, self.path, self.line = reason, path, line
        super().__init__(f"{path}:{line}: {reason}" if path else reason)


@dataclass(frozen=True)
class BrokenPackage:
    """An installed package whose course can't be opened, and why, in one line."""

    name: str
    reason: str


# ------------------------------------------------------------------ what is installed


def installed() -> Iterator[CoursePackage | BrokenPackage]:
    """Every course that an installed package brings along, and those that can't be opened.

    Reading what is installed takes a while: start-up does without.
    """
    seen: dict[str, CoursePackage] = {}
    for distribution, entry in _entries():
        try:
            found = _found(distribution, entry)
            if found.name in seen:
                raise PackageFault(words("twice", package=seen[found.name].package))
        except PackageFault as fault:
            package = distribution.metadata["Name"]
            said = words("broken", course=entry.name, package=package, reason=fault)
            yield BrokenPackage(entry.name, clean(said).replace("\n", " "))
        else:
            seen[found.name] = found
            yield found


def find(name: str) -> CoursePackage:
    """The course of that name; raises NoSuchCourse, or PackageFault where it can't be opened."""
    known = list(installed())
    for found in known:
        if found.name == name and isinstance(found, CoursePackage):
            return found
    for found in known:
        if found.name == name and isinstance(found, BrokenPackage):
            raise PackageFault(found.reason)
    raise NoSuchCourse(name, [one.name for one in known if isinstance(one, CoursePackage)])


def _entries() -> "Iterator[tuple[Distribution, EntryPoint]]":
    from importlib.metadata import distributions

    seen = set()  # a package that is there twice is the one that comes first, as for imports
    for distribution in distributions():
        try:
            entries = distribution.entry_points.select(group=GROUP)
        except Exception:  # its list can't be read: it is not ours to mend
            continue
        if entries and distribution.metadata["Name"] not in seen:
            seen.add(distribution.metadata["Name"])
            yield from ((distribution, entry) for entry in entries)


def _found(distribution: "Distribution", entry: "EntryPoint") -> CoursePackage:
    if not re.fullmatch("[a-z0-9][a-z0-9_-]*", entry.name):
        raise PackageFault(words("bad-name"))
    if not entry.value.isidentifier() or entry.value == "tui_tutor":
        raise PackageFault(words("bad-entry", got=entry.value, course=entry.name))
    try:
        spec = find_spec(entry.value)  # a package at the top is found without running its code
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise PackageFault(words("no-package", module=entry.value))
    folder = Path(next(iter(spec.submodule_search_locations))).resolve()
    name, version = distribution.metadata["Name"], distribution.version
    found = CoursePackage(entry.name, name, version, entry.value, folder)
    if not any(found.lessons.glob("**/*.md")):
        raise PackageFault(words("no-lessons", folder=found.lessons))
    return found


# ------------------------------------------------------------------ the one that is open


@dataclass
class _Open:
    package: CoursePackage | None = None  # None: our own course, or a folder of lessons
    may_run: bool = False


_open = _Open()


def use(package: CoursePackage | None) -> None:
    """Open it: its texts, demos and exercises are found beside ours. None: ours alone again."""
    if package != _open.package:
        _open.package, _open.may_run = package, False
        text.bring(package.folder / "text" if package else None)


def in_use() -> CoursePackage | None:
    return _open.package


def allow(may_run: bool) -> None:
    """Whether the learner has said that its code may run."""
    _open.may_run = may_run


def need_consent(name: str) -> None:
    """Raises PackageFault where the open package's code, such as `name`, may not run."""
    if _open.package and not _open.may_run:
        raise PackageFault(words("not-allowed", name=name, course=_open.package.name))


def modules(kind: str) -> list[str]:
    """The modules of its package `kind` ("demos", "exercises"), none of them imported."""
    if _open.package is None:
        return []
    found = iter_modules([str(_open.package.folder / kind)])
    return sorted(module.name for module in found if not module.name.startswith("_"))


def load(kind: str, name: str) -> ModuleType:
    """That module; raises PackageFault where it may not run, or breaks."""
    package = _open.package
    assert package is not None
    need_consent(name)
    try:
        return import_module(f"{package.module}.{kind}.{name}")
    except (Exception, SystemExit) as error:
        raise fault_of(error, package.folder / kind / f"{name}.py") from error


def fault_of(error: BaseException, module: Path) -> PackageFault:
    """The error in one line, as Python ends a traceback, with the place in the open package."""
    said = clean(" ".join(traceback.format_exception_only(error)[-1].split()))
    return PackageFault(said, *_place_of(error, module))


def _place_of(error: BaseException, module: Path) -> tuple[Path, int]:
    """The innermost line of the package in use that led to the error."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return Path(error.filename), error.lineno
    frames = [
        (Path(frame.filename), frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if _open.package and Path(frame.filename).is_relative_to(_open.package.folder)
    ]
    return frames[-1] if frames else (module, 1)
