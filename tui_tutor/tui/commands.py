"""What the palettes find: lessons, by title and by what stands in them, then commands; themes."""

from collections.abc import Awaitable, Callable

from textual.command import DiscoveryHit, Hit, Hits
from textual.markup import escape
from textual.system_commands import SystemCommandsProvider
from textual.theme import ThemeProvider

from tui_tutor.course import Lesson
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.sharing import pasted
from tui_tutor.tui.themes import DARK, LIGHT


class LessonsThenCommands(SystemCommandsProvider):
    """One provider of both: several would take turns, in no order."""

    @property
    def lesson_screen(self) -> LessonScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, LessonScreen))

    async def discover(self) -> Hits:
        for lesson in self.lesson_screen.session.course.lessons:
            yield DiscoveryHit(
                escape(lesson.title), self._opener(lesson), help=escape(lesson.summary)
            )
        async for command in super().discover():
            yield command

    async def search(self, query: str) -> Hits:
        if shared := pasted(self.lesson_screen, query):
            yield shared
            return
        matcher = self.matcher(query)
        for lesson in self.lesson_screen.session.course.lessons:
            score = matcher.match(lesson.called)
            if not score and query.casefold() in lesson.body.casefold():
                score = 0.3
            if score:
                shown = matcher.highlight(escape(lesson.title))
                yield Hit(score, shown, self._opener(lesson), help=escape(lesson.summary))
        async for command in super().search(query):
            yield command

    def _opener(self, lesson: Lesson) -> Callable[[], Awaitable[None]]:
        return lambda: self.lesson_screen.jump(lesson)


class OursThenOthers(ThemeProvider):
    """Every theme, ours first, with a sign at the one that is on."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        found = sorted(super().commands, key=lambda command: command[0] not in (DARK, LIGHT))
        return [
            (f"{'◉' if name == self.app.theme else '○'} {name}", put_on) for name, put_on in found
        ]
