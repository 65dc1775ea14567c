"""`tutor list [--json]`: the lessons, their demos, and what is done."""

import argparse
import json
from dataclasses import asdict

from tui_tutor.clean import clean
from tui_tutor.cli import Commands, folder, read_session, words
from tui_tutor.review import Tally, in_words, tally
from tui_tutor.text import series


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("list", help=words("help.list"), description=words("help.list"))
    parser.add_argument("--json", action="store_true", help=words("help.json"))
    parser.add_argument("--lessons", metavar="DIR", type=folder, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    session = read_session(args.lessons)
    course, progress = session.course, session.progress
    tallies = [tally(progress, lesson) for lesson in course.lessons]
    rows = [
        {
            "id": lesson.name,
            "title": lesson.title,
            "demo": lesson.demo,
            "book": lesson.book,
            "minutes": lesson.minutes,
            "needs": lesson.needs,
            "done": bool(progress.get("done", lesson.name)),
            **asdict(counted),
            "tried": counted.tried,
            "written": counted.written,
        }
        for lesson, counted in zip(course.lessons, tallies, strict=True)
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    width = max((len(str(row["id"])) for row in rows), default=0)
    for row, lesson, counted in zip(rows, course.lessons, tallies, strict=True):
        told = (lesson.in_short, _exercises(counted), in_words(counted))
        said = " · ".join(filter(None, told))
        behind = words("list.said", said=said) if said else ""
        mark = "✓" if row["done"] else " "
        print(f"{mark} {row['id']!s:{width}}  {row['title']}{behind}")
    for broken in course.broken:
        print(f"✗ {clean(str(broken))}")
    return 0


def _exercises(done: Tally) -> str:
    """Their names, as `tutor try` wants them; those that are passed are marked."""
    marks = (f"{name} ✓" if state == "passed" else name for name, state in done.exercises.items())
    names = series(marks)
    return words("list.exercises", names=names) if names else ""
