"""What a task of a lesson asks for, folded away until the learner wants to see it."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Label

from tui_tutor.show.prose import in_pieces
from tui_tutor.text import Words
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.small_button import SmallButton

words = Words("practice")


class AnswerFold(LessonFence):
    """A line to press; below it the answer, while it is open."""

    DEFAULT_CSS = """
    AnswerFold {
        margin: 0;
        background: transparent;
        .result {
            display: none;
        }
    }
    """

    def compose(self) -> ComposeResult:
        yield SmallButton(words("answer.show"))
        yield Label(in_pieces(self.block.code, "italic"), classes="result", markup=False)

    async def come_alive(self) -> None:
        """It is whole from the start."""
        self.is_alive = True

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        event.stop()
        answer = self.query_one(".result")
        answer.display = not answer.display
        event.button.label = words("answer.hide" if answer.display else "answer.show")
