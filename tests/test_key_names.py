"""A key has one name wherever it is named: the foot's, `ctrl+r`, `esc`, `f2`, `space`, in code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "lessons").glob("*/*.md"))
TEXTS = sorted((ROOT / "tui_tutor" / "text").glob("*/*.toml"))
OTHERS = sorted(ROOT.glob("README*.md"))
OTHER_NAMES = re.compile(
    r"\b[Cc]trl-|\b(?:Ctrl|Shift|Alt)\b|\bcontrol\+|\bctrl\+[A-Z]|\bF\d\b|\bEsc(?:ape)?\b"
    r"|\*\*(?:space|enter|tab|esc|空格|回车|f\d|[.+a-z])\*\*(?!\w)|`(?:Enter|Tab|Space|PageDown|PageUp)`"
)


@pytest.mark.parametrize(
    "file", [*PAGES, *TEXTS, *OTHERS], ids=lambda f: f"{f.parent.name}/{f.name}"
)
def test_keys_are_named_as_the_foot_names_them(file: Path) -> None:
    said = [line for line in file.read_text("utf-8").splitlines() if OTHER_NAMES.search(line)]
    assert said == []
