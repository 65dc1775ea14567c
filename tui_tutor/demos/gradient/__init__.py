"""The gradient: arrows on a landscape with a probe among them, and how large h should be."""

from dataclasses import dataclass

from rich.console import RenderableType

from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.gradient.field import ARROWS, field
from tui_tutor.demos.gradient.sweep import FUNCTIONS, sweep
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.landscapes import LANDSCAPES


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("field", "h"), "field")
    landscape: str = knob(Choice(*LANDSCAPES), "bowl", "field")
    x0: float = knob(Slider(-10, 10, step=0.25), 3.0, "field")
    x1: float = knob(Slider(-4.5, 4.5, step=0.25), 4.0, "field")
    step: float = knob(Slider(1e-4, 10, step=10**0.25, log=True), 0.01, "field")
    arrows: str = knob(Choice(*ARROWS), "∇f", "field")
    function: str = knob(Choice(*FUNCTIONS), "sin x", "h")
    h: float = knob(Slider(1e-15, 0.1, step=10, log=True), 1e-4, "h")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    if knobs.view == "h":
        return sweep(knobs.function, knobs.h, size)
    place = (knobs.x0, knobs.x1)
    return field(LANDSCAPES[knobs.landscape], place, knobs.step, knobs.arrows, size)


DEMO = StillDemo("gradient", Knobs(), draw, core=("numerical_gradient", "numerical_diff"))
