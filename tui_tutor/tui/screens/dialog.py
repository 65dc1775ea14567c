"""What every window over the lesson has: a frame, a title, and the keys that lead out of it."""

from collections.abc import Iterable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

R = TypeVar("R")


class Dialog(ModalScreen[R]):
    """A window over the lesson. What stands in it, each kind says in `body`."""

    CSS_PATH = "dialog.tcss"

    def __init__(self, title: str, keys: str = "") -> None:
        """keys: those that it understands, in words; they stand in the frame's lower edge."""
        super().__init__()
        self.heading = title
        self.keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as frame:
            frame.border_subtitle = self.keys
            yield Static(self.heading, classes="title", markup=False)
            yield from self.body()

    def body(self) -> Iterable[Widget]:
        raise NotImplementedError
