"""`tutor ask LESSON [N [ANSWER]]`: a page's predictions, made, judged and kept as in the app."""

import argparse
import sys
from pathlib import Path

from tui_tutor.block import Block
from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, count, find_lesson, read_session, save, words
from tui_tutor.course import Lesson
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.recall import RIGHT, SKIPPED, WRONG
from tui_tutor.review import record_prediction


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("ask", help=words("help.ask"), description=words("help.ask"))
    parser.add_argument("lesson", metavar="LESSON", help=words("help.lesson"))
    parser.add_argument("number", metavar="N", type=count, nargs="?", help=words("help.ask-number"))
    parser.add_argument("answer", metavar="ANSWER", nargs="*", help=words("help.ask-answer"))
    parser.add_argument("--seed", type=count, default=0, metavar="N", help=words("help.ask-seed"))
    parser.add_argument("--lessons", metavar="DIR", type=Path, help=words("help.lessons"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    session = read_session(args.lessons)
    lesson = find_lesson(session, args.lesson)
    questions = [block for block in blocks(lesson) if block.kind.asks]
    if not questions:
        raise UsageError(words("ask.none", name=lesson.name))
    if args.number is None:
        asked = list(enumerate(questions, start=1))
    elif 1 <= args.number <= len(questions):
        asked = [(args.number, questions[args.number - 1])]
    else:
        raise UsageError(
            words("ask.no-such", name=lesson.name, got=args.number, all=len(questions))
        )
    verdicts = []
    for number, block in asked:
        print(words("ask.number", number=number, all=len(questions)))
        said = " ".join(args.answer) if args.answer else answer_to(block, args.seed)
        if said is None:
            break
        verdicts.append(judge(lesson, block, said, args.seed, session.progress))
        print()
    return 0 if verdicts and set(verdicts) == {RIGHT} else 1


def answer_to(block: Block, numbers: int) -> str | None:
    """Show the question and read a line, from a keyboard or a pipe; None where no more comes."""
    print(f"\n{block.form(numbers).code}\n")
    if (seed := block.seed(numbers)) is not None:
        print(words("show.seed", seed=seed))
    print(words("ask.prompt"), end=" ", flush=True)
    line = sys.stdin.readline() if sys.stdin else ""
    if not (line and sys.stdin.isatty()):
        print(clean(line.strip()))  # what a keyboard would have shown, and its Enter
    return line.strip() if line else None


def judge(lesson: Lesson, block: Block, said: str, numbers: int, progress: Progress) -> str:
    """Run the code, say what came of the prediction and why, and keep it; returns the verdict."""
    from tui_tutor.practice.predict import compare
    from tui_tutor.practice.sandbox import run_code
    from tui_tutor.practice.truth import result_of
    from tui_tutor.practice.wrong_answers import idea_behind

    form = block.form(numbers)
    outcome = run_code(form.code, block.seed(numbers))
    if outcome.not_started:
        raise UsageError(outcome.not_started)
    compared = compare(said, outcome)
    verdict = SKIPPED if not said.strip() else RIGHT if compared.right else WRONG
    got = result_of(outcome)
    read = f"  {words('ask.read', text=compared.read)}" if compared.read else ""
    print(words.of("verdict", verdict, got=f"\n{got}" if "\n" in got else got) + read)
    if verdict == WRONG and (idea := idea_behind(said, form.ideas, outcome)):
        print(idea)
    if form.why:
        print(form.why)
    counts = record_prediction(progress, lesson.name, block.name, verdict, numbers)
    if verdict == RIGHT and not counts:
        print(words("ask.just-shown"))
    save(progress)
    return verdict
