"""A Rich renderable drawn once into strips, served line by line, scrolled where it is higher."""

from collections.abc import Mapping

from rich.console import Console, RenderableType
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_tutor.show import lines, unbracketed
from tui_tutor.show.spots import holds, lit, turns_of

_console = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)


def draw_for(terminal: Console, no_color: bool) -> None:
    """Draw from now on what that terminal can show.

    Colours are kept as they are named; Textual's filters turn them into the theme's.
    """
    global _console
    _console = Console(
        color_system="truecolor" if terminal.color_system != "standard" else "standard",
        no_color=no_color,
        force_terminal=True,
        legacy_windows=False,
    )


def has_few_colours() -> bool:
    """Whether there are sixteen of them."""
    return _console.color_system == "standard"


def shades_are_lost() -> bool:
    """Whether a ground that is a little lighter than another one looks the same."""
    return has_few_colours() or _console.no_color


def strips(renderable: RenderableType, width: int) -> list[Strip]:
    """Its lines at that width; from any thread."""
    options = _console.options.update(width=max(width, 1), height=None)
    shown = lines(renderable, _console, options)
    return [Strip(unbracketed(line, _console), options.max_width) for line in shown]


class Picture(ScrollView, can_focus=False):
    """What a demo shows. `show` draws; until the next one its lines come from memory.

    Tab reaches it only where there is something to scroll with the arrow keys.
    """

    DEFAULT_CSS = """
    Picture {
        height: 1fr;
        margin: 0 0 0 1;
        border-left: blank;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        background: transparent;
        &:focus {
            border-left: outer $primary;
        }
    }
    """

    class Resized(Message):
        """It has another size: whoever drew what it shows should draw it anew."""

    class Touched(Message):
        """A place was clicked that gives knobs these values."""

        def __init__(self, values: Mapping[str, object]) -> None:
            super().__init__()
            self.values = values

    class Hovered(Message):
        """The mouse is over a place that gives knobs these values, or over none."""

        def __init__(self, values: Mapping[str, object]) -> None:
            super().__init__()
            self.values = values

    def on_mount(self) -> None:
        self._hovered: Mapping[str, object] = {}
        self._strips: list[Strip] = []
        self._shown: RenderableType = ""
        self._lit = "", ""  # the part that stands out, and its colour

    def on_resize(self) -> None:
        self.show(self._shown)
        self.post_message(self.Resized())

    def show(self, renderable: RenderableType, drawn: list[Strip] | None = None) -> None:
        """Show it; `drawn` are its strips, where they were made elsewhere."""
        self._shown = renderable
        width = max(self.scrollable_content_region.width, 1)
        self._strips = strips(renderable, width) if drawn is None else drawn
        self.virtual_size = Size(width, len(self._strips))
        # Textual lets the bar stay where what was too high comes to fit to the line.
        self.show_vertical_scrollbar = len(self._strips) > self.size.height
        self.can_focus = self.has_focus or len(self._strips) > self.size.height
        self.refresh()

    def holds(self, part: str) -> bool:
        """Whether it shows that part."""
        return holds(self._strips, part)

    def light(self, part: str, colour: str) -> None:
        """Let the cells of that part stand out in that colour, and no others."""
        self._lit = part, colour
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a place that turns knobs turns them; demos say which with `spot`."""
        if turned := turns_of(event.style):
            self.post_message(self.Touched(turned))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if (values := turns_of(event.style)) != self._hovered:
            self._hovered = values
            self.post_message(self.Hovered(values))

    @property
    def text(self) -> str:
        """What it shows, without colours."""
        return "\n".join(strip.text.rstrip() for strip in self._strips)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._style = self.rich_style  # once for all of them: it is made out of many rules
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        row = self.scroll_offset.y + y
        width = self.size.width
        if row >= len(self._strips):
            return Strip.blank(width, self._style)
        strip = self._strips[row]
        if self._lit[0]:
            strip = Strip(lit(strip, *self._lit), strip.cell_length)
        return strip.adjust_cell_length(width).apply_style(self._style)
