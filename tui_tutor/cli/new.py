"""`tutor new course|lesson|exercise NAME`: what a course of your own begins with, working."""

import argparse
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, words
from tui_tutor.folders import reason

KINDS = ("course", "lesson", "exercise")


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("new", help=words("help.new"), description=words("help.new"))
    parser.add_argument("kind", metavar="|".join(KINDS), choices=KINDS, help=words("help.new-kind"))
    parser.add_argument("name", metavar="NAME", help=words("help.new-name"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from tui_tutor import skeleton

    here = Path.cwd()
    try:
        if args.kind == "course":
            written = skeleton.new_course(here, args.name)
        elif args.kind == "lesson":
            written = skeleton.new_lesson(skeleton.home_of(here), args.name)
        else:
            written = skeleton.new_exercise(skeleton.home_of(here), args.name)
    except skeleton.SkeletonError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        said = words("unwritable", path=error.filename or here, reason=reason(error))
        raise UsageError(said) from None
    for path in written:
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        print(clean(str(shown)))
    print(clean("\n" + words.of("new", args.kind, name=args.name)))
    return 0
