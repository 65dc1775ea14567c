"""The list of lessons: what is done, where you are, and what could not be read."""

from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui_tutor.clean import clean
from tui_tutor.course import Lesson
from tui_tutor.session import Session
from tui_tutor.show.roles import ACT, FAINT, QUIET
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.dialog import Dialog
from tui_tutor.tui.widgets.lesson_end import signs
from tui_tutor.tui.widgets.rows import Rows

words = Words("app")
BAR = 12  # cells
ASKED = 14  # cells for the signs of a lesson's questions, so that its exercises stand in line


class CourseList(Dialog[str | None]):
    """Returns the name of the lesson that was chosen."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", words.name("key.close")),
        Binding("c,q", "dismiss(None)", show=False),
    ]

    def __init__(self, session: Session, here: str) -> None:
        super().__init__(words("list.title"))
        self.course = session.course
        self.progress = session.progress
        self.here = here

    def body(self) -> ComposeResult:
        yield Rows(*self._options(), markup=False)
        yield Static(id="about", markup=False)

    @unless_closing
    async def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = options.get_option_index(self.here)
        options.focus()

    def _options(self) -> list[Option]:
        lessons = self.course.lessons
        width = max((cell_len(clean(lesson.title)) for lesson in lessons), default=0)
        options: list[Option] = []
        for part, of_it in groupby(lessons, key=lambda lesson: lesson.part):
            row = self._part_row(part, list(of_it), width + 4)
            options += [Option("", disabled=True)] if options else []
            options.append(Option(row, disabled=True))
            options += [
                Option(self._row(lesson, width), id=lesson.name)
                for lesson in lessons
                if lesson.part == part
            ]
        if self.course.broken:
            options.append(Option(Text("\n" + words("list.broken"), "bold"), disabled=True))
        for broken in self.course.broken:
            fault = clean(f"{broken.path.name}:{broken.line}: {broken.reason}")
            options.append(Option(Text(f"✗ {fault}", QUIET), disabled=True))
        return options

    def _part_row(self, part: str, lessons: list[Lesson], width: int) -> Text:
        """A part of the course, with a bar of what is done of it."""
        done = sum(bool(self.progress.get("done", lesson.name)) for lesson in lessons)
        full = round(BAR * done / len(lessons))
        count = words("list.count", done=done, lessons=len(lessons))
        return Text.assemble(
            (set_cell_size(clean(part), width), "bold"),
            ("━" * full, ACT),
            ("─" * (BAR - full), FAINT),
            (f"  {count}", QUIET),
        )

    def _row(self, lesson: Lesson, width: int) -> Text:
        """One line: where it stands, its title, and a sign for all that it asks."""
        done = self.progress.get("done", lesson.name)
        mark = "◉" if lesson.name == self.here else "●" if done else "○"
        row = Text.assemble(f"{mark} ", set_cell_size(clean(lesson.title), width + 2))
        asked, written = signs(self.progress, lesson)
        row.append_text(asked)
        if written:
            row.pad_right(max(width + 4 + ASKED - row.cell_len, 1))
            row.append("✎ ", QUIET).append_text(written)
        row.no_wrap, row.overflow = True, "ellipsis"
        return row

    @on(OptionList.OptionHighlighted)
    def told(self, event: OptionList.OptionHighlighted) -> None:
        """What the lesson under the cursor is about."""
        lesson = self.course.find(str(event.option.id))
        about = " · ".join(filter(None, (clean(lesson.summary), lesson.in_short)))
        self.query_one("#about", Static).update(about)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
