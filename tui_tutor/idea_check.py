"""Whether the wrong answers that a prediction foresees are wrong, and can be told apart."""

from collections.abc import Iterator

from tui_tutor.block import Block
from tui_tutor.practice.predict import compare
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.truth import Truth, truth_of
from tui_tutor.practice.wrong_answers import means, read
from tui_tutor.text import Words

words = Words("course_check")

Fault = tuple[int, str]  # the file's line and what is wrong there


def faults(block: Block, outcome: Outcome) -> Iterator[Fault]:
    """Of each that can't be read, is right, or was there before; `outcome` is what it gives."""
    before: list[Truth] = []
    truth = truth_of(outcome)
    for idea in block.ideas:
        wrong = read(idea.answer, truth)
        if wrong is None:
            yield idea.line, words("idea-unread", got=idea.answer)
        elif compare(idea.answer, outcome).right:
            yield idea.line, words("idea-right", got=idea.answer)
        elif any(means(idea.answer, other) for other in before):
            yield idea.line, words("idea-twice", got=idea.answer)
        else:
            before.append(wrong)
