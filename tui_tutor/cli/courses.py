"""`tutor courses [--allow NAME]`: the courses that installed packages bring, and their consent."""

import argparse
import sys

from tui_tutor import opening, packages
from tui_tutor.clean import clean
from tui_tutor.cli import YES, Commands, UsageError, save, use_course, words
from tui_tutor.packages import BrokenPackage, CoursePackage


def add_parser(commands: Commands) -> None:
    said = words("help.courses")
    parser = commands.add_parser("courses", help=said, description=said)
    parser.add_argument("--allow", metavar="NAME", help=words("help.allow"))
    parser.add_argument("--yes", action="store_true", help=words("help.yes"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.allow:
        return _allow(args.allow, args.yes)
    found = list(packages.installed())
    if not found:
        print(words("courses.none"))
    for one in found:
        print(f"✗ {one.reason}" if isinstance(one, BrokenPackage) else f"  {_said(one)}")
    return 0


def _said(package: CoursePackage) -> str:
    packages.use(package)
    course, progress = opening.read(None), opening.open_progress()
    asked = progress.get("may-run")
    state = "allowed" if asked == package.release else "refused" if asked is False else "not-asked"
    said = words(
        "courses.one",
        name=package.name,
        lessons=len(course.lessons),
        package=package.package,
        version=package.version,
        state=words.of("course-state", state),
    )
    return clean(said)


def _allow(name: str, sure: bool) -> int:
    """Keep that its code may run, where the learner says so, told what it may do."""
    use_course(name)
    package, progress = packages.in_use(), opening.open_progress()
    assert package is not None
    told = {"package": package.package, "version": package.version, "folder": package.folder}
    print(clean(words("courses.asks", **told)))
    if not sure:
        if not (sys.stdin and sys.stdin.isatty()):
            raise UsageError(words("courses.nobody"))
        if input(words("courses.agree") + " ").strip().casefold() not in YES:
            return 1
    progress.put("may-run", value=package.release)
    if not save(progress):
        return 1
    print(words("courses.allowed", name=name))
    return 0
