"""The upper half of the glass network: the digit, its 50 units, threads, ten outputs."""

from dataclasses import dataclass
from functools import cache

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tui_tutor.arrays import Floats, Pixels
from tui_tutor.demo import Size
from tui_tutor.shipped import Reading, Weights
from tui_tutor.show import has_shades, number, telling
from tui_tutor.show.bars import bar
from tui_tutor.show.quadrants import Quadrants, enlarged
from tui_tutor.show.roles import GROUND, LIT_GROUND, QUIET, RAISED, SKY
from tui_tutor.show.spots import named, spot
from tui_tutor.show.stage import Part, Picture, either, exactly, fixed, row, stack
from tui_tutor.show.threads import Threads
from tui_tutor.show.units import LEVELS, STEPS, brightness, lit
from tui_tutor.text import Words, said_of, series

words = Words("network")
ACROSS, DOWN = 5, 10  # the units in a grid: unit 7 stands in row 1, column 2
BRIGHT = 12  # from this step on dark ink is the one that can be read
INK = {False: "#ffffff", True: GROUND.dark}  # on a cell that is dark, on one that is bright


LONGEST = 72  # cells of a line above or below a part


def label(text: str, least: int = 8, most: int = LONGEST, part: str = "") -> Picture:
    """A line above or below a part, of so many cells."""
    return Picture(lambda _: _line(text, part), Size(least, 1), Size(most, 1))


def title(part: str, least: int = 8) -> Picture:
    """What stands above a part; where there are few cells, its brief form."""

    def shown(room: Size) -> Text:
        text = words.of("title", part)
        return _line(text if cell_len(text) <= room.width else words.of("brief", part), part)

    return Picture(shown, Size(least, 1), Size(LONGEST, 1))


def _line(text: str, part: str) -> Text:
    return Text(text, named(part, QUIET), no_wrap=True, overflow="ellipsis")


def layers(image: Pixels, weights: Weights, now: Reading, unit: int) -> Part:
    """All of it as large as there is room for, and titles where there is any for them."""
    sizes = (4, 7, 2), (2, 5, 2), (2, 3, 2), (2, 5, 1), (1, 3, 1), (1, 2, 1)
    shown = [_in_a_row(image, *of, weights, now, unit) for of in sizes]
    untitled = _in_a_row(image, *sizes[-1], weights, now, unit, titled=False)
    return either(*shown, untitled)


def _in_a_row(
    image: Pixels,
    times: int,
    cell: int,
    high: int,
    weights: Weights,
    now: Reading,
    unit: int,
    titled: bool = True,
) -> Part:
    """Digit, units, threads and outputs side by side; a unit takes so many cells and lines."""
    wide = 14 * times
    grid = UnitGrid(now.z1, unit, cell, high)
    lines = DOWN * high
    middle = high // 2
    start = unit // ACROSS * high + middle
    ends = [k * high + middle for k in range(10)]
    silent = not now.z1[unit] > 0

    def threads(room: Size) -> RenderableType:
        return Threads(room.width, lines, start, ends, weights.W2[unit], silent)

    least = {7: (16, 24), 5: (10, 20), 3: (6, 11), 2: (5, 11)}[cell]
    drawn = [
        (exactly(lambda: Quadrants(enlarged(image, times)), wide, wide // 2), "image", wide),
        (exactly(lambda: grid, grid.width, lines), "units", grid.width),
        (Picture(threads, Size(least[0], lines), Size(48, lines)), "threads", least[0]),
        (outputs(now, high, least[1]), "outputs", least[1]),
    ]
    parts = [
        fixed(stack(*[title(key)] * titled, part), room)
        if key in ("image", "units")
        else stack(*[title(key, room)] * titled, part)
        for part, key, room in drawn
    ]
    return row(*parts, gap=1)


def outputs(now: Reading, high: int, least: int) -> Picture:
    """Ten bars, one below the other; a click leads to that output."""
    lines = 10 * high
    return Picture(lambda room: Outputs(now, room.width, high), Size(least, lines), Size(40, lines))


@dataclass(frozen=True)
class Outputs:
    """The ten probabilities as bars."""

    now: Reading
    width: int
    high: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for k, share in enumerate(self.now.y.tolist()):
            if telling():
                yield Text(said_of(str(k), f"{share:.1%}"))
                continue
            says = k == self.now.guess
            line = Text(f"{k} ", "bold" if says else "", no_wrap=True)
            line.append_text(bar(share, max(self.width - 8, 2), f"bold {SKY}" if says else SKY))
            line.append(f"{share:6.1%}", "bold" if says else QUIET)
            line.stylize(spot(f"output {k}", view="output", output=str(k)))
            yield from [Segment.line()] * (self.high // 2)
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.width, self.width)


@cache
def _touched(unit: int) -> Style:
    return spot(f"unit {unit}", unit=unit)


@cache
def _look(ink: str, ground: str) -> Style:
    return Style(color=ink, bgcolor=ground)


@dataclass(frozen=True)
class UnitGrid:
    """The units of the hidden layer as cells, the chosen one between two marks."""

    values: Floats
    chosen: int
    cell: int  # cells that a unit is wide; from 3 on it shows its number
    high: int

    @property
    def gap(self) -> int:
        return 1 if self.cell >= 3 else 0

    @property
    def width(self) -> int:
        return ACROSS * (self.cell + self.gap) + self.gap

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if telling():
            told = (
                said_of(str(i), number(v, 2)) for i, v in enumerate(self.values.tolist()) if v > 0
            )
            yield Text(words("answering", units=series(told)))
            return
        plain = not has_shades(console)
        steps = brightness(self.values)
        for line in range(DOWN * self.high):
            down, inner = divmod(line, self.high)
            units = range(down * ACROSS, (down + 1) * ACROSS)
            for unit in units:
                yield from self._gap(unit, units[0], plain)
                yield self._cell(unit, steps[unit], inner == self.high // 2, plain)
            yield from self._gap(units[-1] + 1, units[0], plain)
            yield Segment.line()

    def _gap(self, following: int, first: int, plain: bool) -> list[Segment]:
        """What stands before a unit: a mark where it, or the one before it, is chosen."""
        if not self.gap:
            return []
        before = following == self.chosen and following < first + ACROSS
        after = following - 1 == self.chosen and following > first
        if not (before or after):
            return [Segment(" ")]
        sign = ("[" if before else "]") if plain else ("▐" if before else "▌")
        return [Segment(sign, Style(color=LIT_GROUND, bold=True))]

    def _cell(self, unit: int, step: int, has_number: bool, plain: bool) -> Segment:
        value = float(self.values[unit])
        text = " " * self.cell
        if has_number and self.gap:
            text = f"{value:.1f}" if value > 0 else "·" if value <= 0 else str(value)
            text = f"{text[: self.cell]:^{self.cell}}"
        elif not self.gap:
            sign = LEVELS[-(-step * 8 // STEPS)] if plain else " "
            text = ("‹›" if plain else "▐▌") if unit == self.chosen else sign * self.cell
        style = _touched(unit)
        if plain:
            return Segment(text, style)
        mark = unit == self.chosen and not self.gap
        ink = LIT_GROUND if mark else INK[step >= BRIGHT] if step else RAISED.light
        return Segment(text, style + _look(ink, lit(step)))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.width, self.width)
