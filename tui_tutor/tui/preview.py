"""The app for one who writes a lesson: it follows each save of the page's file."""

from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from textual.widgets.markdown import MarkdownBlock

from tui_tutor import demos
from tui_tutor.clean import clean
from tui_tutor.course import Broken, Lesson, read_lesson, with_page
from tui_tutor.files import stamp
from tui_tutor.goals import open_goals
from tui_tutor.session import Session
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.lesson_document import LessonDocument
from tui_tutor.tui.widgets.lesson_page import LessonPage

LOOK_EVERY = 0.05  # seconds between two looks at the file's time


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
            await self._show(self.session.course.find(self._followed))

    async def _show(self, lesson: Lesson) -> None:
        """The page as it is now, what is read under the eye; the same demo goes on."""
        screen = self.lesson_screen
        page, pane = screen.query_one(LessonPage), screen.query_one(DemoPane)
        if page.document is None:
            return
        (block, above), before = page.place, sources(page.document)
        await follow(page.document, lesson)
        page.show_place((moved(block, before, sources(page.document)), above))
        page.show_end()
        same_demo = lesson.demo == screen.lesson.demo
        screen.lesson = lesson
        screen.show_where()
        if same_demo:
            pane.goals = open_goals(self.session.progress, lesson)
        else:
            screen.set_class(lesson.demo is None, "-without-demo")
            await screen.open_demo()


Source = tuple[str, str]  # of a block: its lines in the file, and what it is asked with


async def follow(document: LessonDocument, lesson: Lesson) -> None:
    """Show the lesson as its file says it now: only blocks that have changed are made anew."""
    anew = lesson.about != document.lesson.about  # a line that stands nowhere in the body
    old, before = document.query_children(MarkdownBlock), sources(document)
    document.lesson = lesson
    new = document.blocks_of(lesson)
    changes = SequenceMatcher(None, before, [source(block, lesson) for block in new]).get_opcodes()
    if anew:
        changes = [("replace", 0, len(old), 0, len(new))]
    with document.app.batch_update():
        for tag, start, end, new_start, new_end in changes:
            if tag == "equal":
                for kept, now in zip(old[start:end], new[new_start:new_end], strict=True):
                    kept.source_range = now.source_range
                continue
            mounted = new[new_start:new_end]
            if end < len(old):
                await document.mount(*mounted, before=old[end])
            else:
                await document.mount(*mounted)
            for gone in old[start:end]:
                await gone.remove()


def sources(document: LessonDocument) -> list[Source]:
    return [source(block, document.lesson) for block in document.query_children(MarkdownBlock)]


def source(block: MarkdownBlock, lesson: Lesson) -> Source:
    """What has to be the same for a block to be the same, wherever it stands."""
    start, end = block.source_range
    lines = "\n".join(lesson.body.split("\n")[start:end]).strip()
    forms = block.block.forms if isinstance(block, LessonFence) else ()
    return lines, repr([replace(form, line=0, variants=()) for form in forms])


def moved(block: int, before: list[Source], after: list[Source]) -> int:
    """Where a block of a page stands now; the one in its place where it is another, or gone."""
    for _, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if start <= block < end:
            there = min(new_start + block - start, max(new_end - 1, new_start))
            return min(there, len(after) - 1)
    return 0
