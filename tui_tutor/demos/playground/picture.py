"""The picture of the playground: a network that is made of its own pictures, and the plane."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment

from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos.playground import controls, told
from tui_tutor.demos.playground.bundle import INKS, bundle
from tui_tutor.demos.playground.data import HEIGHTS, REACH
from tui_tutor.demos.playground.fields import DEEP, Fields, fields, threads
from tui_tutor.demos.playground.hand import chosen
from tui_tutor.demos.playground.inputs import INPUTS
from tui_tutor.demos.playground.knobs import HAND, ONE_UNIT, OWN, Knobs
from tui_tutor.demos.playground.layout import Layout, layout
from tui_tutor.demos.playground.run import Play
from tui_tutor.show import number, telling
from tui_tutor.show.canvas import DOTS, Canvas
from tui_tutor.show.roles import ACT, LIT, QUIET, ROSE, mixed, signed
from tui_tutor.text import Words

words = Words("playground")
WHITE = "bold #ffffff"
TEST = ROSE  # the curve of the test
CELLS_A_POINT = 3  # at least, of the large field
NAME = 7  # cells of an activation's name
OFF = 0.3  # how strong the picture of a unit is that is switched off
TINTS = 4  # of a point that is a height
STEP_OF_SCALE = 0.05  # of the curves' height, which doubles
MARKS = {(True, True): "●", (True, False): "○", (False, True): "◆", (False, False): "◇"}


@dataclass(frozen=True)
class NetworkPicture:
    """What is drawn in `size` cells."""

    knobs: Knobs
    play: Play
    size: Size

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plan = layout(self.size, self.play.network.sizes[:-1])
        if telling() or plan is None:
            yield told.in_words(self.play)
            return
        yield from _Painter(self, plan, console).painted()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self.size.width, self.size.width)


class _Painter:
    """Draws one picture, part by part."""

    def __init__(self, picture: NetworkPicture, plan: Layout, console: Console) -> None:
        self.knobs, self.play, self.plan = picture.knobs, picture.play, plan
        self.canvas = Canvas(*picture.size, console)
        chooses = self.knobs.view in ONE_UNIT
        self.chosen = chosen(self.knobs, self.play.network) if chooses else None
        self.leads = {} if chooses else {"view": HAND}  # what a click on a unit turns as well

    def painted(self) -> Iterator[Segment]:
        small = fields(self.play, 2 * self.plan.high, self.knobs.view == "asleep")
        if self.plan.head:
            self._head()
        self._threads()
        self._units(small)
        self._plane()
        self._curves()
        return self.canvas.segments()

    # ------------------------------------------------------------ what can be touched

    def _head(self) -> None:
        used = self.play.knobs.inputs
        column = 0
        for name, one in INPUTS.items():
            others = tuple(n for n in INPUTS if (n in used) != (n == name)) or used
            sign = "●" if name in used else "○"
            self._button(0, column, f"{sign}{one.name}", inputs=others, view="network")
            column += len(one.name) + 2
        layers = self.play.knobs.layers
        more, fewer = controls.with_layer(layers), layers[:-1]
        behind = self.plan.left(len(layers)) + (NAME + 1 if layers else self.plan.wide)
        self._button(1, behind, words("more-layers"), layers=more, view="network")
        self._button(2, behind, words("fewer-layers"), layers=fewer, view="network")
        for k, (units, activation) in enumerate(layers):
            left = self.plan.left(k + 1)
            self._button(1, left, "−", layers=controls.with_units(layers, k, -1), view="network")
            self.canvas.write(1, left + 1, str(units))
            self._button(1, left + 2, "+", layers=controls.with_units(layers, k, 1), view="network")
            following = controls.with_next_activation(layers, k)
            self._button(2, left, activation[:NAME], layers=following, view="network")

    def _button(self, row: int, column: int, text: str, **turns: object) -> None:
        self.canvas.write(row, column, text, ACT)
        self.canvas.touch(row, column, 1, len(text), text, **turns)

    # ------------------------------------------------------------ the network

    def _units(self, small: Fields) -> None:
        plan = self.plan
        for column, pictures in enumerate(small.columns[: len(plan.counts)]):
            for unit, shares in enumerate(pictures):
                top, left = plan.top(column, unit), plan.left(column)
                if self._is_off(column, unit):
                    shares = OFF * shares
                self.canvas.field(top, left, shares, plan.apart(column) == plan.high)
                if column:
                    turns = {"layer": column, "unit": unit + 1, "source": 0}
                    self.canvas.touch(top, left, plan.high, plan.wide, "", **turns, **self.leads)
                self._label(column, unit)

    def _label(self, column: int, unit: int) -> None:
        """The name above a unit, where there is room; the chosen one in brackets."""
        top, left = self.plan.top(column, unit), self.plan.left(column)
        name = self._name(column, unit)
        here = self.chosen
        is_chosen = here is not None and (column, unit + 1) == (here.layer, here.unit)
        if self.plan.gap and is_chosen:
            self.canvas.write(top - 1, left, f"‹{name}›", LIT)
        elif self.plan.gap:
            self.canvas.write(top - 1, left, name, QUIET)
        elif is_chosen:
            middle = top + self.plan.high // 2
            self.canvas.write(middle, left - 1, "‹", LIT)
            self.canvas.write(middle, left + self.plan.wide, "›", LIT)

    def _name(self, column: int, unit: int) -> str:
        name = told.name(self.play, column, unit)
        return f"✕{name}" if self._is_off(column, unit) else name

    def _is_off(self, column: int, unit: int) -> bool:
        return any(one.key == (column, unit + 1, 0) for one in self.play.knobs.held)

    def _threads(self) -> None:
        plan = self.plan
        for layer, values in enumerate(threads(self.play, self.knobs)):
            left = plan.left(layer) + plan.wide
            starts = [plan.middle(layer, source) for source in range(len(values))]
            if layer + 1 < len(plan.counts):
                right = plan.left(layer + 1)
                ends = [plan.middle(layer + 1, unit) for unit in range(values.shape[1])]
            else:
                right = plan.field_left
                ends = [plan.field_top + plan.field_lines / 2]
            room = Size(right - left, self.canvas.height)
            lit, coloured = self._lit_thread(layer + 1, values.shape[1]), self.canvas.coloured
            drawn = bundle(room, np.array(starts), np.array(ends), values, lit, coloured)
            inks = INKS if coloured else [""] * len(INKS)
            self.canvas.dots(0, left, drawn.dots, drawn.inks, inks)
            sources, units = values.shape
            self.canvas.touch_each(left, drawn.owners, [
                (("layer", layer + 1), ("unit", unit), ("source", source), *self.leads.items())
                for source in range(1, sources + 1) for unit in range(1, units + 1)
            ])  # fmt: skip

    def _lit_thread(self, layer: int, units: int) -> int:
        """The place of the chosen thread among those of its layer; -1 where it is not there."""
        here = self.chosen
        if here is None or here.layer != layer or not here.source:
            return -1
        return (here.source - 1) * units + here.unit - 1

    # ------------------------------------------------------------ the plane

    def _plane(self) -> None:
        plan, play = self.plan, self.play
        lines = plan.field_lines
        shown = self._shown_large(2 * lines)
        if not self.knobs.smooth:
            shown = np.sign(shown)
        depth = 1 if self.canvas.plain else DEEP
        self.canvas.field(plan.field_top, plan.field_left, shown * depth)
        every = self._every()
        x, t = play.points.x[::every], play.points.t[::every]
        place = (x * (1, -1) + REACH) / (2 * REACH) * (2 * lines, lines)
        columns, rows = np.clip(place, 0, (2 * lines - 1, lines - 1)).astype(int).T.tolist()
        training = (np.arange(len(rows)) * every < play.points.training).tolist()
        kinds = zip(training, (t > 0).tolist(), map(self._point_ink, t.tolist()), strict=True)
        marks = [*zip(rows, columns, kinds, strict=True)]
        for row, column, (trains, high, ink) in marks[::-1]:
            mark = MARKS[trains, high]
            self.canvas.write(plan.field_top + row, plan.field_left + column, mark, ink)

    def _shown_large(self, side: int) -> Floats:
        """The answer, or what the chosen unit says where that is asked for."""
        here = self.chosen
        if here is None or not self.knobs.large or here.layer == len(self.play.network.weights):
            return fields(self.play, side).answer
        columns = fields(self.play, side, self.knobs.view == "asleep").columns
        unit: Floats = columns[here.layer][here.unit - 1]
        return unit

    def _point_ink(self, t: float) -> str:
        """White; a height has the more of its side's colour, the farther from 0 it is."""
        if self.play.knobs.data not in HEIGHTS:
            return WHITE
        return f"bold {mixed('#ffffff', signed(np.sign(t)), round(abs(t) * TINTS) / TINTS)}"

    def _every(self) -> int:
        """One of so many points is drawn: in a small field all of them would hide the answer."""
        if self.play.knobs.data == OWN:
            return 1
        most = 2 * self.plan.field_lines**2 // CELLS_A_POINT
        return -(-len(self.play.points.t) // most)

    def _curves(self) -> None:
        """Both losses since the run began, where there is room below the plane."""
        plan, curve = self.plan, self.play.curve
        top, lines = plan.field_top + plan.field_lines + 2, plan.curve_lines
        if not lines or len(curve) < 2:
            return
        steps, *losses = np.nan_to_num(np.array(curve).T, posinf=0, neginf=0)
        highest = STEP_OF_SCALE
        while highest < max(one.max() for one in losses):
            highest *= 2
        self._curve_names(top - 1, highest)
        at = np.linspace(0, steps[-1], 64 * plan.field_lines)  # enough for a steep part to be whole
        columns = (at / steps[-1] * (4 * plan.field_lines - 1)).astype(int)
        each = []
        for one, part in zip(losses, (slice(None), columns % 3 == 0), strict=True):
            heights = np.interp(at, steps, one).clip(0, highest) / highest
            rows = np.rint((1 - heights) * (4 * lines - 1)).astype(int)[part]
            x = columns[part]
            dots = np.zeros((lines, 2 * plan.field_lines), np.int64)
            np.bitwise_or.at(dots, (rows // 4, x // 2), DOTS[rows % 4, x % 2])
            each.append(dots)
        train, test = each
        self.canvas.dots(top, plan.field_left, train | test, (train == 0) * 1, ("", TEST))

    def _curve_names(self, row: int, highest: float) -> None:
        left, right = self.plan.field_left, self.canvas.width
        train, test = words("curve.training"), words("curve.test")
        scale = words("curve.scale", top=number(highest, 3))
        self.canvas.write(row, left, train)
        self.canvas.write(row, left + cell_len(train) + 2, test, TEST)
        if right - left > cell_len(train + test + scale) + 4:
            self.canvas.write(row, right - cell_len(scale), scale, QUIET)
