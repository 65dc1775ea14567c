"""No line of a picture is cut, in whatever room it stands."""

import io
from dataclasses import replace
from operator import itemgetter
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from tests.demos.pictures import NOBODY
from tests.some import one_of_each, some, thorough
from tui_tutor import demos, text
from tui_tutor.demo import Size, after
from tui_tutor.knob_values import controls
from tui_tutor.show import lines

# The narrowest and lowest that there are in terminals of 100 by 30, beside the lesson and alone,
# then of 60 by 18, 80 by 24, 120 by 40 and 200 by 60.
SIZES = [
    *(Size(46, 20), Size(96, 16), Size(56, 9), Size(76, 14)),
    *(Size(56, 25), Size(116, 26), Size(100, 46), Size(196, 50)),
]
STEPS = 3  # how far a live demo has come
VIEWS = [
    (name, view)
    for name in demos.names()
    for view in getattr(controls(demos.load(name, NOBODY).knobs).get("view"), "options", [""])
]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines that lost something, since they were wider than their room."""
    seen: list[str] = []
    truncate, adjust = Text.truncate, Segment.adjust_line_length

    def truncated(line: Text, width: int, *more: Any, **named: Any) -> None:
        seen.extend([line.plain] if cell_len(line.plain.rstrip()) > width else [])
        truncate(line, width, *more, **named)

    def adjusted(line: list[Segment], width: int, *more: Any, **named: Any) -> list[Segment]:
        signs = "".join(segment.text for segment in line).rstrip()
        seen.extend([signs] if cell_len(signs) > width else [])
        return adjust(line, width, *more, **named)

    monkeypatch.setattr(Text, "truncate", truncated)
    monkeypatch.setattr(Segment, "adjust_line_length", adjusted)
    return seen


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=thorough)])
@pytest.mark.parametrize(("width", "height"), some(SIZES))
@pytest.mark.parametrize(("name", "view"), one_of_each(VIEWS, itemgetter(0)))
def test_no_line_of_a_picture_is_cut(
    name: str, view: str, width: int, height: int, language: str, cut: list[str]
) -> None:
    text.choose(language)
    size = Size(width, height)
    demo = demos.load(name, NOBODY)
    shown = after(demo, replace(demo.knobs, view=view) if view else demo.knobs, size, STEPS)
    cut.clear()  # what was only tried, to see whether it has room
    console = Console(width=size.width, file=io.StringIO(), color_system=None)
    assert [*lines(shown, console, console.options.update(height=None))]
    assert cut == []


def test_a_line_that_is_too_wide_is_noticed(cut: list[str]) -> None:
    console = Console(width=9, file=io.StringIO(), color_system=None)
    assert [*lines(Text("far too wide", no_wrap=True), console, console.options)]
    assert cut == ["far too wide"]
