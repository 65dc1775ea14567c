"""The one question about lessons from elsewhere: may their code run?"""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Static

from tui_tutor.clean import clean
from tui_tutor.course import Course
from tui_tutor.text import Words
from tui_tutor.tui.screens.dialog import Answer, Question

words = Words("practice")
app_words = Words("app")
GUARDS = {"landlock", "seccomp"}  # no files but its own; no network and no other process


class MayRun(Question):
    """Returns whether it may. Says what keeps the code apart on this very machine."""

    AUTO_FOCUS = "#no"
    BINDINGS = [
        Binding("escape", "dismiss(False)", app_words.name("key.only-read")),
        Binding("q", "dismiss(False)", show=False),
    ]

    def __init__(self, course: Course) -> None:
        super().__init__(words("elsewhere.title"))
        self.course = course

    @property
    def question(self) -> str:
        if (package := self.course.package) is None:
            return words("elsewhere.question", folder=clean(self.course.elsewhere))
        told = {"package": package.package, "version": package.version, "folder": package.folder}
        return clean(words("elsewhere.package", **told))

    def body(self) -> ComposeResult:
        yield Static(self.question, markup=False)
        yield Static(words("elsewhere.trying"), id="guards", markup=False)
        with Horizontal(classes="buttons"):
            yield Answer(words("elsewhere.run"), id="yes", compact=True)
            yield Answer(words("elsewhere.read"), id="no", compact=True)
        once = "elsewhere.once-package" if self.course.package else "elsewhere.once"
        yield Static(words(once), classes="aside", markup=False)

    def on_mount(self) -> None:
        self._try_guards()

    @work(thread=True, exit_on_error=False)
    def _try_guards(self) -> None:
        from tui_tutor.practice.sandbox import run_code

        held = set(run_code("None").confined) >= GUARDS
        self.app.call_from_thread(self._tell_guards, held)

    def _tell_guards(self, held: bool) -> None:
        if self.is_mounted:
            guarded = "guards.part" if self.course.package else "guards.held"
            sentence = words(guarded if held else "guards.none")
            self.query_one("#guards", Static).update(sentence)

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
