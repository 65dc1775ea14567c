"""The checks that a course must pass: its pages, names and links, and every code block run."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui_tutor import demos, goal_check, idea_check, link_check, parity, terms
from tui_tutor.block import ANSWER, GOAL, KINDS, PLAIN, TEXT, Block
from tui_tutor.course import Broken, Course, Lesson, read_course
from tui_tutor.link_check import hint
from tui_tutor.page import IF, WHY, Page, read_page
from tui_tutor.practice.sandbox import Outcome, run_blocks
from tui_tutor.practice.talk import Answer
from tui_tutor.practice.truth import result_of
from tui_tutor.text import FALLBACK, Words, languages, series

if TYPE_CHECKING:
    from markdown_it.token import Token

words = Words("course_check")
MOST_KB, MOST_WORDS = 12, 1200
NUMBERED = (".", ")")  # what stands behind the number of a point of such a list
SEED = 1  # for blocks that use one


def page_folders(folder: Path) -> list[Path]:
    """Where its pages are: a folder for each language that the program knows, or itself."""
    named = [folder / language for language in languages()]
    found = [path for path in named if any(path.glob("*.md"))]
    return found or ([folder] if any(folder.glob("*.md")) else [])


@dataclass(frozen=True)
class Checked:
    """What was seen of one page: its faults, and how many of its blocks were run."""

    faults: tuple[Broken, ...]
    run: int = 0
    pages: int = 1  # 0 for what was seen beside the English pages


def check_course(folder: Path) -> Iterator[Checked]:
    """The course, page by page.

    Its code runs as a learner's does, in the process that is kept apart.
    """
    folders = page_folders(folder)
    names = {path.stem.lower() for pages in folders for path in pages.glob("*.md")}
    english: tuple[Lesson, ...] | None = None  # set where a folder of it stands beside others
    for pages in sorted(folders, key=lambda pages: pages.name != FALLBACK):
        course = read_course(pages, demos.names())
        yield from (Checked((broken,)) for broken in course.broken)
        if english is not None:
            yield Checked(tuple(parity.beside(english, course, pages)), pages=0)
        elif pages.name == FALLBACK:
            english = course.lessons
        teacher = terms.teachers(course)
        for lesson in course.lessons:
            yield check_lesson(lesson, course, names, teacher)


def check_lesson(
    lesson: Lesson, course: Course, names: Collection[str], teacher: dict[str, str]
) -> Checked:
    """One page of that course.

    `names` are the lessons that a link may lead to, `teacher` is the lesson that teaches a term.
    """
    page = read_page(lesson)
    found = [
        *_page(lesson, page),
        *_tasks(lesson, page),
        *_part(lesson, course),
        *_needs(lesson, course),
        *_terms(lesson, page, course, teacher),
        *link_check.faults(lesson, page, names),
        *goal_check.faults(lesson, page),
    ]
    alive = []
    for block in (form for one in page.blocks for form in one.forms):
        said = list(_said(block, page))
        found += said
        if block.kind.in_check and not said:
            alive.append(block)
    faults = sorted([*found, *_ran(alive)], key=lambda fault: fault[0])
    return Checked(tuple(Broken(lesson.path, *fault) for fault in faults), len(alive))


def seen(pages: list[Checked]) -> str:
    """One line on what was looked at, so that silence is not taken for a check."""
    return words(
        "seen",
        pages=sum(page.pages for page in pages),
        blocks=sum(page.run for page in pages),
        faults=sum(len(page.faults) for page in pages),
    )


Fault = tuple[int, str]  # the file's line and what is wrong there


def _page(lesson: Lesson, page: Page) -> Iterator[Fault]:
    size = lesson.path.stat().st_size - sum(block.kept_back for block in page.blocks)
    if size > MOST_KB * 1024:
        yield 1, words("size", kb=f"{size / 1024:.1f}", most=MOST_KB)
    if page.words > MOST_WORDS:
        yield 1, words("words", count=page.words, most=MOST_WORDS, signs=2 * MOST_WORDS)
    if not page.tokens or page.tokens[0].tag != "h1":
        yield lesson.body_line, words("title", title=lesson.title)
    for token in page.tokens:
        if token.map and token.type == "inline" and token.content.lower().startswith(WHY):
            yield lesson.body_line + token.map[0], words("lonely-why")
        elif token.map and token.type == "inline" and token.content.startswith(IF):
            yield lesson.body_line + token.map[0], words("lonely-if")


def _tasks(lesson: Lesson, page: Page) -> Iterator[Fault]:
    """Tasks, the points of a numbered list, that ask and are not answered."""
    asked: list[int] = []  # the line of each point that is open here; 0 where it asks nothing
    for token in page.tokens:
        if token.type == "list_item_open":
            asked.append(0)
        elif token.type == "list_item_close":
            if (line := asked.pop()) and token.markup in NUMBERED:
                yield line, words("no-answer-to-task")
        elif token.type == "block" and token.meta["block"].kind is ANSWER:
            if not asked:
                yield token.meta["block"].line, words("lonely-answer")
            asked[-1:] = [0]
        elif token.type == "inline" and asked and token.map and _asks(token):
            asked[-1] = asked[-1] or lesson.body_line + token.map[0]


def _asks(inline: "Token") -> bool:
    """Whether there is a question in it, code left aside."""
    return any(c.type == "text" and re.search("[?？]", c.content) for c in inline.children or ())


def _needs(lesson: Lesson, course: Course) -> Iterator[Fault]:
    """Lessons that it needs, and that are not there or come later."""
    names = [other.name for other in course.lessons]
    before = names[: names.index(lesson.name)]
    for name in lesson.needs:
        if name not in before:
            reason = "needs-later" if name in names else "needs-unknown"
            yield (
                _line_of("needs:", lesson),
                words(reason, got=name, hint=hint(name, names)).strip(),
            )


def _part(lesson: Lesson, course: Course) -> Iterator[Fault]:
    """A part that has begun and ended before: its lessons stand next to one another."""
    parts = [other.part for other in course.lessons]
    before = parts[: course.lessons.index(lesson)]
    if lesson.part in before[:-1] and lesson.part != before[-1]:
        yield _line_of("part:", lesson), words("part-again", got=lesson.part, other=before[-1])


def _terms(lesson: Lesson, page: Page, course: Course, teacher: dict[str, str]) -> Iterator[Fault]:
    """Names and terms used before they are taught; nothing where no lesson says what it teaches."""
    for term in terms.not_named(lesson):
        yield _line_of("teaches:", lesson), words("not-named", got=term)
    if not any(other.teaches for other in course.lessons):
        return
    for term, line in terms.too_early(lesson, page, course, teacher):
        if term in teacher:
            yield line, words("too-early", got=term, lesson=teacher[term])
        else:
            yield line, words("untaught", got=term)


def _line_of(start: str, lesson: Lesson) -> int:
    """The line of the front matter that begins so."""
    lines = lesson.path.read_text(encoding="utf-8-sig").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.strip().startswith(start))


# ------------------------------------------------------------------ what a block says it is


def _said(block: Block, page: Page) -> Iterator[Fault]:
    """Faults of a block that can be seen without running it."""
    kind, line = block.kind, block.line - 1  # the info line
    if not block.closed:
        yield line, words("unclosed")
    if kind in (ANSWER, GOAL):
        return
    if kind is TEXT:
        if KINDS.keys() & {block.language, *block.flags, *block.values}:
            yield line, words("not-python")
        return
    yield from ((line, reason) for reason in _unknown(block))
    if kind.names and block.subject not in (known := kind.names()):
        near = hint(block.subject, known)
        yield line, words.of("unknown", kind.word, got=block.subject, hint=near).strip()
    if kind.names and block.code:
        yield block.line, words("not-empty", kind=kind.word)
    if not kind.names and not block.code:
        yield line, words("no-code")
    if "again" in block.flags and kind.asks and block in page.blocks:
        yield line, words("lonely-again")
    if kind.asks and not block.why:
        yield line, words("no-why")


def _unknown(block: Block) -> Iterator[str]:
    """Words on its first line that say nothing there."""
    kind = block.kind
    allowed = {kind.word, *kind.flags, *(f"{name}=" for name in kind.values)}
    if kind is PLAIN:
        allowed |= {f"{other.word}=" if other.names else other.word for other in KINDS.values()}
    for word in (*block.flags, *(f"{name}=" for name in block.values)):
        if word.removesuffix("=") != kind.word and word not in allowed:
            may = series(sorted(allowed - {kind.word})) or words("nothing")
            key = "unknown-word" if kind is PLAIN else "unknown-beside"
            yield words(key, got=word, kind=kind.word, words=may)


# ------------------------------------------------------------------ running them


def _ran(alive: list[Block]) -> Iterator[Fault]:
    """What running them tells: all in one process, or each alone where one of them ended that."""
    if not alive:
        return
    outcome = run_blocks([_code(block) for block in alive])
    if len(outcome.answers) == len(alive) and outcome.ended != "output":
        for block, answer in zip(alive, outcome.answers, strict=True):
            yield from _judged(block, answer)
        return
    for block in alive:
        outcome = run_blocks([_code(block)])
        if outcome.answers and outcome.ended != "output":
            yield from _judged(block, outcome.answers[0])
        else:
            yield block.line, outcome.not_started or words.of("ended", outcome.ended)


def _code(block: Block) -> tuple[str, int | None]:
    return block.code, SEED if "seed" in block.flags else None


def _judged(block: Block, answer: Answer) -> Iterator[Fault]:
    """Whether it came to what the block says: a value, an answer to predict, or that error."""
    wanted = block.values.get("raises")
    line = block.line + (answer.line or 1) - 1
    if block.ideas:
        yield from idea_check.faults(block, _outcome(block, answer))
    if answer.kind != "error":
        if wanted:
            yield block.line, words("no-error", wanted=wanted)
        elif block.kind.asks and not result_of(_outcome(block, answer)):
            yield block.line, words("no-answer")
    elif wanted is None:
        yield line, words("failed", message=answer.message, type=answer.type)
    elif wanted not in answer.family:
        yield line, words("other-error", wanted=wanted, type=answer.type, message=answer.message)


def _outcome(block: Block, answer: Answer) -> Outcome:
    """What it came to; where it has no value it printed one, which only a run of its own shows."""
    if answer.kind == "error" or answer.value is not None or answer.repr:
        return Outcome("well", (answer,), "", 0.0)
    return run_blocks([_code(block)])
