"""Write it yourself: an editor with the stub on the left, what the check found on the right."""

import threading
from textwrap import indent

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea
from textual.worker import Worker, get_current_worker

from tui_tutor import source
from tui_tutor.log import log_fault, log_path
from tui_tutor.practice import exercises
from tui_tutor.practice.check import Report, check
from tui_tutor.review import attempts, record_attempt
from tui_tutor.session import Session
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, WRONG
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.widgets.code import Code, highlighted
from tui_tutor.tui.widgets.editor import Editor
from tui_tutor.tui.widgets.foot import Foot

words = Words("practice")
ATTEMPTS = 2  # after so many the solution is offered; before, it has to be asked for twice
FIRST_LINE = "import numpy as np\n\n\n"


class ExerciseScreen(Screen[None]):
    """One exercise. The draft, the attempts and the success are kept as they come."""

    CSS_PATH = "exercise.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = [
        Binding("ctrl+r,f5", "check", words("key.check"), tooltip=words("help.check")),
        Binding("f2", "hint", words("key.hint"), tooltip=words("help.hint")),
        Binding("f3", "solution", words("key.solution"), tooltip=words("help.solution")),
        Binding("f4", "reset", words("key.reset"), tooltip=words("help.reset")),
        Binding("ctrl+down", "scroll_found(1)", show=False),
        Binding("ctrl+up", "scroll_found(-1)", show=False),
        Binding("escape", "leave", words("key.back"), tooltip=words("help.back"), priority=True),
    ]

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.session = session
        self.exercise = exercises.load(name)
        self.hints_given = 0
        self.solution_asked = False
        self._cancelled = threading.Event()

    def compose(self) -> ComposeResult:
        yield Static(words("exercise.title", name=self.exercise.name), id="title", markup=False)
        with Horizontal(id="halves"):
            yield Editor(self._draft())
            with VerticalScroll(can_focus=False):
                begin = words("exercise.begin", name=self.exercise.name)
                yield Static(begin, id="found", markup=False)
                yield Code(Content())
        yield Foot("command_palette", "reset", "hint")

    @unless_closing
    async def on_mount(self) -> None:
        editor = self.query_one(TextArea)
        editor.focus()
        editor.move_cursor(editor.document.end)

    def _draft(self) -> str:
        draft = self.session.progress.get("drafts", self.exercise.name)
        return draft if isinstance(draft, str) else self._stub()

    def _stub(self) -> str:
        return FIRST_LINE + self.exercise.stub.strip() + "\n    "

    @property
    def attempts(self) -> int:
        return attempts(self.session.progress, self.exercise.name)

    # ------------------------------------------------------------ keys

    def action_check(self) -> None:
        self._keep_draft()
        self._tell(Text(words("running"), QUIET))
        self._cancelled.set()  # a check that still runs is of no use any more
        self._cancelled = threading.Event()
        self._check(self.query_one(TextArea).text, self.attempts + 1, self._cancelled)

    def action_hint(self) -> None:
        self.hints_given = min(self.hints_given + 1, len(self.exercise.hints))
        text = Text()
        for number, hint in enumerate(self.exercise.hints[: self.hints_given], start=1):
            text.append(words("exercise.hint", number=number) + " ", "bold")
            text.append(hint + "\n\n")
        if self.hints_given == len(self.exercise.hints):
            text.append(words("exercise.no-more-hints"), QUIET)
        self._tell(text)

    def action_solution(self) -> None:
        if self.attempts < ATTEMPTS and not self.solution_asked:
            self.solution_asked = True
            self._tell(Text(words("exercise.really")))
            return
        code = source.functions()[self.exercise.name]
        self._tell(Text(words("exercise.solution") + "\n", "bold"), code)

    def action_reset(self) -> None:
        editor = self.query_one(TextArea)
        editor.replace(self._stub(), (0, 0), editor.document.end)  # Ctrl+Z takes it back
        self._keep_draft()
        self._tell(Text(words("exercise.reset")))

    def action_scroll_found(self, way: int) -> None:
        found = self.query_one(VerticalScroll)
        found.scroll_relative(y=way * max(found.size.height - 2, 1), animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_unmount(self) -> None:
        self._cancelled.set()

    @on(TextArea.Changed)
    def _keep_draft(self) -> None:
        text = self.query_one(TextArea).text
        if len(text) <= 100_000:
            self.session.progress.put("drafts", self.exercise.name, value=text)
            self.session.save_soon()

    # ------------------------------------------------------------ checking

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _check(self, code: str, seed: int, cancelled: threading.Event) -> None:
        report = check(self.exercise, code, seed=seed, cancelled=cancelled)
        if not (cancelled.is_set() or get_current_worker().is_cancelled):
            self.app.call_from_thread(self._checked, report)

    @on(Worker.StateChanged)
    def check_broke(self, event: Worker.StateChanged) -> None:
        """Our own fault: it is said, or "running…" would stay for ever."""
        if isinstance(event.worker.error, Exception) and self.is_mounted:
            self._tell(Text(words("broke", what=log_fault(event.worker.error), path=log_path())))

    def _checked(self, report: Report) -> None:
        if not report.not_started:
            record_attempt(self.session.progress, self.exercise.name, report.passed)
            self.session.save_soon()
        if self.is_mounted:
            self._tell(shown(report))

    def _tell(self, text: Text, code: str = "") -> None:
        self.query_one("#found", Static).update(text)
        self.query_one(Code).update(highlighted(code))
        self.query_one(VerticalScroll).scroll_home(animate=False)


def shown(report: Report) -> Text:
    """The report as it stands beside the editor: what matters most first, in case it is long."""
    if report.not_started:
        return Text(report.not_started)
    key = "exercise.passed" if report.passed else "exercise.not-yet"
    text = Text.assemble((words(key, seconds=f"{report.seconds:.2f}") + "\n", "bold"))
    if report.idea:
        text.append(f"\n→ {report.idea}\n", f"bold {AMBER}")
    text.append("\n")
    for one in report.checks:
        mark, style = ("✓", RIGHT) if one.passed else ("✗", WRONG)
        text.append(f"{mark} {one.name}\n", style)
        if one is report.first_fault:
            text.append(indent(one.detail, "  ") + "\n")
    if report.stdout:
        text.append(f"\n{words('exercise.printed')}\n", QUIET).append(report.printed)
    for sentence in report.warnings:
        text.append(f"\n{sentence}")
    return text
