"""`tutor preview FILE`: the app at a lesson that is being written, which follows each save."""

import argparse
from pathlib import Path

from tui_tutor import demos, packages
from tui_tutor.cli import Commands, UsageError, find_lesson, folder, read_session, words
from tui_tutor.cli.start import need_terminal, show
from tui_tutor.course import Broken, read_lesson
from tui_tutor.packages import CoursePackage
from tui_tutor.text import choose, languages


def add_parser(commands: Commands) -> None:
    said = words("help.preview")
    parser = commands.add_parser("preview", help=said, description=said)
    parser.add_argument("file", metavar="FILE", type=folder, help=words("help.page-of-lesson"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    file: Path = args.file.resolve()
    if not file.is_file():
        raise UsageError(words("preview.no-file", path=args.file))
    pages = file.parent
    if pages.name in languages():
        choose(pages.name)
        pages = pages.parent
    if packages.in_use() is None:
        packages.use(_package_of(pages))
    if packages.in_use() is None:
        _need_no_package(pages)
    read = read_lesson(file, demos.names())
    if isinstance(read, Broken):
        raise UsageError(str(read))
    session = read_session(None if packages.in_use() else pages)
    need_terminal()
    from tui_tutor.tui.preview import PreviewApp

    show(PreviewApp(session, find_lesson(session, read.name)), session)


def _package_of(pages: Path) -> CoursePackage | None:
    """The installed package whose lessons these are."""
    for one in packages.installed():
        if isinstance(one, CoursePackage) and one.lessons == pages:
            return one
    return None


def _need_no_package(pages: Path) -> None:
    """UsageError where these are the lessons of a course that is not installed."""
    from tui_tutor.skeleton import SkeletonError, home_of

    try:
        home = home_of(pages)
    except SkeletonError:
        return  # a folder of lessons, which needs nothing
    if home.lessons == pages:
        raise UsageError(words("preview.not-installed", name=home.course, folder=home.folder))
