"""Code on a page: a line that is too long goes on below, further in, so that none looks new."""

from rich.cells import chop_cells
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Label

FURTHER_IN = 4


class Code(Label):
    """A label of highlighted code."""

    def render(self) -> RenderResult:
        return self._folded(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._folded(width).plain.count("\n") + 1

    def _folded(self, width: int) -> Content:
        assert isinstance(self.visual, Content)
        return folded(self.visual, width)


def folded(code: Content, width: int) -> Content:
    """The code with each line cut where it reaches the width, at a blank where there is one."""
    lines: list[Content | str] = []
    for line in code.split("\n", allow_blank=True):
        indent = len(line.plain) - len(line.plain.lstrip()) + FURTHER_IN
        indent = min(indent, width // 2)
        while line.cell_length > width > FURTHER_IN:
            kept = len(chop_cells(line.plain, width)[0])
            blank = line.plain.rfind(" ", indent, kept + 1)
            first, rest = line.divide([blank if blank > 0 else kept])
            lines.append(first)
            line = " " * indent + rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        lines.append(line)
    return Content("\n").join(lines)
