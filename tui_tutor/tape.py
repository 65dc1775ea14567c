"""A run that can be gone back to: moments of it are kept, and what lies between is stepped anew."""

import sys
import time
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic

from tui_tutor.demo import GoesBack, K, LiveDemo, Run, S
from tui_tutor.share import Legs, Shared

MOMENTS = 128  # that are kept; when there are more, every other one goes
ROOM = 56 * 2**20  # bytes that all of them may take
PATIENCE = 0.3  # seconds that stepping anew may take, before what it has come to is shown
SMALL = {int, float, bool, str, type(None)}  # what is not worth weighing
Skyline = tuple[tuple[int, float], ...]  # (step, height), earliest first


@dataclass(frozen=True)
class Moment(Generic[S]):
    """A run as it was after so many steps."""

    step: int
    snapshot: S
    height: float  # the loss then, or what the demo counts


@dataclass(frozen=True)
class Ribbon:
    """A run as one row of heights, and where in it the picture is."""

    at: int = 0  # steps
    end: int = 0
    heights: Skyline = ()
    before: Skyline = ()  # of the run that this one left, or followed


class Tape(Generic[K, S]):
    """One run of a live demo: it steps, goes back, and forks where it steps from the past.

    All that a run needs to go on is in its snapshots. They are kept every `stride` steps; the
    knobs of each step are known, so any step between two of them can be taken once more.
    """

    def __init__(self, demo: LiveDemo[K, S], knobs: K, seed: int, before: Skyline = ()) -> None:
        self._demo = demo
        self._run: Run[K, S] = demo.begin(knobs, seed)
        self._begin(knobs, before)

    def _begin(self, knobs: K, before: Skyline) -> None:
        """From here on steps are counted anew."""
        self.at = self.end = 0
        self.finished = False
        self._ended = False  # whether it was finished at its end
        self._before = before
        self._turns: list[tuple[int, K]] = [(0, knobs)]  # by which knobs from which step on
        self._stride = 1
        self._moments: list[Moment[S]] = [self._moment(knobs)]
        self._newest: Moment[S] | None = None  # while the picture is of an earlier one
        self._weigh()

    # ------------------------------------------------------------ stepping

    def step(self, knobs: K) -> bool:
        """Take one step; from the past it begins another future. False at the end."""
        if self.at < self.end:
            self._fork()
        ran_by = self._turns[-1][1]
        if knobs is not ran_by and knobs != ran_by:
            self._turned(ran_by, knobs)
        going_on = self._run.step(knobs)
        if going_on or not self.finished:
            self.at += 1
            self.end = self.at
            self.finished = not going_on
            if self.at % self._stride == 0 and isinstance(self._run, GoesBack):
                self._keep(self._moment(knobs))
        return going_on

    def _turned(self, ran_by: K, knobs: K) -> None:
        """Other knobs from this step on; some begin another run."""
        if self._demo.anew(ran_by, knobs, self._run.snapshot()):
            self._begin(knobs, self.heights())
        elif self._turns[-1][0] == self.at:
            self._turns[-1] = self.at, knobs
        else:
            self._turns.append((self.at, knobs))

    def _fork(self) -> None:
        """What came after this step stays behind as the run before."""
        self._before = self.heights()
        self._moments = [moment for moment in self._moments if moment.step <= self.at]
        self._turns = [turn for turn in self._turns if turn[0] < max(self.at, 1)]
        self._newest, self.finished = None, False
        self._weigh()

    # ------------------------------------------------------------ keeping

    def _moment(self, knobs: K) -> Moment[S]:
        snapshot = self._run.snapshot()
        return Moment(self.at, snapshot, self._demo.height(knobs, snapshot))

    def _keep(self, moment: Moment[S]) -> None:
        self._moments.append(moment)
        self._weight += weight(moment, self._weighed)
        while len(self._moments) > MOMENTS or (self._weight > ROOM and len(self._moments) > 2):
            self._stride *= 2
            self._moments = [m for m in self._moments if m.step % self._stride == 0]
            self._weigh()

    def _weigh(self) -> None:
        """What the first moment shares with the others, such as the data, is not the tape's."""
        self._weighed: set[int] = set()
        weight(self._moments[0], self._weighed)
        self._weight = sum(weight(moment, self._weighed) for moment in self._moments[1:])

    # ------------------------------------------------------------ going back and forth

    def go_by(self, steps: int) -> None:
        """Go so many steps forth, or back: to the last bit what was there."""
        if not isinstance(self._run, GoesBack):
            return
        wanted = min(max(self.at + steps, 0), self.end)
        if self._demo.by_the_clock(self._knobs_after(wanted)):
            self._go_to_kept(wanted, ahead=steps > 0)
            return
        start = self._kept(wanted)
        if not start.step <= self.at <= wanted:
            self._show(start)
        deadline = time.perf_counter() + PATIENCE
        while self.at < wanted and time.perf_counter() < deadline:
            self._remember_newest()
            self._run.step(self._knobs_after(self.at))
            self.at += 1
        self.finished = self._ended and self.at == self.end

    def go_to(self, step: int) -> None:
        """Go to the moment nearest to that step that is kept: at once, however far it is."""
        if isinstance(self._run, GoesBack):
            self._go_to_kept(min(max(step, 0), self.end), ahead=False)

    def _go_to_kept(self, wanted: int, ahead: bool) -> None:
        start = self._kept(wanted)
        if ahead and start.step < wanted:
            later = [m for m in self._moments if m.step > wanted]
            start = later[0] if later else self._remember_newest()
        self._show(start)

    def _kept(self, wanted: int) -> Moment[S]:
        """The last moment that is kept up to that step."""
        newest = self._remember_newest()
        if wanted >= newest.step:
            return newest
        place = bisect_right(self._moments, wanted, key=lambda moment: moment.step)
        return self._moments[place - 1]

    def _remember_newest(self) -> Moment[S]:
        if self._newest is None:
            self._newest = self._moment(self._knobs_after(max(self.at - 1, 0)))
            self._ended = self.finished
        return self._newest

    def _show(self, moment: Moment[S]) -> None:
        assert isinstance(self._run, GoesBack)
        self._run.go_to(moment.snapshot, self._remember_newest().snapshot)
        self.at = moment.step
        self.finished = self._ended and self.at == self.end

    def _knobs_after(self, step: int) -> K:
        """Those by which the step after that one was taken."""
        place = bisect_right(self._turns, step, key=lambda turn: turn[0])
        return self._turns[place - 1][1]

    # ------------------------------------------------------------ looking

    def snapshot(self) -> S:
        return self._run.snapshot()

    def heights(self) -> Skyline:
        heights = [(moment.step, moment.height) for moment in self._moments]
        if self._newest:
            heights.append((self._newest.step, self._newest.height))
        return tuple(heights)

    def ribbon(self) -> Ribbon:
        return Ribbon(self.at, self.end, self.heights(), self._before)

    def legs(self) -> Legs[K]:
        """How it came here: knobs, and the steps taken with them, one after the other."""
        ends = [*(start for start, _ in self._turns[1:]), self.at]
        pairs = zip(self._turns, ends, strict=True)
        return tuple((knobs, min(end, self.at) - start) for (start, knobs), end in pairs
                     if start < self.at)  # fmt: skip


def played(demo: LiveDemo[K, S], shared: Shared[K]) -> Tape[K, S]:
    """A run that has taken all of those steps."""
    legs = shared.legs or ((shared.knobs, 0),)
    tape = Tape(demo, legs[0][0], shared.seed)
    for knobs, steps in legs:
        for _ in range(steps):
            if not tape.step(knobs):
                break
    return tape


def weight(thing: object, seen: set[int]) -> int:
    """Bytes of it and of all that it holds, without what was seen before."""
    if type(thing) in SMALL or id(thing) in seen:
        return 0
    seen.add(id(thing))
    import numpy as np  # the app can be seen before NumPy is here

    if isinstance(thing, np.ndarray):
        return thing.nbytes
    parts: Iterable[object] = ()
    if isinstance(thing, Mapping):
        parts = thing.values()
    elif isinstance(thing, tuple | list):
        parts = thing
    elif hasattr(thing, "__dict__"):
        parts = vars(thing).values()
    own = sys.getsizeof(thing)
    for part in parts:
        own += weight(part, seen)
    return own
