"""While a live demo plays, nothing moves that should rest: rows, axes, sentences."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise
from operator import itemgetter

import pytest
from rich.console import Console

from tests.demos.pictures import NOBODY
from tests.some import one_of_each
from tui_tutor import demos
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.knob_values import controls
from tui_tutor.show import plot
from tui_tutor.show.plot import doubled

SECONDS, FRAMES_A_SECOND = 10, 10
RESTS = 2 * FRAMES_A_SECOND  # frames that a sentence is there for, at the least
FASTEST = 100  # steps a second, where a demo plays as fast as it can
TICK = 1e-3  # seconds from one look at the clock to the next
SIZE = Size(56, 28)
SHOWS = 0.4  # of its rows that have something on them before it is played
Axes = list[tuple[float, float]]

# What moves or is short all the same, by demo and view, and why.
ROWS_ARE_RANKED = {("network", "output"): "the units that count most come first"}
IS_A_FACT = {
    ("network", "whole"): "whether the unit is silent now",
    ("network", "unit"): "whether the unit is silent now",
}
NOTHING_YET = {
    ("drawing", ""): "an empty pad",
    ("road", "road"): "nobody has done anything yet",
    ("road", "lessons"): "nobody has done anything yet",
    ("welcome", "draw"): "an empty pad",
    ("welcome", "python"): "a list",
}


def live() -> Iterator[tuple[str, str]]:
    """Every live demo in each view that plays."""
    for name in demos.names():
        demo = demos.load(name, NOBODY)
        if isinstance(demo, LiveDemo):
            for view in getattr(controls(demo.knobs).get("view"), "options", [""]):
                knobs = replace(demo.knobs, view=view) if view else demo.knobs
                if demo.plays_in(knobs):
                    yield name, view


Frames = list[list[str]]


@pytest.fixture
def axes(monkeypatch: pytest.MonkeyPatch) -> Axes:
    """The ranges of all axes that are drawn, in their order."""
    seen: Axes = []
    init = plot._Frame.__init__

    def noted(self: plot._Frame, size: Size, x: plot.Range, y: plot.Range, *more: object) -> None:
        seen.extend((x, y))
        init(self, size, x, y, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(plot._Frame, "__init__", noted)
    return seen


def played(name: str, view: str, axes: Axes) -> tuple[Frames, list[Axes]]:
    """Ten seconds of it: the lines of each frame, and its axes; the first is before it plays."""
    demo = demos.load(name, NOBODY)
    assert isinstance(demo, LiveDemo)
    knobs = replace(demo.knobs, view=view) if view else demo.knobs
    run = demo.begin(knobs, 0)
    console = Console(width=SIZE.width, color_system=None, file=io.StringIO())
    frames: Frames = []
    drawn_axes: list[Axes] = []
    due, goes_on, has_news = 0.0, True, True
    for _ in range(SECONDS * FRAMES_A_SECOND):
        if has_news:
            axes.clear()
            lines = console.render_lines(demo.frame(knobs, SIZE, run.snapshot()), pad=False)
            shown = ["".join(segment.text for segment in line).rstrip() for line in lines]
        frames.append(shown)
        drawn_axes.append([*axes])
        due += (demo.pace_at(knobs) or FASTEST) / FRAMES_A_SECOND
        has_news = goes_on and due >= 1
        while goes_on and due >= 1:
            goes_on, due = run.step(knobs), due - 1
    return frames, drawn_axes


def words_of(line: str) -> str:
    """Its words without numbers and units; "" where it is part of a plot, or has hardly any."""
    words = re.findall(r"[^\W\d_]{3,}", line)
    in_a_plot = re.search(r"[\u2801-\u28ff│└]", line)
    return "" if in_a_plot or len(words) < 2 else " ".join(words)


def moved(before: list[str], after: list[str]) -> Iterator[str]:
    """Lines that stand in another row than before."""
    old, new = list(map(words_of, before)), list(map(words_of, after))
    for row, line in enumerate(old):
        if line and old.count(line) == new.count(line) == 1 and new.index(line) != row:
            yield line


def sentences(frame: list[str]) -> set[str]:
    """What is said, however it is folded, its numbers aside."""
    prose = " ".join(line for line in frame if words_of(line))
    parts = (words_of(part) for part in re.split(r"[.:;!?](?=\s|$)|\s{2,}", prose))
    return {part for part in parts if len(part.split()) > 3}


def too_short(frames: Frames) -> Iterator[str]:
    """Sentences that came and went within two seconds."""
    since: dict[str, int] = {}
    for at, said in enumerate(map(sentences, frames)):
        for gone in since.keys() - said:
            came = since.pop(gone)
            if came and at - came < RESTS:  # those of the first frame wait to be played
                yield f"{came}-{at}: {gone}"
        since |= dict.fromkeys(said - since.keys(), at)


def steady(before: Axes, after: Axes) -> bool:
    """Whether each axis is as it was, or at least twice or at most half as long."""
    changed = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    lengths = [[high - low for low, high in pair] for pair in changed]
    return all(max(pair) >= 2 * min(pair) for pair in lengths)


@pytest.mark.parametrize(("name", "view"), one_of_each(live(), itemgetter(0), 5))
def test_nothing_moves_that_should_rest(
    name: str, view: str, axes: Axes, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count()
    monkeypatch.setattr("time.perf_counter", lambda: next(clock) * TICK)
    frames, drawn = played(name, view, axes)
    assert len({len(frame) for frame in frames}) == 1, "its height"
    if (name, view) not in ROWS_ARE_RANKED:
        assert [line for pair in pairwise(frames) for line in moved(*pair)] == []
    if (name, view) not in IS_A_FACT:
        assert [*too_short(frames)] == []
    assert all(steady(*pair) for pair in pairwise(drawn))
    if (name, view) not in NOTHING_YET:
        assert sum(map(bool, frames[0])) >= SHOWS * SIZE.height, "before it is played"


def test_the_end_of_an_axis_doubles() -> None:
    ends = [doubled(step, 25) for step in range(201)]
    assert sorted(set(ends)) == [25, 50, 100, 200]
    assert ends == sorted(ends)
    assert all(end >= step for step, end in enumerate(ends))
