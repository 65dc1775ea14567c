"""What can stand on the stage by itself: words, an empty line, a picture, one of several."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.measure import Measurement
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.lines import longest_piece
from tui_tutor.show import telling

LEGIBLE = 36  # cells: the least in which words beside something can be read
LINE, HARDLY_MORE = 72, 80  # cells of a line of words; a room hardly wider is used whole
MANY = 10_000
_console = Console(width=MANY, color_system=None, force_terminal=True, legacy_windows=False)


class Part:
    """Something on the stage; what it needs, and what it can use."""

    def least_width(self) -> int:
        """The fewest cells in which it can stand beside something."""
        raise NotImplementedError

    def full_width(self) -> int:
        """The most cells that it can fill."""
        raise NotImplementedError

    def least(self, width: int) -> int:
        """The fewest lines that it takes at this width."""
        raise NotImplementedError

    def most(self, width: int) -> int:
        """The most lines that it can use."""
        return self.least(width)

    def draw(self, size: Size) -> RenderableType:
        """What is shown in that room; higher only where `least` is higher."""
        raise NotImplementedError


Shown = Part | RenderableType


@dataclass(frozen=True)
class Words(Part):
    """A Rich renderable that is as high as it is: words folded to the width, a table, an image."""

    shown: RenderableType
    _lines: dict[int, int] = field(default_factory=dict, compare=False)  # by width: once folded

    @cached_property
    def _measured(self) -> Measurement:
        return Measurement.get(_console, _console.options, self.shown)

    def least_width(self) -> int:
        if isinstance(self.shown, Text):
            full = self._measured.maximum
            return full if self.shown.no_wrap else min(full, LEGIBLE)
        return self._measured.minimum

    def full_width(self) -> int:
        return self._measured.maximum

    def least(self, width: int) -> int:
        if width not in self._lines:
            self._lines[width] = self._folded(max(self._line(width), 1))
        return self._lines[width]

    def _line(self, width: int) -> int:
        """The cells of its lines in so wide a room: no more than an eye finds its way back over,
        but for a path or a command, which stays whole.
        """
        folds = isinstance(self.shown, Text) and not self.shown.no_wrap
        if not folds or width <= HARDLY_MORE or telling():
            return width
        return min(max(LINE, self._longest), width)

    @cached_property
    def _longest(self) -> int:
        return longest_piece(str(self.shown))

    def _folded(self, width: int) -> int:
        if isinstance(self.shown, Text):  # the quick way, where there is no table in it
            return len(self.shown.wrap(_console, width))
        options = _console.options.update(width=width, height=None)
        return len(_console.render_lines(self.shown, options, pad=False))

    def draw(self, size: Size) -> RenderableType:
        line = self._line(size.width)
        return self.shown if line == size.width else Constrain(self.shown, line)


@dataclass(frozen=True)
class Steady(Part):
    """Words that others take the place of as time goes by; as high always as the highest."""

    shown: Words
    others: tuple[Words, ...]

    def least_width(self) -> int:
        return self.shown.least_width()

    def full_width(self) -> int:
        return self.shown.full_width()

    def least(self, width: int) -> int:
        return max(one.least(width) for one in (self.shown, *self.others))

    def draw(self, size: Size) -> RenderableType:
        if telling():
            return self.shown.shown
        below = self.least(size.width) - self.shown.least(size.width)
        return Group(self.shown.draw(size), *[Text()] * below)


class Blank(Part):
    """An empty line, left out where there is no room for it."""

    def least_width(self) -> int:
        return 0

    def full_width(self) -> int:
        return 0

    def least(self, width: int) -> int:
        return 0

    def most(self, width: int) -> int:
        return 1

    def draw(self, size: Size) -> RenderableType:
        return Text()


@dataclass(frozen=True)
class Picture(Part):
    """What is drawn for the room that it gets: `picture(room)` fills as much of it as it can."""

    picture: Callable[[Size], RenderableType]
    smallest: Size = Size(24, 8)
    largest: Size = Size(MANY, MANY)

    def least_width(self) -> int:
        return self.smallest.width

    def full_width(self) -> int:
        return self.largest.width

    def least(self, width: int) -> int:
        return self.smallest.height

    def most(self, width: int) -> int:
        return self.largest.height

    def draw(self, size: Size) -> RenderableType:
        least, most = self.smallest, self.largest
        return self.picture(Size(min(size.width, most.width), max(size.height, least.height)))


@dataclass(frozen=True)
class Either(Part):
    """The first of several that has room; the last needs the least.

    Each is made when it is first asked for: there may be many, of which one is shown.
    """

    makers: Sequence[Callable[[], Part]]
    spare: int = 0  # lines that have to be left over
    _made: dict[int, Part] = field(default_factory=dict, compare=False)

    def _option(self, place: int) -> Part:
        if place not in self._made:
            self._made[place] = self.makers[place]()
        return self._made[place]

    @property
    def _options(self) -> Iterator[Part]:
        return map(self._option, range(len(self.makers)))

    @property
    def _last(self) -> Part:
        return self._option(len(self.makers) - 1)

    def least_width(self) -> int:
        return self._last.least_width()

    def full_width(self) -> int:
        return max(option.full_width() for option in self._options)

    def least(self, width: int) -> int:
        return self._last.least(width)

    def most(self, width: int) -> int:
        return max(option.most(width) for option in self._options)

    def chosen(self, size: Size) -> Part:
        if telling():
            return self._option(0)
        # Where none has room, the last scrolls; one that is no higher and not so narrow is better.
        room = max(size.height - self.spare, self._last.least(size.width))
        for option in self._options:
            if option.least_width() <= size.width and option.least(size.width) <= room:
                return option.chosen(size) if isinstance(option, Either) else option
        return self._last

    def draw(self, size: Size) -> RenderableType:
        return self.chosen(size).draw(size)
