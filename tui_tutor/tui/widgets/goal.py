"""A goal under its task: an open circle, which becomes a tick the moment the demo shows it."""

from contextlib import suppress

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Label, Markdown

from tui_tutor.goals import Goal, GoalError, is_reached, read_goal
from tui_tutor.page import Block
from tui_tutor.session import Session
from tui_tutor.show.roles import ACT, RIGHT
from tui_tutor.tui.widgets.fences import LessonFence


class GoalLine(LessonFence):
    """A line with the goal's sentence; the screen tells it when the goal was reached."""

    DEFAULT_CSS = """
    GoalLine {
        margin: 0;
        background: transparent;
    }
    """

    def __init__(self, markdown: Markdown, block: Block, session: Session, seed: int = 0) -> None:
        super().__init__(markdown, block, session, seed)
        self.lesson = ""  # whose goal it is; who makes the page says so
        self.goal: Goal | None = None
        with suppress(GoalError):  # `tutor check` says what is wrong with it; here it is read
            self.goal = read_goal(block)

    def compose(self) -> ComposeResult:
        yield Label("", markup=False)

    async def come_alive(self) -> None:
        """It is whole from the start."""
        self.is_alive = True

    def on_mount(self) -> None:
        super().on_mount()
        self.show_state()

    def show_state(self) -> None:
        """Reached or not, as the learner's record says now."""
        self.query_one(Label).update(self._line())

    def _line(self) -> Text:
        if self.goal is None:
            return Text(self.block.code)
        reached = is_reached(self.session.progress, self.lesson, self.goal)
        sign = ("✓ ", RIGHT) if reached else ("○ ", ACT)
        return Text.assemble(sign, self.goal.sentence)
