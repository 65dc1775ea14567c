"""The app: it opens screens, each with the session that it needs."""

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import Provider
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme

from tui_tutor.clean import clean
from tui_tutor.inline import HOLD
from tui_tutor.knobs import AnyKnobs
from tui_tutor.opening import read_anew
from tui_tutor.review import due
from tui_tutor.session import Session
from tui_tutor.share import Shared
from tui_tutor.show.palette import data_colours
from tui_tutor.text import Words, choose, language, languages, own_name
from tui_tutor.tui.closing import can_be_seen
from tui_tutor.tui.courses import Courses
from tui_tutor.tui.leaving import continue_only_after_a_stop, is_served
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.screens.writing import WritingScreen
from tui_tutor.tui.sharing import share_command
from tui_tutor.tui.themes import DARK, themes
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.foot import written
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.picture import draw_for

words = Words("app")
data_words = Words("data")
DUE_AFTER = 1  # seconds: the page comes first
TELL_EVERY = 1  # seconds: what is wrong with the progress file
SHOT_AFTER = 0.1  # seconds: when the palette has gone from what is pictured


def _palette() -> type[Provider]:
    """What the palette finds, imported when it is opened."""
    from tui_tutor.tui.commands import LessonsThenCommands

    return LessonsThenCommands


class TutorApp(Courses):
    """`tutor` in a terminal."""

    TITLE = "tutor"
    CSS = "Button:focus { color: $block-cursor-background; }"  # reversed: as the cursor of a list
    COMMANDS = {_palette}
    BINDINGS = [
        Binding("q", "quit", words.name("key.quit"), tooltip=words.name("help.quit")),
        Binding(
            "ctrl+q", "quit", words.name("key.quit"), tooltip=words.name("help.quit"), priority=True
        ),
        Binding("ctrl+p", "command_palette", words.name("key.palette"), priority=True),
    ]

    def __init__(
        self,
        session: Session,
        lesson: str | None = None,
        asks: bool = False,
        shared: Shared[AnyKnobs] | None = None,
    ) -> None:
        """asks: whether it may ask, once, if MNIST should be fetched.

        shared: how the demo of that lesson is to be opened.
        """
        super().__init__()
        self.session = session
        self.asks = asks
        self._first = lesson
        self._shared = shared
        self._told = ""

    def get_driver_class(self) -> type[Driver]:
        if not is_served():
            return super().get_driver_class()
        from tui_tutor.tui.served import PageDriver

        return PageDriver

    def on_mount(self) -> None:
        self._put_on()
        self.theme = self._remembered_theme()
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        if not self.is_headless:
            continue_only_after_a_stop()
        self.set_interval(TELL_EVERY, self._tell_notice)
        self.open_course(self._first, self._shared)
        self.set_timer(DUE_AFTER, self._tell_due)
        self._tell_notice()

    def _put_on(self) -> None:
        """Our own themes, and colours and pictures that this terminal can show."""
        few = self.console.color_system == "standard" and not self.is_headless
        for theme in themes(few):
            self.register_theme(theme)
        self.ansi_theme_dark = data_colours(True, few, self.no_color)
        self.ansi_theme_light = data_colours(False, few, self.no_color)
        self.theme = DARK
        if not self.is_headless:
            draw_for(self.console, self.no_color)

    def _remembered_theme(self) -> str:
        theme = self.session.progress.get("settings", "theme")
        return theme if isinstance(theme, str) and theme in self.available_themes else self.theme

    def _remember_theme(self, theme: Theme) -> None:
        self.session.progress.put("settings", "theme", value=theme.name)
        self.session.save_soon()

    # ------------------------------------------------------------ progress

    def on_unmount(self) -> None:
        self.session.save()

    def _tell_notice(self) -> None:
        """Say once what is wrong with the progress file."""
        notice = self.session.progress.notice
        if notice and notice[0] != self._told:
            self._told, detail = notice
            sentence = words.of("progress", self._told, detail=clean(detail))
            self.notify(sentence, severity="warning", timeout=12, markup=False)

    def _tell_due(self) -> None:
        """One line on what comes back by now, where something does."""
        if count := len(due(self.session.course, self.session.progress)):
            self.notify(words("review.due", count=count), timeout=8)

    # ------------------------------------------------------------ keys

    @property
    def is_busy(self) -> bool:
        return isinstance(self.screen, LessonScreen) and self.screen.is_opening

    def get_key_display(self, binding: Binding) -> str:
        return written(binding)

    def revive_focus(self) -> None:
        if not can_be_seen(self.focused):
            if isinstance(self.screen, LessonScreen):
                self.screen.focus_what_is_seen()
            else:
                self.screen.set_focus(next(iter(self.screen.focus_chain), None))

    # ------------------------------------------------------------ screens

    async def open_lesson(self, name: str) -> None:
        await self.lesson_screen.jump(self.session.course.find(name))

    @on(LessonPage.LinkFollowed)
    async def link_followed(self, event: LessonPage.LinkFollowed) -> None:
        await self.follow(event.target)

    async def follow(self, target: str) -> None:
        """A link: to a heading, to another lesson, or to the web (https and http alone)."""
        file, _, anchor = target.partition("#")
        name = file.removesuffix(".md").lower() or self.lesson_screen.lesson.name
        if name in {lesson.name for lesson in self.session.course.lessons}:
            await self.lesson_screen.jump(self.session.course.find(name), anchor)
        elif target.startswith(("https://", "http://")):
            self.open_url(target)

    # The screens that are not seen at once are imported when they are: start-up need not wait.

    def action_command_palette(self) -> None:
        from tui_tutor.tui.widgets.rows import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=words("palette.search"), id="--command-palette"))

    def search_themes(self) -> None:
        from tui_tutor.tui.commands import OursThenOthers
        from tui_tutor.tui.widgets.rows import Palette

        wanted = words("palette.search-theme")
        self.push_screen(Palette(providers=[OursThenOthers], placeholder=wanted))

    async def action_show_course(self) -> None:
        from tui_tutor.tui.screens.course_list import CourseList

        async def chosen(name: str | None) -> None:
            if name:
                await self.open_lesson(name)

        here = self.lesson_screen.lesson.name
        self.push_screen(CourseList(self.session, here), chosen)

    def action_show_glossary(self) -> None:
        from tui_tutor.tui.screens.glossary import Glossary

        self.push_screen(Glossary(self.session), self._opened_from_glossary)

    async def _opened_from_glossary(self, lesson: str | None) -> None:
        if lesson:
            await self.open_lesson(lesson)

    def action_show_review(self) -> None:
        from tui_tutor.tui.screens.review import Review

        self.push_screen(Review(self.session))

    # ------------------------------------------------------------ digits

    @on(DemoPane.Opened)
    def offer_mnist(self, event: DemoPane.Opened) -> None:
        """Ask once whether to fetch MNIST, when a demo is opened that is better with it."""
        if not self.asks or not event.demo.uses_digits:
            return
        from tui_tutor.digits import mnist, named_folder

        has_some = named_folder(self.session.data) or mnist.is_kept()
        if not has_some and not self.session.progress.get("settings", "mnist"):
            self.action_fetch_mnist()

    def action_fetch_mnist(self) -> None:
        from tui_tutor.tui.screens.fetch import FetchScreen

        if not any(isinstance(screen, FetchScreen) for screen in self.screen_stack):
            self.push_screen(FetchScreen(), self._mnist_answered)

    async def _mnist_answered(self, is_here: bool | None) -> None:
        answer = "fetched" if is_here else "not now"
        self.session.progress.put("settings", "mnist", value=answer)
        self.session.save_soon()
        if is_here:
            await self.lesson_screen.reload_digits()
            self.notify(data_words("ask.arrived"), timeout=8, markup=False)

    def action_show_help(self) -> None:
        from tui_tutor.tui.screens.keys import keys_page

        self.push_screen(keys_page(self.BINDINGS))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand(words("palette.course"), words("help.course"), self.action_show_course)
        others = words("palette.courses"), words("help.courses"), self.action_show_courses
        yield SystemCommand(*others)
        if not self.session.may_run:
            yield SystemCommand(words("palette.allow"), words("help.allow"), self.ask_may_run)
        fetch = data_words("ask.palette"), data_words("ask.help"), self.action_fetch_mnist
        yield SystemCommand(*fetch)
        for other in languages():
            if other != language():
                title = words("palette.language", name=own_name(other))
                yield SystemCommand(title, words("help.language"), partial(self.speak, other))
        glossary = words("palette.glossary"), words("help.glossary"), self.action_show_glossary
        yield SystemCommand(*glossary)
        if string := self.lesson_screen.query_one(DemoPane).share_string:
            yield share_command(self, string)
        yield SystemCommand(words("palette.theme"), words("help.theme"), self.action_change_theme)
        yield SystemCommand(words("palette.keys"), words("help.help"), self.action_show_help)
        picture = partial(self.set_timer, SHOT_AFTER, self.deliver_screenshot)
        yield SystemCommand(words("palette.picture"), words("help.picture"), picture)
        yield SystemCommand(words("palette.quit"), words("help.quit"), self.action_quit)

    # ------------------------------------------------------------ the language

    async def speak(self, wanted: str) -> None:
        """Say everything in that language from now on, and remember that it is wanted."""
        choose(wanted)
        self.session.progress.put("settings", "language", value=wanted)
        self.session.save_soon()
        self.session.course = read_anew(self.session.course)
        for screen in self.screen_stack:
            if isinstance(screen, LessonScreen):
                await screen.say_anew(self.lesson_named(screen.lesson.name))
            elif isinstance(screen, WritingScreen):
                screen.say_anew()
            else:
                await screen.recompose()

    def copy_to_clipboard(self, text: str) -> None:
        super().copy_to_clipboard(text.replace(HOLD, " "))
