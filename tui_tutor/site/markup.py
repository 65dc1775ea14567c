"""A page's tokens as HTML, by markdown-it's own renderer, with what each living block becomes."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML

from tui_tutor.block import ANSWER, EXERCISE, GOAL, SOURCE, Block, Kind
from tui_tutor.course import Course, NoSuchLesson
from tui_tutor.goals import GoalError, read_goal
from tui_tutor.outcomes import SEED, outcomes
from tui_tutor.page import Page, parser
from tui_tutor.practice import exercises
from tui_tutor.practice.ladder import solution
from tui_tutor.practice.truth import told_by
from tui_tutor.progress import Progress
from tui_tutor.review import is_folded
from tui_tutor.site.code import coloured
from tui_tutor.site.frame import page_of, words

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict


def folded(summary: str, inside: str) -> str:
    """What is not seen before it is opened."""
    return f"<details><summary>{escape(summary)}</summary>\n{inside}</details>\n"


class Markup(RendererHTML):
    """The renderer of one page. Its methods are its rules, each for a type of token."""

    def __init__(self, lesson: str, course: Course, page: Page, progress: Progress) -> None:
        super().__init__()
        self._lesson = lesson
        self._course = course
        self._page = page
        self._progress = progress
        self._markdown = parser()
        self._anchors = iter([heading.anchor for heading in page.headings])
        self._used = {""}
        ran = [block for block in page.blocks if block.kind.on_page]
        self._came = dict(zip(map(id, ran), outcomes(ran) if ran else [], strict=True))
        self._shows: dict[Kind, Callable[[Block], str]] = {
            ANSWER: self._answer,
            GOAL: self._goal,
            SOURCE: self._source,
            EXERCISE: self._exercise,
        }

    def page(self) -> str:
        return self.render(self._page.tokens, self._markdown.options, {})

    # -------------------------------------------------------------- Markdown's own tokens

    def heading_open(
        self, tokens: "Sequence[Token]", idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        anchor = next(self._anchors, "")
        name = "" if anchor in self._used else f' id="{escape(anchor)}"'
        self._used.add(anchor)
        return f"<{tokens[idx].tag}{name}>"

    def link_open(
        self, tokens: "Sequence[Token]", idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """A link to the page of a lesson; where it leads nowhere, its words alone."""
        target = self._target(str(tokens[idx].attrGet("href") or ""))
        return f'<a href="{escape(target)}">' if target else "<a>"

    def _target(self, written: str) -> str:
        if written.startswith(("https://", "http://", "mailto:")):
            return written
        file, hash_sign, anchor = written.partition("#")
        if not file:
            known = any(heading.anchor == anchor for heading in self._page.headings)
            return written if known else ""
        try:
            lesson = self._course.find(file.removesuffix(".md"))
        except NoSuchLesson:
            return ""
        return page_of(lesson) + hash_sign + anchor

    def image(
        self, tokens: "Sequence[Token]", idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        """What it says of itself: pages bring no pictures but those of demos."""
        return f"<em>{escape(tokens[idx].content)}</em>"

    def table_open(
        self, tokens: "Sequence[Token]", idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        return '<div class="wide" tabindex="0"><table>\n'

    def table_close(
        self, tokens: "Sequence[Token]", idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        return "</table></div>\n"

    # -------------------------------------------------------------- blocks

    def block(
        self, tokens: "Sequence[Token]", idx: int, options: "OptionsDict", env: "EnvType"
    ) -> str:
        block: Block = tokens[idx].meta["block"]
        if block.kind in self._shows:
            return self._shows[block.kind](block)
        code = coloured(block.shown, block.language)
        if block.kind.asks:
            return code + self._question(block)
        if id(block) in self._came:
            return f'{code}<p class="soft">{escape(words("gives"))}</p>\n{self._given(block)}'
        return code

    def _given(self, block: Block) -> str:
        return f'<pre class="given" tabindex="0">{escape(told_by(self._came[id(block)]))}</pre>\n'

    def _question(self, block: Block) -> str:
        seed = words("seed", seed=SEED) if "seed" in block.flags else ""
        asked = escape(" ".join(filter(None, (words("ask"), seed))))
        why = f"<p>{self._inline(block.why)}</p>\n" if block.why else ""
        return f'<p class="ask">{asked}</p>\n' + folded(words("answer"), self._given(block) + why)

    def _inline(self, text: str) -> str:
        return self.render(self._markdown.parseInline(text), self._markdown.options, {})

    def _answer(self, block: Block) -> str:
        return folded(words("seen"), f"<p>{self._inline(block.code)}</p>\n")

    def _goal(self, block: Block) -> str:
        try:
            goal = read_goal(block)
        except GoalError:
            return coloured(block.code, "")
        said = escape(words("goal", sentence=goal.sentence))
        options = "".join(f"<li>{escape(option)}</li>" for option in goal.options)
        among = f"\n<ul>{options}</ul>" if options else ""
        return f'<ul class="goals"><li>{said}{among}</li></ul>\n'

    def _source(self, block: Block) -> str:
        code = coloured(block.shown)
        if is_folded(self._progress, block):
            return folded(words("source", name=block.subject), code)
        return code

    def _exercise(self, block: Block) -> str:
        name = block.subject
        if not block.filled:
            return coloured(block.shown)
        asked = escape(words("write", name=name))
        hints = "".join(
            folded(words("hint", number=number), f"<p>{self._inline(hint)}</p>\n")
            for number, hint in enumerate(exercises.load(name).hints, start=1)
        )
        answer = folded(words("solution"), coloured(solution(name)))
        return f'<p class="ask">{asked}</p>\n{coloured(block.shown)}{hints}{answer}'
