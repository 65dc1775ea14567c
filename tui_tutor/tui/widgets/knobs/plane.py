"""The plane on which a learner puts points of two kinds, with the mouse or the keys alone."""

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.strip import Strip

from tui_tutor.knobs import KnobError
from tui_tutor.points import OwnPoints, Plane
from tui_tutor.show.roles import AMBER, GROUND, LIT_GROUND, LIT_INK, NAMED, RAISED, SKY
from tui_tutor.text import Words
from tui_tutor.tui.widgets.knobs.pad import PadKnob

words = Words("app")
COLUMNS, ROWS = 28, 14  # cells of the plane; twice as many each way where there is room
KINDS = {1: ("●", NAMED[SKY].dark), -1: ("○", NAMED[AMBER].dark)}


class PlanePad(PadKnob):
    """A knob whose value is points. Space puts one, Enter changes the kind, x takes one away."""

    BINDINGS = [
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("space", "put", words.name("key.put"), tooltip=words.name("help.put")),
        Binding("enter", "kind", words.name("key.kind"), tooltip=words.name("help.kind")),
        Binding("u", "undo", words.name("key.undo"), tooltip=words.name("help.undo-point")),
        Binding(
            "x,delete", "take", words.name("key.take-point"), tooltip=words.name("help.take-point")
        ),
    ]

    control: Plane
    cursor: reactive[tuple[int, int]] = reactive((COLUMNS // 2, ROWS // 2))  # a cell
    kind: reactive[int] = reactive(1)
    fault: reactive[str] = reactive("")

    def turn(self, value: OwnPoints) -> None:
        if len(value) <= self.control.most:
            self.fault = ""
            super().turn(value)

    # ------------------------------------------------------------ putting points

    @property
    def _times(self) -> int:
        """2 where it has twice its size."""
        return 2 if self.size.width >= 2 * COLUMNS and self.size.height > 2 * ROWS else 1

    @property
    def _cells(self) -> tuple[int, int]:
        return self._times * COLUMNS, self._times * ROWS

    def on_resize(self) -> None:
        """The cursor stays on the plane."""
        columns, rows = self._cells
        self.cursor = (min(self.cursor[0], columns - 1), min(self.cursor[1], rows - 1))

    def action_move(self, right: int, down: int) -> None:
        (x, y), (columns, rows) = self.cursor, self._cells
        self.cursor = (min(max(x + right, 0), columns - 1), min(max(y + down, 0), rows - 1))

    def action_put(self) -> None:
        x1, x2 = self._place(*self.cursor)
        self.turn((*self.value, (x1, x2, float(self.kind))))

    def action_kind(self) -> None:
        self.kind = -self.kind

    def action_undo(self) -> None:
        self.turn(self.value[:-1])

    def action_take(self) -> None:
        """The nearest point goes."""
        if self.value:
            gone = self.control.nearest(self.value, *self._place(*self.cursor))
            self.turn(tuple(point for point in self.value if point is not gone))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The left button puts the kind that is chosen, the others put the other."""
        column, row = event.get_content_offset_capture(self)
        columns, rows = self._cells
        if 0 <= column < columns and 0 <= row < rows:
            self.cursor = (column, row)
            x1, x2 = self._place(column, row)
            kind = self.kind if event.button == 1 else -self.kind
            self.turn((*self.value, (x1, x2, float(kind))))

    def on_paste(self, event: events.Paste) -> None:
        """Lines of a CSV take the place of all the points."""
        event.stop()
        try:
            self.turn(self.control.read(event.text))
        except KnobError as error:
            self.fault = str(error)  # cut to the plane's width
            self.notify(self.fault, severity="warning", markup=False)

    # ------------------------------------------------------------ showing

    def _place(self, x: int, y: int) -> tuple[float, float]:
        """The middle of a cell as a place on the plane."""
        reach, (columns, rows) = self.control.reach, self._cells
        x1 = ((x + 0.5) / columns * 2 - 1) * reach
        x2 = (1 - (y + 0.5) / rows * 2) * reach
        return round(x1, 2), round(x2, 2)

    def _cell(self, x1: float, x2: float) -> tuple[int, int]:
        reach, (columns, rows) = self.control.reach, self._cells
        x = int((x1 + reach) / (2 * reach) * columns)
        y = int((reach - x2) / (2 * reach) * rows)
        return min(x, columns - 1), min(y, rows - 1)

    def render_line(self, y: int) -> Strip:
        width, (columns, rows) = self.size.width, self._cells
        if y >= rows:
            hint = self._hint() if y == rows else ""
            return Strip([Segment(set_cell_size(hint, width))]).apply_style(self.rich_style)
        axis, middle = y == rows // 2, columns // 2
        cells = [Segment("─" if axis else " ", _EMPTY)] * columns
        cells[middle] = Segment("┼" if axis else "│", _EMPTY)
        for x1, x2, label in self.value:
            x, row = self._cell(x1, x2)
            if row == y:
                sign, colour = KINDS[1 if label > 0 else -1]
                cells[x] = Segment(sign, Style(color=colour, bgcolor=GROUND.dark, bold=True))
        if self.has_focus and self.cursor[1] == y:
            x = self.cursor[0]
            cells[x] = Segment(cells[x].text.replace(" ", "+"), _CURSOR)
        return Strip(cells, columns).adjust_cell_length(width, self.rich_style)

    def _hint(self) -> str:
        kinds = {"kind": KINDS[self.kind][0], "other": KINDS[-self.kind][0]}
        return self.fault or words("plane.hint", **kinds)


_EMPTY = Style(color=RAISED.dark, bgcolor=GROUND.dark)
_CURSOR = Style(color=LIT_INK, bgcolor=LIT_GROUND, bold=True)
