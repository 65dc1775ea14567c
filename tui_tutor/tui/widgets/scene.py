"""A scene of a demo and the drawing of it, made on any thread; the card where that failed."""

import time
from dataclasses import dataclass

from rich.console import RenderableType
from textual.message import Message
from textual.strip import Strip

from tui_tutor.clean import clean
from tui_tutor.demo import Demo, Size
from tui_tutor.goals import Goal, met
from tui_tutor.knobs import AnyKnobs
from tui_tutor.log import log_fault
from tui_tutor.show import heading, note, page
from tui_tutor.show.roles import WRONG
from tui_tutor.text import Words
from tui_tutor.tui.widgets.picture import strips

words = Words("app")


class Drawing(Message):
    """A picture of a scene, or the fault that its demo raised."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.picture: RenderableType = ""
        self.strips: list[Strip] = []
        self.fault: Exception | None = None
        self.met: tuple[Goal, ...] = ()  # that hold in what is shown
        self.seconds = 0.0  # of the processor


@dataclass(frozen=True)
class Scene:
    """All that a picture is made of; none of it changes any more."""

    number: int
    demo: Demo
    knobs: AnyKnobs
    size: Size
    snapshot: object
    goals: tuple[Goal, ...] = ()  # that are still open

    def drawing(self) -> Drawing:
        drawing = Drawing(self.number)
        began = time.thread_time()  # not what waiting for the run cost
        try:
            drawing.picture = self.demo.frame(self.knobs, self.size, self.snapshot)
            drawing.strips = strips(drawing.picture, self.size.width)
            if self.goals:
                drawing.met = met(self.goals, self.demo.told(self.knobs, self.snapshot))
        except Exception as error:
            drawing.fault = error
        drawing.seconds = time.thread_time() - began
        return drawing


def fault_card(fault: Exception | str) -> RenderableType:
    """What happened and where the log of it is; everything else goes on."""
    last_line, log = log_fault(fault)
    return page(
        heading(words("demo.fault")),
        note(clean(last_line), WRONG),
        *([note(words("demo.fault-log", path=clean(str(log))))] if log else []),
        note(words("demo.fault-next")),
    )
