"""`tutor review`: what was missed comes back, with new numbers, the oldest first."""

import argparse
import random
import sys

from tui_tutor.cli import Commands, folder, read_session, words
from tui_tutor.cli.ask import answer_to, judge
from tui_tutor.progress import Progress
from tui_tutor.review import Missed, missed


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser(
        "review", help=words("help.review"), description=words("help.review")
    )
    parser.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    session = read_session(args.lessons)
    progress = session.progress
    waiting = missed(session.course, progress)
    if not waiting:
        print(words("review.nothing"))
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


def _ask(one: Missed, progress: Progress) -> bool:
    """One prediction, made anew; False when the learner has had enough."""
    seed = random.randrange(1, 1000) if "seed" in one.block.flags else None
    print(f"\n{one.lesson.title}")
    said = answer_to(one.block, seed)
    if said is None:
        return False
    judge(one.lesson, one.block, said, seed, progress)
    return True
