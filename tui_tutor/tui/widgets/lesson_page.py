"""A lesson as a page: Markdown in which some code blocks are alive."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import unquote

from markdown_it.token import Token
from textual import on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from tui_tutor.course import Lesson
from tui_tutor.page import parser, read_page
from tui_tutor.session import Session
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.kinds import fence

KEPT = 5  # pages that stay made, the present one and those beside it among them


class LessonDocument(Markdown):
    """The Markdown of one lesson. Hidden until it is its turn."""

    def __init__(self, lesson: Lesson, session: Session) -> None:
        parser_of_pages = partial(parser, lesson.body_line, lesson.about)
        super().__init__(lesson.body, parser_factory=parser_of_pages, open_links=False)
        self.session = session
        self.lesson = lesson
        self.display = False

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        """What is not plain Markdown: a block of code, made by its kind."""
        known = token.type == "block"
        return fence(self, token.meta["block"], self.session) if known else None

    @property
    def fences(self) -> Iterable[LessonFence]:
        return self.query(LessonFence).results(LessonFence)

    def show_heading(self, anchor: str) -> None:
        """Scroll to the heading that `#anchor` leads to, if there is one."""
        # Textual's own goto_anchor knows no Chinese, and no heading in a list or a quote.
        headings = self.query("MarkdownHeader")
        for widget, heading in zip(headings, read_page(self.lesson).headings, strict=True):
            if heading.anchor == anchor:
                widget.scroll_visible(top=True, animate=False)


class LessonPage(VerticalScroll):
    """The page of one lesson. Says when its end has been seen, and which link was followed.

    Making a page takes longer than a key should, so pages that may come next are made ahead.
    """

    class EndSeen(Message):
        """The learner has scrolled to the end of the page."""

    class LinkFollowed(Message):
        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def is_alive(self) -> bool:
        """Whether the blocks of the page that is shown have their controls."""
        return all(f.is_alive for d in self.query(LessonDocument) if d.display for f in d.fences)

    async def open(self, lesson: Lesson) -> None:
        document = await self.prepare(lesson)
        for other in self.query(LessonDocument):
            other.display = other is document
        self.scroll_home(animate=False)

    async def prepare(self, lesson: Lesson) -> LessonDocument:
        """The document of that lesson, made now where it is not there yet."""
        for document in self.query(LessonDocument):
            if document.lesson is lesson:
                return document
        document = LessonDocument(lesson, self.session)
        await self.mount(document)
        return document

    async def keep(self, lessons: list[Lesson]) -> None:
        """Have these pages ready; of the others only as many as may stay made."""
        for lesson in lessons:
            await self.prepare(lesson)
        documents = list(self.query(LessonDocument))
        needless = [d for d in documents if d.lesson not in lessons and not d.display]
        for document in needless[: max(len(documents) - KEPT, 0)]:
            await document.remove()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Nothing here looks other with the focus, and Textual would style every block anew."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if new_value and new_value >= self.max_scroll_y:
            self.post_message(self.EndSeen())

    @on(Markdown.LinkClicked)
    def link_clicked(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        if event.href.startswith("#") and isinstance(event.markdown, LessonDocument):
            event.markdown.show_heading(unquote(event.href[1:]))
        else:
            self.post_message(self.LinkFollowed(event.href))
