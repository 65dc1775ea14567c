"""A prediction: what code gives is said before it runs, then compared with what comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events, on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Button, Input, Markdown, Static

from tui_tutor.block import Block
from tui_tutor.session import Session
from tui_tutor.show.prose import in_pieces
from tui_tutor.show.roles import QUIET, RIGHT, WRONG
from tui_tutor.text import Words, in_turn
from tui_tutor.tui.widgets.code import Code, highlighted
from tui_tutor.tui.widgets.fences import RunFence
from tui_tutor.tui.widgets.small_button import SmallButton

if TYPE_CHECKING:
    from tui_tutor.practice.predict import Verdict
    from tui_tutor.practice.sandbox import Outcome

words = Words("practice")


class AnswerField(Input):
    """Where a prediction is typed. Pasted lines are joined, as rows of an array may be."""

    BINDINGS = [
        Binding("enter", "submit", words.name("key.run")),
        Binding("escape", "leave", words.name("key.leave")),
    ]

    def on_key(self) -> None:
        """Who types sees it, also where the field was scrolled away."""
        self.scroll_visible(animate=False)

    def action_leave(self) -> None:
        """Back to the page, so that letters are keys again."""
        next(a for a in self.ancestors if isinstance(a, Widget) and a.can_focus).focus()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        super()._on_paste(events.Paste(" ".join(event.text.split())))


@dataclass(frozen=True)
class Draft:
    """What stands in the field of a question, whether it is being typed, and with which numbers."""

    text: str = ""
    has_focus: bool = False
    numbers: int = 0


class PredictionFence(RunFence):
    """A question about the code above it, with other numbers where it has some."""

    def __init__(
        self, markdown: Markdown, block: Block, session: Session, numbers: int = 0
    ) -> None:
        super().__init__(markdown, block, session, numbers)
        self._first: dict[int, str] = {}  # by numbers: what came of the first attempt
        self.before = ""  # what came of it when it was asked last, on this page
        self.begun = Draft()  # what stood in its field when the page was made anew

    @property
    def draft(self) -> Draft:
        fields = self.query(AnswerField)
        if not fields:
            return self.begun
        return Draft(fields.first().value, fields.first().has_focus, self.numbers)

    async def come_alive(self) -> None:
        await super().come_alive()
        if self.begun.has_focus and self.query(AnswerField):
            self.query_one(AnswerField).focus(scroll_visible=False)
        if self.before and self.query(AnswerField):
            said = words.of("before", self.before)
            if self.seed is not None:
                said = in_turn(words("predict.seed", seed=self.seed), said)
            self.say(Text(said, QUIET))

    def running_controls(self) -> Iterator[Widget]:
        yield Static(words("predict.ask"), markup=False)
        field = AnswerField(self.begun.text, words("predict.placeholder"), compact=True)
        field.select_on_focus = not self.begun.text  # what was begun is gone on with
        yield field
        yield SmallButton(words("predict.skip"), id="skip")

    @on(Input.Submitted)
    def predicted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.begin(event.value)

    @on(Button.Pressed, "#skip")
    def skipped(self, event: Button.Pressed) -> None:
        event.stop()
        self.begin(None)

    @on(Button.Pressed, "#again")
    def again(self, event: Button.Pressed) -> None:
        """The same question with other numbers."""
        event.stop()
        self._cancelled.set()
        self.numbers += 1
        self.query_one("#code-content", Code).update(highlighted(self.form.shown))
        field = self.query_one(Input)
        field.value = ""
        field.focus()
        self.query_one("#skip").visible = True
        self.query_one("#again").remove()
        self.say("" if self.seed is None else words("predict.seed", seed=self.seed))

    def show_outcome(self, said: str | None, outcome: "Outcome") -> None:
        from tui_tutor.practice.predict import compare
        from tui_tutor.practice.truth import result_of
        from tui_tutor.practice.wrong_answers import idea_behind

        got = result_of(outcome)
        if said is None:
            text = Text.assemble((words("predict.skipped") + "\n", QUIET), (got, "bold"))
            verdict = "skipped"
        else:
            compared = compare(said, outcome)
            verdict = "right" if compared.right else "wrong"
            self.query_one("#skip").visible = False  # it would take the place of what was judged
            text = _both_sides(compared)
            if verdict == "wrong" and (idea := idea_behind(said, self.form.ideas, outcome)):
                text.append("\n").append_text(in_pieces(idea))
        if self.form.why:
            text.append("\n").append_text(in_pieces(self.form.why, "italic"))
        if verdict == "right" and self._first.get(self.numbers, "right") != "right":
            text.append("\n" + words("predict.was-shown"), QUIET)
        self.say(text)
        self._keep(said, verdict)
        if self.query_one(AnswerField).has_focus:  # who asked sees what came
            self.call_after_refresh(self.bring_into_sight)

    def bring_into_sight(self) -> None:
        """What came, and below it what asks for other numbers."""
        for part in self.query(".result, #again"):
            part.scroll_visible(animate=False)

    def _keep(self, said: str | None, verdict: str) -> None:
        """Tell of the first attempt with these numbers, and make way for the next."""
        if (field := self.query_one(Input)).value == said:
            field.select_all()  # what is typed next takes its place
        if self.numbers not in self._first:
            self._first[self.numbers] = verdict
            self.post_message(self.Predicted(self.block, verdict, self.numbers))
        if self.block.has_others and not self.query("#again"):
            # Below what came: in the row of the field it would take the field's room.
            self.mount(SmallButton(words("predict.again"), id="again"))


def _both_sides(verdict: "Verdict") -> Text:
    """What was said and what came, the difference lit (and underlined, for the colour-blind).

    A value of several lines begins on a line of its own, so that its columns stay straight.
    """
    tall = any("\n" in piece for piece, _ in (*verdict.expected, *verdict.got))
    gap = "\n" if tall else "  "
    read = f"  {words('predict.read', text=verdict.read)}" if verdict.read else ""
    if verdict.right:
        yes = (f"✓ {words('predict.right')}{gap}", RIGHT)
        return Text.assemble(yes, (verdict.got[0][0], "bold"), (read, QUIET))
    names = words("predict.said"), words("predict.got")
    width = max(map(cell_len, names))
    said, got = (
        Text.assemble(
            (set_cell_size(name, width) + gap, QUIET),
            *((piece, f"{lit} underline" if differs else "") for piece, differs in pieces),
        )
        for name, pieces, lit in zip(
            names, (verdict.expected, verdict.got), (WRONG, RIGHT), strict=True
        )
    )
    return Text.assemble(("✗ ", WRONG), said, (read, QUIET), "\n  ", got)
