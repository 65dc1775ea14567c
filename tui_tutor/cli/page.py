"""`tutor page FILE`: train and judge the network that you wrote, once or at each save."""

import argparse
import json
import sys
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from tui_tutor.cli import Commands, UsageError, save, words
from tui_tutor.cli.answer_file import once_or_watched, read_answer
from tui_tutor.folders import data_folder
from tui_tutor.progress import Progress

if TYPE_CHECKING:
    from tui_tutor.practice.own import Progress as Told
    from tui_tutor.practice.own import Verdict


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("page", help=words("help.page"), description=words("help.page"))
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=words("help.page-file"))
    parser.add_argument("--stub", action="store_true", help=words("help.page-stub"))
    parser.add_argument("--data", default="auto", metavar="SOURCE", help=words("help.data"))
    parser.add_argument("--watch", action="store_true", help=words("help.watch"))
    parser.add_argument("--json", action="store_true", help=words("help.json"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from tui_tutor.practice.own import stub

    if args.stub:
        print(stub(), end="")
        return 0
    if args.file is None:
        raise UsageError(words("no-page"))
    return once_or_watched(args.file, args.watch, lambda: _judge(args))


def _judge(args: argparse.Namespace) -> int:
    from tui_tutor import digits
    from tui_tutor.practice.own import judge
    from tui_tutor.practice.own.keeping import keep

    source = read_answer(args.file)
    try:
        data = digits.load(args.data).for_digits_alone()
    except digits.DigitsError as error:
        raise UsageError(str(error)) from None
    verdict = judge(source, data, on_progress=_nothing if args.json else _line)
    if verdict.not_started:
        raise UsageError(verdict.not_started)
    progress = Progress(data_folder())
    if fault := keep(verdict, data, progress):
        print(f"tutor: {fault}", file=sys.stderr)
    save(progress)
    print(_as_json(verdict) if args.json else as_text(verdict), flush=True)
    return 0 if verdict.passed else 1


def _nothing(progress: "Told") -> None:
    pass


def _line(progress: "Told") -> None:
    """One line a second or so, from which a plain terminal and a screen reader can follow."""
    if progress.accuracy == progress.accuracy:
        said = words("page-progress", **{name: f"{v:.3g}" for name, v in vars(progress).items()})
        print(said, file=sys.stderr, flush=True)


def _as_json(verdict: "Verdict") -> str:
    row = {
        "passed": verdict.passed,
        "accuracy": verdict.accuracy,
        "idea": verdict.idea,
        "checks": [asdict(one) for one in verdict.checks],
        "losses": [round(loss, 5) if isfinite(loss) else None for loss in verdict.losses],
        "line": verdict.line,
        "stdout": verdict.stdout,
        "seconds": round(verdict.seconds, 3),
    }
    return json.dumps(row, ensure_ascii=False)


def as_text(verdict: "Verdict") -> str:
    """The verdict in lines: a check for each part, the mistake behind, what was printed."""
    lines = []
    for one in verdict.checks:
        lines.append(f"{'✓' if one.passed else '✗'} {one.name}")
        if one.detail:
            lines.append(indent(one.detail, "    "))
    if verdict.idea:
        lines += [words("page-still")] if verdict.passed else []
        lines.append(words("idea", idea=verdict.idea))
    if verdict.stdout:
        lines.append(words("printed", text=verdict.stdout.rstrip()))
    lines.append(words("page-passed" if verdict.passed else "page-not-passed"))
    return "\n".join(lines)
