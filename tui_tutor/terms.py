"""What a page uses, to be held against what the lessons teach: names, syntax and key terms.

The table of terms by lesson is the lessons' own front matter: `teaches: np.exp, slice, softmax`.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from tui_tutor.block import Block
from tui_tutor.course import Course, Lesson
from tui_tutor.page import Page, read_page

Use = tuple[str, int]  # a term and the file's line on which it is used
MODULES = ("np.", "core.")
PACKAGES = ("np.random", "np.linalg")
SYNTAX = ("slice", "index per axis", "None-index", "...-index", "list-index", "mask", "@", "lambda")
FILLED = ("source", "exercise")  # kinds of blocks that teach the function of core they name


def teachers(course: Course) -> dict[str, str]:
    """Each term that the course teaches, and the first lesson that does."""
    found: dict[str, str] = {}
    for lesson in course.lessons:
        for term in sorted(taught(lesson, read_page(lesson))):
            found.setdefault(term, lesson.name)
    return found


def too_early(lesson: Lesson, page: Page, course: Course, teacher: dict[str, str]) -> list[Use]:
    """What this page uses before it is taught; a link to the lesson that does makes up for it."""
    names = [other.name for other in course.lessons]
    before = set(names[: names.index(lesson.name) + 1])
    before |= {link.target.partition("#")[0].removesuffix(".md").lower() for link in page.links}
    first: dict[str, int] = {}
    for term, line in used(lesson, page, teacher):
        if teacher.get(term) not in before:
            first.setdefault(term, line)
    return list(first.items())


def not_named(lesson: Lesson) -> list[str]:
    """What it says it teaches and does not so much as name, an array's own `.sum` for `np.sum`."""
    body = lesson.body.casefold()
    names = {t: t.rpartition(".")[2] if is_code(t) else t for t in lesson.teaches}
    return [t for t, name in names.items() if t not in SYNTAX and name.casefold() not in body]


def taught(lesson: Lesson, page: Page) -> set[str]:
    """What this lesson teaches: by its front matter, and by core's functions shown or written."""
    shown = {f"core.{block.subject}" for block in page.blocks if block.kind.word in FILLED}
    return shown | set(lesson.teaches)


def used(lesson: Lesson, page: Page, terms: Iterable[str]) -> list[Use]:
    """What this page uses of NumPy, core and the syntax of arrays; and of these terms."""
    known = set(terms)
    found = [u for block in page.blocks for form in block.forms for u in _in_code(form, known)]
    words = sorted(term for term in known if not is_code(term))
    return [*found, *_in_text(lesson, page, words)]


def is_code(term: str) -> bool:
    return term in SYNTAX or term.startswith((*MODULES, "."))


# ------------------------------------------------------------------ code


def _in_code(block: Block, known: set[str]) -> Iterator[Use]:
    if block.language != "python" or block.filled:
        return
    try:
        tree = ast.parse(block.code)
    except SyntaxError:  # a page may show what is no Python
        return
    masks = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Compare)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        for term in _of_node(node, masks, known):
            yield term, block.line + getattr(node, "lineno", 1) - 1


def _of_node(node: ast.AST, masks: set[str], known: set[str]) -> Iterator[str]:
    match node:
        case ast.Attribute():
            yield from _of_name(node, known)
        case ast.Subscript():
            yield from _of_index(node.slice, masks)
        case ast.BinOp(op=ast.MatMult()):
            yield "@"
        case ast.Lambda():
            yield "lambda"


def _of_name(node: ast.Attribute, known: set[str]) -> Iterator[str]:
    """`np.exp` of a module; of an array's own names those that are taught, such as `.T`."""
    name = ast.unparse(node)
    if re.fullmatch(r"(np|core)(\.\w+)+", name):
        if name not in PACKAGES:
            yield name
        return
    yield from {f".{node.attr}"} & known


def _of_index(index: ast.expr, masks: set[str]) -> Iterator[str]:
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    if len(parts) > 1:
        yield "index per axis"
    for part in parts:
        match part:
            case ast.Slice():
                yield "slice"
            case ast.Constant(None):
                yield "None-index"
            case ast.Constant(value) if value is ...:
                yield "...-index"
            case ast.List():
                yield "list-index"
            case ast.Compare() | ast.Name() if isinstance(part, ast.Compare) or part.id in masks:
                yield "mask"


# ------------------------------------------------------------------ text


def _in_text(lesson: Lesson, page: Page, terms: list[str]) -> Iterator[Use]:
    """Terms in the page's sentences, its headings and answers; once each, where first used."""
    for term in terms:
        wanted = re.compile(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", re.IGNORECASE)
        if not term.isascii():  # Chinese has no blanks between words
            wanted = re.compile(re.escape(term))
        for text, line in _sentences(lesson, page):
            if wanted.search(text):
                yield term, line
                break


def _sentences(lesson: Lesson, page: Page) -> Iterator[tuple[str, int]]:
    for token in page.tokens:
        if token.type == "inline" and token.map:
            said = "".join(c.content for c in token.children or () if c.type != "code_inline")
            yield said, lesson.body_line + token.map[0]
        elif token.type == "block":
            for form in token.meta["block"].forms:
                yield form.why, form.line
                yield from ((idea.sentence, idea.line) for idea in form.ideas)
