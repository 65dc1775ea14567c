"""Code blocks of a lesson: code to read, code that runs, and functions to be written."""

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it.token import Token
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Label, Markdown, Static
from textual.widgets.markdown import MarkdownFence
from textual.worker import Worker, get_current_worker

from tui_tutor.block import EXERCISE, Block
from tui_tutor.log import log_fault, log_path
from tui_tutor.packages import PackageFault
from tui_tutor.practice import exercises
from tui_tutor.review import exercise_state, is_folded, record_solution_shown
from tui_tutor.session import Session
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.widgets.code import Code, highlighted
from tui_tutor.tui.widgets.small_button import SmallButton

if TYPE_CHECKING:
    from tui_tutor.practice.sandbox import Outcome

words = Words("practice")
ALIVE_AFTER = 0.1  # seconds


class LessonFence(MarkdownFence):
    """A block of code to read; with controls under it where its kind has some."""

    DEFAULT_CSS = """
    LessonFence {
        overflow: hidden;
        height: auto;
        color: $foreground;
        background: $surface;
        &:light {
            background: $surface;
        }
        & > Label {
            padding: 0 1;
            width: 100%;
            text-wrap: wrap;
        }
        #unfold {
            max-width: 100%;
            content-align: left middle;
            text-align: left;
        }
        .ask {
            height: 1;
            padding: 0 1;
            Static {
                width: auto;
                margin: 0 1 0 0;
                color: $foreground;
                text-style: bold;
            }
            Input {
                width: 1fr;
                background: $background;
            }
            SmallButton {
                color: $text-primary;
                background: $panel;
            }
        }
        .result {
            display: block;
            color: $foreground;
        }
        #again {
            margin: 0 1;
            color: $text-primary;
            background: $panel;
        }
    }
    """

    class Predicted(Message):
        """The first prediction with these numbers was made: right, wrong, or skipped."""

        def __init__(self, block: Block, verdict: str, numbers: int) -> None:
            super().__init__()
            self.block = block
            self.verdict = verdict
            self.numbers = numbers

    class ExerciseOpened(Message):
        """The learner wants to write this function."""

        def __init__(self, block: Block) -> None:
            super().__init__()
            self.block = block

    class MayRunAsked(Message):
        """The learner wants to run what lessons from elsewhere brought along."""

    def __init__(
        self, markdown: Markdown, block: Block, session: Session, numbers: int = 0
    ) -> None:
        """`numbers` is the round of a question: which of its forms is asked, or with which seed."""
        form = block.form(numbers)
        super().__init__(markdown, Token("fence", "code", 0, info=block.language), form.shown)
        self.block = block
        self.session = session
        self.numbers = numbers
        self.is_alive = False  # its controls are there

    @property
    def form(self) -> Block:
        """The block as it stands here."""
        return self.block.form(self.numbers)

    @property
    def seed(self) -> int | None:
        """What its code begins with; None where it uses no seed."""
        return self.block.seed(self.numbers)

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:
        """Textual asks for colours here; ours suit every theme."""
        return highlighted(code, language)

    def compose(self) -> ComposeResult:
        yield Code(self._highlighted_code, id="code-content", expand=True)

    def on_mount(self) -> None:
        # After the first paint: what asks and answers should not hold up what is to be read.
        self.set_timer(ALIVE_AFTER, self.come_alive)

    @unless_closing
    async def come_alive(self) -> None:
        """Put the controls under the code, anew where they were there before."""
        await self.query(".ask, .result").remove()
        if self.is_attached and (controls := list(self.controls())):
            row = Horizontal(*controls, classes="ask")
            numbers = "" if self.seed is None else words("predict.seed", seed=self.seed)
            await self.mount(row, Label(numbers, classes="result", markup=False))
        self.is_alive = True

    def controls(self) -> Iterator[Widget]:
        """What stands under the code; nothing, where it is only to be read."""
        yield from ()

    def asking_controls(self) -> Iterator[Widget]:
        """What stands there until the learner has said that code from elsewhere may run."""
        yield Static(words("elsewhere.not-run"), markup=False)
        yield SmallButton(words("elsewhere.button"), id="may-run")

    @on(Button.Pressed, "#may-run")
    def may_run_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.MayRunAsked())

    def say(self, said: str | Text) -> None:
        """Put this below the controls."""
        for label in self.query(".result").results(Label):  # none yet, in the first moment
            label.update(Text(said) if isinstance(said, str) else said)


LessonFence._inherit_component_classes = False  # for styles of words, of which code has none


class ExerciseFence(LessonFence):
    """The stub of a function, and a button that opens the editor."""

    def controls(self) -> Iterator[Widget]:
        if not self.session.may_run and self.block.subject not in exercises.ours():
            yield from self.asking_controls()
            return
        state = exercise_state(self.session.progress, self.block.subject)
        label = words("exercise.done" if state == "passed" else "exercise.button")
        yield SmallButton(label, id="write")

    @on(Button.Pressed, "#write")
    def write_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        try:
            if self.block.kind is EXERCISE:
                exercises.load(self.block.subject)  # one by others may break
            self.post_message(self.ExerciseOpened(self.block))
        except PackageFault as fault:
            self.say(str(fault))


class PageFence(ExerciseFence):
    """What the learner's own network begins with, and the same button."""

    def controls(self) -> Iterator[Widget]:
        written = self.session.progress.get("page", "accuracy") is not None
        label = words("exercise.done" if written else "exercise.button")
        yield SmallButton(label, id="write")


class SourceFence(LessonFence):
    """The source of a function of core; folded where it is to be written and was not tried yet."""

    def compose(self) -> ComposeResult:
        code = Code(self._highlighted_code, id="code-content", expand=True)
        if is_folded(self.session.progress, self.block):
            code.display = False
            yield SmallButton(words("fold.show", name=self.block.subject), id="unfold")
        yield code

    @on(Button.Pressed, "#unfold")
    def unfold(self, event: Button.Pressed) -> None:
        event.stop()
        record_solution_shown(self.session.progress, self.block.subject)
        self.session.save_soon()
        self.open()

    def open(self) -> None:
        self.query("#unfold").remove()
        self.query_one("#code-content").display = True

    async def come_alive(self) -> None:
        if self.is_mounted and not is_folded(self.session.progress, self.block):
            self.open()
        self.is_alive = True


class RunFence(LessonFence):
    """Code that a button runs, where the lessons' code may run."""

    def __init__(
        self, markdown: Markdown, block: Block, session: Session, numbers: int = 0
    ) -> None:
        super().__init__(markdown, block, session, numbers)
        self._cancelled = threading.Event()

    def controls(self) -> Iterator[Widget]:
        if self.session.may_run:
            yield from self.running_controls()
        else:
            yield from self.asking_controls()

    def running_controls(self) -> Iterator[Widget]:
        yield SmallButton(words("run.button"), id="run")

    def on_unmount(self) -> None:
        self._cancelled.set()

    @on(Button.Pressed, "#run")
    def run_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.begin(None)

    def begin(self, said: str | None) -> None:
        """Run the code; what still runs of it is ended. `said` is what it was foretold to give."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        self.say(words("running"))
        self._run(said, self._cancelled)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _run(self, said: str | None, cancelled: threading.Event) -> None:
        from tui_tutor.practice.sandbox import run_code

        outcome = run_code(self.form.code, self.seed, cancelled=cancelled)
        if not (cancelled.is_set() or get_current_worker().is_cancelled):
            self.app.call_from_thread(self._came, said, outcome)

    @on(Worker.StateChanged)
    def run_broke(self, event: Worker.StateChanged) -> None:
        """Our own fault: it is said, or "running…" would stay for ever."""
        if isinstance(event.worker.error, Exception) and self.is_attached:
            self.say(words("broke", what=log_fault(event.worker.error), path=log_path()))

    def _came(self, said: str | None, outcome: "Outcome") -> None:
        if not self.is_attached:
            return
        if outcome.not_started:
            self.say(outcome.not_started)
        else:
            self.show_outcome(said, outcome)

    def show_outcome(self, said: str | None, outcome: "Outcome") -> None:
        """What it gave; an error with its own message."""
        from tui_tutor.practice.truth import told_by

        self.say(told_by(outcome))
