"""In every language a demo's picture stays within its room, in width and in height."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.demos.pictures import NOBODY
from tui_tutor import demos, text
from tui_tutor.demo import Size, after
from tui_tutor.text import languages

STEPS = 3  # how far a live demo has come
SIZES = Size(56, 31), Size(118, 34)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
@pytest.mark.parametrize("name", demos.names())
@pytest.mark.parametrize("language", languages())
def test_a_picture_stays_within_its_room(
    name: str, size: Size, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "language", lambda: language)
    demo = demos.load(name, NOBODY)
    console = Console(width=size.width, file=io.StringIO(), color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(after(demo, demo.knobs, size, STEPS), crop=False)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    assert [line for line in lines if cell_len(line) > size.width] == []
    assert len(lines) <= size.height
