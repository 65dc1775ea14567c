"""What a demo is: knobs that a learner turns, and a picture that follows them.

A still demo draws from its knobs alone. A live one also steps: `begin` makes a run, one thread
drives it, and what is drawn is a frozen snapshot, so that no picture sees a half-done step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from rich.console import RenderableType


class Size(NamedTuple):
    """The room a picture has, in terminal cells."""

    width: int
    height: int


class Run(Protocol):
    """A live demo while it runs. It owns its model; knobs turned take effect at the next step."""

    def step(self, knobs: Any) -> bool:
        """Take one step; False when nothing is left to do (finished, or stopped by itself)."""

    def snapshot(self) -> Any:
        """A frozen copy of all that is drawn; later steps never change it."""


AS_FAST_AS_POSSIBLE = 0.0


@dataclass(frozen=True)
class Demo:
    """One demo. `name` is also that of its module, its lesson's `demo:` and its text file.

    draw(knobs, size) of a still demo, draw(knobs, size, snapshot) of a live one, returns a Rich
    renderable as wide as `size`, and as high where it can (a higher one is scrolled).
    """

    name: str
    knobs: Any  # the default values: an instance of a frozen dataclass made with `knob`
    draw: Callable[..., RenderableType]
    core: tuple[str, ...]  # the functions of core in play, to be read beside the demo
    begin: Callable[[Any, int], Run] | None = None  # begin(knobs, seed)
    # Steps a second when it starts to play; of the knobs, where one view needs another.
    pace: float | Callable[[Any], float] = AS_FAST_AS_POSSIBLE
    plays_itself: bool = False  # on opening and whenever a knob is turned, without a transport
    uses_digits: bool = False  # images of digits: the real ones are worth fetching for it

    @property
    def has_transport(self) -> bool:
        """Whether it is the learner who plays it, steps and pauses."""
        return self.begin is not None and not self.plays_itself

    def pace_at(self, knobs: Any) -> float:
        return self.pace(knobs) if callable(self.pace) else self.pace

    def frame(self, knobs: Any, size: Size, snapshot: Any = None) -> RenderableType:
        return self.draw(knobs, size, snapshot) if self.begin else self.draw(knobs, size)


def after(demo: Demo, knobs: Any, size: Size, steps: int = 0, seed: int = 0) -> RenderableType:
    """The demo's picture after that many steps: what is printed, tested and exported."""
    if demo.begin is None:
        return demo.frame(knobs, size)
    run = demo.begin(knobs, seed)
    for _ in range(steps):
        if not run.step(knobs):
            break
    return demo.frame(knobs, size, run.snapshot())
