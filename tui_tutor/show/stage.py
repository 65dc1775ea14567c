"""Who gets which cells: words take the lines that they fold to, pictures share what is left.

    stage(size, heading(f"x = {x}"), Picture(draw_plot), BLANK, columns(fixed(numbers), told))

A demo says what stands below and beside what; how wide and how high each is, is decided here.
Where there is too little room, blank lines go first, pictures shrink to the least they bear, and
columns stand below each other; only what is still higher than its room is scrolled. Told in words,
everything has room and stands below each other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rich.console import Group, RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.show import FARTHEST, Grid, beside, spread, telling, without_middle
from tui_tutor.show.parts import MANY, Blank, Either, Part, Picture, Shown, Steady, Words

SMALL = Size(21, 6)  # a picture that can be read, where there is little room
BLANK = Blank()  # as one, wherever it stands
__all__ = [
    "BLANK",
    "FARTHEST",
    "MANY",
    "Part",
    "Picture",
    "Shown",
    "columns",
    "either",
    "exactly",
    "fixed",
    "if_room",
    "loose",
    "row",
    "shortened",
    "shrinking",
    "stack",
    "stage",
    "steady",
    "strip",
    "the_first",
    "with_words",
]


@dataclass(frozen=True)
class _Stack(Part):
    parts: tuple[Part, ...]

    def least_width(self) -> int:
        return max((part.least_width() for part in self.parts), default=0)

    def full_width(self) -> int:
        return max((part.full_width() for part in self.parts), default=0)

    def least(self, width: int) -> int:
        return sum(part.least(width) for part in self.parts)

    def most(self, width: int) -> int:
        return sum(part.most(width) for part in self.parts)

    def draw(self, size: Size) -> RenderableType:
        parts = self._decided(size)
        lines = _shared(parts, size)
        placed = zip(parts, lines, strict=True)
        return Group(*(part.draw(Size(size.width, high)) for part, high in placed if high))

    def _decided(self, size: Size) -> list[Part]:
        """Of every choice the first option that leaves the others their least."""
        parts = list(self.parts)
        for i, part in enumerate(parts):
            if isinstance(part, Either):
                others = sum(p.least(size.width) for p in (*parts[:i], *parts[i + 1 :]))
                parts[i] = part.chosen(Size(size.width, size.height - others))
        return parts


def _shared(parts: Sequence[Part], size: Size) -> list[int]:
    """Lines for each: its least, and of what is left one after the other to the lowest."""
    lines = [part.least(size.width) for part in parts]
    most = [part.most(size.width) for part in parts]
    for _ in range(size.height - sum(lines)):
        growing = [i for i in range(len(parts)) if lines[i] < most[i]]
        if not growing:
            break
        lines[min(growing, key=lines.__getitem__)] += 1
    return lines


@dataclass(frozen=True)
class _Fixed(Part):
    part: Part
    width: int

    def least_width(self) -> int:
        return self.width

    def full_width(self) -> int:
        return self.width

    def least(self, width: int) -> int:
        return self.part.least(width)

    def most(self, width: int) -> int:
        return self.part.most(width)

    def draw(self, size: Size) -> RenderableType:
        return self.part.draw(size)


@dataclass(frozen=True)
class _Columns(Part):
    parts: tuple[Part, ...]
    gap: int
    foldable: bool = True  # into parts below each other

    def least_width(self) -> int:
        widths = [part.least_width() for part in self.parts]
        return max(widths) if self.foldable else sum(widths) + self.gap * (len(widths) - 1)

    def full_width(self) -> int:
        return sum(part.full_width() for part in self.parts) + self.gap * (len(self.parts) - 1)

    def least(self, width: int) -> int:
        return self._highest(lambda part, cells: part.least(cells), width)

    def most(self, width: int) -> int:
        return self._highest(lambda part, cells: part.most(cells), width)

    def _highest(self, lines: Callable[[Part, int], int], width: int) -> int:
        widths = self._beside(width)
        if widths is None:
            return lines(_Stack(self.parts), width)
        return max(lines(part, cells) for part, cells in zip(self.parts, widths, strict=True))

    def _beside(self, width: int, known: Mapping[int, int] = {}) -> list[int] | None:
        """Cells of each side by side; None where they have to stand below each other.

        What is neither fixed nor known gets an equal share of what the others leave.
        """
        fixed = {i: p.width for i, p in enumerate(self.parts) if isinstance(p, _Fixed)}
        given = fixed | dict(known)
        room = width - self.gap * (len(self.parts) - 1)
        free = {i: p.least_width() for i, p in enumerate(self.parts) if i not in given}
        given |= _shares(room - sum(given.values()), free)
        widths = [given[i] for i in range(len(self.parts))]
        return widths if sum(widths) <= room else None

    def draw(self, size: Size) -> RenderableType:
        widths = None if telling() else self._beside(size.width)
        if widths is None:
            return _Stack(self.parts).draw(size)
        # Pictures first: what one leaves of its share, to keep its proportions, is for the words.
        shown: dict[int, RenderableType] = {}
        known: dict[int, int] = {}
        for i, part in enumerate(self.parts):
            if isinstance(part, Picture):
                shown[i] = part.draw(Size(widths[i], size.height))
                known[i] = min(widths[i], Words(shown[i]).full_width())
        widths = self._beside(size.width, known) or widths
        for i, part in enumerate(self.parts):
            if i not in shown:
                shown[i] = part.draw(Size(widths[i], size.height))
        return Grid([shown[i] for i in range(len(widths))], widths, self.gap)


def _shares(cells: int, least: Mapping[int, int]) -> dict[int, int]:
    """An equal share for each, but for those that need more than that."""
    equal = cells // max(len(least), 1)
    needy = {i: need for i, need in least.items() if need > equal}
    if not needy:
        return dict.fromkeys(least, equal)
    others = {i: need for i, need in least.items() if i not in needy}
    return needy | _shares(cells - sum(needy.values()), others)


# ------------------------------------------------------------------ what demos write


def stage(size: Size, *parts: Shown) -> RenderableType:
    """The parts below each other, in that room."""
    return stack(*parts).draw(Size(size.width, MANY) if telling() else size)


def stack(*parts: Shown) -> Part:
    """Parts below each other, as one."""
    return _Stack(tuple(map(_part, parts)))


def columns(*parts: Shown, gap: int = 3) -> Part:
    """Parts side by side where each has room enough to be read, else below each other.

    One that is `fixed` has its width; the others share what is left.
    """
    return _Columns(tuple(map(_part, parts)), gap)


def with_words(picture: Callable[[Size], RenderableType], told: Shown, width: int) -> Part:
    """A picture beside what is told of it; below each other where there is no room for that.

    Where there is none for that either, a small picture stands beside narrower words.
    """
    small = row(Picture(picture, SMALL), fixed(told, width - 2), gap=1)
    return either(columns(Picture(picture), fixed(told, width), gap=2), small)


def fixed(part: Shown, width: int | None = None) -> Part:
    """A column of that width; without one as wide as its widest line."""
    inner = _part(part)
    return _Fixed(inner, inner.full_width() if width is None else width)


def either(*parts: Shown) -> Part:
    """The first that leaves the others their least, or else the last."""
    return Either(tuple(partial(_part, part) for part in parts))


def the_first(*makers: Callable[[], Part], spare: int = 0) -> Part:
    """The first that fits with so many blank lines; they are made one by one until then."""
    return Either(makers, spare)


def if_room(*parts: Shown) -> Part:
    """These, or nothing where there is no room for them."""
    return either(stack(*parts), stack())


def row(*parts: Shown, gap: int = 3) -> Part:
    """Parts side by side that never stand below each other: the first choice of an `either`."""
    return _Columns(tuple(map(_part, parts)), gap, foldable=False)


def shrinking(picture: Callable[[Size], RenderableType], least: Size = Size(12, 3)) -> Picture:
    """A picture that has a size of its own, as an array has, and can do with less room."""
    full = Words(picture(Size(MANY, MANY)))
    whole = Size(full.full_width(), full.least(MANY))
    return Picture(picture, Size(*map(min, least, whole)), whole)


def shortened(table: Text, fewest: int) -> Part:
    """A table as it is; where there is no room for all of its lines, the first and the last."""
    lines, width = len(table.split("\n")), Words(table).full_width()
    drawn = Picture(
        lambda room: without_middle(table, room.height), Size(width, fewest), Size(width, lines)
    )
    return either(table, drawn)


def exactly(made: Callable[[], RenderableType], width: int, height: int) -> Picture:
    """Something whose size is known: it is made only where it is the one that is shown."""
    size = Size(width, height)
    return Picture(lambda _: made(), size, size)


def steady(shown: RenderableType, *others: RenderableType) -> Part:
    """Words in the room that the highest takes of all that stand there one after the other."""
    return Steady(Words(shown), tuple(map(Words, others)))


def strip(
    draw: Callable[[int], RenderableType], lines: int, least: int = 24, most: int = MANY
) -> Picture:
    """A picture of so many lines that fills its width: `draw(width)`."""
    return Picture(lambda room: draw(room.width), Size(least, lines), Size(most, lines))


def loose(*tables: Text, gap: int = 3) -> Part:
    """Tables of as many lines side by side, their lines as far apart as there is room for.

    Below each other where there is no room for all.
    """
    lines, width = len(tables[0].split("\n")), Words(beside(*tables, gap=gap)).full_width()
    drawn = Picture(
        lambda room: beside(*(spread(table, room.height // lines) for table in tables), gap=gap),
        Size(width, lines),
        Size(width, FARTHEST * lines),
    )
    return either(drawn, beside(*tables, gap=gap))


def _part(shown: Shown) -> Part:
    if isinstance(shown, Part):
        return shown
    return stack(*shown.renderables) if isinstance(shown, Group) else Words(shown)
