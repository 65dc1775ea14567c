"""A session: whose course it is, how far the learner has come, and what the command line said."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui_tutor import packages
from tui_tutor.course import Course
from tui_tutor.progress import Progress

if TYPE_CHECKING:
    from asyncio import TimerHandle

SAVE_DELAY = 0.3  # seconds: a knob being dragged is saved when it rests


class Session:
    """Made once by the command line, and given to the screens and to demos that ask for it.

    `data` is the folder of digits that takes the place of MNIST; None where none was named.
    """

    def __init__(self, course: Course, progress: Progress, data: Path | None = None) -> None:
        self.course = course
        self.progress = progress
        self.data = data
        self._saving: TimerHandle | None = None

    @property
    def may_run(self) -> bool:
        """Whether the lessons' code may run: our own, or where the learner has said so."""
        asked = self.progress.get("may-run")
        return not self.course.elsewhere or asked == self.course.consent

    def answer_may_run(self, yes: bool) -> None:
        """Keep what the learner has said to that; a newer package is asked about anew."""
        self.progress.put("may-run", value=self.course.consent if yes else False)
        packages.allow(yes)

    def save_soon(self) -> None:
        """Save what changed, on a thread, once things have been quiet for a moment."""
        import asyncio  # the app has done so: a command that prints needs no loop

        if self._saving:
            self._saving.cancel()
        loop = asyncio.get_running_loop()
        self._saving = loop.call_later(SAVE_DELAY, loop.run_in_executor, None, self.progress.save)

    def save(self) -> None:
        """Save what changed, now."""
        if self._saving:
            self._saving.cancel()
        self.progress.save()
