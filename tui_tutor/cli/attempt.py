"""`tutor try NAME FILE`: check your answer to an exercise, once or at each save; its puzzles."""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from tui_tutor.cli import Commands, UsageError, count, nearest, save, words
from tui_tutor.cli.answer_file import once_or_watched, read_answer
from tui_tutor.opening import open_progress
from tui_tutor.practice import exercises
from tui_tutor.practice.ladder import FILL, ORDER, RUNGS, WRITE, Model, NoSuchLine, model, solution
from tui_tutor.review import record_attempt, record_rung, record_solution_shown

if TYPE_CHECKING:
    from tui_tutor.practice.check import Report


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("try", help=words("help.try"), description=words("help.try"))
    parser.add_argument("name", metavar="NAME", help=words("help.exercise"))
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=words("help.answer"))
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--stub", action="store_true", help=words("help.stub"))
    shown.add_argument("--hint", type=int, choices=(1, 2, 3), help=words("help.hint"))
    shown.add_argument("--solution", action="store_true", help=words("help.solution"))
    shown.add_argument("--rung", type=int, choices=RUNGS, help=words("help.rung"))
    parser.add_argument("--order", metavar="N,N,…", help=words("help.order"))
    parser.add_argument("--watch", action="store_true", help=words("help.watch"))
    parser.add_argument("--json", action="store_true", help=words("help.json"))
    parser.add_argument(
        "--seed", type=count, default=None, metavar="N", help=words("help.try-seed")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.name not in exercises.names():
        error = exercises.NoSuchExercise(args.name, exercises.names())
        raise nearest("no-such-exercise", error.name, error.nearest)
    if args.solution:
        progress = open_progress()
        record_solution_shown(progress, args.name)
        save(progress)
    if args.stub or args.hint or args.solution:
        print(_shown(args))
        return 0
    if args.order:
        return _try_order(args)
    if args.rung:
        print(_puzzle(args.name, args.rung))
        return 0
    if args.file is None:
        raise UsageError(words("no-answer", name=args.name))
    return once_or_watched(args.file, args.watch, lambda: _try_once(args))


def _shown(args: argparse.Namespace) -> str:
    """What was asked to be seen of the exercise, as it can be pasted into a file."""
    exercise = exercises.load(args.name)
    if args.solution:
        return solution(args.name)
    return exercise.stub.strip() if args.stub else exercise.hints[args.hint - 1]


def _model(name: str) -> Model:
    found = model(name)
    if found is None:
        raise UsageError(words("no-puzzle", name=name))
    return found


def _puzzle(name: str, rung: int) -> str:
    """What stands on that rung, and what to do with it."""
    if rung == WRITE:
        return exercises.load(name).stub.strip()
    puzzle = _model(name)
    if rung == FILL:
        return puzzle.with_gaps
    rows = [f"{number:3}  {line}" for number, line in enumerate(puzzle.pieces, start=1)]
    return "\n".join([f"     {puzzle.head}", *rows, "", words("order", name=name)])


def _try_order(args: argparse.Namespace) -> int:
    """An answer made of the puzzle's lines, by their numbers."""
    from tui_tutor.practice.check import check

    try:
        numbers = [int(number) for number in args.order.replace(" ", ",").split(",") if number]
        text = _model(args.name).ordered(numbers)
    except (ValueError, NoSuchLine):
        most = len(_model(args.name).pieces)
        raise UsageError(words("not-an-order", got=args.order, most=most)) from None
    report = check(exercises.load(args.name), text, _seed(args))
    if report.not_started:
        raise UsageError(report.not_started)
    print(f"{text}\n\n{as_text(report)}", flush=True)
    progress = open_progress()
    record_rung(progress, args.name, ORDER, report.passed)
    save(progress)
    return 0 if report.passed else 1


def _seed(args: argparse.Namespace) -> int:
    return time.time_ns() % 1_000_000 if args.seed is None else args.seed


def _try_once(args: argparse.Namespace) -> int:
    from tui_tutor.practice.check import check

    text = read_answer(args.file)
    report = check(exercises.load(args.name), text, _seed(args))
    if report.not_started:
        raise UsageError(report.not_started)
    progress = open_progress()
    record_attempt(progress, args.name, report.passed)
    if args.json:
        row = asdict(report)
        del row["not_started"]  # it was: that error is told above
        row["seconds"] = round(report.seconds, 3)
        print(json.dumps(row, ensure_ascii=False), flush=True)
    else:
        print(as_text(report), flush=True)
    save(progress)
    return 0 if report.passed else 1


def as_text(report: "Report") -> str:
    """The report in lines: checks, the idea behind the answers, what was printed."""
    lines = []
    for one in report.checks:
        lines.append(f"{'✓' if one.passed else '✗'} {one.name}")
        if one is report.first_fault:
            lines.append(indent(one.detail, "    "))
    if report.idea:
        lines.append(words("idea", idea=report.idea))
    if report.stdout:
        lines.append(words("printed", text=report.printed))
        lines += report.warnings
    lines.append(words("passed" if report.passed else "not-passed"))
    return "\n".join(lines)
