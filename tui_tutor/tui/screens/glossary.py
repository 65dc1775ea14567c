"""The glossary: each term in both languages; Enter opens the lesson that explains it."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui_tutor.session import Session
from tui_tutor.show.roles import QUIET
from tui_tutor.text import Words, language
from tui_tutor.text.glossary import Term, terms
from tui_tutor.tui.screens.dialog import Dialog
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.rows import Rows

words = Words("app")


class Glossary(Dialog[str | None]):
    """Returns the name of the lesson whose term was chosen."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", words.name("key.close")),
        Binding("q", "dismiss(None)", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(words("glossary.title"))
        self.course = session.course
        in_chinese = language() == "zh"
        self.rows = [(t.zh, t.en, t) if in_chinese else (t.en, t.zh, t) for t in terms()]
        self.own = max(cell_len(own) for own, _, _ in self.rows) + 2  # cells
        self.other = max(cell_len(other) for _, other, _ in self.rows) + 2

    def body(self) -> ComposeResult:
        rows = sorted(self.rows) if language() == "en" else self.rows
        yield Rows(*(self._option(*row) for row in rows), markup=False)

    def _option(self, own: str, other: str, term: Term) -> Option:
        titles = {lesson.name: lesson.title for lesson in self.course.lessons}
        row = Text.assemble(
            (set_cell_size(own, self.own), "bold"),
            set_cell_size(other, self.other),
            (titles.get(term.lesson, ""), QUIET),
        )
        row.no_wrap, row.overflow = True, "ellipsis"
        return Option(row, id=term.en, disabled=term.lesson not in titles)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.query_one(Foot).name_anew("select", words.name("key.open-lesson"))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(next(term.lesson for term in terms() if term.en == event.option.id))
