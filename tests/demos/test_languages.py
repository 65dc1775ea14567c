"""In every language a demo's pictures stay within their room, and nothing they say is cut."""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from operator import itemgetter

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tests.demos.pictures import NOBODY
from tests.some import one_of_each
from tui_tutor import demos, text
from tui_tutor.demo import Size, after
from tui_tutor.knob_values import controls
from tui_tutor.knobs import Choice
from tui_tutor.text import languages

STEPS = 3  # how far a live demo has come
SIZES = Size(56, 31), Size(118, 34)
LANGUAGES = sorted(languages(), reverse=True)  # English is the last: it is seen most


def views() -> Iterator[tuple[str, str]]:
    """Each demo with each of its views."""
    for name in demos.names():
        knobs = demos.load(name, NOBODY).knobs
        control = controls(knobs).get("view")
        options = control.options if isinstance(control, Choice) else ("",)
        yield from ((name, view) for view in options)


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What Rich cuts off silently, whole and then: also in trials that nobody sees."""
    found: list[tuple[str, str]] = []
    truncate, adjust = Text.truncate, Segment.adjust_line_length

    def truncated(self: Text, max_width: int, **options: object) -> None:
        whole = self.plain
        truncate(self, max_width, **options)  # type: ignore[arg-type]
        if cell_len(whole.rstrip()) > max_width:
            found.append((whole.strip(), self.plain.strip()))

    def adjusted(
        line: list[Segment], length: int, style: Style | None = None, pad: bool = True
    ) -> list[Segment]:
        new = adjust(line, length, style, pad)
        whole, kept = ("".join(part.text for part in parts).rstrip() for parts in (line, new))
        if cell_len(whole) > length:
            found.append((whole.strip(), kept.strip()))
        return new

    monkeypatch.setattr(Text, "truncate", truncated)
    monkeypatch.setattr(Segment, "adjust_line_length", adjusted)
    return found


def drawn(name: str, view: str, size: Size) -> list[str]:
    demo = demos.load(name, NOBODY)
    knobs = replace(demo.knobs, view=view) if view else demo.knobs
    console = Console(width=size.width, file=io.StringIO(), color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(after(demo, knobs, size, STEPS), crop=False)
    return [line.rstrip() for line in capture.get().splitlines()]


def called(part: object) -> str | None:
    return f"{part.width}x{part.height}" if isinstance(part, Size) else None


CASES = [(*case, *view) for case, view in product(product(LANGUAGES, SIZES), views())]


@pytest.mark.parametrize(
    ("language", "size", "name", "view"), one_of_each(CASES, itemgetter(2)), ids=called
)
def test_a_picture_stays_within_its_room_and_nothing_is_cut(
    language: str,
    size: Size,
    name: str,
    view: str,
    monkeypatch: pytest.MonkeyPatch,
    cuts: list[tuple[str, str]],
) -> None:
    monkeypatch.setattr(text, "language", lambda: language)
    lines = drawn(name, view, size)
    assert [line for line in lines if cell_len(line) > size.width] == []
    assert len(lines) <= size.height
    shown = "\n".join(lines)
    said = [(whole, kept) for whole, kept in cuts if any(map(str.isalnum, kept))]
    spaced = {line: " ".join(line.split()) for line in (shown, *(whole for whole, _ in said))}
    lost = [whole for whole, kept in said if kept in shown and spaced[whole] not in spaced[shown]]
    assert lost == []  # what was cut may stand elsewhere, with less air between its words
