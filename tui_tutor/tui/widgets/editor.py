"""An editor for Python: it keeps the indentation, and colours what is typed."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pygments.lexers import PythonLexer
from pygments.token import Token, _TokenType
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Highlight, Selection, TextAreaTheme

from tui_tutor.show.code import STYLES
from tui_tutor.show.roles import WRONG
from tui_tutor.tui.keys import KeysInTurn

STEP = 4  # spaces
LINES = 1000  # of which it remembers how they look
# Strings of one line and comments, whose quotes open nothing; then what opens a longer one.
OPENS = re.compile(r"""#.*|(\"{3}|'{3})|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?""")
# Code whose first line brings its own indentation, or belongs at the left edge.
BRINGS_ITS_OWN = re.compile(r"[ \t]+\S|(async def|def|class|import|from)\b[^\r\n]*[\r\n]|@")
LEAVES = re.compile(r"\s*(return|raise|pass|break|continue)\b")  # a block ends after these

PYTHON = PythonLexer(stripnl=False, ensurenl=False)
SYNTAX = {str(token): Style.parse(style) for token, style in STYLES.items()}


def _styled(token: _TokenType) -> str:
    """The name of the style that it has: its own, or that of the kind it belongs to."""
    while token is not Token and token not in STYLES:
        token = token.parent
    return str(token) if token in STYLES else ""


class Editor(TextArea):
    """TextArea with what a beginner expects of Enter, Tab, Shift+Tab and Backspace.

    Where something is to be filled in, Tab goes on to the next gap.
    """

    DEFAULT_CSS = """
    Editor .text-area--gutter, Editor .text-area--cursor-gutter {
        color: $text-muted;
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="indent",
            show_line_numbers=True,
        )
        self._pasting = False
        self._gap = ""  # what stands where something is to be filled in
        self._fault = 0  # the line that is marked
        self._still: LRUCache[object, Strip] = LRUCache(LINES)  # lines without the cursor
        self.register_theme(TextAreaTheme("tutor", syntax_styles=SYNTAX))
        self.theme = "tutor"

    def begin(self, gap: str) -> None:
        """Mark the first gap, whose place typing takes; where there is none, go to the end."""
        self._gap = gap
        if not self.next_gap():
            self.move_cursor(self.document.end)

    def next_gap(self) -> bool:
        """Mark the gap behind the cursor, or else the first; whether there is one."""
        if not self._gap or self._gap not in self.text:
            return False
        before = len(self.get_text_range((0, 0), self.cursor_location))
        behind = self.text.find(self._gap, before)
        place = behind if behind >= 0 else self.text.index(self._gap)
        *above, line = self.text[:place].split("\n")
        row, column = len(above), len(line)
        self.selection = Selection((row, column), (row, column + len(self._gap)))
        return True

    def mark(self, line: int) -> None:
        """Mark that line, from 1 on, until the next letter is typed, and show it; 0 marks none."""
        self._fault = line
        self._line_cache.clear()
        self.refresh()
        row = self.wrapped_document.location_to_offset((line - 1, 0)).y if line else 0
        if line and not 0 <= row - self.scroll_offset.y < self.size.height:
            self.scroll_to(y=row - self.size.height // 2, animate=False)

    def _build_highlight_map(self) -> None:
        """What Textual leaves to tree-sitter: which cells, counted in bytes, have which style."""
        self._fault = 0
        self._line_cache.clear()
        self._highlights.clear()
        lines = (line for block in blocks(self.text) for line in _coloured(block))
        self._highlights.update(enumerate(lines))

    def _render_line(self, y: int) -> Strip:
        """Most lines show after a key what they showed before, and are not drawn anew."""
        places = self.wrapped_document._offset_to_line_info
        place = y + self.scroll_offset.y
        row, section = places[place] if place < len(places) else (-1, 0)
        if row >= 0 and row == self._fault - 1 and section == 0:
            return self._marked(super()._render_line(y))
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        bracket = self._matching_bracket_location
        if row < 0 or first <= row <= last or (bracket and row == bracket[0]):
            return super()._render_line(y)
        line = self.document.get_line(row), tuple(self._highlights[row]), row, section
        # While the size changes, the lines may still be wrapped as they were before.
        room = self.scrollable_content_region.width, self.gutter_width
        wrapped = tuple(self.wrapped_document.get_offsets(row))
        styles = self._theme.base_style, self._theme.gutter_style
        shown = (*line, *room, wrapped, *styles)
        strip = self._still.get(shown)
        if strip is None:
            strip = self._still[shown] = super()._render_line(y)
        return strip

    def _marked(self, line: Strip) -> Strip:
        """The line with a cross behind its number."""
        number, *rest = line
        style = (number.style or Style()) + Style.parse(WRONG)
        cross = Segment(f"{number.text.rstrip()}✗".ljust(len(number.text)), style)
        return Strip([cross, *rest], line.cell_length)

    @property
    def wrap_width(self) -> int:
        """The cells of a line, of the size that it has now.

        Textual's own count goes by where it last was on the screen, which is one size too old
        when it is told of a new one.
        """
        room = self.outer_size.width - self.gutter.width - self.scrollbar_gutter.width
        return max(room - self.gutter_width - 1, 0)  # the cursor may stand behind the last

    def on_key(self, event: events.Key) -> None:
        keys: dict[str, Callable[[], None]] = {
            "enter": self.new_line,
            "shift+tab": lambda: self.shift_lines(-1),
        }
        if self.selection.start[0] != self.selection.end[0]:
            keys["tab"] = lambda: self.shift_lines(1)
        elif event.key == "tab" and self._is_behind_code() and self.next_gap():
            keys["tab"] = lambda: None
        if event.key in keys:
            event.stop()
            event.prevent_default()
            keys[event.key]()

    def on_paste(self, event: events.Paste) -> None:
        """Blanks before the cursor give way to those that the pasted code begins with."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        if self.selection.is_empty and not before.strip() and BRINGS_ITS_OWN.match(event.text):
            self.selection = Selection((row, 0), (row, column))

    def new_line(self) -> None:
        """A line below, as far in as this one, or a step further or less where a block says so."""
        start, end = sorted(self.selection)
        before = self.document.get_line(start[0])[: start[1]]
        depth = 0 if self._is_pasted() else _depth_below(before)
        self.replace("\n" + " " * depth, start, end, maintain_selection_offset=False)
        self.scroll_cursor_visible()

    def _is_behind_code(self) -> bool:
        """Whether Tab would put blanks into a line, and not before it."""
        row, column = self.cursor_location
        return bool(self.document.get_line(row)[:column].strip())

    def _is_pasted(self) -> bool:
        """Whether what follows brings its own indentation.

        A terminal that does not mark a paste sends it as keys. A blank that waits behind Enter
        was not typed by hand; the rest of that burst is pasted, too.
        """
        following = self.app.next_key if isinstance(self.app, KeysInTurn) else ""
        self._pasting = following in ("space", "tab") or (self._pasting and following != "")
        return self._pasting

    def shift_lines(self, way: int) -> None:
        """Move the lines of the selection a step further in (1) or out (-1)."""
        start, end = self.selection
        first, last = sorted((start[0], end[0]))
        lines = [self.document.get_line(row) for row in range(first, last + 1)]
        shifted = [_shifted(line, way) for line in lines]
        self.replace("\n".join(shifted), (first, 0), (last, len(lines[-1])))
        moved = {row: len(shifted[row - first]) - len(lines[row - first]) for row in (first, last)}
        self.selection = Selection(
            *((row, max(column + moved[row], 0)) for row, column in (start, end))
        )

    def action_delete_left(self) -> None:
        """Backspace among the spaces that a line begins with takes a whole step of them."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        if self.selection.is_empty and before and not before.strip(" "):
            self.delete((row, (column - 1) // STEP * STEP), (row, column))
        else:
            super().action_delete_left()


def blocks(text: str) -> Iterator[str]:
    """The text in pieces, so that a key has one of them coloured anew and not the whole.

    Each line at the left edge begins a piece, but inside a string over several lines.
    """
    block: list[str] = []
    inside = ""
    for line in text.split("\n"):
        if block and line[:1].strip() and not inside:
            yield "\n".join(block)
            block = []
        block.append(line)
        inside = _open_string(line, inside)
    yield "\n".join(block)


def _open_string(line: str, inside: str) -> str:
    """The quotes of the string that goes on below this line, or ""; `inside`: above it."""
    place = 0
    while True:
        if inside:
            end = re.compile(rf"(?:\\.|(?!{inside})[^\\])*{inside}").match(line, place)
            if end is None:
                return inside
            place, inside = end.end(), ""
        opened = OPENS.search(line, place)
        if opened is None:
            return ""
        place, inside = opened.end(), opened[1] or ""


@lru_cache(LINES)
def _coloured(block: str) -> list[list[Highlight]]:
    """For each of its lines which bytes have which style."""
    lines: list[list[Highlight]] = [[]]
    column = 0
    for token, text in PYTHON.get_tokens(block):
        for place, piece in enumerate(text.split("\n")):
            if place:
                lines.append([])
                column = 0
            end = column + len(piece.encode())
            if piece and (name := _styled(token)):
                lines[-1].append((column, end, name))
            column = end
    return lines


def _depth_below(line: str) -> int:
    """How far in the line below this one begins."""
    depth = len(line) - len(line.lstrip(" "))
    if line.rstrip().endswith(":"):
        return depth + STEP
    return max(depth - STEP, 0) if LEAVES.match(line) and not _is_open(line) else depth


def _shifted(line: str, way: int) -> str:
    if way > 0:
        return " " * STEP + line if line else line
    return line[min(STEP, len(line) - len(line.lstrip(" "))) :]


def _is_open(line: str) -> bool:
    """Has the line a bracket that is not closed on it?"""
    return sum(map(line.count, "([{")) > sum(map(line.count, ")]}"))
