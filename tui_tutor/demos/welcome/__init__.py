"""The first picture: a network reads digits, also the learner's own; and where Python finds it."""

from dataclasses import dataclass

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.welcome import imports, reading
from tui_tutor.demos.welcome.finding import (
    Environment,
    has,
    module_name,
    new_environment,
    this_environment,
)
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
    told = imports.picture(_asked(knobs), _environment(knobs), size.width)
    return stage(size, told, *([note(words("typed"), QUIET)] if module_name(knobs.typed) else []))


def _asked(knobs: Knobs) -> str:
    """The module that is looked for."""
    return module_name(knobs.typed) or knobs.module


def _environment(knobs: Knobs) -> Environment:
    here = this_environment()
    return here if knobs.project == "this" else new_environment(here)


def facts(knobs: Knobs) -> Facts:
    """Whether the digit is read right, whether one was drawn, and whether the module is there."""
    looked = knobs.view == "python"
    return {
        "right": reading.is_right(knobs.digit - 1),
        "drawn": bool(knobs.drawing),
        "asked": _asked(knobs),
        "found": looked and has(_asked(knobs), _environment(knobs)),
    }


DEMO = StillDemo("welcome", Knobs(), draw, core=("affine", "relu", "softmax"), facts=facts)
