"""`tutor preview FILE`: the app at a lesson that is being written, which follows each save."""

import argparse
from pathlib import Path

from tui_tutor import packages
from tui_tutor.cli import Commands, UsageError, find_lesson, folder, read_session, words
from tui_tutor.cli.start import need_terminal, show
from tui_tutor.packages import CoursePackage
from tui_tutor.text import choose, languages


def add_parser(commands: Commands) -> None:
    said = words("help.preview")
    parser = commands.add_parser("preview", help=said, description=said)
    parser.add_argument("file", metavar="FILE", type=folder, help=words("help.page-of-lesson"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    need_terminal()
    file: Path = args.file.resolve()
    if not file.is_file():
        raise UsageError(words("preview.no-file", path=args.file))
    pages = file.parent
    if pages.name in languages():
        choose(pages.name)
        pages = pages.parent
    if packages.in_use() is None:
        packages.use(_package_of(pages))
    session = read_session(None if packages.in_use() else pages)
    for broken in session.course.broken:
        if broken.path == file:
            raise UsageError(str(broken))
    from tui_tutor.tui.preview import PreviewApp

    lesson = find_lesson(session, file.stem.lower())
    show(PreviewApp(session, lesson), session)


def _package_of(pages: Path) -> CoursePackage | None:
    """The installed package whose lessons these are."""
    for one in packages.installed():
        if isinstance(one, CoursePackage) and one.lessons == pages:
            return one
    return None
