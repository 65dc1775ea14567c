"""Write it yourself: an editor with the stub on the left, what the check found on the right."""

import threading
from collections.abc import Iterator
from textwrap import indent

from rich.text import Text
from textual import on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from tui_tutor.practice import exercises
from tui_tutor.practice.check import Report, check
from tui_tutor.practice.ladder import FILL, GAP, ORDER, WRITE, model, solution
from tui_tutor.review import (
    attempts,
    draft_anew,
    record_attempt,
    record_rung,
    record_solution_shown,
)
from tui_tutor.session import Session
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, WRONG
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.writing import KEYS, WritingScreen
from tui_tutor.tui.widgets.code import Code, Found, highlighted
from tui_tutor.tui.widgets.editor import Editor
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.line_order import LineOrder

words = Words("practice")
ATTEMPTS = 2  # after so many the solution is offered; before, it has to be asked for twice
FIRST_LINE = "import numpy as np\n\n\n"


class ExerciseScreen(WritingScreen):
    """One exercise. The attempts and the success are kept as they come."""

    BINDINGS = [
        Binding("ctrl+r,f5", "check", words.name("key.check"), tooltip=words.name("help.check")),
        Binding("f2", "hint", words.name("key.hint"), tooltip=words.name("help.hint")),
        Binding("f3", "solution", words.name("key.solution"), tooltip=words.name("help.solution")),
        Binding("f8", "rung", words.name("key.rung"), tooltip=words.name("help.rung")),
        *KEYS,
    ]

    def __init__(self, session: Session, name: str, anew: bool = False) -> None:
        """anew: it is asked again, so what was written before is not to be seen."""
        super().__init__(session, draft_anew(name) if anew else name)
        self.anew = anew
        self.exercise = exercises.load(name)
        self.hints_given = 0
        self.solution_asked = False
        self.puzzle = model(name)
        self.rung = WRITE
        self.greets = True  # nothing else has been said by now
        self.greets_by_rung = False  # another rung than the first was asked for

    @property
    def headline(self) -> str:
        return words("exercise.title", name=self.exercise.name)

    @property
    def stub(self) -> str:
        if self.rung == FILL and self.puzzle:
            return FIRST_LINE + self.puzzle.with_gaps
        return FIRST_LINE + self.exercise.stub.strip() + "\n    "

    @property
    def greeting(self) -> str:
        if self.greets_by_rung:
            return words.of("rung", str(self.rung))
        return words("exercise.begin", name=self.exercise.name)

    def greet(self) -> None:
        if self.greets:
            self.query_one("#found", Static).update(self.greeting)

    def found(self) -> Iterator[Widget]:
        said = Found(self.greeting, id="found", markup=False)
        yield VerticalScroll(said, Code(Content()), id="right", can_focus=False)

    @unless_closing
    async def on_mount(self) -> None:
        self.query_one(Editor).begin(GAP)
        self._name_next_rung()

    @property
    def attempts(self) -> int:
        return attempts(self.session.progress, self.exercise.name)

    # ------------------------------------------------------------ keys

    def action_check(self) -> None:
        code = self.query_one(TextArea).text
        if self.rung == ORDER:
            order = self.query_one(LineOrder)
            code = order.answer  # its lines are counted from the first that is shown
            if not order.taken:
                self.say(words("exercise.none-taken"))
                return
        cancelled = self.begin()
        self._tell(Text(words("running"), QUIET))
        self._check(code, self.attempts + 1, self.rung, cancelled)

    def action_hint(self) -> None:
        self.hints_given = min(self.hints_given + 1, len(self.exercise.hints))
        text = Text()
        for number, hint in enumerate(self.exercise.hints[: self.hints_given], start=1):
            text.append(words("exercise.hint", number=number), "bold")
            text.append(hint + "\n\n")
        if self.hints_given == len(self.exercise.hints):
            text.append(words("exercise.no-more-hints"), QUIET)
        self._tell(text)

    async def action_rung(self) -> None:
        """To the next rung: from the empty function to its lines, to its gaps, and back."""
        if self.puzzle is None:
            return
        self.rung = self.rung % WRITE + 1
        is_order = self.rung == ORDER
        if is_order and not self.query(LineOrder):
            order = LineOrder(self.puzzle, self._kept_order())
            await self.query_one("#halves").mount(order, before=0)
        self.query_one(LineOrder).display = is_order
        editor = self.query_one(Editor)
        editor.display = not is_order
        if not is_order:
            name = self.exercise.name
            whole = draft_anew(name) if self.anew else name
            self.draft = f"{name} gaps" if self.rung == FILL else whole
            kept = self.session.progress.get("drafts", self.draft)
            editor.text = kept if isinstance(kept, str) else self.stub
            editor.begin(GAP)
        (self.query_one(LineOrder) if is_order else editor).focus()
        self._name_next_rung()
        self.greets_by_rung = True
        self.say(self.greeting)
        self.greets = True

    def _name_next_rung(self) -> None:
        """In the foot, where its key leads from here."""
        self.query_one(Foot).name_anew("rung", words.name("leads", str(self.rung)))

    @on(LineOrder.Ordered)
    def keep_order(self) -> None:
        taken = list(self.query_one(LineOrder).taken)
        self.session.progress.put("orders", self.exercise.name, value=taken)
        self.session.save_soon()

    def _kept_order(self) -> list[int]:
        """As it was left; nothing taken where that is no order of these lines."""
        kept = self.session.progress.get("orders", self.exercise.name)
        most = len(self.puzzle.pieces) if self.puzzle else 0
        pieces = range(1, most + 1)
        is_order = isinstance(kept, list) and all(n in pieces and kept.count(n) == 1 for n in kept)
        return list(kept) if is_order and isinstance(kept, list) else []

    def action_reset(self) -> None:
        if self.rung == ORDER:
            self.query_one(LineOrder).put_back()
        else:
            super().action_reset()

    def action_solution(self) -> None:
        if self.attempts < ATTEMPTS and not self.solution_asked:
            self.solution_asked = True
            self._tell(Text(words("exercise.really")))
            return
        record_solution_shown(self.session.progress, self.exercise.name)
        self.session.save_soon()
        code = solution(self.exercise.name)
        self._tell(Text(words("exercise.solution") + "\n", "bold"), code)

    # ------------------------------------------------------------ checking

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _check(self, code: str, seed: int, rung: int, cancelled: threading.Event) -> None:
        report = check(self.exercise, code, seed=seed, cancelled=cancelled)
        if not (cancelled.is_set() or get_current_worker().is_cancelled):
            self.app.call_from_thread(self._checked, report, rung)

    def _checked(self, report: Report, rung: int) -> None:
        progress, name = self.session.progress, self.exercise.name
        if not report.not_started and rung < WRITE:
            record_rung(progress, name, rung, report.passed)
        elif not report.not_started:
            record_attempt(self.session.progress, self.exercise.name, report.passed)
            if report.passed and self.anew:
                self.session.progress.put("drafts", self.draft, value=None)
        self.session.save_soon()
        if self.is_mounted:
            self._tell(shown(report, rung))
            self.mark(0 if rung == ORDER else report.line)

    def say(self, said: str) -> None:
        self._tell(Text(said))

    def _tell(self, text: Text, code: str = "") -> None:
        self.greets = False
        self.query_one("#found", Static).update(text)
        self.query_one(Code).update(highlighted(code))
        self.query_one(VerticalScroll).scroll_home(animate=False)


def shown(report: Report, rung: int) -> Text:
    """The report as it stands beside the editor: what matters most first, in case it is long."""
    if report.not_started:
        return Text(report.not_started)
    passed = "exercise.passed" if rung == WRITE else "exercise.rung-passed"
    key = passed if report.passed else "exercise.not-yet"
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
