"""Backpropagation: values flow right, gradients flow back; and what nudging would have cost."""

from typing import NamedTuple

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import AS_FAST_AS_POSSIBLE, LiveDemo, Size
from tui_tutor.demos.backprop.knobs import Knobs
from tui_tutor.demos.backprop.page import draw_network, draw_neuron, draw_race
from tui_tutor.demos.backprop.passes import neuron
from tui_tutor.demos.backprop.race import Halt, Race, Runner
from tui_tutor.show.roles import AMBER, SKY

VIEWS = {"neuron": draw_neuron, "network": draw_network}
STAGES = {"neuron": 8, "network": 10}  # before the gradient check
VALUES, GRADIENTS = ("x", "w", "b", "a", "y", "h", "L"), ("dx", "dw", "db", "da", "dy", "dh")
PARTS = dict.fromkeys(VALUES, SKY) | dict.fromkeys(GRADIENTS, AMBER)
ALL = 1_000_000  # more stages than any pass here has


class Shown(NamedTuple):
    stages: int  # of the graph that have been told
    halt: Halt | None  # of the race; None until one was begun

    @property
    def race(self) -> Race | None:
        return self.halt.race if self.halt else None


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
        self._runner.step()  # there is something to see before it is played
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

    def go_to(self, then: Shown, newest: Shown) -> None:
        self._stages = then.stages
        if then.halt:
            hidden = then.halt.race.sizes[1]
            if str(hidden) != self._hidden or self._runner is None:
                self._hidden, self._runner = str(hidden), Runner(hidden, self._seed)
            self._runner.go_to(then.halt)
        else:
            self._hidden, self._runner = "", None


def draw(knobs: Knobs, size: Size, shown: Shown) -> RenderableType:
    if knobs.view == "race":
        return draw_race(knobs, size, shown.halt)
    return VIEWS[knobs.view](knobs, size, shown.stages)


def height(knobs: Knobs, shown: Shown) -> float:
    """The share of the stages that has been told, or of the slopes that has been nudged."""
    if knobs.view != "race":
        return min(shown.stages / STAGES[knobs.view], 1.0)
    return shown.race.nudged / shown.race.slopes if shown.race else 0.0


def facts(knobs: Knobs, shown: Shown) -> Facts:
    """Of the neuron: its sum, its loss, what w is told; and how far the graph has been told."""
    done = neuron(knobs.x, knobs.w, knobs.b, knobs.t, knobs.activation)
    return {
        "sum": float(done.values["a"]),
        "loss": float(done.values["L"]),
        "push": abs(float(done.values["dw"])),
        "silent": done.values["slope"] == 0,
        "agrees": done.check.passed,
        "stages": min(shown.stages, STAGES.get(knobs.view, 0)),
    }


DEMO = LiveDemo(
    "backprop",
    Knobs(),
    draw,
    core=(
        "affine",
        "affine_backward",
        "sigmoid_backward",
        "tanh_backward",
        "relu_backward",
        "sum_squared_error_grad",
        "softmax_cross_entropy",
        "numerical_gradient",
    ),
    begin=Steps,
    parts=PARTS,
    height=height,
    anew=lambda ran_by, knobs, shown: knobs.view == "race" and ran_by.hidden != knobs.hidden,
    by_the_clock=lambda knobs: knobs.view == "race",
    facts=facts,
    pace=lambda knobs: AS_FAST_AS_POSSIBLE if knobs.view == "race" else 0.5,
)
