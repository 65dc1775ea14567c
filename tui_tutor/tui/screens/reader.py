"""Two pages to read over the lesson: the source of core in play, and every key."""

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui_tutor import source
from tui_tutor.progress import Progress
from tui_tutor.review import is_unmet
from tui_tutor.show.roles import ACT
from tui_tutor.text import Words
from tui_tutor.tui.screens.dialog import Dialog, Scroll
from tui_tutor.tui.widgets.code import Code, highlighted

words = Words("app")


class Reader(Dialog[None]):
    """A titled text that scrolls; any of a few keys closes it."""

    AUTO_FOCUS = "Scroll"
    BINDINGS = [
        Binding("escape", "dismiss", words.name("key.close")),
        Binding("q,s,enter,question_mark,f1", "dismiss", show=False),
    ]

    def __init__(self, title: str, text: Content | Group) -> None:
        super().__init__(title)
        self.text = text

    def body(self) -> ComposeResult:
        with Scroll(classes="scroll"):
            yield Code(self.text) if isinstance(self.text, Content) else Static(self.text)


def source_reader(names: tuple[str, ...], progress: Progress) -> Reader:
    """The source of those functions of core, as it runs; of those to be written yet, the first
    line.
    """
    functions = {name: source.shown(name) for name in names}
    for name in names:
        if is_unmet(progress, name):
            head = functions[name].split("\n", 1)[0]
            functions[name] = f"{head}\n    # {words('source.folded')}"
    code = "\n\n\n".join(functions[name] for name in names)
    return Reader(words("source.title"), highlighted(code))


def help_reader(groups: dict[str, list[tuple[str, str]]]) -> Reader:
    """Keys with what each does, in groups under their headings."""
    width = max(cell_len(keys) for rows in groups.values() for keys, _ in rows)
    parts: list[RenderableType] = []
    for heading, rows in groups.items():
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, width=width)
        # Rich counts characters where it takes off the blank at a line's end: with the usual
        # overflow that of a Chinese line becomes an ellipsis.
        table.add_column(overflow="fold")
        for keys, meaning in rows:
            table.add_row(Text(keys, f"bold {ACT}"), meaning)
        parts += ["", Text(heading, "bold"), table]
    return Reader(words("help.title"), Group(*parts[1:]))
