"""The foot of a page: what was done on it, and what comes next."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.message import Message
from textual.widgets import Static

from tui_tutor.block import EXERCISE
from tui_tutor.clean import clean
from tui_tutor.course import Lesson
from tui_tutor.goals import goals_of, is_reached
from tui_tutor.page import blocks
from tui_tutor.progress import Progress
from tui_tutor.recall import RIGHT as CAME_TRUE
from tui_tutor.review import exercise_state, verdict_on
from tui_tutor.session import Session
from tui_tutor.show.roles import ACT, QUIET, RIGHT
from tui_tutor.text import Words

words = Words("app")


class LessonEnd(Static):
    """Shown below every page; a click opens the next lesson."""

    DEFAULT_CSS = """
    LessonEnd {
        height: auto;
        margin: 1 1 1 1;
        padding: 1 0 0 0;
        border-top: solid $border-blurred;
    }
    """

    class NextAsked(Message):
        """The learner has come to the end of the page, and wants to go on."""

    def __init__(self, session: Session) -> None:
        super().__init__(markup=False)
        self.session = session

    def on_click(self) -> None:
        self.post_message(self.NextAsked())

    def show(self, lesson: Lesson) -> None:
        """What was done in that lesson, a line each, and the lesson after it."""
        lines = [self._done(lesson), self._next(lesson)]
        self.update(Text("\n\n").join(line for line in lines if line))

    def _done(self, lesson: Lesson) -> Text:
        progress = self.session.progress
        reached = Text()
        for goal in goals_of(lesson):
            reached.append_text(_sign(is_reached(progress, lesson.name, goal), tried=False))
        asked, written = signs(progress, lesson)
        rows = (("end.goals", reached), ("end.predictions", asked), ("end.exercises", written))
        told = [(words(key), given) for key, given in rows if given]
        width = max((cell_len(name) for name, _ in told), default=0) + 2
        return Text("\n").join(
            Text.assemble((set_cell_size(name, width), QUIET), given) for name, given in told
        )

    def _next(self, lesson: Lesson) -> Text:
        following = self.session.course.beside(lesson.name, 1)
        if following is None:
            return Text(words("end.last"), QUIET)
        return Text.assemble(
            (words("end.key"), f"bold {ACT}"),
            (f"  {words('end.next')}  ", QUIET),
            clean(following.title),
            (" →", f"bold {ACT}"),
        )


def signs(progress: Progress, lesson: Lesson) -> tuple[Text, Text]:
    """A sign for each question and each exercise of the lesson, in the order of its page."""
    asked, written = Text(), Text()
    for block in blocks(lesson):
        if block.kind.asks:
            verdict, _ = verdict_on(progress, lesson.name, block.name)
            asked.append_text(_sign(verdict == CAME_TRUE, verdict != ""))
        elif block.kind is EXERCISE:
            state = exercise_state(progress, block.subject)
            written.append_text(_sign(state == "passed", state != "new"))
    return asked, written


def _sign(done: bool, tried: bool) -> Text:
    return Text("✓ ", RIGHT) if done else Text("○ " if not tried else "◐ ", QUIET)
