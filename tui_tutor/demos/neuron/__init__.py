"""A neuron tuned by hand until it is a gate; and the same neuron at the end of a hidden layer."""

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.neuron.diagram import LAST, flow
from tui_tutor.demos.neuron.knobs import Knobs
from tui_tutor.demos.neuron.plane import line, moved
from tui_tutor.demos.neuron.unit import INPUTS, hidden, rows
from tui_tutor.show.roles import SKY

Signal = tuple[str, str, bool, bool]


class Flow:
    """Counts how far the numbers have come; another input sends them off again."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self.signal, self.stage = knobs.signal, LAST

    def step(self, knobs: Knobs) -> bool:
        if knobs.signal != self.signal:
            self.signal, self.stage = knobs.signal, 0
        elif self.stage < LAST:
            self.stage += 1
        return knobs.view == "layers" and self.stage < LAST

    def snapshot(self) -> tuple[Signal, int]:
        return self.signal, self.stage


def draw(knobs: Knobs, size: Size, sent: tuple[Signal, int]) -> RenderableType:
    if knobs.view == "line":
        return line(knobs, size)
    if knobs.view == "hidden":
        return moved(knobs, size)
    signal, reached = sent
    return flow(knobs, size, reached if signal == knobs.signal else 0)


def facts(knobs: Knobs, sent: tuple[Signal, int]) -> Facts:
    """How many of the four rows are right: by the unit alone, and behind the hidden layer."""
    _, outputs = hidden(knobs.activation)
    return {
        "rows_right": int(rows(knobs, INPUTS).right.sum()),
        "rows_right_behind": int(rows(knobs, outputs).right.sum()),
    }


DEMO = LiveDemo(
    "neuron",
    Knobs(),
    draw,
    core=("affine", "step_function", "sigmoid", "tanh", "relu"),
    begin=Flow,
    pace=2,
    plays_itself=True,
    facts=facts,
    parts={"line": SKY, "sum": "", "output": "", "threshold": ""},
)
