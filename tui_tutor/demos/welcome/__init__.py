"""The first picture: a network reads digits, also the learner's own; and where Python finds it."""

from dataclasses import dataclass

from rich.console import RenderableType

from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.welcome import imports, reading
from tui_tutor.demos.welcome.finding import module_name, new_environment, this_environment
from tui_tutor.digits.ink import Strokes
from tui_tutor.knobs import Choice, Line, Pad, Slider, knob
from tui_tutor.show import note
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import stage
from tui_tutor.text import Words

words = Words("welcome")
DIGITS = 60  # that come with the network


@dataclass(frozen=True)
class Knobs:
    digit: int = knob(Slider(1, DIGITS, step=1), 2, "digit")
    drawing: Strokes = knob(Pad(), (), "draw")
    view: str = knob(Choice("digit", "draw", "python"), "digit")
    module: str = knob(Choice("numpy", "matplotlib", "torch", "nunpy", "random"), "numpy", "python")
    project: str = knob(Choice("this", "new"), "this", "python")
    typed: str = knob(Line(), "", "python")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    if knobs.view == "digit":
        return reading.one_of_ours(knobs.digit - 1, size)
    if knobs.view == "draw":
        return reading.drawn(knobs.drawing, size)
    here = this_environment()
    environment = here if knobs.project == "this" else new_environment(here)
    typed = module_name(knobs.typed)
    told = imports.picture(typed or knobs.module, environment, size.width)
    return stage(size, told, *([note(words("typed"), QUIET)] if typed else []))


DEMO = StillDemo("welcome", Knobs(), draw, core=("affine", "relu", "softmax"))
