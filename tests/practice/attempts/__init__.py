"""Common wrong attempts at each exercise, and what is said of each: a file an exercise.

Above each attempt stands `## kind key`: `idea` of exercises.toml, `error` of errors.toml, `type` or
`property`, `changed` where it changed its input, and `values` where there is no reason to be given.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Attempt:
    exercise: str
    kind: str
    key: str
    source: str

    def __str__(self) -> str:
        return f"{self.exercise} {self.kind} {self.key}".strip()


@cache
def attempts() -> tuple[Attempt, ...]:
    return tuple(
        Attempt(file.stem, kind, key, source.strip() + "\n")
        for file in sorted(Path(__file__).parent.glob("*.txt"))
        for kind, key, source in re.findall(
            r"^## (\w+) ?(\S*)\n(.*?)(?=^## |\Z)", file.read_text("utf-8"), re.S | re.M
        )
    )
