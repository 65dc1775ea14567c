"""What every window over the lesson has: a frame, a title, and the keys that act, at the foot."""

from collections.abc import Iterable
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from tui_tutor.text import Words
from tui_tutor.tui.widgets.foot import Foot

R = TypeVar("R")
words = Words("app")


class Dialog(ModalScreen[R]):
    """A window over the lesson. What stands in it, each kind says in `body`."""

    CSS_PATH = "dialog.tcss"

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.heading, classes="title", markup=False)
            yield from self.body()
        yield Foot()

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError


class Question(Dialog[bool]):
    """A window that ends with two buttons."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-high")]
    BINDINGS = [
        Binding("left", "app.focus_previous", words.name("key.choose")),
        Binding("right", "app.focus_next", words.name("key.choose")),
    ]


class Answer(Button):
    """One of the buttons of a question."""

    BINDINGS = [Binding("enter", "press", words.name("key.take"))]


class Scroll(VerticalScroll):
    """What may be higher than its window; then the foot says how it is scrolled."""

    BINDINGS = [
        Binding("up", "scroll_up", words.name("key.scroll")),
        Binding("down", "scroll_down", words.name("key.scroll")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.show_vertical_scrollbar if action.startswith("scroll_") else True

    def watch_show_vertical_scrollbar(self) -> None:
        self.screen.refresh_bindings()
