"""A lesson's page as it is printed: folded to the width, with what its blocks ask and give."""

from collections.abc import Callable, Collection, Iterator
from typing import ClassVar

from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import Heading, Markdown, MarkdownElement
from rich.padding import Padding
from rich.text import Text

from tui_tutor.block import ANSWER, EXERCISE, GOAL, PAGE, SOURCE, Block
from tui_tutor.cli import words
from tui_tutor.demo import Demo, Size
from tui_tutor.demo_words import lines_of
from tui_tutor.goals import is_question, told_as
from tui_tutor.inline import hold_code_together
from tui_tutor.knobs import AnyKnobs
from tui_tutor.outcomes import SEED, outcomes
from tui_tutor.page import Page
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.truth import told_by
from tui_tutor.session import Session
from tui_tutor.show.prose import in_pieces

Below = Callable[[Block], list[RenderableType]]  # what is printed below a block
INDENT = (0, 0, 0, 4)


class PrintedPage(Markdown):
    """The page; below each block stands what `below` has for it."""

    elements: ClassVar[dict[str, type[MarkdownElement]]]

    def __init__(self, page: Page, below: Below, folded: Collection[str] = ()) -> None:
        """folded: the functions whose source is not shown."""
        super().__init__("", hyperlinks=False)
        self.folded = folded
        self.parsed = page.tokens
        hold_code_together(self.parsed)
        self.below = below


class PrintedHeading(Heading):
    """A heading at the left edge, with Markdown's own signs before it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("#" * int(self.tag[1:]) + " ") + self.text


class PrintedBlock(MarkdownElement):
    """Code, indented so that it can be told from the text, and what stands below it."""

    def __init__(self, code: str, below: list[RenderableType]) -> None:
        self.code = code
        self.below = below

    @classmethod
    def create(cls, markdown: Markdown, token: Token) -> "PrintedBlock":
        assert isinstance(markdown, PrintedPage)
        block: Block = token.meta["block"]
        if block.kind is SOURCE and block.subject in markdown.folded:
            return cls("", [Padding(Text(words("show.folded", name=block.subject)), INDENT)])
        code = "" if block.kind in (ANSWER, GOAL) else block.shown
        return cls(code, markdown.below(block))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.code:
            yield Padding(Text(self.code, "bold"), INDENT)
        if self.code and self.below:
            yield ""
        yield from self.below


PrintedPage.elements = {
    **Markdown.elements,
    "heading_open": PrintedHeading,
    "block": PrintedBlock,
}


# ------------------------------------------------------------------ what stands below the blocks


def what_it_asks(lesson: str, block: Block, number: int) -> Iterator[RenderableType]:
    """What there is to do: a question to answer, a function to write, and the command for it."""
    if is_question(block):
        key = "show.choose" if block.kind is GOAL else "show.ask"
        yield Text(words(key, name=lesson, number=number))
        if "seed" in block.flags:
            yield Text(words("show.seed", seed=SEED))
    if block.kind is EXERCISE:
        yield Text(words("show.exercise", name=block.subject))
    if block.kind is PAGE:
        yield Text(words("show.page"))


def what_it_gives(block: Block, outcome: Outcome) -> Iterator[RenderableType]:
    """What came of running it, and the reason where the page has one."""
    yield Text(words("show.gives"))
    yield Padding(Text(told_by(outcome)), INDENT)
    if block.why:
        yield in_pieces(block.why)


def below_blocks(lesson: str, page: Page, session: Session, answers: bool) -> Below:
    """What to print below each block: what it asks, or where it is run, what it gives."""
    wanted = [
        block
        for block in page.blocks
        if block.kind.on_page and (answers or (session.may_run and not block.kind.asks))
    ]
    questions = [id(block) for block in page.blocks if is_question(block)]
    numbers = {question: number for number, question in enumerate(questions, start=1)}
    came = dict(zip(map(id, wanted), outcomes(wanted) if wanted else [], strict=True))

    def below(block: Block) -> list[RenderableType]:
        if block.kind is ANSWER:
            return [in_pieces(words("show.answer", answer=block.code))] if answers else []
        if block.kind is GOAL:
            asked = what_it_asks(lesson, block, numbers.get(id(block), 0))
            return [Text(told_as(session.progress, lesson, block)), *asked]
        given = what_it_gives(block, came[id(block)]) if id(block) in came else ()
        return [*what_it_asks(lesson, block, numbers.get(id(block), 0)), *given]

    return below


# ------------------------------------------------------------------ demos in words


def print_in_words(demo: Demo, knobs: AnyKnobs, size: Size, snapshot: object) -> None:
    """What the demo shows, told. Lines stay as long as they are: a reader folds them as it will."""
    print("\n".join(lines_of(demo, knobs, size.height, snapshot)))
