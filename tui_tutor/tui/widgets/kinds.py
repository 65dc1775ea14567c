"""Which widget shows which kind of block: the app's side of the table in `page`."""

from textual.widgets import Markdown

from tui_tutor.block import ANSWER, EXERCISE, GOAL, PAGE, PREDICT, RUN, SOURCE, Block
from tui_tutor.session import Session
from tui_tutor.tui.widgets.answer import AnswerFold
from tui_tutor.tui.widgets.fences import (
    ExerciseFence,
    LessonFence,
    PageFence,
    RunFence,
    SourceFence,
)
from tui_tutor.tui.widgets.goal import GoalLine
from tui_tutor.tui.widgets.prediction import PredictionFence

WIDGETS: dict[str, type[LessonFence]] = {
    PREDICT.word: PredictionFence,
    RUN.word: RunFence,
    SOURCE.word: SourceFence,
    EXERCISE.word: ExerciseFence,
    PAGE.word: PageFence,
    ANSWER.word: AnswerFold,
    GOAL.word: GoalLine,
}


def fence(markdown: Markdown, block: Block, session: Session, numbers: int = 0) -> LessonFence:
    """The widget of that block, for a page of Markdown; code to read where its kind has none."""
    known = block.filled or block.kind.names is None  # an exercise that there is not stays closed
    widget = WIDGETS.get(block.kind.word, LessonFence) if known else LessonFence
    return widget(markdown, block, session, numbers)
