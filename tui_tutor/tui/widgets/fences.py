"""Code blocks that are alive: predictions to be made before the code runs, code that runs."""

import random
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown_it.token import Token
from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Markdown, Static
from textual.widgets.markdown import MarkdownFence
from textual.worker import Worker, get_current_worker

from tui_tutor import source
from tui_tutor.course import read_info
from tui_tutor.log import log_fault, log_path
from tui_tutor.practice import exercises
from tui_tutor.review import exercise_state
from tui_tutor.session import Session
from tui_tutor.text import Words
from tui_tutor.tui.widgets.code import Code

if TYPE_CHECKING:
    from tui_tutor.practice.predict import Verdict
    from tui_tutor.practice.sandbox import Outcome

words = Words("practice")
exercise_words = Words("exercises")
ALIVE_AFTER = 0.1  # seconds


class AnswerField(Input):
    """Where a prediction is typed. Pasted lines are joined, as rows of an array may be."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        super()._on_paste(events.Paste(" ".join(event.text.split())))


class SessionMarkdown(Markdown):
    """Markdown whose blocks live in a session."""

    session: Session


class LessonFence(MarkdownFence):
    """A code block of a lesson. What its info line says decides what it can do."""

    class Predicted(Message):
        """The first prediction with these numbers was made: right, wrong, or skipped."""

        def __init__(self, code: str, verdict: str, seed: int | None) -> None:
            super().__init__()
            self.code = code
            self.verdict = verdict
            self.seed = seed

    class ExerciseOpened(Message):
        """The learner wants to write this function."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.exercise = name

    class MayRunAsked(Message):
        """The learner wants to run what lessons from elsewhere brought along."""

    def __init__(self, markdown: Markdown, token: Token, code: str) -> None:
        assert isinstance(markdown, SessionMarkdown)
        self.session = markdown.session
        language, self.flags, values = read_info(token.info)
        if "source" in values:
            code = source.functions().get(values["source"], code)
        self.exercise = values.get("exercise", "")
        if self.exercise in exercises.names():
            code = exercise_words(f"{self.exercise}.stub").strip()
        plain = Token(token.type, token.tag, token.nesting, map=token.map)
        plain.info = language
        super().__init__(markdown, plain, code)
        self.why = str(token.meta.get("why", ""))
        first = random.randrange(1, 1000) if "anew" in self.flags else 0
        self.seed = first if "seed" in self.flags else None
        self._first: dict[int | None, str] = {}  # by seed: what came of the first attempt
        self._cancelled = threading.Event()

    def compose(self) -> ComposeResult:
        yield Code(self._highlighted_code, id="code-content", expand=True)

    def on_mount(self) -> None:
        # After the first paint: what asks and answers should not hold up what is to be read.
        self.set_timer(ALIVE_AFTER, self.come_alive)

    async def come_alive(self) -> None:
        """Put the controls under the code, anew where they were there before."""
        if not self.is_mounted:
            return
        await self.query(".ask, .result").remove()
        if self.is_attached and (controls := list(self._controls())):
            row = Horizontal(*controls, classes="ask")
            numbers = "" if self.seed is None else words("predict.seed", seed=self.seed)
            await self.mount(row, Label(numbers, classes="result", markup=False))

    @property
    def _runs(self) -> bool:
        return "predict" in self.flags or "run" in self.flags

    def _controls(self) -> Iterator[Widget]:
        if self._runs and not self.session.may_run:
            yield Static(words("elsewhere.not-run"), markup=False)
            yield Button(words("elsewhere.button"), id="may-run", compact=True)
        elif "predict" in self.flags:
            yield Static(words("predict.ask"), markup=False)
            yield AnswerField(placeholder=words("predict.placeholder"), compact=True)
            yield Button(words("predict.skip"), id="skip", compact=True)
        elif "run" in self.flags:
            yield Button(words("run.button"), id="run", compact=True)
        elif self.exercise:
            passed = exercise_state(self.session.progress, self.exercise) == "passed"
            label = words("exercise.done" if passed else "exercise.button")
            yield Button(label, id="write", compact=True)

    def on_unmount(self) -> None:
        self._cancelled.set()

    # ------------------------------------------------------------ predicting

    @on(Input.Submitted)
    def predicted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._begin(event.value)

    def on_key(self, event: events.Key) -> None:
        """Escape leaves the field, so that letters are keys again."""
        if event.key == "escape" and isinstance(self.screen.focused, Input):
            event.stop()
            next(a for a in self.ancestors if isinstance(a, Widget) and a.can_focus).focus()

    @on(Button.Pressed, "#skip")
    def skipped(self, event: Button.Pressed) -> None:
        event.stop()
        self._begin(None)

    @on(Button.Pressed, "#write")
    def write_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.ExerciseOpened(self.exercise))

    @on(Button.Pressed, "#may-run")
    def may_run_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.MayRunAsked())

    @on(Button.Pressed, "#run")
    def run_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self._begin(None)

    @on(Button.Pressed, "#again")
    def again(self, event: Button.Pressed) -> None:
        """The same question with other numbers."""
        event.stop()
        self._cancelled.set()
        self.seed = random.randrange(1, 1000)
        field = self.query_one(Input)
        field.value = ""
        field.focus()
        self.query_one("#again").remove()
        self._say(words("predict.seed", seed=self.seed))

    def _begin(self, said: str | None) -> None:
        """Run the code; what still runs of it is ended."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        self._say(words("running"))
        self._run(said, self._cancelled)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _run(self, said: str | None, cancelled: threading.Event) -> None:
        from tui_tutor.practice.sandbox import run_code

        outcome = run_code(self.code, self.seed, cancelled=cancelled)
        if not (cancelled.is_set() or get_current_worker().is_cancelled):
            self.app.call_from_thread(self._show, said, outcome)

    @on(Worker.StateChanged)
    def run_broke(self, event: Worker.StateChanged) -> None:
        """Our own fault: it is said, or "running…" would stay for ever."""
        if isinstance(event.worker.error, Exception) and self.is_attached:
            self._say(words("broke", what=log_fault(event.worker.error), path=log_path()))

    def _show(self, said: str | None, outcome: "Outcome") -> None:
        from tui_tutor.practice.predict import compare
        from tui_tutor.practice.truth import result_of

        if not self.is_attached:
            return
        got = result_of(outcome)
        if outcome.not_started:
            self._say(got)
            return
        if "run" in self.flags:
            message = outcome.answers[-1].message if outcome.answers else ""
            self._say(message or got)
            return
        if said is None:
            text = Text.assemble((words("predict.skipped") + "\n", "dim"), (got, "bold"))
            verdict = "skipped"
        else:
            compared = compare(said, outcome)
            verdict = "right" if compared.right else "wrong"
            text = _both_sides(compared)
        if self.why:
            text.append("\n").append_text(_reason(self.why))
        if verdict == "right" and self._first.get(self.seed, "right") != "right":
            text.append("\n" + words("predict.was-shown"), "dim")
        self.query_one(".result", Label).update(text)
        if (field := self.query_one(Input)).value == said:
            field.select_all()  # what is typed next takes its place
        if self.seed not in self._first:
            self._first[self.seed] = verdict
            self.post_message(self.Predicted(self.code, verdict, self.seed))
        if self.seed is not None and not self.query("#again"):
            self.query_one(".ask").mount(Button(words("predict.again"), id="again", compact=True))

    def _say(self, sentence: str) -> None:
        self.query_one(".result", Label).update(Text(sentence))


def _both_sides(verdict: "Verdict") -> Text:
    """What was said and what came, the difference lit (and underlined, for the colour-blind).

    A value of several lines begins on a line of its own, so that its columns stay straight.
    """
    tall = any("\n" in piece for piece, _ in (*verdict.expected, *verdict.got))
    gap = "\n" if tall else "  "
    read = f"  {words('predict.read', text=verdict.read)}" if verdict.read else ""
    if verdict.right:
        yes = (f"✓ {words('predict.right')}{gap}", "bold green")
        return Text.assemble(yes, (verdict.got[0][0], "bold"), (read, "dim"))
    names = words("predict.said"), words("predict.got")
    width = max(map(cell_len, names))
    said, got = (
        Text.assemble(
            (set_cell_size(name, width) + gap, "dim"),
            *((piece, f"bold {lit} underline" if differs else "") for piece, differs in pieces),
        )
        for name, pieces, lit in zip(
            names, (verdict.expected, verdict.got), ("red", "green"), strict=True
        )
    )
    return Text.assemble(("✗ ", "bold red"), said, (read, "dim"), "\n  ", got)


def _reason(why: str) -> Text:
    """Why it is so; what stands between backticks is code."""
    text = Text()
    for place, piece in enumerate(why.split("`")):
        text.append(piece, "bold" if place % 2 else "italic")
    return text
