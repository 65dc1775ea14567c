"""The script that draws the README's pictures still knows the app, and README shows all of them."""

import re
import runpy
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.strip import Strip

from tests.some import thorough
from tui_tutor.tui.themes import DARK

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "pictures.py"
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST = 1_000_000  # bytes of a picture


@thorough
async def test_the_picture_of_a_wrong_attempt_shows_what_is_said_of_it() -> None:
    script = runpy.run_path(str(SCRIPT))
    camera = await script["taken"](script["practice"], DARK)
    picture = script["picture"](camera, dark=True)
    assert "Write it: softmax" in picture
    assert "np.max(a)" in picture
    assert "One maximum and one sum for the whole" in picture


def test_a_moving_picture_uncovers_only_what_has_changed() -> None:
    script = runpy.run_path(str(SCRIPT))
    screens = [[Strip([Segment(f"{word:9}")])] for word in ("one word", "one wood", "one wood")]
    camera = script["Camera"](None)
    camera.moments = [(1.0, screen) for screen in screens]
    picture = script["picture"](camera, dark=True)
    assert re.findall(r">(\w+)</text>", picture) == ["o"]
    assert "one word" in picture
    assert "33.33%{visibility:visible}" in picture


def test_a_wide_sign_that_comes_or_goes_is_a_change_of_both_its_cells() -> None:
    changed = runpy.run_path(str(SCRIPT))["changed"]
    assert changed(Strip([Segment("a课b")]), Strip([Segment("a  b")])) == (1, 3)


@pytest.mark.parametrize("file", sorted(ROOT.glob("docs/*.svg")), ids=lambda file: file.name)
def test_every_picture_is_small_and_stands_in_the_readme(file: Path) -> None:
    assert f"docs/{file.name}" in README
    assert file.stat().st_size < MOST


def test_the_readme_shows_no_picture_that_is_not_there() -> None:
    named = re.findall(r"docs/[\w-]+\.svg", README)
    assert named
    assert all((ROOT / name).is_file() for name in named)
