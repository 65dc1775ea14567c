"""Plays a live demo on a thread of its own: play, pause, steps forth and back, speed, restart.

The thread owns the run and nobody else touches it. Orders reach it through a lock; what comes
back is the newest frozen snapshot, at most once every `frame_seconds`.
"""

import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Generic

from tui_tutor.courtesy import give_way
from tui_tutor.demo import AS_FAST_AS_POSSIBLE, K, LiveDemo, S
from tui_tutor.knobs import AnyKnobs
from tui_tutor.share import Legs, Shared
from tui_tutor.tape import Ribbon, Tape

SPEEDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 300.0, AS_FAST_AS_POSSIBLE)  # steps a second
FRAME_SECONDS = 1 / 12


def faster(speed: float) -> float:
    """The next of SPEEDS above this one, which need not be one of them."""
    return next((s for s in SPEEDS if _rate(s) > _rate(speed)), speed)


def slower(speed: float) -> float:
    return next((s for s in reversed(SPEEDS) if _rate(s) < _rate(speed)), speed)


def _rate(speed: float) -> float:
    return inf if speed == AS_FAST_AS_POSSIBLE else speed


@dataclass(frozen=True)
class View(Generic[S]):
    """What the player shows: the newest snapshot, and whether more is to come."""

    snapshot: S
    playing: bool
    finished: bool
    ribbon: Ribbon
    legs: Legs[AnyKnobs] = ()  # the steps that led here


class Player(Generic[K, S]):
    """One live demo at play, from where `shared` leads to.

    `changed` is called from the player's thread when `view` is new.
    """

    def __init__(
        self,
        demo: LiveDemo[K, S],
        shared: Shared[K],
        changed: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        self.view: View[S] | None = None
        self.frame_seconds = FRAME_SECONDS
        self.speed = demo.pace_at(shared.knobs)
        self._demo = demo
        self._knobs = shared.knobs
        self._shared = shared
        self._changed = changed
        self._failed = failed
        self._order = threading.Condition()
        self._news = False  # an order came since the thread last looked
        self._playing = False
        self._steps_asked = 0
        self._steps_gone = 0  # back where it is below 0, or forth again, that are asked for
        self._gone_to: int | None = None  # the step that is asked for
        self._restarting = False
        self._stopped = False
        # A daemon: quitting never waits for a step, or for data that is being made ready.
        threading.Thread(target=self._live, name=f"player-{demo.name}", daemon=True).start()

    # ------------------------------------------------------------ orders, from any thread

    def play(self, on: bool) -> None:
        self._tell(_playing=on)

    def step(self) -> None:
        self._tell(_playing=False, _steps_asked=self._steps_asked + 1)

    def go_by(self, steps: int) -> None:
        """Back, or forth again."""
        with self._order:  # the thread takes them all at once
            self._tell(_playing=False, _steps_gone=self._steps_gone + steps)

    def go_to(self, step: int) -> None:
        """To the moment nearest to that step that is kept."""
        self._tell(_playing=False, _gone_to=step)

    def set_speed(self, steps_a_second: float) -> None:
        self._tell(speed=steps_a_second)

    def set_knobs(self, knobs: K) -> None:
        pace = self._demo.pace_at(knobs)
        other_pace = pace != self._demo.pace_at(self._knobs)
        self._tell(_knobs=knobs, speed=pace if other_pace else self.speed)

    def restart(self) -> None:
        self._tell(_restarting=True, _steps_asked=0)

    def stop(self) -> None:
        self._tell(_stopped=True)

    def _tell(self, **orders: object) -> None:
        with self._order:
            for name, value in orders.items():
                setattr(self, name, value)
            self._news = True
            self._order.notify()

    # ------------------------------------------------------------ the thread

    def _live(self) -> None:
        try:
            self._perform(self._shared_tape())
            while not self._stopped:
                self._restarting = False
                before = self._tape.heights()
                self._perform(Tape(self._demo, self._knobs, self._shared.seed, before))
        except Exception:  # the demo's own fault: told, and the app goes on
            if not self._stopped:
                self._failed(traceback.format_exc())

    def _shared_tape(self) -> Tape[K, S]:
        """A run that has taken the steps that it was told at first; any order ends that."""
        legs = self._shared.legs or ((self._knobs, 0),)
        tape = Tape(self._demo, legs[0][0], self._shared.seed)
        shown = 0.0
        for knobs, steps in legs:
            for _ in range(steps):
                if self._ordered:
                    return tape
                tape.step(knobs)
                if time.perf_counter() - shown >= self.frame_seconds:
                    shown = self._show(tape)
        return tape

    @property
    def _ordered(self) -> bool:
        return self._stopped or self._restarting or bool(self._steps_asked or self._goes)

    @property
    def _goes(self) -> bool:
        return self._steps_gone != 0 or self._gone_to is not None

    def _perform(self, tape: Tape[K, S]) -> None:
        """Step as told, until a restart."""
        self._tape = tape
        due = shown = self._show(tape)
        unseen = False
        while not (self._stopped or self._restarting):
            if self._goes:
                self._go(tape)
                due = shown = self._show(tape)
            pause = self._pause(due)
            if pause > 0:
                if unseen or (self.view and self.view.playing != self._playing):
                    shown, unseen = self._show(tape), False
                self._rest(pause)
                continue
            single = self._steps_asked > 0
            if single:
                self._steps_asked -= 1
            else:
                give_way()
            tape.step(self._knobs)
            if tape.finished:
                self._playing, self._steps_asked = False, 0
            unseen = True
            now = time.perf_counter()
            if self.speed != AS_FAST_AS_POSSIBLE:
                due = max(due, now - FRAME_SECONDS) + 1 / self.speed
            if single or tape.finished or now - shown >= self.frame_seconds:
                shown, unseen = self._show(tape), False

    def _go(self, tape: Tape[K, S]) -> None:
        """Back or forth, as was asked meanwhile."""
        with self._order:
            step, steps = self._gone_to, self._steps_gone
            self._gone_to, self._steps_gone = None, 0
        if step is not None:
            tape.go_to(step)
        if steps:
            tape.go_by(steps)

    def _pause(self, due: float) -> float:
        """How long to rest before the next step; forever where none is wanted."""
        if self._steps_asked:
            return 0.0
        if not self._playing:
            return float("inf")
        return 0.0 if self.speed == AS_FAST_AS_POSSIBLE else due - time.perf_counter()

    def _rest(self, seconds: float) -> None:
        with self._order:
            self._order.wait_for(lambda: self._news, min(seconds, threading.TIMEOUT_MAX))
            self._news = False

    def _show(self, tape: Tape[K, S]) -> float:
        """Hand over what there is now; returns the time."""
        playing = self._playing and not tape.finished
        self.view = View(tape.snapshot(), playing, tape.finished, tape.ribbon(), tape.legs())
        self._changed()
        return time.perf_counter()
