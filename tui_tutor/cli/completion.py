"""`tutor completion SHELL`: has the shell complete commands, options, lessons, files."""

import argparse
from collections.abc import Iterator, Sequence

from tui_tutor import demos
from tui_tutor.cli import Commands, missing_extra, parser_of, read_lessons, words
from tui_tutor.practice import exercises
from tui_tutor.text import languages

SHELLS = ("bash", "zsh", "fish")


def add_parser(commands: Commands) -> None:
    said = words("help.completion")
    parser = commands.add_parser("completion", help=said, description=said)
    parser.add_argument("shell", choices=SHELLS, help=words("help.shell"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    try:
        import shtab
    except ModuleNotFoundError as error:
        raise missing_extra("completion", error) from None
    parser = parser_of()
    files = {"DIR": shtab.DIR, "FILE": shtab.FILE}
    for command, action in _arguments(parser):
        action.choices = action.choices or _names(command, action) or None
        if action.metavar in files:
            vars(action)["complete"] = files[str(action.metavar)]
    print(shtab.complete(parser, args.shell))
    return 0


def _arguments(
    parser: argparse.ArgumentParser, command: str = ""
) -> Iterator[tuple[str, argparse.Action]]:
    """Every argument there is, with its command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from _arguments(inner, name)
        else:
            yield command, action


def _names(command: str, action: argparse.Action) -> Sequence[str]:
    """What can be named there, as it is now."""
    if action.dest == "language":
        return languages()
    if action.metavar == "LESSON":
        return [lesson.name for lesson in read_lessons(None).lessons]
    if action.metavar == "NAME":
        return exercises.names() if command == "try" else demos.names()
    return ()
