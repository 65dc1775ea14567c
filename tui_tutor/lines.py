"""Where a line of text may end: as Chinese is set where there is some, else as Rich does it.

Rich and Textual break a line between words, and a word is what stands between two blanks: a whole
sentence, in Chinese. `break_lines_in` puts `divide_line` in place of theirs.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from types import ModuleType

from rich._wrap import divide_line as divide_words
from rich.cells import cell_len, chop_cells

from tui_tutor.inline import CHINESE, HOLD, JOIN

SOLID = re.compile(f"[{CHINESE}]")  # a line may end beside it, without a blank
NOT_FIRST = frozenset("，。、；：？！）】》〉」』”’…—·％,.;:?!)]}%°")
NOT_LAST = frozenset("（【《〈「『“‘([{")
# What Rich would set otherwise: where words have no blanks, and where a sign stands after a blank
# or, as the key `[` does, before one.
FIRST, LAST = (re.escape("".join(sorted(signs))) for signs in (NOT_FIRST, NOT_LAST))
OURS = re.compile(f"[{CHINESE}{HOLD}]| [{FIRST}]|[{LAST}] ")
# The blank between a number and what it counts, `5 ms`, `100 张`, and the one after such a key.
HELD = re.compile(rf"(?<=\d) (?=(?:ms|µs|s|KB|MB|GB|GiB|px)\b|[{CHINESE}])|(?<=[{LAST}]) ")


def break_lines_in(module: ModuleType) -> None:
    """Have that module of Rich or Textual end its lines where we do."""
    assert module.divide_line is divide_words or module.divide_line is divide_line
    module.__dict__["divide_line"] = divide_line


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """The places at which the text is divided into lines of at most so many cells.

    With `fold`, what is wider than a line is cut. Blanks at the end of a line count for nothing.
    """
    if not OURS.search(text):
        return divide_words(text, width, fold)
    places: list[int] = []
    filled = 0
    for start, part in _parts(HELD.sub(HOLD, text)):
        needs = cell_len(part.rstrip(" "))
        if filled + needs <= width:
            filled += cell_len(part)
            continue
        if start:
            places.append(start)
        filled = cell_len(part)
        if needs > width and fold:
            inner = _cut(part, width)
            places += [start + place for place in inner]
            filled = cell_len(part[inner[-1] :]) if inner else filled
    return places


def longest_piece(text: str) -> int:
    """The cells of the longest piece of it that no line's end divides, such as a path."""
    pieces = (
        (part for line in text.split("\n") for _, part in _parts(HELD.sub(HOLD, line)))
        if OURS.search(text)
        else text.split()
    )
    return max((cell_len(piece.rstrip(" ")) for piece in pieces), default=0)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The pieces that no line's end divides, each with its place."""
    start = 0
    for place in range(1, len(text)):
        if _may_end(text[place - 1], text[place]):
            yield start, text[start:place]
            start = place
    if text:
        yield start, text[start:]


def _may_end(before: str, after: str) -> bool:
    """Whether a line may end between these two."""
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    if after in (" ", HOLD, JOIN) or before in (HOLD, JOIN):
        return False
    if before == " ":
        return True
    if before.isdecimal() and SOLID.match(after):
        return False
    return bool(SOLID.match(before) or SOLID.match(after))


def _cut(part: str, width: int) -> list[int]:
    """Where a piece that is wider than a line is cut: at its held blanks, else anywhere."""
    if HOLD in part:
        places = divide_words(part.replace(HOLD, " "), width)
    else:
        lengths = (len(line) for line in chop_cells(part, width)[:-1])
        places = list(accumulate(lengths))
    return [_moved(part, *pair) for pair in pairwise([0, *places])]


def _moved(part: str, start: int, place: int) -> int:
    """The cut at that place of a line from `start`, farther back where a line may not begin so."""
    for earlier in range(place, start, -1):
        if part[earlier] not in NOT_FIRST and part[earlier - 1] not in NOT_LAST:
            return earlier
    return place
