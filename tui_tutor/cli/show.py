"""`tutor show LESSON [--answers]`: a lesson and its demo's opening frame, printed."""

import argparse
import re
from pathlib import Path

from tui_tutor import demos
from tui_tutor.block import ANSWER
from tui_tutor.cli import Commands, find_lesson, read_session, save, words
from tui_tutor.inline import HOLD
from tui_tutor.page import read_page
from tui_tutor.review import is_folded, record_shown


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("show", help=words("help.show"), description=words("help.show"))
    parser.add_argument("lesson", metavar="LESSON", help=words("help.lesson"))
    parser.add_argument("--lessons", metavar="DIR", type=Path, help=words("help.lessons"))
    parser.add_argument("--answers", action="store_true", help=words("help.answers"))
    parser.add_argument("--words", action="store_true", help=words("help.words"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    session = read_session(args.lessons)
    lesson = find_lesson(session, args.lesson)

    from rich.console import Console

    from tui_tutor.cli.printed import PrintedPage, below_blocks, print_in_words
    from tui_tutor.demo import Size, after, snapshot_after
    from tui_tutor.outcomes import SEED

    console = Console(highlight=False)
    page = read_page(lesson)
    below = below_blocks(lesson.name, page, session, args.answers)
    progress = session.progress
    folded = {b.subject for b in page.blocks if not args.answers and is_folded(progress, b)}
    with console.capture() as capture:
        console.print(PrintedPage(page, below, folded))
    printed = capture.get().replace(HOLD, " ")
    print(re.sub(r" +$", "", printed, flags=re.MULTILINE))
    asks = any(block.kind.asks or block.kind is ANSWER for block in page.blocks)
    if args.answers:
        for block in page.blocks:
            if block.kind.asks:
                record_shown(session.progress, lesson.name, block.name, SEED)
        save(session.progress)
    elif asks:
        print(words("show.answers", name=lesson.name) + "\n")
    if lesson.demo:
        demo = demos.load(lesson.demo, session)
        console.rule(words("demo-of", name=demo.name))
        size = Size(console.width, 24)
        if args.words:
            print_in_words(demo, demo.knobs, size, snapshot_after(demo, demo.knobs))
        else:
            console.print(after(demo, demo.knobs, size))
    return 0
