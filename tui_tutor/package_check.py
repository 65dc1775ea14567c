"""What a package by others brings beside its lessons, checked: texts, demos and exercises."""

import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rich.console import Console

from tui_tutor import demos, packages
from tui_tutor.course import Broken, Course
from tui_tutor.course_check import Checked
from tui_tutor.demo import LiveDemo, Size, after
from tui_tutor.packages import CoursePackage, PackageFault
from tui_tutor.practice import exercises
from tui_tutor.practice.check import check
from tui_tutor.practice.exercise import Exercise
from tui_tutor.practice.ideas import answer_of, recognised
from tui_tutor.practice.ladder import model, solution
from tui_tutor.progress import Progress
from tui_tutor.session import Session
from tui_tutor.text import FALLBACK, Words, languages, read_texts, sentences

words = Words("packages")
STEPS = 2  # that a live demo takes to be looked at
NOBODY = Session(Course(()), Progress(Path("no-such-folder")))
SIZE = Size(80, 24)


def check_package(package: CoursePackage) -> Checked:
    """What was seen of it beside its lessons. Its code runs, as part of this program."""
    return Checked(tuple(_faults(package)), pages=0)


def _faults(package: CoursePackage) -> Iterator[Broken]:
    yield from _texts(package.folder / "text")
    for kind, ours in (("demos", demos.ours()), ("exercises", exercises.ours())):
        for name in packages.modules(kind):
            path = package.folder / kind / f"{name}.py"
            try:
                if name in ours:
                    raise PackageFault(words("ours", name=name), path)
                _try_demo(name, path) if kind == "demos" else _try_exercise(name, path)
            except PackageFault as fault:
                yield Broken(fault.path or path, fault.line, fault.reason)


# ------------------------------------------------------------------ texts


def _texts(folder: Path) -> Iterator[Broken]:
    """Files that are no TOML, and sentences that one language has and the other lacks."""
    for language in languages():
        for file in sorted((folder / language).glob("*.toml")):
            try:
                read_texts(file)
            except (OSError, ValueError) as error:
                line = re.search(r"at line (\d+)", str(error))
                number = int(line[1]) if line else 1
                yield Broken(file, number, words("not-toml", reason=error))
                continue
            if language != FALLBACK:
                yield from _beside_english(file, language)


def _beside_english(file: Path, language: str) -> Iterator[Broken]:
    english, other = sentences(file.stem, FALLBACK), sentences(file.stem, language)
    lines = file.read_text(encoding="utf-8").splitlines()
    for key, sentence in english.items():
        if key not in other:
            yield Broken(file, 1, words("no-twin", key=key))
        elif _blanks(sentence) != _blanks(other[key]):
            name = key.rpartition(".")[2]
            line = next((n for n, one in enumerate(lines, 1) if one.startswith(name)), 1)
            yield Broken(file, line, words("other-blanks", key=key))


def _blanks(sentence: str) -> set[str] | None:
    """The names in braces; None where the braces don't match."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    except ValueError:
        return None


# ------------------------------------------------------------------ demos and exercises


def _try_demo(name: str, path: Path) -> None:
    """Draw it as it opens, and after some steps; raises PackageFault."""
    demo = demos.load(name, NOBODY)
    paper = Console(width=SIZE.width, file=io.StringIO())
    try:
        for steps in (0, STEPS) if isinstance(demo, LiveDemo) else (0,):
            paper.print(after(demo, demo.knobs, SIZE, steps))
    except Exception as error:
        raise packages.fault_of(error, path) from error


def _try_exercise(name: str, path: Path) -> None:
    """Its answer has to pass, its model answer too, and none of its ideas; raises PackageFault."""
    if name not in exercises.names():
        raise PackageFault(words("no-stub", name=name), path)
    exercise = exercises.load(name)
    try:
        _try_answers(exercise, path)
    except PackageFault:
        raise
    except Exception as error:
        raise packages.fault_of(error, path) from error
    if model(name):
        report = check(exercise, solution(name))
        if report.first_fault:
            reason = words("not-right", check=report.first_fault.name)
            raise PackageFault(reason, path.with_suffix(".txt"))


def _try_answers(exercise: Exercise, path: Path) -> None:
    calls = [call for group in exercise.inputs(np.random.default_rng(0)).values() for call in group]
    for key, holds in exercise.properties.items():
        if not all(holds(exercise.right(*call), *call) for call in calls):
            raise PackageFault(words("not-right", check=exercise.property_name(key)), path)
    for key, way in exercise.wrong_ways():
        given = tuple(answer_of(way, call) for call in calls)
        if recognised(exercise, calls, given) != exercise.idea(key):
            raise PackageFault(words("idea-unclear", key=key), path)
