"""A demo as one line: copied from here, and opened where somebody pastes it into the palette."""

from functools import partial

from textual.app import App, SystemCommand
from textual.command import Hit

from tui_tutor import demos
from tui_tutor.clean import clean
from tui_tutor.knob_values import as_text
from tui_tutor.knobs import AnyKnobs, KnobError
from tui_tutor.share import Shared, demo_of, from_share_string
from tui_tutor.text import Words
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane

words = Words("app")


def share_command(app: App[None], string: str) -> SystemCommand:
    """Copies the string, and says what to do with it."""

    def share() -> None:
        app.copy_to_clipboard(string)
        app.notify(words("shared", string=string), timeout=20, markup=False)

    return SystemCommand(words("palette.share"), words("help.share"), share)


def pasted(screen: LessonScreen, string: str) -> Hit | None:
    """What the palette finds for a share string: it opens, or says what is wrong with it."""
    name = demo_of(string)
    if name not in demos.names():
        return None
    try:
        shared = from_share_string(name, demos.load(name, screen.session).knobs, string)
    except KnobError as error:
        wrong = _as_it_is(str(error))
        return Hit(1, words("palette.not-shared"), lambda: None, help=wrong)
    if all(lesson.demo != name for lesson in screen.session.course.lessons):
        return Hit(1, words("palette.not-here", name=name), lambda: None)
    opened = partial(open_shared, screen, name, shared)
    return Hit(1, words("palette.shared", name=name), opened, help=_as_it_is(string))


def _as_it_is(text: str) -> str:
    """With no bracket that would begin markup."""
    return clean(text).replace("[", r"\[")


async def open_shared(screen: LessonScreen, name: str, shared: Shared[AnyKnobs]) -> None:
    """A demo as somebody else has it, in its first lesson if it is not that of this one."""
    lessons = [screen.lesson, *screen.session.course.lessons]
    lesson = next(lesson for lesson in lessons if lesson.demo == name)
    for knob, text in as_text(shared.knobs).items():
        screen.session.progress.put("knobs", name, knob, value=text)
    screen.shared = shared
    if lesson is screen.lesson:
        screen.query_one(DemoPane).close()
        await screen.open_demo()
    else:
        await screen.jump(lesson)
