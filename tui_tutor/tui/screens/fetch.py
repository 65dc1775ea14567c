"""The question whether to fetch MNIST, and the fetch itself, with a bar and a way out."""

import threading
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, ProgressBar, Static

from tui_tutor.clean import clean
from tui_tutor.digits import DigitsError, fetch, mnist
from tui_tutor.log import log_fault
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.dialog import Answer, Question
from tui_tutor.tui.widgets.foot import Foot

if TYPE_CHECKING:
    from tui_tutor.digits.fetch import Amount

words = Words("data")
app_words = Words("app")


class FetchScreen(Question):
    """Returns whether MNIST is here now."""

    BINDINGS = [
        Binding("escape", "leave", app_words.name("key.not-now")),
        Binding("q", "leave", show=False),
    ]

    class Came(Message):
        """Another piece; sent from the thread that fetches."""

        def __init__(self, amount: "Amount") -> None:
            super().__init__()
            self.amount = amount

    class Ended(Message):
        """The thread is done; `problem` is "" where MNIST is here now."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self) -> None:
        super().__init__(words("ask.title"))
        self.fetching = False
        self._cancelled = threading.Event()

    def body(self) -> ComposeResult:
        size = f"{mnist.size() / 1e6:.1f}"
        what = words("ask.what", size=size, licence=words("licence"))
        yield Static(words("ask.why"), markup=False)
        yield Static(what, id="what", markup=False)
        yield ProgressBar(show_eta=False, id="bar")
        yield Static(id="state", markup=False)
        with Horizontal(classes="buttons"):
            yield Answer(words("ask.fetch", size=size), id="fetch", compact=True)
            yield Answer(words("ask.not-now"), id="leave", compact=True)
        yield Static(words("ask.later"), classes="aside", markup=False)

    @unless_closing
    async def on_mount(self) -> None:
        self._show(fetching=False)
        self.query_one("#fetch").focus()

    def on_unmount(self) -> None:
        self._cancelled.set()

    def _show(self, fetching: bool, state: str = "") -> None:
        """The buttons and the bar as they are while it fetches, or while it asks."""
        self.fetching = fetching
        self.query_one(ProgressBar).display = fetching
        told = self.query_one("#state", Static)
        told.update(state)
        told.display = bool(state)
        self.query_one("#fetch", Button).disabled = fetching
        leave = self.query_one("#leave", Button)
        leave.label = words("ask.cancel" if fetching else "ask.not-now")
        does = app_words.name("key.cancel" if fetching else "key.not-now")
        self.query_one(Foot).name_anew("leave", does)
        leave.disabled = False
        leave.focus()

    # ------------------------------------------------------------ buttons

    @on(Button.Pressed, "#fetch")
    def begin(self) -> None:
        self._cancelled.clear()
        self.query_one(ProgressBar).update(total=None, progress=0)
        self._show(fetching=True, state=words("ask.connecting"))
        self._fetch()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Cancel the fetch, or close the question."""
        if self.fetching:
            self._cancelled.set()
            self.query_one("#leave", Button).disabled = True
        else:
            self.dismiss(False)

    # ------------------------------------------------------------ the thread that fetches

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _fetch(self) -> None:
        problem = ""
        try:
            fetch.fetch_mnist(
                lambda amount: self.post_message(self.Came(amount)), self._cancelled.is_set
            )
        except fetch.CancelledError:
            problem = words("ask.cancelled")
        except DigitsError as error:
            problem = str(error)
        except Exception as error:
            problem = clean(log_fault(error)[0])
        self.post_message(self.Ended(problem))

    @on(Came)
    def came(self, event: Came) -> None:
        amount = event.amount
        self.query_one(ProgressBar).update(total=amount.total, progress=amount.done)
        self.query_one("#state", Static).update(amount.said())

    @on(Ended)
    def ended(self, event: Ended) -> None:
        if event.problem:
            self._show(fetching=False, state=event.problem)
        else:
            self.dismiss(True)
