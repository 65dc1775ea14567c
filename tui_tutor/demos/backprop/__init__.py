"""Backpropagation: values flow right, gradients flow back; and what nudging would have cost."""

from dataclasses import dataclass
from typing import NamedTuple

from rich.console import RenderableType

from tui_tutor.demo import AS_FAST_AS_POSSIBLE, LiveDemo, Size
from tui_tutor.demos.backprop.page import draw_network, draw_neuron, draw_race
from tui_tutor.demos.backprop.race import Race, Runner
from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import TRAINABLE

VIEWS = {"neuron": draw_neuron, "network": draw_network}
STAGES = {"neuron": 8, "network": 10}  # before the gradient check
ALL = 1_000_000  # more stages than any pass here has


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("neuron", "network", "race"), "neuron")
    activation: str = knob(Choice(*TRAINABLE), "sigmoid", "neuron", "network")
    x: float = knob(Slider(-3, 3, step=0.5), 2.0, "neuron", "network")
    w: float = knob(Slider(-3, 3, step=0.1), 0.5, "neuron")
    b: float = knob(Slider(-3, 3, step=0.1), -0.5, "neuron")
    t: float = knob(Slider(-1, 2, step=0.5), 1.0, "neuron")
    label: str = knob(Choice("0", "1"), "0", "network")
    weights: int = knob(Button(), 0, "network")  # each press draws others for the network
    hidden: str = knob(Choice("5", "50", "200"), "50", "race")


class Shown(NamedTuple):
    stages: int  # of the graph that have been told
    race: Race | None  # None until one was begun


class Steps:
    """Tells one more stage of the graph, or lets the race run on, as the view is.

    Once all stages are told, other knobs show their whole graph at once.
    """

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._stages = 1
        self._hidden = ""
        self._runner: Runner | None = None
        if knobs.view == "race":
            self._line_up(knobs)

    def _line_up(self, knobs: Knobs) -> Runner:
        self._hidden = knobs.hidden
        self._runner = Runner(int(knobs.hidden), self._seed)
        return self._runner

    def step(self, knobs: Knobs) -> bool:
        if knobs.view == "race":
            same = self._runner and knobs.hidden == self._hidden
            runner = self._runner if same and self._runner else self._line_up(knobs)
            return runner.step()
        self._stages += 1
        if self._stages > STAGES[knobs.view]:
            self._stages = ALL
        return self._stages < ALL

    def snapshot(self) -> Shown:
        return Shown(self._stages, self._runner.snapshot() if self._runner else None)


def draw(knobs: Knobs, size: Size, shown: Shown) -> RenderableType:
    if knobs.view == "race":
        return draw_race(knobs, size, shown.race)
    return VIEWS[knobs.view](knobs, size, shown.stages)


DEMO = LiveDemo(
    "backprop",
    Knobs(),
    draw,
    core=(
        "affine",
        "affine_backward",
        "affine_backward_input",
        "sigmoid_backward",
        "tanh_backward",
        "relu_backward",
        "sum_squared_error_grad",
        "softmax_cross_entropy",
        "numerical_gradient",
    ),
    begin=Steps,
    pace=lambda knobs: AS_FAST_AS_POSSIBLE if knobs.view == "race" else 1,
)
