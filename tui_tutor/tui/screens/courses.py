"""The courses to choose from: ours, those that installed packages bring, and what is broken."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui_tutor import packages
from tui_tutor.clean import clean
from tui_tutor.packages import BrokenPackage, CoursePackage
from tui_tutor.show.roles import QUIET
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.dialog import Dialog
from tui_tutor.tui.widgets.rows import Rows

words = Words("app")
OURS = ""


class CoursesByOthers(Dialog["CoursePackage | str"]):
    """Returns the package that was chosen, or OURS."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", words.name("key.close")),
        Binding("q", "dismiss(None)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(words("courses.title"))
        self.found = list(packages.installed())

    def body(self) -> ComposeResult:
        package = packages.in_use()
        rows = [Option(self._row(words("courses.ours"), here=package is None), id="ours")]
        for number, one in enumerate(self.found):
            if isinstance(one, BrokenPackage):
                rows.append(Option(Text(f"✗ {one.reason}", QUIET), disabled=True))
            else:
                said = f"{one.name}  ({one.package} {one.version})"
                rows.append(Option(self._row(said, here=one == package), id=str(number)))
        yield Rows(*rows, markup=False)
        if not self.found:
            yield Static(words("courses.none"), classes="aside", markup=False)

    def _row(self, said: str, here: bool) -> Text:
        return Text(f"{'◉' if here else '○'} {clean(said)}")

    @unless_closing
    async def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        one = OURS if event.option.id == "ours" else self.found[int(str(event.option.id))]
        self.dismiss(one if isinstance(one, CoursePackage) else OURS)
