"""Lists of rows to choose from, in which a page is turned though no line has been drawn yet.

Textual's own count on their lines there, and have none in a terminal without room for one, or
when the key comes before the first picture.
"""

from contextlib import suppress

from textual import on
from textual.command import CommandList, CommandPalette
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.worker import WorkerError

from tui_tutor.text import Words

words = Words("app")


class Rows(OptionList):
    """A list of options."""

    def action_page_down(self) -> None:
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]


class Palette(CommandPalette):
    """Textual's command palette, whose list and words are its own."""

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
