"""Which course is open in the app: ours, or one by others, whose code is asked about once."""

from textual import on

from tui_tutor import opening, packages
from tui_tutor.course import Lesson
from tui_tutor.knobs import AnyKnobs
from tui_tutor.packages import CoursePackage
from tui_tutor.page import blocks
from tui_tutor.session import Session
from tui_tutor.share import Shared
from tui_tutor.tui.keys import KeysInTurn
from tui_tutor.tui.screens.lesson import LessonScreen
from tui_tutor.tui.widgets.fences import LessonFence


class Courses(KeysInTurn):
    """An app with a course, which can be exchanged for another."""

    session: Session

    @property
    def lesson_screen(self) -> LessonScreen:
        return next(s for s in self.screen_stack if isinstance(s, LessonScreen))

    def open_course(
        self, lesson: str | None = None, shared: Shared[AnyKnobs] | None = None
    ) -> None:
        """Show the session's course, at that lesson or where it was left, with a shared demo."""
        screen = LessonScreen(self.session)
        screen.shared = shared
        self.push_screen(screen)
        place = lesson or self.session.progress.get("place")
        screen.call_later(screen.open, self.lesson_named(place))
        session = self.session
        answered = session.may_run or session.progress.get("may-run") is False
        if not answered and self._has_code():
            self.ask_may_run()

    def lesson_named(self, name: object) -> Lesson:
        """That lesson, or the first where there is none of that name."""
        lessons = self.session.course.lessons
        return next((lesson for lesson in lessons if lesson.name == name), lessons[0])

    async def exchange_course(self, package: CoursePackage | None) -> None:
        """Leave the course that is open for that package's, or for ours; each has its progress."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.session.save()
        packages.use(package)
        course = opening.read(None)
        self.session.course, self.session.progress = course, opening.progress_in(course.elsewhere)
        self.open_course()

    def action_show_courses(self) -> None:
        from tui_tutor.tui.screens.courses import CoursesByOthers

        async def chosen(package: CoursePackage | str | None) -> None:
            if package is not None and package != packages.in_use():
                await self.exchange_course(package if isinstance(package, CoursePackage) else None)

        self.push_screen(CoursesByOthers(), chosen)

    # ------------------------------------------------------------ may its code run?

    def _has_code(self) -> bool:
        if self.session.course.package and (
            packages.modules("demos") or packages.modules("exercises")
        ):
            return True
        found = (block for lesson in self.session.course.lessons for block in blocks(lesson))
        return any(block.kind.on_page for block in found)

    @on(LessonFence.MayRunAsked)
    def ask_may_run(self) -> None:
        from tui_tutor.tui.screens.elsewhere import MayRun

        async def answered(yes: bool | None) -> None:
            self.session.answer_may_run(bool(yes))
            self.session.save_soon()
            for screen in self.screen_stack:
                for fence in screen.query(LessonFence):
                    await fence.come_alive()
            if yes and self.session.course.package:
                await self.lesson_screen.open_demo()

        self.push_screen(MayRun(self.session.course), answered)
