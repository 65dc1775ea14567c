"""The usual mistakes as others write them, of otherwise.txt: in layers, tuples, a namespace."""

import re
from pathlib import Path

from tests.practice.own.planted import RIGHT, Changes, changed

FEWER: dict[str, Changes] = {  # steps, so that a test is short
    "layers": {"range(1600)": "range(500)"},
    "tuples": {"range(3)": "range(1)"},
    "namespace": {"in range(3)": "in range(2)"},
}
TEXT = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
ROWS = re.findall(r"^# ([\w-]+): (\w+)\n((?:[-+].*\n)+)", TEXT, re.M)
CHANGE = re.compile(r"((?:-.*\n)+)((?:\+.*\n)*)")


def _lines(marked: str) -> str:
    return "".join(line[2:] + "\n" for line in marked.splitlines())


# The mistake's name, the page that it is planted in, and how.
OTHERWISE: list[tuple[str, str, Changes]] = [
    (name, page, {_lines(old): _lines(new) for old, new in CHANGE.findall(changes)})
    for name, page, changes in ROWS
]


def planted_otherwise(page: str, mistake: Changes) -> str:
    text = (RIGHT / f"{page}.py").read_text(encoding="utf-8")
    return changed(FEWER[page], changed(mistake, text))
