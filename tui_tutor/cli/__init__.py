"""The command line: the way into the app, and the plain face of everything in it."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TypeAlias

from tui_tutor import __version__, opening, packages
from tui_tutor.clean import clean
from tui_tutor.cli.usage import Parser, translate_argparse
from tui_tutor.course import Course, Lesson, NoSuchLesson, our_lessons
from tui_tutor.folders import data_folder, named
from tui_tutor.packages import NoSuchCourse, PackageFault
from tui_tutor.progress import Progress, kept_setting
from tui_tutor.session import Session
from tui_tutor.stand_ins import use_stand_ins
from tui_tutor.text import Words, choose, languages, series

words = Words("cli")
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
# The module of each command, which has add_parser(subparsers): it sets `run` to a function of args.
COMMANDS = {
    "start": "start",
    "web": "web",
    "list": "listing",
    "courses": "courses",
    "new": "new",
    "preview": "preview",
    "show": "show",
    "demo": "demo",
    "export": "export",
    "train": "train",
    "page": "page",
    "data": "data",
    "ask": "ask",
    "try": "attempt",
    "review": "review",
    "check": "checkup",
    "where": "places",
    "reset": "places",
    "progress": "record",
    "doctor": "doctor",
    "completion": "completion",
}


YES = ("y", "yes", "是", "对")  # what agrees, where a question is asked


class UsageError(Exception):
    """What can't be done: a command that can't be meant, a machine that can't; one line, exit 2."""


# The course's matrices are small: a second BLAS thread gains them nothing, and takes the core that
# draws the screen. NumPy reads this when it is imported, which is later.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# A key that comes just after the picture of a run was painted waits for Textual's next frame.
os.environ.setdefault("TEXTUAL_FPS", "240")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 well, 1 not, 2 misused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _leave_when_asked()
    use_stand_ins(always="--ascii" in arguments)
    arguments = [one for one in arguments if one != "--ascii"]  # it may stand anywhere
    try:
        _choose_language(_taken_out("--language", arguments))  # first: what follows speaks it
        use_course(_taken_out("--course", arguments))
    except UsageError as error:
        print(f"tutor: {clean(str(error))}", file=sys.stderr)
        return 2
    if not any(name in arguments for name in ("-h", "--help", "--version")) and (
        not arguments or arguments[0].startswith("-")
    ):
        arguments.insert(0, "start")
    try:
        args = parser_of(COMMANDS.get(arguments[0], "")).parse_args(arguments)
        status: int = args.run(args)
        if sys.stdout:  # none, where the shell has closed it
            sys.stdout.flush()
        return status
    except (UsageError, PackageFault) as error:
        print(f"tutor: {clean(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _say_no_more()  # the reader (such as head) has gone
        return 1
    except Exception as error:
        from tui_tutor.log import log_fault

        if isinstance(error, OSError) and error.filename is None:  # a full disk, a closed pipe
            _say_no_more()

        what, log = log_fault(error)
        key = "fault-log" if log else "fault"
        print(f"tutor: {clean(words(key, what=what, path=log))}", file=sys.stderr)
        return 1


def _leave_when_asked() -> None:
    """What a command has begun, such as a learner's process in its folder, is put away first."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) is signal.SIG_DFL:  # nohup would ignore it
            signal.signal(number, lambda number, frame: sys.exit(128 + number))


def _taken_out(option: str, arguments: list[str]) -> str:
    """What stands after that option, wherever it stands; taken out of the arguments."""
    for place, one in enumerate(arguments):
        if one == option or one.startswith(f"{option}="):
            value = one.partition("=")[2] or "".join(arguments[place + 1 : place + 2])
            del arguments[place : place + (1 if "=" in one else 2)]
            if not value:
                raise UsageError(words("no-value", option=option))
            return value
    return ""


def _choose_language(wanted: str) -> None:
    if wanted and wanted not in languages():
        raise UsageError(words("no-language", got=wanted, names=series(languages())))
    choose(wanted or kept_setting(data_folder(), "language"))


def use_course(name: str) -> None:
    """The course of that name, which an installed package brings; ours where none is named."""
    try:
        packages.use(packages.find(name) if name else None)
        if name:
            opening.open_progress()  # whether its code may run is kept there
    except NoSuchCourse as error:
        raise nearest("no-such-course", error.name, error.nearest) from None
    except PackageFault as error:
        raise UsageError(str(error)) from None


def _say_no_more() -> None:
    """What is still to be printed goes nowhere, so that no fault comes at the very end."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(Parser):
    def error(self, message: str) -> NoReturn:
        super().error(clean(message))


def parser_of(module: str = "") -> argparse.ArgumentParser:
    """The command line with the commands of that module, or with all that there are."""
    translate_argparse()
    parser = _Parser(
        prog="tutor", description=words("about"), epilog=words("epilog"), allow_abbrev=False
    )
    parser.add_argument("--ascii", action="store_true", help=words("help.ascii"))
    parser.add_argument("--language", metavar="|".join(languages()), help=words("help.language"))
    parser.add_argument("--course", metavar="ID", help=words("help.named-course"))
    version = f"tutor {__version__}"
    parser.add_argument("--version", action="version", version=version, help=words("help.version"))
    commands = parser.add_subparsers(metavar=words("command"), required=True)
    for name in [module] if module else dict.fromkeys(COMMANDS.values()):
        import_module(f"tui_tutor.cli.{name}").add_parser(commands)
    return parser


def count(text: str) -> int:
    """An option's whole number from 0 on."""
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(words("not-a-count", got=text))
    return int(text)


def folder(text: str) -> Path:
    """An option's folder, or file; `~` is the home, also where the shell has left it so."""
    return named(text)


def read_lessons(lessons: Path | None) -> Course:
    """The course in that folder, or the one that is open; UsageError where it has no lesson."""
    if lessons and packages.in_use():
        raise UsageError(words("course-or-lessons"))
    course = opening.read(lessons)
    if not course.lessons:
        reasons = "".join(f"\n  {clean(str(broken))}" for broken in course.broken)
        raise UsageError(words("no-lessons", folder=lessons or our_lessons()) + reasons)
    return course


def read_session(lessons: Path | None, data: Path | None = None) -> Session:
    """The session of this command line: its lessons, how far they are, its folder of digits."""
    course = read_lessons(lessons)
    return Session(course, opening.progress_in(course.elsewhere), data)


def find_lesson(session: Session, name: str) -> Lesson:
    """The lesson of that name; UsageError with those that come near where there is none."""
    try:
        return session.course.find(name)
    except NoSuchLesson as error:
        raise nearest("no-such-lesson", error.name, error.nearest) from None


def save(progress: Progress) -> bool:
    """Make it last; where it does not, or a damaged record was found, that is told."""
    progress.save()
    if not progress.notice:
        return True
    kind, detail = progress.notice
    said = words.of("progress", kind, folder=progress.path.parent, detail=detail)
    print(f"tutor: {clean(said)}", file=sys.stderr)
    return kind != "unwritable"


def nearest(words_key: str, got: str, names: Sequence[str]) -> UsageError:
    """The error for a name that does not exist, with those that come near."""
    return UsageError(words(words_key, got=got, names=series(names)))


def missing_extra(extra: str, error: ModuleNotFoundError) -> UsageError:
    """The error for a command that needs more than the plain install brings."""
    return UsageError(words("no-extra", extra=extra, module=error.name))
