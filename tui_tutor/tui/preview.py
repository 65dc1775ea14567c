"""The app for one who writes a lesson: it follows each save of the page's file."""

from difflib import SequenceMatcher
from pathlib import Path

from tui_tutor import demos
from tui_tutor.clean import clean
from tui_tutor.course import Broken, Lesson, read_lesson, with_page
from tui_tutor.files import stamp
from tui_tutor.goals import open_goals
from tui_tutor.session import Session
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.lesson_page import LessonPage

LOOK_EVERY = 0.1  # seconds between two looks at the file's time


class PreviewApp(TutorApp):
    """Opened at that lesson."""

    def __init__(self, session: Session, lesson: Lesson) -> None:
        super().__init__(session, lesson.name)
        self._followed = lesson.name
        self._file: Path = lesson.path
        self._seen = stamp(lesson.path)

    def on_mount(self) -> None:
        self.set_interval(LOOK_EVERY, self._look)

    async def _look(self) -> None:
        now = stamp(self._file)
        if now == self._seen or now is None:  # an editor may be swapping the file in
            return
        self._seen = now
        read = read_lesson(self._file, demos.names())
        if isinstance(read, Broken):
            self.notify(clean(str(read)), severity="warning", markup=False)
            return
        self.session.course = with_page(self.session.course, read)
        if self.lesson_screen.lesson.name == self._followed:
            await self._show(read)

    async def _show(self, lesson: Lesson) -> None:
        """The page as it is now; its demo goes on where it is the same."""
        screen = self.lesson_screen
        page, pane = screen.query_one(LessonPage), screen.query_one(DemoPane)
        if page.document is None:
            return
        block, above = page.place
        document = await page.prepare(lesson)
        await page.swap(document, (moved(block, page.document.sources, document.sources), above))
        same_demo = lesson.demo == screen.lesson.demo
        screen.lesson = lesson
        screen.show_where()
        if same_demo:
            pane.goals = open_goals(self.session.progress, lesson)
        else:
            screen.set_class(lesson.demo is None, "-without-demo")
            await screen.open_demo()


def moved(block: int, before: list[str], after: list[str]) -> int:
    """Where a block of a page stands now; the one in its place where it is another, or gone."""
    for _, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if start <= block < end:
            there = min(new_start + block - start, max(new_end - 1, new_start))
            return min(there, len(after) - 1)
    return 0
