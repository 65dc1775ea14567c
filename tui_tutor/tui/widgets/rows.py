"""Lists of rows to choose from, in which a page is turned though no line has been drawn yet.

Textual's own count on their lines there, and have none in a terminal without room for one, or
when the key comes before the first picture.
"""

from contextlib import suppress

from textual.command import CommandPalette
from textual.widgets import OptionList


class Rows(OptionList):
    """A list of options."""

    def action_page_down(self) -> None:
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]


class Palette(CommandPalette):
    """Textual's command palette, whose list is its own."""

    def _action_command_list(self, action: str) -> None:
        with suppress(LookupError):
            super()._action_command_list(action)
