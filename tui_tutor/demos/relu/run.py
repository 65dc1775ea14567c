"""The live part: the networks learn side by side, or their functions are timed once more."""

from dataclasses import dataclass, field
from functools import lru_cache

from tui_tutor.demos.relu.clock import Times, measured
from tui_tutor.demos.relu.stack import Pass, Shape, Stack
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.nets import INITS, TRAINABLE

RIVALS = tuple(name for name in TRAINABLE if name != "relu")
MOST_STEPS, MOST_ROUNDS = 1000, 100
LEARNING = "gradients", "outputs", "loss"  # the views of the networks


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*LEARNING, "time"), "gradients")
    rival: str = knob(Choice(*RIVALS), "sigmoid")  # beside ReLU
    layers: int = knob(Slider(1, 12), 10, *LEARNING)
    init: str = knob(Choice(*INITS), "he", *LEARNING)
    bias: float = knob(Slider(-2, 1, step=0.1), 0.0, *LEARNING)
    learning_rate: float = knob(Slider(0.001, 10, step=10 ** (1 / 3), log=True), 0.05, *LEARNING)

    @property
    def shape(self) -> Shape:
        return Shape(self.layers, self.init, self.bias)


@dataclass(frozen=True)
class Snapshot:
    """Both networks as they are now, by the name of their activation; the times until now."""

    shape: Shape
    seed: int
    passes: dict[str, Pass]
    rounds: int
    times: Times = field(hash=False)

    def of(self, shape: Shape) -> dict[str, Pass]:
        """The passes, or those of new networks where the knobs ask for another shape."""
        return self.passes if shape == self.shape else opening(shape, self.seed)


@lru_cache(maxsize=32)
def opening(shape: Shape, seed: int) -> dict[str, Pass]:
    return {name: Stack(name, shape, seed).look() for name in TRAINABLE}


class Runner:
    """Steps whatever the view shows: training, or the clock."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._times: Times = {}
        self._rounds = 0
        self._line_up(knobs.shape)
        if knobs.view == "time":
            self._measure()

    def _line_up(self, shape: Shape) -> None:
        self._shape = shape
        self._stacks = {name: Stack(name, shape, self._seed) for name in TRAINABLE}
        self._steps = 0

    def _measure(self) -> bool:
        self._times = measured(self._times)
        self._rounds += 1
        return self._rounds < MOST_ROUNDS

    def step(self, knobs: Knobs) -> bool:
        if knobs.view == "time":
            return self._measure()
        if knobs.shape != self._shape:
            self._line_up(knobs.shape)
        for stack in self._stacks.values():
            stack.learn(knobs.learning_rate)
        self._steps += 1
        return self._steps < MOST_STEPS and not any(s.lost for s in self._stacks.values())

    def snapshot(self) -> Snapshot:
        passes = {name: stack.look() for name, stack in self._stacks.items()}
        return Snapshot(self._shape, self._seed, passes, self._rounds, self._times)

    def go_to(self, then: Snapshot, newest: Snapshot) -> None:
        self._rounds, self._times = then.rounds, then.times
        if then.shape != self._shape:
            self._line_up(then.shape)
        for name, stack in self._stacks.items():
            stack.go_to(then.passes[name])
        self._steps = len(then.passes["relu"].losses) - 1
