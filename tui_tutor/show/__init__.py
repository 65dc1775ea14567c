"""What a demo can show: Rich renderables, the same in the app, in a plain terminal, in a test."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby, zip_longest
from string import Formatter
from typing import SupportsFloat, TypeVar

import rich.text
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style, StyleType
from rich.text import Text

from tui_tutor.lines import break_lines_in
from tui_tutor.show.roles import LIT, QUIET
from tui_tutor.text import Words

break_lines_in(rich.text)
_LIT = Style.parse(LIT).bgcolor
_telling: ContextVar[bool] = ContextVar("telling", default=False)


@contextmanager
def in_words() -> Iterator[None]:
    """Within this, every picture that is made or printed is words, one below the other."""
    before = _telling.set(True)
    try:
        yield
    finally:
        _telling.reset(before)


def telling() -> bool:
    """Whether words are wanted in place of pictures."""
    return _telling.get()


def has_shades(console: Console) -> bool:
    """Whether it shows enough colours for pictures; else they are made of characters."""
    return console.color_system in ("truecolor", "256") and not console.no_color


def has_colour(console: Console) -> bool:
    """Whether it shows any colour: what two signs of a number are told apart by."""
    return console.color_system is not None and not console.no_color


@dataclass(frozen=True)
class Shown:
    """What is lit stands between ‹ ›; where its colour is seen, those are left blank."""

    picture: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from unbracketed(console.render(self.picture, options), console)


def unbracketed(segments: Iterable[Segment], console: Console) -> Iterator[Segment]:
    """The segments as they are shown there."""
    coloured = has_colour(console)
    for segment in segments:
        text, style, _ = segment
        if coloured and ("‹" in text or "›" in text) and style and style.bgcolor == _LIT:
            yield Segment(text.replace("‹", " ").replace("›", " "), style)
        else:
            yield segment


def page(*parts: RenderableType) -> Group:
    """Parts one below the other."""
    return Group(*parts)


def lines(
    shown: RenderableType, console: Console, options: ConsoleOptions
) -> Iterator[list[Segment]]:
    """Its lines, each as wide as the options say.

    Those of a group and of a grid are made of those of their parts: Rich would take each piece of
    them through its hands once more for every group and grid that it stands in.
    """
    if isinstance(shown, Group):
        for part in shown.renderables:
            yield from lines(part, console, options)
    elif isinstance(shown, Grid):
        left = options.max_width - shown.width
        for line in shown.rows(console, options):
            yield [*line, Segment(" " * left)] if left > 0 else line
    else:
        width = options.max_width
        for line in Segment.split_lines(console.render(shown, options)):
            fits = cell_len("".join([segment.text for segment in line])) == width
            yield line if fits else Segment.adjust_line_length(line, width)


@dataclass(frozen=True)
class Grid:
    """Parts side by side, each in so many cells: Rich's table would measure each once more."""

    parts: Sequence[RenderableType]
    widths: Sequence[int]
    gap: int

    def rows(self, console: Console, options: ConsoleOptions) -> Iterator[list[Segment]]:
        """The lines of all parts, side by side."""
        room = options.update(height=None, overflow="ellipsis")
        columns = [
            [*lines(part, console, room.update_width(width))]
            for part, width in zip(self.parts, self.widths, strict=True)
        ]
        blanks = [[Segment(" " * width)] for width in self.widths]
        between = Segment(" " * self.gap)
        for row in zip_longest(*columns):
            joined: list[Segment] = []
            for place, line in enumerate(row):
                joined += [between] if place else []
                joined += line or blanks[place]
            yield joined

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row in self.rows(console, options):
            yield from row
            yield Segment.line()

    @property
    def width(self) -> int:
        """The cells that it takes."""
        return sum(self.widths) + self.gap * (len(self.widths) - 1)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.width, self.width)


@dataclass(frozen=True)
class Beside:
    """Parts side by side where there is room for all, else one below the other."""

    parts: tuple[RenderableType, ...]
    gap: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = [Measurement.get(console, options, part).maximum for part in self.parts]
        if telling() or sum(widths) + self.gap * (len(widths) - 1) > options.max_width:
            yield Group(*self.parts)
            return
        yield Grid(self.parts, widths, self.gap)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widths = [Measurement.get(console, options, part).maximum for part in self.parts]
        return Measurement(max(widths), sum(widths) + self.gap * (len(widths) - 1))


def beside(*parts: RenderableType, gap: int = 3) -> Beside:
    """Parts side by side where there is room for all, else one below the other."""
    return Beside(parts, gap)


FARTHEST = 4  # from one line of a table to the next


def spread(table: Text, apart: int) -> Text:
    """Its lines that far apart, or as far as they still are a table."""
    between = "\n" * min(max(apart, 1), FARTHEST)
    return Text(between, no_wrap=True).join(table.split("\n"))


def without_middle(table: Text, most: int) -> Text:
    """Its first and last lines, with a line between them that counts those that are left out."""
    lines = [*table.split("\n")]
    if len(lines) <= most:
        return table
    below = (most - 1) // 2
    above = most - 1 - below
    left_out = Text(Words("show")("left-out", count=len(lines) - above - below), QUIET)
    shown = [*lines[:above], left_out, *lines[len(lines) - below :]]
    return Text("\n", no_wrap=True).join(shown)


def heading(text: str) -> Text:
    return Text(text, style="bold")


def note(text: str, style: StyleType = "") -> Text:
    """A sentence in words, wrapped to the room there is."""
    return Text(text, style=style)


def sentence(template: str, **pieces: str | Text) -> Text:
    """The template with its gaps filled by pieces that keep their styles, such as named parts."""
    text = Text()
    for before, gap, _, _ in Formatter().parse(template):
        text.append(before)
        if gap:
            text.append(pieces[gap])
    return text


L = TypeVar("L")


def runs(characters: Sequence[str], looks: Sequence[L]) -> Iterator[tuple[str, L]]:
    """Neighbours that look alike as one piece: the fewer there are, the sooner it is drawn."""
    start = 0
    for look, run in groupby(looks):
        end = start + sum(1 for _ in run)
        yield "".join(characters[start:end]), look
        start = end


def cells(text: str, width: int, right: bool = False) -> str:
    """The text, filled up with blanks to that many cells; a longer one stays whole."""
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def middled(text: str, width: int) -> str:
    """The text in the middle of so many cells."""
    return cells(" " * ((width - cell_len(text)) // 2) + text, width)


LARGE = 1e6  # from here on a number is written with a power of ten


def number(value: float, digits: int = 4) -> str:
    """A number as learners read it: few digits, no trailing zeros, inf and nan as they are."""
    text = f"{float(value):.{digits}g}"
    if "e+" in text and abs(float(text)) < LARGE:
        return f"{float(text):.0f}"  # 2730, and not 2.73e+03
    return text.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")


def fitted(value: SupportsFloat, cells: int = 7, most: int = 5) -> str:
    """The number in at most that many cells, with as many of `most` digits as they hold."""
    texts = [number(float(value) + 0.0, digits) for digits in range(most, 0, -1)]  # + 0.0: no -0
    return next((text for text in texts if len(text) <= cells), texts[-1][:cells])
