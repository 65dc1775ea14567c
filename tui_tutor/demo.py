"""What a demo is: knobs that a learner turns, and a picture that follows them.

A still demo draws from its knobs alone. A live one also steps: `begin` makes a run, one thread
drives it, and what is drawn is a frozen snapshot, so that no picture sees a half-done step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar, runtime_checkable

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.knob_values import controls, told_by
from tui_tutor.knobs import AnyKnobs


class Size(NamedTuple):
    """The room a picture has, in terminal cells."""

    width: int
    height: int


K = TypeVar("K", bound=AnyKnobs)  # the frozen dataclass of a demo's knobs
S = TypeVar("S")  # what a live demo's snapshots are
K_in = TypeVar("K_in", contravariant=True)


S_out = TypeVar("S_out", covariant=True)
S_in = TypeVar("S_in", contravariant=True)


class Run(Protocol[K_in, S_out]):
    """A live demo while it runs. It owns its model; knobs turned take effect at the next step."""

    def step(self, knobs: K_in, /) -> bool:
        """Take one step; False when nothing is left to do (finished, or stopped by itself)."""

    def snapshot(self) -> S_out:
        """A frozen copy of all that is drawn; later steps never change it."""


@runtime_checkable
class GoesBack(Protocol[S_in]):
    """A run whose snapshots hold all that it needs to go on from there with the same numbers.

    Every demo with a transport has one.
    """

    def go_to(self, then: S_in, newest: S_in, /) -> None:
        """Be as it was in that snapshot; `newest` is of how far it has come."""


AS_FAST_AS_POSSIBLE = 0.0


@dataclass(frozen=True)
class StillDemo(Generic[K]):
    """A demo that draws from its knobs alone.

    `name` is also that of its module, its lesson's `demo:` and its text file. draw(knobs, size)
    returns a Rich renderable as wide as `size`, and as high where it can (a higher one scrolls).
    """

    name: str
    knobs: K  # the default values: an instance of a frozen dataclass made with `knob`
    draw: Callable[[K, Size], RenderableType]
    core: tuple[str, ...]  # the functions of core in play, to be read beside the demo
    uses_digits: bool = False  # images of digits: the real ones are worth fetching for it
    facts: Callable[[K], Facts] = lambda knobs: {}  # what goals are judged by, beside the knobs
    # What a lesson's words may light, beside the knobs: name → the role of its colour.
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_transport(self) -> bool:
        return False

    def frame(self, knobs: K, size: Size, snapshot: object = None) -> RenderableType:
        """Its picture, whatever the snapshot: it has none."""
        return self.draw(knobs, size)

    def told(self, knobs: K, snapshot: object = None) -> Facts:
        """All that a goal may name: the knobs, and what the demo makes of them."""
        return {**told_by(knobs), **self.facts(knobs)}


@dataclass(frozen=True)
class LiveDemo(Generic[K, S]):
    """A demo that steps: begin(knobs, seed) makes a run, draw(knobs, size, snapshot) shows it."""

    name: str
    knobs: K
    draw: Callable[[K, Size, S], RenderableType]
    core: tuple[str, ...]
    begin: Callable[[K, int], Run[K, S]]
    # Steps a second when it starts to play; of the knobs, where one view needs another.
    pace: float | Callable[[K], float] = AS_FAST_AS_POSSIBLE
    plays_itself: bool = False  # on opening and whenever a knob is turned, without a transport
    uses_digits: bool = False
    replays: bool = False  # it goes on whenever a knob is turned, with a transport to pause it
    # Whether there is something to play as the knobs are: one view may stand still.
    plays_in: Callable[[K], bool] = lambda knobs: True
    # Knobs that a snapshot makes others, such as those of what was done by hand.
    settle: Callable[[K, S], K] = lambda knobs, snapshot: knobs
    facts: Callable[[K, S], Facts] = lambda knobs, snapshot: {}
    parts: Mapping[str, str] = field(default_factory=dict)
    # What the ribbon shows of a moment: the loss, or what the demo counts. Its texts name it.
    height: Callable[[K, S], float] = lambda knobs, snapshot: 0.0
    # (knobs that it ran by, knobs now, snapshot) → whether its next step begins another run.
    anew: Callable[[K, K, S], bool] = lambda ran_by, knobs, snapshot: False
    # Whether a step by these knobs measures times, and so can't be taken once more.
    by_the_clock: Callable[[K], bool] = lambda knobs: False
    # What a place of the picture is, in numbers, when the mouse rests there: one that gives knobs
    # these values.
    tells: Callable[[K, S, Mapping[str, object]], str] = lambda knobs, snapshot, values: ""
    # (knobs, steps, seed) → a program that comes to the same numbers.
    as_code: Callable[[K, int, int], str] | None = None

    @property
    def has_transport(self) -> bool:
        """Whether it is the learner who plays it, steps and pauses."""
        return not self.plays_itself

    def pace_at(self, knobs: K) -> float:
        return self.pace(knobs) if callable(self.pace) else self.pace

    def frame(self, knobs: K, size: Size, snapshot: S) -> RenderableType:
        """Its picture as it was in that snapshot."""
        return self.draw(knobs, size, snapshot)

    def told(self, knobs: K, snapshot: S) -> Facts:
        """All that a goal may name: the knobs, and what that snapshot shows."""
        return {**told_by(knobs), **self.facts(knobs, snapshot)}


# A demo that was loaded by its name: which knobs and snapshots it has, only its module knows, and
# whoever holds it hands it back its own.
Demo: TypeAlias = StillDemo[AnyKnobs] | LiveDemo[AnyKnobs, object]


def parts_of(demo: Demo) -> dict[str, str]:
    """What a word can light: every knob, and each part that the demo declares; its colour."""
    return {**dict.fromkeys(controls(demo.knobs), ""), **demo.parts}


def after(demo: Demo, knobs: AnyKnobs, size: Size, steps: int = 0, seed: int = 0) -> RenderableType:
    """The demo's picture after that many steps: what is printed, tested and exported."""
    return demo.frame(knobs, size, snapshot_after(demo, knobs, steps, seed))


def snapshot_after(demo: Demo, knobs: AnyKnobs, steps: int = 0, seed: int = 0) -> object:
    """The snapshot after that many steps; None of a still demo."""
    if isinstance(demo, StillDemo):
        return None
    run = demo.begin(knobs, seed)
    for _ in range(steps):
        if not run.step(knobs):
            break
    return run.snapshot()
