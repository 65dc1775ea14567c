"""Where things stand on the playground: columns of units, the threads between, the large field."""

from collections.abc import Iterator
from dataclasses import dataclass

from tui_tutor.demo import Size

CURVE = (3, 6)  # lines of the curves below the large field, at least and at most
GAP = 4  # cells between two columns, at least; or as many as a unit has lines, and one
HEAD = 3  # lines of what can be touched, above the network
LOW = 17  # lines: in less room there is no head
AMPLE = 14  # lines of it from which on more are worth less,
LARGE = 20  # and more than these are worth less than the curves below it
LEAST = 5  # lines of the large field, at least


@dataclass(frozen=True)
class Layout:
    """A unit is `high` lines and twice as many cells; the field is beside the network or below."""

    size: Size
    counts: tuple[int, ...]  # units of each column, the inputs first
    high: int
    gap: int  # lines above a unit, for its name
    head: int
    field_lines: int
    below: bool

    @property
    def wide(self) -> int:
        return 2 * self.high

    @property
    def lines(self) -> int:
        """Lines of the highest column."""
        return max(self.counts) * (self.high + self.gap)

    @property
    def room(self) -> int:
        """Lines that the network has."""
        return self.lines if self.below else self.size.height - self.head

    @property
    def field_top(self) -> int:
        if self.below:
            return self.size.height - self.field_lines
        below = self.curve_lines + 2 if self.curve_lines else 0
        return self.head + (self.room - self.field_lines - below) // 2

    @property
    def curve_lines(self) -> int:
        """Lines for the curves below the field; none where they are too few."""
        lines = 0 if self.below else self.room - self.field_lines - 2
        return min(lines, CURVE[1]) if lines >= CURVE[0] else 0

    @property
    def field_left(self) -> int:
        return 0 if self.below else self.size.width - 2 * self.field_lines

    def left(self, column: int) -> int:
        """The first cell of a column of units."""
        if self.below:
            return column * (self.size.width - self.wide) // (len(self.counts) - 1)
        return column * self.field_left // len(self.counts)

    def apart(self, column: int) -> int:
        """Lines from one unit of a column to the next."""
        return self.room // self.counts[column]

    def top(self, column: int, unit: int) -> int:
        """The first line of a unit below its name; those of a column are equally far apart."""
        apart = self.apart(column)
        above = (self.room - apart * self.counts[column] + apart - self.high - self.gap) // 2
        return self.head + above + unit * apart + self.gap

    def middle(self, column: int, unit: int) -> float:
        return self.top(column, unit) + self.high / 2


def layout(size: Size, counts: tuple[int, ...]) -> Layout | None:
    """The one with the largest pictures in that room; None where there is too little."""
    return max(_fitting(size, counts), key=_worth, default=None)


def _worth(one: Layout) -> float:
    """A unit of one line shows next to nothing; a name above each is worth a line and more."""
    field = 1.2 * min(one.field_lines, AMPLE) + 0.5 * max(one.field_lines - AMPLE, 0)
    return field + 3 * one.high + 2 * (one.high > 1) + 4 * one.gap


def _fitting(size: Size, counts: tuple[int, ...]) -> Iterator[Layout]:
    head = HEAD if size.height >= LOW else 0
    for below in (False, True):
        columns = (*counts, 1) if below else counts
        for high in (6, 5, 4, 3, 2, 1):
            for gap in (1, 0):
                one = Layout(size, columns, high, gap, head, 0, below)
                apart = max(GAP, high + 1)
                if below:
                    needed = len(columns) * (one.wide + apart) - apart
                    lines = min(size.height - head - one.lines - 1, size.width // 2)
                    fits = needed <= size.width
                else:
                    lines = (size.width - len(columns) * (one.wide + apart)) // 2
                    lines = min(lines, size.height - head)
                    lines = min(lines, max(LARGE, size.height - head - CURVE[1] - 2))
                    fits = one.lines <= size.height - head
                if fits and lines >= LEAST:
                    yield Layout(size, columns, high, gap, head, lines, below)
