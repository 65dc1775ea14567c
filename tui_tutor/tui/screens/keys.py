"""Every key, in groups, as the help page shows it."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from tui_tutor.text import Words, said
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.screens.lesson_keys import IN_TIME
from tui_tutor.tui.screens.reader import Reader, help_reader
from tui_tutor.tui.widgets.foot import written
from tui_tutor.tui.widgets.knobs.pad import DrawingPad

words = Words("app")
Rows = list[tuple[str, str]]  # keys and what they do
# Of the lesson's screen: which of its actions stand where.
READING = (
    "go(1)",
    "go(-1)",
    "light(1)",
    "light(-1)",
    "back",
    "app.show_course",
    "mark",
    "app.show_review",
)
DEMO = ("swap", "full", "source")
PLAYING = tuple(
    f"transport('{order}')" for order in ("play", "step", *IN_TIME, "restart", "faster", "slower")
)


def keys_page(app: Iterable[BindingType]) -> Reader:
    """The help page; `app` are the keys that act on every screen."""
    lesson = LessonScreen.BINDINGS
    groups: dict[str, Rows] = {
        "reading": [*rows(lesson, READING), _row("palette")],
        "at-prediction": [_row("predict")],
        "in-demo": [*rows(lesson, DEMO), _row("scroll")],
        "knobs-too": [_row("knobs"), _row("type"), *rows(lesson, ("reset_knobs",))],
        "playing": rows(lesson, PLAYING),
        "on-pad": [_row("pad"), *rows(DrawingPad.BINDINGS)],
        "in-exercise": rows(ExerciseScreen.BINDINGS),
        "program": [*rows(lesson, ("app.show_help",)), _row("copy"), *rows(app)],
    }
    return help_reader({words.of("help", name): told for name, told in groups.items()})


def rows(bindings: Iterable[BindingType], actions: tuple[str, ...] = ()) -> Rows:
    """Those that say what they do: their keys together, and the meaning."""
    keys: dict[str, list[str]] = {}
    for binding in Binding.make_bindings(bindings):
        if binding.tooltip and (not actions or binding.action in actions):
            keys.setdefault(binding.tooltip, []).append(written(binding))
    return [(" ".join(names), said(meaning)) for meaning, names in keys.items()]


def _row(name: str) -> tuple[str, str]:
    """A key that is no binding of its own."""
    return words.of("keys", name), words.of("help", name)
