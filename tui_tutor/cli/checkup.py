"""`tutor check [DIR]`: whether a course holds what it promises, a line for each fault."""

import argparse
from itertools import chain
from pathlib import Path

from tui_tutor import packages
from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, words
from tui_tutor.course import our_lessons


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("check", help=words("help.check"), description=words("help.check"))
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help=words("help.course"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from tui_tutor.course_check import check_course, page_folders, seen
    from tui_tutor.package_check import check_package

    package = packages.in_use()
    if package:
        packages.need_consent("tutor check")
    folder = args.folder or (package.lessons if package else our_lessons())
    if not page_folders(folder):
        raise UsageError(words("no-lessons", folder=clean(str(folder))))
    checked = []
    for page in chain([check_package(package)] if package else [], check_course(folder)):
        checked.append(page)
        for fault in page.faults:
            print(clean(str(fault)).replace("\n", " "), flush=True)
    print(seen(checked))
    return 1 if any(page.faults for page in checked) else 0
