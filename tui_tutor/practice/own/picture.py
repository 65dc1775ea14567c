"""A learner's network while it learns: its curves beside core's, and at the end the verdict."""

from functools import partial
from math import isfinite

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.practice.own import ENOUGH, LIMITS, Progress, Verdict, accuracies
from tui_tutor.practice.own.rival import Curves, Points
from tui_tutor.show import heading, note
from tui_tutor.show.bars import bars
from tui_tutor.show.curve import SOLID, Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, SKY, STRAW, WRONG
from tui_tutor.show.stage import Part, Picture, columns, either, stack, strip
from tui_tutor.text import Words

words = Words("own")
SMALLEST = Size(20, 6)  # of a plot
TALL = Size(30, 9)  # so that two have room below each other, with names at their curves' ends


def learning(progress: tuple[Progress, ...], core: Curves, seconds: float) -> Part:
    """Where it stands now, then the curves where there is room for them."""
    if not progress:
        return stack(note(words("starting"), QUIET))
    now = progress[-1]
    accuracy = now.accuracy if isfinite(now.accuracy) else 0.0
    names = [words("bar.right"), words("bar.time")]
    values = [f"{accuracy:.0%}", words("seconds", seconds=f"{seconds:.0f}")]
    shares = [accuracy, seconds / LIMITS.seconds]
    styles = [SKY if accuracy < ENOUGH else RIGHT, QUIET]
    losses = tuple((p.epoch, p.loss) for p in progress)
    end = max(now.epoch, 1e-9)
    top = max((y for _, y in (*losses, *core.losses) if isfinite(y)), default=1.0)
    measured = accuracies(progress)

    def charts(least: Size) -> tuple[Picture, Picture]:
        return (
            _chart(words("loss"), losses, core.losses, STRAW, (end, top), least),
            _chart(words("accuracy"), measured, core.accuracies, AMBER, (end, 1.0), least),
        )

    below = either(stack(*charts(TALL)), columns(*charts(SMALLEST), gap=2))
    head = heading(words("learning", epoch=f"{now.epoch:.1f}", loss=f"{now.loss:.3g}"))
    both = strip(partial(bars, names, shares, values, styles=styles), len(names), 20, 60)
    whole = stack(head, both, below, note(words("beside"), QUIET))
    return either(whole, stack(head, both, below), stack(head, both))


def _chart(
    name: str, own: Points, core: Points, colour: str, ends: tuple[float, float], least: Size
) -> Picture:
    end, top = ends
    curves = [
        Curve(*_axes(core, end), colour=QUIET, linestyle="--", name=words("core")),
        Curve(*_axes(own, end), colour=colour, linestyle=SOLID, name=words("own")),
    ]

    def drawn(room: Size) -> RenderableType:
        return plot(curves, room, (0, end), (0, top), words("epochs"), name)

    return Picture(drawn, least)


def _axes(points: Points, end: float) -> tuple[list[float], list[float]]:
    seen = [point for point in points if point[0] <= end]
    return [x for x, _ in seen], [y for _, y in seen]


def told(verdict: Verdict) -> RenderableType:
    """What came of it: the whole first, then the mistake, then part by part."""
    if verdict.not_started:
        return Text(verdict.not_started)
    share = f"{verdict.accuracy or 0:.1%}"
    key = "passed" if verdict.passed else "not-yet"
    lines: list[RenderableType] = [Text(words(key, share=share), "bold"), Text()]
    if verdict.idea:
        lines += [Text(words("still"))] if verdict.passed else []
        lines += [_hung("→", verdict.idea, f"bold {AMBER}"), Text()]
    for one in verdict.checks:
        mark, style = ("✓", RIGHT) if one.passed else ("✗", WRONG)
        lines.append(_hung(mark, one.name, style))
        # What goes on below goes on further in, too.
        lines += [Padding(Text(line), (0, 0, 0, 2)) for line in (one.detail or "").splitlines()]
    if verdict.stdout:
        lines += [Text(), Text(words("printed"), QUIET), Text(verdict.stdout[:2000])]
    return Group(*lines)


def _hung(mark: str, said: str, style: str) -> Table:
    """A mark and what is said, whose further lines begin under its first word."""
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_row(Text(mark, style), Text(said, style))
    return line
