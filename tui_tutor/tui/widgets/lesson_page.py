"""A lesson as a page: Markdown in which some code blocks are alive."""

from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from textual import on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Markdown

from tui_tutor.course import Lesson, anchors
from tui_tutor.session import Session
from tui_tutor.tui.widgets.fences import LessonFence, SessionMarkdown

WHY = "why:"
KEPT = 5  # pages that stay made, the present one and those beside it among them


def lesson_parser() -> MarkdownIt:
    """CommonMark with tables; a `why:` paragraph after a prediction moves into its block."""
    parser = MarkdownIt("gfm-like", {"html": False})
    parser.core.ruler.push("why", _tuck_in_why)
    return parser


def _tuck_in_why(state: StateCore) -> None:
    kept: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        text = token.content if token.type == "inline" else ""
        fence = kept[-2] if len(kept) > 1 else None
        if text.lower().startswith(WHY) and fence is not None and "predict" in fence.info:
            kept.pop()  # the paragraph's opening
            next(tokens)  # and its closing
            fence.meta["why"] = text[len(WHY) :].strip()
        else:
            kept.append(token)
    state.tokens = kept


class LessonDocument(SessionMarkdown):
    """The Markdown of one lesson. Hidden until it is its turn."""

    BLOCKS = {**Markdown.BLOCKS, "fence": LessonFence}

    def __init__(self, lesson: Lesson, session: Session) -> None:
        super().__init__(lesson.body, parser_factory=lesson_parser, open_links=False)
        self.session = session
        self.lesson = lesson
        self.display = False


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
        if self.is_attached:  # not while the app is closing
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
        if event.href.startswith("#"):
            self._show_heading(event.markdown, unquote(event.href[1:]))
        else:
            self.post_message(self.LinkFollowed(event.href))

    def _show_heading(self, document: Markdown, anchor: str) -> None:
        # Textual's own goto_anchor knows no Chinese.
        headings = document.table_of_contents
        for name, (_, _, place) in zip(anchors(h[1] for h in headings), headings, strict=True):
            if name == anchor:
                document.query_one(f"#{place}").scroll_visible(top=True, animate=False)
