"""A demo's picture as the words and numbers that it says, for tests of demos."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from tui_tutor.course import Course
from tui_tutor.demo import Demo, Size, after
from tui_tutor.knob_values import controls
from tui_tutor.knobs import Choice, Slider, Switch
from tui_tutor.progress import Progress
from tui_tutor.session import Session

NOBODY = Session(Course(()), Progress(Path("nowhere")))  # who has no lessons and did nothing


def lines(demo: Demo, steps: int = 0, size: Size = Size(78, 30), **changes: Any) -> list[str]:
    """The picture's lines after some steps, with knobs changed."""
    console = Console(width=size.width, file=io.StringIO(), color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(after(demo, replace(demo.knobs, **changes), size, steps))
    return [line.rstrip() for line in capture.get().splitlines()]


def text(demo: Demo, steps: int = 0, size: Size = Size(78, 30), **changes: Any) -> str:
    """The same as one line, every run of blanks as one."""
    return " ".join(" ".join(lines(demo, steps, size, **changes)).split())


def ends(knobs: Any) -> Iterator[dict[str, Any]]:
    """Each knob of a few values at each of them, a slider at both ends; the others as they are."""
    for name, control in controls(knobs).items():
        if isinstance(control, Slider):
            yield from ({name: control.low}, {name: control.high})
        elif isinstance(control, Choice):
            yield from ({name: option} for option in control.options)
        elif isinstance(control, Switch):
            yield from ({name: on} for on in (False, True))


def boxes(demo: Demo, steps: int, size: Size, **changes: Any) -> list[str]:
    """The lines of the frames around its numbers."""
    drawn = lines(demo, steps, size, **changes)
    return [re.sub("[^┌┬┐├┼┤└┴┘─]", " ", line).rstrip() for line in drawn]
