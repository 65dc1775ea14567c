"""A demo's picture in words and numbers, line by line."""

from rich.console import Console

from tui_tutor.demo import Demo, Size
from tui_tutor.knobs import AnyKnobs
from tui_tutor.show import in_words
from tui_tutor.stand_ins import without_pictures

TOLD = 400  # cells: more than any sentence has


def lines_of(demo: Demo, knobs: AnyKnobs, height: int, snapshot: object) -> list[str]:
    """What the demo shows, told, each line as long as it is."""
    console = Console(width=TOLD, highlight=False, color_system=None)
    with in_words(), console.capture() as capture:
        console.print(demo.frame(knobs, Size(TOLD, height), snapshot))
    lines = [" ".join(line.split()) for line in without_pictures(capture.get()).splitlines()]
    return [line for line in lines if line.strip("|+- ")]
