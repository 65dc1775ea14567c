"""The language is changed while the program runs, and everything follows at once."""

import io
from collections.abc import Callable

import pytest
from rich.console import Console
from textual.widgets import Static, TextArea

from tests.some import thorough
from tests.tui.test_app import offered, settled, until
from tui_tutor import text
from tui_tutor.cli import main
from tui_tutor.folders import data_folder
from tui_tutor.progress import kept_setting
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.reader import help_reader
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.prediction import AnswerField
from tui_tutor.tui.widgets.ribbon import RibbonRow

pytestmark = pytest.mark.usefixtures("small_course")


def test_no_line_of_the_keys_is_cut_in_chinese() -> None:
    said = [one for key, one in text.sentences("app", "zh").items() if key.startswith("help.")]
    keys = help_reader({"": [("x", line) for line in said]}).text
    for width in range(40, 100):
        console = Console(width=width, file=io.StringIO())
        with console.capture() as capture:
            console.print(keys)
        assert "…" not in capture.get()


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language zz, in which each sentence stands between ⟦ and ⟧."""
    english = text.sentences

    def sentences(room: str, language: str) -> dict[str, str]:
        known = english(room, "en")
        return {key: f"⟦{said}⟧" for key, said in known.items()} if language == "zz" else known

    monkeypatch.setattr(text, "sentences", sentences)
    monkeypatch.setattr(text, "languages", lambda: ("en", "zz"))


@pytest.mark.usefixtures("made_up")
async def test_what_is_on_the_screen_speaks_the_new_language(app: Callable[..., TutorApp]) -> None:
    tutor = app("activations")
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        place = tutor.lesson_screen.lesson.name

        def all_say(mark: bool) -> bool:
            """None of them while the panel is made anew."""
            knobs = list(tutor.screen.query_one(DemoPane).query_one(KnobPanel).knobs)
            entries = tutor.screen.query_one(Foot).entries
            said = [knob.label for knob in knobs] + [entry.word for entry in entries]
            return bool(knobs and entries) and all(("⟦" in word) == mark for word in said)

        await tutor.speak("zz")
        await until(pilot, lambda: all_say(mark=True))
        assert tutor.lesson_screen.lesson.name == place
        await tutor.speak("en")
        await until(pilot, lambda: all_say(mark=False))


@thorough
@pytest.mark.usefixtures("made_up", "at_work")
async def test_a_run_goes_on_in_the_new_language(app: Callable[..., TutorApp]) -> None:
    tutor = app("training")
    async with tutor.run_test(size=(120, 40)) as pilot:
        pane = tutor.screen.query_one(DemoPane)
        await until(pilot, lambda: pane.player and pane.player.view)
        await pilot.press("space")
        await until(pilot, lambda: pane.player and pane.player.view and pane.player.view.playing)
        before = pane.playing
        await tutor.speak("zz")
        await until(pilot, lambda: pane.player and pane.player.view and pane.player.view.playing)
        assert pane.playing is before
        assert "⟦" in pane.query_one(RibbonRow).render().plain


@pytest.mark.usefixtures("made_up")
async def test_what_is_half_typed_stays(app: Callable[..., TutorApp]) -> None:
    tutor = app("softmax")
    async with tutor.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: tutor.screen.query(AnswerField))
        tutor.screen.query(AnswerField).first().focus()
        await pilot.press(*"[1 ")
        await tutor.speak("zz")
        await until(pilot, lambda: isinstance(tutor.focused, AnswerField))
        await pilot.press("2")
        assert tutor.screen.query(AnswerField).first().value == "[1 2"


@pytest.mark.usefixtures("made_up")
async def test_an_exercise_that_is_open_stays_as_it_is(app: Callable[..., TutorApp]) -> None:
    tutor = app("softmax")
    async with tutor.run_test(size=(120, 40)) as pilot:
        await tutor.push_screen(screen := ExerciseScreen(tutor.session, "softmax"))
        await pilot.press(*"e =", "f8", "f8", *"# a")
        written = screen.query_one(TextArea).text
        await tutor.speak("zz")
        await pilot.press("b")
        assert screen.query_one(TextArea).text == written.replace("# a", "# ab")
        assert "⟦" in str(screen.query_one("#found", Static).visual)
        assert "⟦" in str(screen.query_one("#title", Static).render())


@pytest.mark.usefixtures("made_up")
async def test_the_language_is_kept_and_comes_before_that_of_the_machine(
    app: Callable[..., TutorApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    tutor = app("activations")
    async with tutor.run_test():
        await tutor.speak("zz")
    assert kept_setting(data_folder(), "language") == "zz"
    main(["where"])
    assert text.language() == "zz"
    main(["where", "--language", "en"])
    assert text.language() == "en"


async def test_the_palette_finds_the_glossary(app: Callable[..., TutorApp]) -> None:
    tutor = app("activations")
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p", *"glossary")
        await until(pilot, lambda: len(offered(tutor)) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: type(tutor.screen).__name__ == "Glossary")
