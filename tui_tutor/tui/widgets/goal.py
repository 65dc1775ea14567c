"""A goal under its task: an open circle, which becomes a tick the moment the demo shows it."""

from contextlib import suppress

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Markdown

from tui_tutor import demos
from tui_tutor.block import Block
from tui_tutor.course import Lesson
from tui_tutor.goal_check import answer_to
from tui_tutor.goals import Goal, GoalError, is_reached, read_goal
from tui_tutor.session import Session
from tui_tutor.show.roles import ACT, RIGHT, WRONG
from tui_tutor.text import Words
from tui_tutor.tui.widgets.code import Found
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.small_button import SmallButton

words = Words("goals")


class GoalLine(LessonFence):
    """A line with the goal's sentence; the screen tells it when the goal was reached."""

    DEFAULT_CSS = """
    GoalLine {
        margin: 0;
        background: transparent;
        .options {
            height: auto;
            padding: 0 0 0 3;
            SmallButton {
                min-width: 5;
                margin: 0 1 0 0;
            }
        }
    }
    """

    class Chosen(Message):
        """The right option was chosen."""

        def __init__(self, goal: Goal) -> None:
            super().__init__()
            self.goal = goal

    def __init__(self, markdown: Markdown, block: Block, session: Session, seed: int = 0) -> None:
        super().__init__(markdown, block, session, seed)
        self.lesson: Lesson | None = None  # whose goal it is; who makes the page says so
        self._tried = ""  # an option that was wrong
        self.goal: Goal | None = None
        with suppress(GoalError):  # `tutor check` says what is wrong with it; here it is read
            self.goal = read_goal(block)

    def compose(self) -> ComposeResult:
        yield Found("", markup=False)
        if self.goal and self.goal.options:
            with VerticalGroup(classes="options"):
                for place, option in enumerate(self.goal.options):
                    yield SmallButton(Content(option), id=f"option-{place}")

    async def come_alive(self) -> None:
        """It is whole from the start."""
        self.is_alive = True

    def on_mount(self) -> None:
        super().on_mount()
        self.show_state()

    def show_state(self) -> None:
        """Reached or not, as the learner's record says now."""
        for line in self.query(Found):  # none, where its page is taken away as it is made
            line.update(self._line())
        for options in self.query(".options"):
            options.display = not self._reached

    @property
    def _reached(self) -> bool:
        if self.goal is None or self.lesson is None:
            return False
        return is_reached(self.session.progress, self.lesson.name, self.goal)

    def _line(self) -> Text:
        if self.goal is None:
            return Text(self.block.code)
        sign = ("✓ ", RIGHT) if self._reached else ("○ ", ACT)
        text = Text.assemble(sign, self.goal.sentence)
        if self._tried and not self._reached:
            text.append("\n" + words("wrong", got=self._tried), WRONG)
        return text

    @on(Button.Pressed)
    def chosen(self, event: Button.Pressed) -> None:
        event.stop()
        if self.goal is None or self.lesson is None or not self.lesson.demo:
            return
        got = self.goal.options[int(str(event.button.id).removeprefix("option-"))]
        if got == answer_to(demos.load(self.lesson.demo, self.session), self.goal):
            self.post_message(self.Chosen(self.goal))
        else:
            self._tried = got
            self.show_state()
