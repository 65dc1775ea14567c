"""Lists of rows to choose from, in which a page is turned though no line has been drawn yet.

Textual's own count on their lines there, and have none in a terminal without room for one, or
when the key comes before the first picture.
"""

from contextlib import suppress

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandInput, CommandList, CommandPalette
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, LoadingIndicator, OptionList
from textual.widgets.option_list import Option
from textual.worker import WorkerError

from tui_tutor.text import Words
from tui_tutor.tui.widgets.foot import Foot

words = Words("app")


LEAPS = {"home": "first", "end": "last", "pageup": "page_up", "pagedown": "page_down"}


class Rows(OptionList, inherit_bindings=False):
    """A list of options."""

    BINDINGS = [
        Binding("up", "cursor_up", words.name("key.choose")),
        Binding("down", "cursor_down", words.name("key.choose")),
        Binding("enter", "select", words.name("key.open")),
        *(Binding(key, action, show=False) for key, action in LEAPS.items()),
    ]

    def action_page_down(self) -> None:
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]


class Sought(CommandInput):
    """The field of the palette."""

    BINDINGS = [
        Binding("up", "screen.command_list('cursor_up')", words.name("key.choose")),
        Binding("down", "screen.cursor_down", words.name("key.choose")),
        Binding("enter", "submit", words.name("key.open")),
    ]


class Palette(CommandPalette):
    """Textual's command palette as a window like the others, with their foot and our words."""

    BINDINGS = [Binding("escape", "escape", words.name("key.close"))]
    DEFAULT_CSS = """
    Palette > #--container {
        visibility: visible;
        width: 92;
        max-width: 96%;
        height: auto;
        margin: 1 0 0 0;
        background: $surface;
        border: round $primary;
        #--input {
            border: none;
            padding: 0 1;
        }
        #--results {
            overlay: none;
        }
        CommandList {
            border: none;
            max-height: 60vh;
            scrollbar-size-vertical: 1;
        }
        LoadingIndicator {
            display: none;
        }
    }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield Sought(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()
        yield Foot()

    @on(Input.Submitted)
    async def search_first(self) -> None:
        """Enter takes what all that was typed finds, not what its beginning has found so far."""
        for search in [worker for worker in self.workers if worker.node is self]:
            with suppress(WorkerError):  # it gave way to another
                await search.wait()

    def _action_command_list(self, action: str) -> None:
        with suppress(LookupError):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Textual's own says in English that nothing was found."""
        self._stop_no_matches_countdown()

        def tell() -> None:
            self._list_visible = bool(search_value)
            if search_value:
                nothing = Option(words("palette.nothing"), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)
