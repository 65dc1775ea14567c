"""`tutor export DIR`: the course as pages that any browser shows, without a server."""

import argparse
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, folder, read_lessons, words
from tui_tutor.folders import reason


def add_parser(commands: Commands) -> None:
    said = words("help.export")
    parser = commands.add_parser("export", help=said, description=said)
    parser.add_argument("folder", metavar="DIR", type=folder, help=words("help.export-folder"))
    parser.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from tui_tutor.site import INDEX, files
    from tui_tutor.site.frame import MADE_BY

    course = read_lessons(args.lessons)
    site: Path = args.folder
    try:
        index = site / INDEX
        if index.exists() and MADE_BY not in index.read_text(encoding="utf-8", errors="replace"):
            raise UsageError(words("export.others", path=index))
        (site / "pictures").mkdir(parents=True, exist_ok=True)
        for name, text in files(course, site):
            (site / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(words("unwritable", path=site, reason=reason(error))) from None
    print(clean(words("export.done", count=len(course.lessons), path=site / INDEX)))
    return 0
