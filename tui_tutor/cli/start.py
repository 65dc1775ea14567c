"""`tutor` and `tutor start [LESSON]`: open the app."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from tui_tutor import demos
from tui_tutor.cli import Commands, UsageError, find_lesson, folder, read_session, words
from tui_tutor.course import Lesson
from tui_tutor.session import Session

if TYPE_CHECKING:
    from tui_tutor.knobs import AnyKnobs
    from tui_tutor.share import Shared

if TYPE_CHECKING:
    from tui_tutor.tui.app import TutorApp


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("start", help=words("help.start"), description=words("help.start"))
    parser.add_argument("lesson", nargs="?", metavar="LESSON", help=words("help.lesson"))
    parser.add_argument("--data", metavar="DIR", type=folder, help=words("help.start-data"))
    parser.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    parser.add_argument("--from", dest="share", metavar="STRING", help=words("help.from"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    need_terminal()
    session = read_session(args.lessons, args.data)
    lesson = find_lesson(session, args.lesson) if args.lesson else None
    shared = None
    if args.share:
        lesson = lesson or _lesson_of(session, args.share)
        shared = _turn_knobs(session, lesson, args.share)
    from tui_tutor.tui.app import TutorApp

    return show(
        TutorApp(session, lesson.name if lesson else None, asks=True, shared=shared), session
    )


def need_terminal() -> None:
    """UsageError where there is none to draw on."""
    from tui_tutor.tui.leaving import is_served

    streams = sys.stdin, sys.stdout, sys.__stderr__
    if not (is_served() or all(stream and stream.isatty() for stream in streams)):
        raise UsageError(words("no-terminal"))


def show(app: "TutorApp", session: Session) -> NoReturn:
    """Run the app until it is left, however that comes, and save."""
    from tui_tutor.tui.leaving import Leaving, is_seen

    leaving = Leaving(ask=app.exit, save=lambda: session.progress.save())
    leaving.heed_signals()
    leaving.watch()
    try:
        app.run()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except OSError:
        if is_seen():
            raise
    session.save()
    # What a terminal that has gone makes of Textual's last words is no fault. And to take the
    # interpreter apart object by object would last up to a second.
    os._exit(app.return_code or 0 if is_seen() else 0)


def _lesson_of(session: Session, share: str) -> Lesson:
    """The first lesson with the demo that the share string names."""
    from tui_tutor.share import demo_of

    name = demo_of(share)
    for lesson in session.course.lessons:
        if name and lesson.demo == name:
            return lesson
    raise UsageError(words("shared-where"))


def _turn_knobs(session: Session, lesson: Lesson, share: str) -> "Shared[AnyKnobs]":
    """As if the learner had turned the lesson's knobs to what the share string says."""
    from tui_tutor.knob_values import as_text
    from tui_tutor.knobs import KnobError
    from tui_tutor.share import from_share_string

    if not lesson.demo:
        raise UsageError(words("not-shared", name=lesson.name))
    try:
        known = demos.load(lesson.demo, session).knobs
        shared = from_share_string(lesson.demo, known, share)
    except KnobError as error:
        raise UsageError(str(error)) from None
    for name, text in as_text(shared.knobs).items():
        session.progress.put("knobs", lesson.demo, name, value=text)
    return shared
