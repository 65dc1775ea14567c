"""A neuron tuned by hand until it is a gate; and the same neuron at the end of a hidden layer."""

from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType

from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.neuron.diagram import LAST, diagram
from tui_tutor.demos.neuron.plane import line, moved
from tui_tutor.demos.neuron.unit import ACTIVATIONS, WANTED
from tui_tutor.knobs import Choice, Slider, Switch, knob

WEIGHT = Slider(-3, 3, step=0.25)  # quarters have no rounding: a sum of 0 is exactly 0


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("line", "layers", "hidden"), "line")
    gate: str = knob(Choice(*WANTED), "AND")
    w1: float = knob(WEIGHT, 1.0)
    w2: float = knob(WEIGHT, 0.5)
    b: float = knob(WEIGHT, -0.75)
    activation: str = knob(Choice(*ACTIVATIONS), "step")
    x1: bool = knob(Switch(), True)
    x2: bool = knob(Switch(), False)


def signal(knobs: Knobs) -> tuple[Any, ...]:
    """What sends the numbers through the network anew."""
    return knobs.view, knobs.activation, knobs.x1, knobs.x2


class Flow:
    """Counts how far the numbers have come; another input sends them off again."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self.signal, self.stage = signal(knobs), LAST

    def step(self, knobs: Knobs) -> bool:
        if signal(knobs) != self.signal:
            self.signal, self.stage = signal(knobs), 0
        elif self.stage < LAST:
            self.stage += 1
        return knobs.view == "layers" and self.stage < LAST

    def snapshot(self) -> tuple[Any, int]:
        return self.signal, self.stage


def draw(knobs: Knobs, size: Size, flow: tuple[Any, int]) -> RenderableType:
    if knobs.view == "line":
        return line(knobs, size)
    if knobs.view == "hidden":
        return moved(knobs, size)
    sent, stage = flow
    return diagram(knobs, size, stage if sent == signal(knobs) else 0)


DEMO = LiveDemo(
    "neuron",
    Knobs(),
    draw,
    core=("affine", "step_function", "sigmoid", "relu"),
    begin=Flow,
    pace=2,
    plays_itself=True,
)
