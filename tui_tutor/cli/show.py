"""`tutor show LESSON`: a lesson and its demo's opening frame, printed."""

import argparse
from pathlib import Path
from typing import Any

from tui_tutor import demos, source
from tui_tutor.cli import nearest, read_session, words
from tui_tutor.course import Lesson, NoSuchLesson
from tui_tutor.page import blocks


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("show", help=words("help.show"), description=words("help.show"))
    parser.add_argument("lesson", metavar="LESSON", help=words("help.lesson"))
    parser.add_argument("--lessons", metavar="DIR", type=Path, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    try:
        session = read_session(args.lessons)
        lesson = session.course.find(args.lesson)
    except NoSuchLesson as error:
        raise nearest("no-such-lesson", error.name, error.nearest) from None

    from rich.console import Console
    from rich.markdown import Markdown

    from tui_tutor.demo import Size, after

    console = Console(highlight=False)
    if console.is_terminal:
        console.print(Markdown(with_sources(lesson)))
    else:
        print(with_sources(lesson))
    if lesson.demo:
        demo = demos.load(lesson.demo, session)
        console.rule(words("demo-of", name=demo.name))
        console.print(after(demo, demo.knobs, Size(console.width, 24)))
    return 0


def with_sources(lesson: Lesson) -> str:
    """The lesson's Markdown with core's own source in its `source=` blocks."""
    body = lesson.body
    for block in blocks(lesson):
        if name := block.values.get("source"):
            code = source.functions().get(name, "")
            body = body.replace(f"```python source={name}\n", f"```python\n{code}\n", 1)
    return body
