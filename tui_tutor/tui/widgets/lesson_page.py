"""The page of a lesson: its document among those of its neighbours, and the place that is read."""

from urllib.parse import unquote

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Markdown

from tui_tutor.course import Lesson
from tui_tutor.session import Session
from tui_tutor.tui.widgets.goal import GoalLine
from tui_tutor.tui.widgets.lesson_document import Drafts, LessonDocument, Place
from tui_tutor.tui.widgets.lesson_end import LessonEnd

REST = 0.4  # seconds after which a place on a page is kept
KEPT = 5  # pages that stay made, the present one and those beside it among them


class LessonPage(VerticalScroll):
    """The page of one lesson. Says when all of it has been in view, and which link was followed.

    Making a page takes longer than a key should, so pages that may come next are made ahead.
    The place that is read is kept by its block, so that it stays under the eye in another width,
    after another lesson and after a restart.
    """

    BINDINGS = [
        Binding("enter,right", "onward", show=False),
        Binding("tab", "go_on", show=False),
    ]

    class AllSeen(Message):
        """Every block of the page has been in view, on whatever way the learner went."""

    class LinkFollowed(Message):
        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.document: LessonDocument | None = None  # that is shown
        self._left: Widget | None = None  # a field or a button of a lesson that had the focus last
        self._drafts: dict[str, Drafts] = {}  # of pages that are made anew, by lessons
        self._place = (0, 0)
        self._laid_out = Size(0, 0)  # when the place was right
        self._keep: Timer | None = None

    def compose(self) -> ComposeResult:
        yield LessonEnd(self.session)

    @property
    def is_alive(self) -> bool:
        """Whether the blocks of the page that is shown have their controls."""
        return self.document is None or all(fence.is_alive for fence in self.document.fences)

    @property
    def documents(self) -> list[LessonDocument]:
        """The pages that are made by now; one of them is shown."""
        return [child for child in self.children if isinstance(child, LessonDocument)]

    async def open(self, lesson: Lesson) -> None:
        self.keep_place()
        document = await self.prepare(lesson)
        for other in self.documents:
            other.display = other is document
        self.document = document
        self._place, self._laid_out = self._kept_place(lesson), Size(0, 0)
        self.show_end()
        self.scroll_home(animate=False, immediate=True)  # else the kept place may come before it
        self.call_after_refresh(self._show_place)

    def show_end(self) -> None:
        """Tell at the foot of the page what has been done on it by now."""
        if self.document:
            self.query_one(LessonEnd).show(self.document.lesson)

    def show_goals(self) -> None:
        """Tick what was reached by now."""
        for line in self.walk_children(GoalLine):
            line.show_state()
        self.show_end()

    # ------------------------------------------------------------ the place that is read

    def _kept_place(self, lesson: Lesson) -> Place:
        kept = self.session.progress.get("reading", lesson.name)
        if isinstance(kept, list) and len(kept) == 2 and all(type(n) is int for n in kept):
            return max(kept[0], 0), max(kept[1], 0)
        return 0, 0

    def keep_place(self) -> None:
        if self.document:
            value = list(self._place) if any(self._place) else None
            self.session.progress.put("reading", self.document.lesson.name, value=value)

    def save_place(self) -> None:
        self.keep_place()
        self.session.save_soon()

    @property
    def place(self) -> Place:
        return self._place

    def show_place(self, place: Place) -> None:
        self._place = place
        self.call_after_refresh(self._show_place)

    def _show_place(self) -> None:
        """Scroll to where the learner was, as the page is laid out now."""
        if self.document and self.size.width:
            row = self.document.row_of(*self._place)
            self._laid_out = self._layout
            self.scroll_to(y=row, animate=False, immediate=True)

    @property
    def _layout(self) -> Size:
        return Size(self.size.width, self.virtual_size.height)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_place)

    def watch_virtual_size(self, old: Size, new: Size) -> None:
        """Something on the page has grown; what is read stays under the eye."""
        self.call_after_refresh(self._show_place)

    def on_unmount(self) -> None:
        self.keep_place()

    # ------------------------------------------------------------ pages

    async def prepare(self, lesson: Lesson) -> LessonDocument:
        """The document of that lesson, made now where it is not there yet."""
        for document in self.documents:
            if document.lesson is lesson:
                return document
        document = LessonDocument(lesson, self.session, self._drafts.pop(lesson.name, {}))
        await self.mount(document, before=self.query_one(LessonEnd))
        return document

    async def forget(self) -> None:
        """Pages that were made are no longer what they should say; what was typed on them is."""
        self.keep_place()
        self._drafts = {document.lesson.name: document.drafts for document in self.documents}
        self.document = None
        await self.remove_children(LessonDocument)

    async def keep(self, lessons: list[Lesson]) -> None:
        """Have these pages ready; of the others only as many as may stay made."""
        for lesson in lessons:
            await self.prepare(lesson)
        documents = self.documents
        needless = [d for d in documents if d.lesson not in lessons and not d.display]
        for document in needless[: max(len(documents) - KEPT, 0)]:
            await document.remove()

    def watch_has_focus(self, has_focus: bool) -> None:
        """The page alone looks other with the focus; Textual would style every block anew."""
        if self.is_mounted:
            self.app.stylesheet.apply(self)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.document and self._laid_out == self._layout:  # else nobody scrolled
            self._place = self.document.place_at(round(new_value)) if new_value else (0, 0)
            self._keep_soon()

    def watch_scroll_target_y(self, old: float, new: float) -> None:
        """Only where the page comes to rest is it read: End flies past all that is between."""
        if self.document and old != new and self._laid_out == self._layout:
            height = self.scrollable_content_region.height
            self.document.read(old, height)
            if self.document.read(new, height):
                self.post_message(self.AllSeen())

    def _keep_soon(self) -> None:
        if self._keep:
            self._keep.stop()
        self._keep = self.set_timer(REST, self.save_place)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._left = event.widget

    def action_go_on(self) -> None:
        """From the page to what follows the field that was left last, while that is in view.

        Textual would begin with the first field of the page once more.
        """
        fields = list(self.document.query("*")) if self.document else []
        if self.has_focus and self._left in fields and self._sees(self._left):
            before = fields[: fields.index(self._left) + 1]
            still_there = [field for field in before if field in self.screen.focus_chain]
            self.screen.set_focus((still_there or [self])[-1], scroll_visible=False)
        self.screen.focus_next()

    def _sees(self, field: Widget) -> bool:
        """Whether the field is in view, or what it stands in where it is hidden by now."""
        around = (node for node in field.ancestors_with_self if isinstance(node, Widget))
        return self.region.overlaps(next(node.region for node in around if node.region))

    def action_onward(self) -> None:
        """The next lesson, where this one has been read to its end."""
        if self.scroll_y >= self.max_scroll_y:
            self.post_message(LessonEnd.NextAsked())

    @on(Markdown.LinkClicked)
    def link_clicked(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        self.post_message(self.LinkFollowed(unquote(event.href)))
