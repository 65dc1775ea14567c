"""Lists of rows to choose from, which stand a terminal that leaves them no line.

Textual's own turns pages by the lines that it shows, and fails where it shows none.
"""

from textual.command import CommandPalette
from textual.widgets import OptionList

PAGES = ("page_up", "page_down")


class Rows(OptionList):
    """A list whose pages are turned only where one is seen."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in PAGES or bool(self.scrollable_content_region)


class Palette(CommandPalette):
    """Textual's command palette, with the same care for its list."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        turns = action == "command_list" and parameters[0] in PAGES
        rows = self.query_one(OptionList) if self.is_mounted else None
        return not turns or (rows is not None and bool(rows.scrollable_content_region))
