"""`tutor` and `tutor start [LESSON]`: open the app."""

import argparse
import os
import sys

from tui_tutor.cli import Commands, UsageError, find_lesson, folder, read_session, words


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("start", help=words("help.start"), description=words("help.start"))
    parser.add_argument("lesson", nargs="?", metavar="LESSON", help=words("help.lesson"))
    parser.add_argument("--data", metavar="DIR", type=folder, help=words("help.start-data"))
    parser.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if not all(s and s.isatty() for s in (sys.stdin, sys.stdout, sys.__stderr__)):
        raise UsageError(words("no-terminal"))
    session = read_session(args.lessons, args.data)
    if args.lesson:
        find_lesson(session, args.lesson)
    from tui_tutor.tui.app import TutorApp
    from tui_tutor.tui.leaving import Leaving

    app = TutorApp(session, args.lesson, asks=True)
    leaving = Leaving(ask=app.exit, save=session.progress.save)
    leaving.heed_signals()
    leaving.watch_terminal()
    app.run()
    # All is saved by now. To take the interpreter apart object by object would last up to a second.
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(app.return_code or 0)
