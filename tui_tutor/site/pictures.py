"""A demo's pictures for the site: each of its views, dark and light, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from rich.console import RenderableType
from rich.segment import Segment

from tui_tutor.choices import choice_name
from tui_tutor.demo import Demo, Size, snapshot_after
from tui_tutor.demo_words import lines_of
from tui_tutor.knob_values import controls
from tui_tutor.knobs import AnyKnobs, Choice
from tui_tutor.site.svg import CELL, drawn, rows_of
from tui_tutor.text import Words

words = Words("site")
ROOM = Size(78, 30)
STEPS = 200  # how far a live demo has come: where something is to be seen
SPOKEN = 300  # characters of the words that stand for a picture at once; the rest is below it


@dataclass(frozen=True)
class Picture:
    """One view of a demo."""

    demo: str
    view: str  # "" of a demo that has one alone
    title: str
    drawing: RenderableType
    told: tuple[str, ...]

    @property
    def alt(self) -> str:
        """What stands for it at once."""
        said = " ".join(self.told)
        said = said if len(said) <= SPOKEN else said[:SPOKEN].rsplit(" ", 1)[0] + " …"
        return words("alt", name=self.title or self.demo, told=said)

    @property
    def dark_file(self) -> str:
        return f"{self._stem}-dark.svg"

    @property
    def light_file(self) -> str:
        return f"{self._stem}-light.svg"

    @property
    def _stem(self) -> str:
        return f"pictures/{self.demo}-{self.view}" if self.view else f"pictures/{self.demo}"

    @cached_property
    def _rows(self) -> list[list[Segment]]:
        return rows_of(self.drawing, ROOM.width)

    @property
    def width(self) -> int:
        return round(ROOM.width * CELL.width)

    @property
    def height(self) -> int:
        return round(len(self._rows) * CELL.height)

    def files(self) -> Iterator[tuple[str, str]]:
        yield self.dark_file, drawn(self._rows, ROOM.width, dark=True)
        yield self.light_file, drawn(self._rows, ROOM.width, dark=False)


def pictures(demo: Demo) -> Iterator[Picture]:
    """The demo in each of its views, in their order."""
    view = controls(demo.knobs).get("view")
    if not isinstance(view, Choice):
        yield _picture(demo, demo.knobs, "")
        return
    for option in view.options:
        yield _picture(demo, replace(demo.knobs, view=option), option)


def _picture(demo: Demo, knobs: AnyKnobs, view: str) -> Picture:
    snapshot = snapshot_after(demo, knobs, STEPS)
    return Picture(
        demo.name,
        view,
        choice_name(demo.name, "view", view) if view else "",
        demo.frame(knobs, ROOM, snapshot),
        tuple(lines_of(demo, knobs, ROOM.height, snapshot)),
    )
