"""`tutor ask LESSON [N [ANSWER]]`: a page's questions, answered, judged and kept as in the app."""

import argparse
import sys
from pathlib import Path

from tui_tutor import demos
from tui_tutor.block import GOAL, Block
from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, count, find_lesson, read_session, save, words
from tui_tutor.course import Lesson
from tui_tutor.goals import Goal, is_question, read_goal, record_reached
from tui_tutor.goals import words as goal_words
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.recall import RIGHT, SKIPPED, WRONG
from tui_tutor.review import record_prediction
from tui_tutor.session import Session
from tui_tutor.signs import plain


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
    questions = [block for block in blocks(lesson) if is_question(block)]
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
        typed = " ".join(args.answer) or None
        verdict = (
            _choose(session, lesson, read_goal(block), typed)
            if block.kind is GOAL
            else _predict(session, lesson, block, typed, args.seed)
        )
        if not verdict:
            break
        verdicts.append(verdict)
        print()
    return 0 if verdicts and set(verdicts) == {RIGHT} else 1


def _predict(
    session: Session, lesson: Lesson, block: Block, typed: str | None, seed: int
) -> str | None:
    """What came of a prediction; None where no answer comes."""
    said = answer_to(block, seed) if typed is None else typed
    return None if said is None else judge(lesson, block, said, seed, session.progress)


def _choose(session: Session, lesson: Lesson, goal: Goal, typed: str | None) -> str | None:
    """What came of a choice among the options of a goal, which its demo knows the answer of."""
    from tui_tutor.goal_check import answer_to as answer_of

    print(f"\n{goal.sentence}\n")
    options = " | ".join(goal.options)
    said = line_after(words("ask.choose", options=options)) if typed is None else typed
    if said is None or not lesson.demo:
        return None
    meant = next((o for o in goal.options if _bare(o) == _bare(said)), "")
    if not meant:
        print(words("ask.no-option", options=options))
        return SKIPPED
    if meant != answer_of(demos.load(lesson.demo, session), goal):
        print(goal_words("wrong", got=meant))
        return WRONG
    record_reached(session.progress, lesson.name, [goal])
    print(goal_words("reached", sentence=goal.sentence))
    save(session.progress)
    return RIGHT


def _bare(text: str) -> str:
    """The text without what may be typed otherwise: blanks, and capital letters."""
    return "".join(plain(text).split()).casefold()


def answer_to(block: Block, numbers: int) -> str | None:
    """Show the question and read a line, from a keyboard or a pipe; None where no more comes."""
    print(f"\n{block.form(numbers).code}\n")
    if (seed := block.seed(numbers)) is not None:
        print(words("show.seed", seed=seed))
    return line_after(words("ask.prompt"))


def line_after(prompt: str) -> str | None:
    """A line from a keyboard or a pipe; None where no more comes."""
    print(prompt, end=" ", flush=True)
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
    from tui_tutor.show.prose import in_pieces

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
        print(in_pieces(idea))
    if form.why:
        print(in_pieces(form.why))
    counts = record_prediction(progress, lesson.name, block.name, verdict, numbers)
    if verdict == RIGHT and not counts:
        print(words("ask.just-shown"))
    save(progress)
    return verdict
