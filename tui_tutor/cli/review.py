"""`tutor review [--due]`: what comes back by now, with other numbers, the longest due first."""

import argparse
import sys

from tui_tutor.cli import Commands, folder, read_session, words
from tui_tutor.cli.ask import answer_to, judge
from tui_tutor.progress import Progress
from tui_tutor.review import Due, due, nothing_due


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser(
        "review", help=words("help.review"), description=words("help.review")
    )
    parser.add_argument("--due", action="store_true", help=words("help.due"))
    parser.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    session = read_session(args.lessons)
    progress = session.progress
    waiting = due(session.course, progress)
    if args.due:  # for a shell's prompt: nothing to do is nothing to say
        if waiting:
            print(words("review.due", count=len(waiting)))
        return 0
    if not waiting:
        print(nothing_due(session.course, progress))
        return 0
    asking = all(s and s.isatty() for s in (sys.stdin, sys.stdout))
    for one in waiting:
        name = one.block.subject
        if name:
            print(words("review.exercise", name=name, lesson=one.lesson.name))
        elif asking:
            if not _ask(one, progress):
                break
        else:
            print(words("review.prediction", lesson=one.lesson.name, line=one.block.line))
    return 0


def _ask(one: Due, progress: Progress) -> bool:
    """One prediction, made anew; False when the learner has had enough."""
    print(f"\n{one.lesson.title}")
    said = answer_to(one.block, one.numbers)
    if said is None:
        return False
    judge(one.lesson, one.block, said, one.numbers, progress)
    return True
