"""`tutor review`: what was missed comes back, with new numbers, the oldest first."""

import argparse
import random
import sys

from tui_tutor.cli import Commands, UsageError, folder, read_session, save, words
from tui_tutor.progress import Progress
from tui_tutor.review import Missed, missed, record_prediction


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
    from tui_tutor.practice.predict import compare
    from tui_tutor.practice.sandbox import run_code
    from tui_tutor.practice.truth import result_of

    seed = random.randrange(1, 1000) if "seed" in one.block.flags else None
    print(f"\n{one.lesson.title}\n\n{one.block.code}\n")
    if seed is not None:
        print(words("review.seed", seed=seed))
    try:
        said = input(words("review.ask") + " ")
    except EOFError:
        print()
        return False
    outcome = run_code(one.block.code, seed)
    if outcome.not_started:
        raise UsageError(outcome.not_started)
    got = result_of(outcome)
    right = bool(said.strip()) and compare(said, outcome).right
    verdict = "right" if right else "wrong" if said.strip() else "skipped"
    print(words.of("verdict", verdict, got=got))
    if one.block.why:
        print(one.block.why)
    counts = record_prediction(progress, one.lesson.name, one.block.name, verdict, seed)
    if right and not counts:
        print(words("review.just-shown"))
    save(progress)
    return True
