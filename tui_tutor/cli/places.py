"""`tutor where` and `tutor reset [LESSON]`: where things are kept, and how to begin anew."""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.cli import YES, Commands, UsageError, folder, nearest, read_session, save, words
from tui_tutor.course import NoSuchLesson
from tui_tutor.folders import cache_folder, data_folder, reason, why_unwritable
from tui_tutor.review import forget


def add_parser(commands: Commands) -> None:
    where = commands.add_parser("where", help=words("help.where"), description=words("help.where"))
    where.set_defaults(run=run_where)
    reset = commands.add_parser("reset", help=words("help.reset"), description=words("help.reset"))
    reset.add_argument("lesson", nargs="?", metavar="LESSON", help=words("help.reset-lesson"))
    reset.add_argument("--yes", action="store_true", help=words("help.yes"))
    reset.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    reset.set_defaults(run=run_reset)


def run_where(args: argparse.Namespace) -> int:
    """Exit 0 where things can be kept, 1 where they can't."""
    faults = []
    for key, place in (("where.learner", data_folder()), ("where.digits", cache_folder())):
        fault = why_unwritable(place)
        said = words("where.unwritable", reason=fault) if fault else ""
        print(clean(words(key, folder=place) + said))
        faults += [fault] if fault else []
    for name in ("TUTOR_HOME", "TUTOR_CACHE", "TUTOR_MNIST"):
        if value := os.environ.get(name):
            print(clean(words("where.named", name=name, value=value)))
    print(words("where.advice" if faults else "where.elsewhere"))
    return 1 if faults else 0


def run_reset(args: argparse.Namespace) -> int:
    session = read_session(args.lessons)
    course, progress = session.course, session.progress
    try:
        lessons = [course.find(args.lesson)] if args.lesson else list(course.lessons)
    except NoSuchLesson as error:
        raise nearest("no-such-lesson", error.name, error.nearest) from None
    what = lessons[0].title if args.lesson else words("reset.course", count=len(lessons))
    if not args.yes and not _agreed(what):
        print(words("reset.left"))
        return 1
    copy = copied(progress.path, before="reset")
    for lesson in lessons:
        forget(progress, lesson)
    if not args.lesson:
        progress.put("place", value=None)
    if not save(progress):
        return 1
    print(clean(words("reset.done", what=what)))
    if copy:
        print(clean(words("reset.copy", copy=copy)))
    return 0


def _agreed(what: str) -> bool:
    """Ask, where there is somebody to ask."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError(words("reset.nobody"))
    try:
        return input(clean(words("reset.ask", what=what)) + " ").strip().casefold() in YES
    except EOFError:
        return False


def copied(path: Path, before: str) -> Path | None:
    """A copy of the record as it was; None where there is none yet."""
    copy = path.with_name(f"progress-before-{before}-{time.time_ns()}.json")
    try:
        shutil.copyfile(path, copy)
    except FileNotFoundError:
        return None
    except OSError as error:
        said = words("progress.unwritable", folder=path.parent, detail=reason(error))
        raise UsageError(said) from None
    return copy
