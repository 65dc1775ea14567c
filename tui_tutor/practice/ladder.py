"""The ladder to a function: its lines to be ordered, its gaps to be filled, then nothing given.

A model answer stands beside its exercise, NAME.txt: what is telling in a line between « and »,
and below a line, each after `~ idea:`, the wrong ones that those with that idea write there.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tui_tutor import source
from tui_tutor.practice import exercises
from tui_tutor.text import Words

words = Words("practice")
ORDER, FILL, WRITE = 1, 2, 3  # the rungs
RUNGS = (ORDER, FILL, WRITE)
GAP = "___"
WRONG = re.compile(r"~ ([\w-]+): (.*)")


class NoSuchLine(Exception):
    """A number that no line of the puzzle has."""


@dataclass(frozen=True)
class WrongLine:
    """What stands in place of a line, and the idea that one who writes it has."""

    idea: str
    place: int
    line: str


@dataclass(frozen=True)
class Model:
    """A short right answer. `lines` still have the signs around what is telling."""

    lines: tuple[str, ...]
    wrong: tuple[WrongLine, ...]

    @property
    def answer(self) -> str:
        return _plain("\n".join(self.lines))

    @property
    def with_gaps(self) -> str:
        return re.sub("«.*?»", GAP, "\n".join(self.lines))

    @property
    def head(self) -> str:
        """The line that the function begins with, which is not to be ordered."""
        return self.lines[0]

    @property
    def pieces(self) -> tuple[str, ...]:
        """The lines of the puzzle, the wrong ones among them; always in the same order."""
        right = [_plain(line) for line in self.lines[1:]]
        mixed = sorted({*right, *(one.line for one in self.wrong)})
        random.Random(f"{self.head} puzzle").shuffle(mixed)
        return tuple(mixed)

    def ordered(self, numbers: Sequence[int]) -> str:
        """The function made of those pieces, counted from 1; raises NoSuchLine."""
        for number in numbers:
            if not 1 <= number <= len(self.pieces):
                raise NoSuchLine(number)
        return "\n".join([self.head, *(self.pieces[number - 1] for number in numbers)])

    def mistaken(self, wrong: WrongLine) -> str:
        """The answer with that line in its place."""
        lines = [*self.lines[: wrong.place], wrong.line, *self.lines[wrong.place + 1 :]]
        return _plain("\n".join(lines))


def model(name: str) -> Model | None:
    """The model answer of that exercise; None where it has none."""
    file = exercises.folder(name) / f"{name}.txt"
    return _read(file) if file.is_file() else None


@cache
def _read(file: Path) -> Model:
    lines: list[str] = []
    wrong: list[WrongLine] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if found := WRONG.fullmatch(line):
            wrong.append(WrongLine(found[1], len(lines) - 1, found[2]))
        else:
            lines.append(line)
    return Model(tuple(lines), tuple(wrong))


def solution(name: str) -> str:
    """The model answer, where there is one, and how core writes it; one after the other passes."""
    found, known = model(name), name in source.functions()
    code = source.shown(name) if known else ""
    if found is None or not code:
        return found.answer if found else code
    return f"{found.answer}\n\n\n# {words('exercise.of-core')}\n{code}"


def _plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")
