"""A screen to write code on: an editor on the left, what came of it on the right."""

import threading
from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static, TextArea
from textual.worker import Worker

from tui_tutor.log import log_fault, log_path
from tui_tutor.session import Session
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.sized import SizedScreen
from tui_tutor.tui.widgets.editor import Editor
from tui_tutor.tui.widgets.foot import Foot

words = Words("practice")
LONGEST = 100_000  # characters of a draft that is kept
# What each has after its own keys.
KEYS = [
    Binding("f4", "reset", words.name("key.reset"), tooltip=words.name("help.reset")),
    Binding("ctrl+down", "scroll_found(1)", show=False),
    Binding("ctrl+up", "scroll_found(-1)", show=False),
    Binding(
        "escape", "leave", words.name("key.back"), tooltip=words.name("help.back"), priority=True
    ),
]
# What leaves the foot, in that order, where the room ends: what checks and leads on stays.
GIVES_WAY = "command_palette", "reset", "quit", "take", "solution", "hint", "move(-1)"


class WritingScreen(SizedScreen[None]):
    """What is written is kept as it comes; what runs of it ends when the screen is left."""

    CSS_PATH = "writing.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]

    def __init__(self, session: Session, draft: str) -> None:
        """`draft` is what it is kept under."""
        super().__init__()
        self.session = session
        self.draft = draft
        self.cancelled = threading.Event()  # set where what runs is of no use any more
        self._ran = ""  # the text that was run last

    def compose(self) -> ComposeResult:
        yield Static(self.headline, id="title", markup=False)
        with Horizontal(id="halves"):
            draft = self.session.progress.get("drafts", self.draft)
            yield Editor(draft if isinstance(draft, str) else self.stub)
            yield from self.found()
        yield Foot(*GIVES_WAY)

    @unless_closing
    async def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    # ------------------------------------------------------------ what each such screen says

    @property
    def headline(self) -> str:
        raise NotImplementedError

    @property
    def stub(self) -> str:
        """What there is to begin with."""
        raise NotImplementedError

    def found(self) -> Iterator[Widget]:
        """The right half."""
        raise NotImplementedError

    def say(self, said: str) -> None:
        """Put it into the right half."""
        raise NotImplementedError

    def fail(self, said: str) -> None:
        """Say what ended a run before it came to anything."""
        self.say(said)

    def greet(self) -> None:
        """Put what is said before anything has run there once more, where it still stands."""
        raise NotImplementedError

    # ------------------------------------------------------------ what all of them do

    def say_anew(self) -> None:
        """The language is another; what was written stays as it is."""
        self.query_one("#title", Static).update(self.headline)
        self.greet()
        self.refresh_bindings()

    def begin(self) -> threading.Event:
        """End what still runs; returns what ends the next."""
        self.keep_draft()
        self._ran = self.query_one(TextArea).text
        self.cancelled.set()
        self.cancelled = threading.Event()
        return self.cancelled

    def mark(self, line: int) -> None:
        """Mark the line where what ran broke down, unless the text is another by now."""
        editor = self.query_one(Editor)
        if editor.text == self._ran:
            editor.mark(line)

    def action_reset(self) -> None:
        self.write(self.stub)
        self.say(words("exercise.reset"))

    def write(self, text: str) -> None:
        editor = self.query_one(TextArea)
        editor.replace(text, (0, 0), editor.document.end)  # Ctrl+Z takes it back
        self.keep_draft()

    def action_scroll_found(self, way: int) -> None:
        found = self.query_one("#right")
        found.scroll_relative(y=way * max(found.size.height - 2, 1), animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_unmount(self) -> None:
        self.cancelled.set()

    @on(TextArea.Changed)
    def keep_draft(self) -> None:
        text = self.query_one(TextArea).text
        if len(text) <= LONGEST:
            self.session.progress.put("drafts", self.draft, value=text)
            self.session.save_soon()

    @on(Worker.StateChanged)
    def worker_broke(self, event: Worker.StateChanged) -> None:
        """Our own fault: it is said, or "running…" would stay for ever."""
        if isinstance(event.worker.error, Exception) and self.is_mounted:
            self.fail(words("broke", what=log_fault(event.worker.error), path=log_path()))
