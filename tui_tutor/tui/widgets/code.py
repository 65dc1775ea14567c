"""Code: its colours, and long lines that go on below, further in, so that none looks new."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import chop_cells
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.highlight import HighlightTheme, highlight
from textual.widgets import Label

from tui_tutor.lines import NOT_FIRST, SOLID, divide_line
from tui_tutor.show.code import STYLES
from tui_tutor.show.roles import AMBER, ROSE, SKY

FURTHER_IN = 4
LANGUAGES = ("python", "sh", "console", "toml", "markdown")  # that a page may hold
QUOTES = '"""'
MARKED = re.compile("[✓✗→○] ")  # a line of a report, or a goal
ITEM = re.compile(r"\s*(\S+: |[ -~、]+：|- )")  # of a docstring's list: it keeps a line of its own


class CodeColours(HighlightTheme):
    """The same for Textual, which writes `ansi_` before such a name."""

    STYLES = {
        token: re.sub(f"{ROSE}|{AMBER}|{SKY}", r"ansi_\g<0>", style)
        for token, style in STYLES.items()
    }


@lru_cache(maxsize=256)
def highlighted(code: str, language: str = "python") -> Content:
    """The code in its colours; what is in no language of ours is plain text.

    Pygments would look through all of its languages for one that it does not know by name.
    """
    known = language if language in LANGUAGES else "text"
    return highlight(code, language=known, theme=CodeColours)


class Code(Label):
    """A label of highlighted code."""

    DEFAULT_CSS = """
    Code {
        width: 100%;
    }
    """

    def render(self) -> RenderResult:
        return self._folded(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._folded(width).plain.count("\n") + 1

    def _folded(self, width: int) -> Content:
        assert isinstance(self.visual, Content)
        return folded(self.visual, width)


class Found(Label):
    """What was found: a line that goes on below goes on under its first word, and not at the edge,
    where it would look like another finding.
    """

    DEFAULT_CSS = """
    Found {
        width: 100%;
    }
    """

    def render(self) -> RenderResult:
        return self._hung(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._hung(width).plain.count("\n") + 1

    def _hung(self, width: int) -> Content:
        assert isinstance(self.visual, Content)
        lines = self.visual.split("\n", allow_blank=True)
        pieces = (_cut(line, width, 2 if MARKED.match(line.plain) else 0) for line in lines)
        return Content("\n").join([piece for line in pieces for piece in line])


def folded(code: Content, width: int) -> Content:
    """The code with each line cut where it reaches the width, at a blank where there is one, and
    in Chinese where a line may end.

    In a docstring, which is prose, what was cut off goes on in front of the next line.
    """
    lines: list[Content] = []
    inside = False  # a docstring
    cut_off = None
    for line in code.split("\n", allow_blank=True):
        plain = line.plain
        if cut_off and _goes_on(cut_off.plain, plain):
            line = cut_off + _blank(cut_off.plain, plain) + line[_indent(plain) :]
        elif cut_off:
            lines.append(cut_off)
        prose = inside or QUOTES in plain
        inside ^= plain.count(QUOTES) % 2 == 1
        *before, last = _cut(line, width, 0 if prose else FURTHER_IN)
        cut_off = last if before and inside else None
        lines += before if cut_off else [*before, last]
    return Content("\n").join([*lines, cut_off] if cut_off else lines)


def _cut(line: Content, width: int, further_in: int) -> Iterator[Content]:
    """The line in pieces that fit, all but the first that much further in."""
    indent = min(_indent(line.plain) + further_in, width // 2)
    while line.cell_length > width > FURTHER_IN:
        first, rest = line.divide([_end(line.plain, width, indent)])
        yield first.rstrip()
        line = " " * indent + rest[_indent(rest.plain) :]
    yield line


def _end(line: str, width: int, indent: int) -> int:
    """The place where the line is cut."""
    kept = len(chop_cells(line, width)[0])
    if SOLID.search(line):
        chinese = next(iter(divide_line(line, width)), 0)
        return chinese if chinese > indent else kept
    blank = line.rfind(" ", indent, kept + 1)
    return blank if blank > 0 else kept


def _blank(before: str, after: str) -> str:
    """What stands between a line and the one that goes on behind it: nothing in Chinese."""
    last, first = before[-1:], after.lstrip()[:1]
    return "" if SOLID.match(last) and (SOLID.match(first) or last in NOT_FIRST) else " "


def _goes_on(text: str, following: str) -> bool:
    """Whether the next line is of the same paragraph."""
    same = following.strip() not in ("", QUOTES) and not ITEM.match(following)
    return same and _indent(text) == _indent(following)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
