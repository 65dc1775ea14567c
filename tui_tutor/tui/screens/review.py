"""Review: what comes back by now on one page, the predictions with other numbers."""

from markdown_it.token import Token
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Markdown

from tui_tutor.review import Due, due, nothing_due, record_prediction
from tui_tutor.session import Session
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.dialog import Dialog, Scroll
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.kinds import fence
from tui_tutor.tui.widgets.prediction import Draft, PredictionFence

words = Words("app")
AT_ONCE = 5  # questions on the page


class Questions(Markdown):
    """Blocks that come back, each under the title of its lesson. Typing answers the first."""

    async def ask(self, waiting: list[Due], session: Session) -> None:
        for one in waiting:
            title = self.get_block_class("h2")(self, Token("heading_open", "h2", 1))
            title.set_content(Content(one.lesson.title))
            asked = fence(self, one.block, session, one.numbers)
            if one is waiting[0] and isinstance(asked, PredictionFence):
                asked.begun = Draft(has_focus=True)
            await self.mount(title, asked)


class Review(Dialog[None]):
    """The longest due questions first. Each is kept under the lesson it comes from."""

    BINDINGS = [Binding("escape", "dismiss", words.name("key.close"))]

    def __init__(self, session: Session) -> None:
        super().__init__(words("review.title"))
        self.session = session

    def body(self) -> ComposeResult:
        yield Scroll(classes="scroll")

    @unless_closing
    async def on_mount(self) -> None:
        course, progress = self.session.course, self.session.progress
        progress.refresh()
        self._waiting = due(course, progress)[:AT_ONCE]
        page = self.query_one(Scroll)
        questions = Questions("" if self._waiting else nothing_due(course, progress))
        await page.mount(questions)
        await questions.ask(self._waiting, self.session)
        page.focus()

    @on(LessonFence.Predicted)
    def predicted(self, event: LessonFence.Predicted) -> None:
        event.stop()
        for one in self._waiting:
            if one.block is event.block:
                record_prediction(
                    self.session.progress,
                    one.lesson.name,
                    one.block.name,
                    event.verdict,
                    event.numbers,
                )
        self.session.save_soon()

    @on(LessonFence.ExerciseOpened)
    def exercise_opened(self, event: LessonFence.ExerciseOpened) -> None:
        from tui_tutor.tui.screens.exercise import ExerciseScreen

        event.stop()
        self.app.push_screen(ExerciseScreen(self.session, event.block.subject, anew=True))
