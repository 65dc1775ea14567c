"""The program below or beside a picture, to be copied as it stands."""

from collections.abc import Iterable

from rich.text import Text

from tui_tutor.clean import clean

WIDTH = 36  # the longest line of any program here


def code(lines: Iterable[str]) -> Text:
    return Text("\n".join(map(clean, lines)), no_wrap=True, overflow="ellipsis")
