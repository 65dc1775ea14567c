"""The drawing pad: 28 × 28 pixels, drawn on with the mouse or the keys alone.

A cell shows two pixels, one above the other; in large, two cells beside each other show one.
"""

from rich.cells import set_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.strip import Strip

from tui_tutor.knobs import Pad, Strokes
from tui_tutor.show.roles import ACT, LIT_GROUND, NAMED, RAISED
from tui_tutor.text import Words
from tui_tutor.tui.widgets.knobs.knob import Knob
from tui_tutor.tui.widgets.picture import has_few_colours

words = Words("app")
SIDE = 28  # pixels each way
PEN = 1.25  # pixels: half the width of the line that is shown


class PadKnob(Knob):
    """A knob that takes a square of the pane."""

    DEFAULT_CSS = """
    PadKnob {
        dock: left;
        width: 31;
        height: 15;
        margin: 0 0 0 1;
        border-left: blank;
        padding: 0 2 0 0;
        &:focus {
            border-left: outer $primary;
        }
    }
    """


class DrawingPad(PadKnob):
    """A knob whose value is what was drawn. Space puts the pen down and takes it up again."""

    BINDINGS = [
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("space", "pen", words.name("key.pen"), tooltip=words.name("help.pen")),
        Binding("u", "undo", words.name("key.undo"), tooltip=words.name("help.undo")),
        Binding("x,delete", "clear", words.name("key.clear"), tooltip=words.name("help.clear")),
    ]

    control: Pad
    cursor: reactive[tuple[int, int]] = reactive((SIDE // 2, SIDE // 4))
    pen_down: reactive[bool] = reactive(False)

    def __init__(self, demo: str, name: str, label: str, control: Pad, value: Strokes) -> None:
        super().__init__(demo, name, label, control, value)
        self.watch_value()

    def turn(self, value: Strokes) -> None:
        if sum(map(len, value)) <= self.control.most:
            super().turn(value)

    # ------------------------------------------------------------ drawing

    def start_stroke(self, x: float, y: float) -> None:
        self.turn((*self.value, ((x, y),)))

    def go_on(self, x: float, y: float) -> None:
        """The pen goes straight from where it was; that joins what a quick mouse leaves out."""
        if not self.value:
            return self.start_stroke(x, y)
        *before, stroke = self.value
        if stroke[-1] != (x, y):
            self.turn((*before, (*stroke, (x, y))))

    def action_move(self, right: int, down: int) -> None:
        x, y = (min(max(v, 0), SIDE - 1) for v in (self.cursor[0] + right, self.cursor[1] + down))
        self.cursor = (x, y)
        if self.pen_down:
            self.go_on(x, y)

    def action_pen(self) -> None:
        self.pen_down = not self.pen_down
        if self.pen_down:
            self.start_stroke(*self.cursor)

    def action_undo(self) -> None:
        self.pen_down = False
        self.turn(self.value[:-1])

    def action_clear(self) -> None:
        self.pen_down = False
        self.turn(())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self.pen_down = False
        self.start_stroke(*self._pixel(event))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self.go_on(*self._pixel(event))

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def _pixel(self, event: events.MouseEvent) -> tuple[float, float]:
        """Where on the pad the mouse is."""
        column, row = event.get_content_offset_capture(self)
        x, y = (column // 2, row) if self.is_large else (column, 2 * row + 0.5)
        return float(min(max(x, 0), SIDE - 1)), float(min(max(y, 0), SIDE - 1))

    @property
    def is_large(self) -> bool:
        return self.size.width >= 2 * SIDE and self.size.height > SIDE

    # ------------------------------------------------------------ showing

    def watch_value(self) -> None:
        self._greys = _inked(self.value)
        # Who has drawn knows how, and the mouse rests where the tip would hide what was read.
        self.tooltip = None if self.value else words("help.pad")

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y >= (SIDE if self.is_large else SIDE // 2):
            return Strip([Segment(set_cell_size(self._hint(), width))]).apply_style(self.rich_style)
        cells = self._pixels_in_large(y) if self.is_large else self._pixels(y)
        return Strip(cells).adjust_cell_length(width, self.rich_style)

    def _pixels(self, y: int) -> list[Segment]:
        above, below = self._greys[2 * y], self._greys[2 * y + 1]
        cells = [_cell(*pair) for pair in zip(above, below, strict=True)]
        if self.has_focus and self.cursor[1] // 2 == y:
            cells[self.cursor[0]] = Segment("▀▄"[self.cursor[1] % 2], self._cursor_style)
        return cells

    def _pixels_in_large(self, y: int) -> list[Segment]:
        cells = [_cell(grey, grey, "▀▀") for grey in self._greys[y]]
        if self.has_focus and self.cursor[1] == y:
            cells[self.cursor[0]] = Segment("██", self._cursor_style)
        return cells

    @property
    def _cursor_style(self) -> Style:
        return _CURSOR_DOWN if self.pen_down else _CURSOR

    def _hint(self) -> str:
        return words("pad.down" if self.pen_down else "pad.up")


def _inked(strokes: Strokes) -> list[list[int]]:
    """The greys to show, a row a list."""
    from tui_tutor.digits.ink import on_the_pad  # a pad is rare, and should not slow the start

    greys: list[list[int]] = on_the_pad(strokes, PEN).tolist()
    return greys


_CURSOR = Style(color=NAMED[ACT].dark, bgcolor=RAISED.dark)
_CURSOR_DOWN = Style(color=LIT_GROUND, bgcolor=RAISED.dark)


def _cell(above: int, below: int, sign: str = "▀") -> Segment:
    # Black as the images are; of sixteen colours that is the page's, too.
    paper = 96 if has_few_colours() else 0
    grey = [Color.from_rgb(v, v, v) for v in (max(above, paper), max(below, paper))]
    return Segment(sign, Style(color=grey[0], bgcolor=grey[1]))
