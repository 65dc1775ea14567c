"""The list of lessons: what is done, where you are, and what could not be read."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui_tutor.clean import clean
from tui_tutor.review import in_words, tally
from tui_tutor.session import Session
from tui_tutor.show.roles import QUIET, RIGHT
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.dialog import Dialog
from tui_tutor.tui.widgets.rows import Rows

words = Words("app")


class CourseList(Dialog[str | None]):
    """Returns the name of the lesson that was chosen."""

    BINDINGS = [
        Binding("escape,c,q", "dismiss(None)", words("key.close")),
    ]

    def __init__(self, session: Session, here: str) -> None:
        super().__init__(words("list.title"), words("list.keys"))
        self.course = session.course
        self.progress = session.progress
        self.here = here

    def body(self) -> ComposeResult:
        yield Rows(*self._options(), markup=False)

    @unless_closing
    async def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = options.get_option_index(self.here)
        options.focus()

    def _options(self) -> list[Option]:
        options: list[Option] = []
        part = ""
        for lesson in self.course.lessons:
            if lesson.part != part:
                part = lesson.part
                options.append(Option(Text(clean(part), "bold"), disabled=True))
            done = self.progress.get("done", lesson.name)
            mark = "✓" if done else "▸" if lesson.name == self.here else " "
            row = Text.assemble(f" {mark} ", clean(lesson.title), "  ")
            if done_there := in_words(tally(self.progress, lesson)):
                row.append(f"{done_there}  ", RIGHT)
            row.append("  ".join(filter(None, (lesson.in_short, clean(lesson.summary)))), QUIET)
            row.no_wrap, row.overflow = True, "ellipsis"
            options.append(Option(row, id=lesson.name))
        if self.course.broken:
            options.append(Option(Text(words("list.broken"), "bold"), disabled=True))
        for broken in self.course.broken:
            fault = clean(f"{broken.path.name}:{broken.line}: {broken.reason}")
            options.append(Option(Text(f" ✗ {fault}", QUIET), disabled=True))
        return options

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
