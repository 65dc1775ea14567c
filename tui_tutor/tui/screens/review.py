"""Review: what was missed comes back on one page, the predictions with new numbers."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_tutor.course import Lesson
from tui_tutor.review import Missed, missed, record_prediction
from tui_tutor.session import Session
from tui_tutor.text import Words
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.lesson_page import LessonPage

words = Words("app")
AT_ONCE = 5  # questions on the page


class Review(ModalScreen[None]):
    """The oldest questions first. Each is kept under the lesson it comes from."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS = [Binding("escape", "dismiss", words("key.close"))]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_subtitle = words("review.keys")
            yield Static(words("review.title"), classes="title", markup=False)
            yield LessonPage(self.session)

    async def on_mount(self) -> None:
        if not self.is_attached:
            return  # the app is closing
        self._waiting = missed(self.session.course, self.session.progress)[:AT_ONCE]
        body = "\n\n".join(map(_question, self._waiting)) or words("review.nothing")
        page = self.query_one(LessonPage)
        lesson = self.session.course.lessons[0]
        await page.open(Lesson("review", lesson.path, "", "", "", 0, body, 1))
        page.focus()

    @on(LessonFence.Predicted)
    def predicted(self, event: LessonFence.Predicted) -> None:
        event.stop()
        for one in self._waiting:
            if one.block.code == event.code:
                record_prediction(
                    self.session.progress,
                    one.lesson.name,
                    one.block.name,
                    event.verdict,
                    event.seed,
                )
        self.session.save_soon()

    @on(LessonFence.ExerciseOpened)
    def exercise_opened(self, event: LessonFence.ExerciseOpened) -> None:
        from tui_tutor.tui.screens.exercise import ExerciseScreen

        event.stop()
        self.app.push_screen(ExerciseScreen(self.session, event.exercise))


def _question(one: Missed) -> str:
    """The block as it stands in its lesson, a prediction marked to begin with other numbers."""
    if name := one.block.values.get("exercise"):
        return f"## {one.lesson.title}\n\n```python exercise={name}\n```"
    flags = " ".join(one.block.flags)
    why = f"\n\nwhy: {one.block.why}" if one.block.why else ""
    return f"## {one.lesson.title}\n\n```python {flags} anew\n{one.block.code}\n```{why}"
