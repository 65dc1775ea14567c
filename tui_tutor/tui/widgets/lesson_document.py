"""The Markdown of one lesson, in which some code blocks are alive."""

from collections.abc import Iterable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from tui_tutor.course import Lesson
from tui_tutor.inline import hold_code_together
from tui_tutor.page import parser, read_page
from tui_tutor.review import verdict_on
from tui_tutor.session import Session
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.goal import GoalLine
from tui_tutor.tui.widgets.kinds import fence
from tui_tutor.tui.widgets.prediction import Draft, PredictionFence
from tui_tutor.tui.widgets.touching import TouchingParagraph

Drafts = dict[str, Draft]  # what was begun to be answered, by the names of the questions
Place = tuple[int, int]  # a block of the page, and how many of its rows are above the eye


def _parser(lesson: Lesson) -> MarkdownIt:
    made = parser(lesson.body_line, lesson.about)
    made.core.ruler.push("hold code", lambda state: hold_code_together(state.tokens))
    return made


class LessonDocument(Markdown):
    """The Markdown of one lesson. Hidden until it is its turn."""

    BLOCKS = Markdown.BLOCKS | {"paragraph_open": TouchingParagraph}

    def __init__(self, lesson: Lesson, session: Session, drafts: Drafts) -> None:
        """drafts: what was begun to be answered on it before."""
        made = partial(_parser, lesson)
        super().__init__(lesson.body, parser_factory=made, open_links=False)
        self.session = session
        self.lesson = lesson
        self.display = False
        self._drafts = drafts

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        """What is not plain Markdown: a block of code, made by its kind."""
        if token.type != "block":
            return None
        block = token.meta["block"]
        draft = self._drafts.get(block.name, Draft())
        made = fence(self, block, self.session, draft.numbers)
        if isinstance(made, GoalLine):
            made.lesson = self.lesson
        elif isinstance(made, PredictionFence):
            made.before, _ = verdict_on(self.session.progress, self.lesson.name, made.block.name)
            made.begun = draft
        return made

    def blocks_of(self, lesson: Lesson) -> list[MarkdownBlock]:
        """What the page of that lesson is made of, on no screen yet."""
        return list(self._parse_markdown(_parser(lesson).parse(lesson.body)))

    @property
    def fences(self) -> Iterable[LessonFence]:
        # A query would take a hundred times as long: it matches selectors.
        return self.walk_children(LessonFence)

    @property
    def drafts(self) -> Drafts:
        """What stands in the fields of its questions, by their names."""
        questions = (one for one in self.fences if isinstance(one, PredictionFence))
        return {question.block.name: question.draft for question in questions}

    @property
    def touching(self) -> list[TouchingParagraph]:
        """The paragraphs with words that touch the demo."""
        return [paragraph for paragraph in self.walk_children(TouchingParagraph) if paragraph.parts]

    def place_at(self, row: int) -> Place:
        """The block that stands at that row of the page, and how many of its rows are above."""
        row -= self.virtual_region.y
        for index, block in enumerate(self.children):
            if block.virtual_region.bottom > row:
                return index, max(row - block.virtual_region.y, 0)
        return 0, 0

    def row_of(self, block: int, above: int) -> int:
        """The row of the page at which that place stands now."""
        if not 0 <= block < len(self.children):
            return 0
        region = self.children[block].virtual_region
        within = min(above, max(region.height - 1, 0))
        return self.virtual_region.y + region.y + within if block or above else 0

    def read(self, top: float, height: int) -> bool:
        """These rows are in view; whether by now the last row of every block has been."""
        rows = range(int(top), int(top) + height)
        kept = self.session.progress.get("read", self.lesson.name)
        read = {i for i in kept if type(i) is int} if isinstance(kept, list) else set()
        y = self.virtual_region.y
        for index, block in enumerate(self.children):
            if y + block.virtual_region.bottom - 1 in rows:
                read.add(index)
        self.session.progress.put("read", self.lesson.name, value=sorted(read))
        return read.issuperset(range(len(self.children)))

    def show_heading(self, anchor: str) -> None:
        """Scroll to the heading that `#anchor` leads to, if there is one."""
        # Textual's own goto_anchor knows no Chinese, and no heading in a list or a quote.
        headings = self.query("MarkdownHeader")
        for widget, heading in zip(headings, read_page(self.lesson).headings, strict=True):
            if heading.anchor == anchor:
                widget.scroll_visible(top=True, animate=False)
