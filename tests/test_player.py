"""The player: steps when told, restarts, finishes, and tells of faults, on a thread of its own."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tui_tutor import player
from tui_tutor.demo import AS_FAST_AS_POSSIBLE as FULL
from tui_tutor.demo import LiveDemo
from tui_tutor.player import Player, faster, slower
from tui_tutor.share import Shared


@dataclass(frozen=True)
class Knobs:
    fail_at: int = -1
    size: int = 1


class Counting:
    """Counts to ten by `size`; fails where it is told to."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self.count = seed

    def step(self, knobs: Knobs) -> bool:
        self.count += knobs.size
        if self.count == knobs.fail_at:
            raise RuntimeError("as asked")
        return self.count < 10

    def snapshot(self) -> int:
        return self.count

    def go_to(self, then: int, newest: int) -> None:
        self.count = then


DEMO = LiveDemo("counting", Knobs(), lambda *_: "", core=(), begin=Counting)


class Watched:
    """A player, and a way to wait until its view is as wanted."""

    def __init__(self, demo: LiveDemo[Any, Any] = DEMO, shared: Any = None) -> None:
        self.news = threading.Condition()
        self.fault = ""
        self.player = Player(demo, shared or Shared(Knobs()), self.notify, self.failed)

    def notify(self) -> None:
        with self.news:
            self.news.notify_all()

    def failed(self, fault: str) -> None:
        self.fault = fault
        self.notify()

    def until(self, wanted: Callable[[], Any]) -> None:
        deadline = time.monotonic() + 10
        with self.news:
            while not wanted():
                assert time.monotonic() < deadline, "the player never got there"
                self.news.wait(0.05)

    def count(self) -> int | None:
        return self.player.view.snapshot if self.player.view else None


@pytest.fixture
def watched() -> Any:
    made: list[Watched] = []

    def make(*args: Any, **more: Any) -> Watched:
        made.append(Watched(*args, **more))
        return made[-1]

    yield make
    for one in made:
        one.player.stop()


def test_it_opens_at_the_first_snapshot_and_waits(watched: Any) -> None:
    one = watched()
    one.until(lambda: one.count() == 0)
    assert not one.player.view.playing


def test_one_step_at_a_time(watched: Any) -> None:
    one = watched()
    one.player.step()
    one.until(lambda: one.count() == 1)
    one.player.step()
    one.player.step()
    one.until(lambda: one.count() == 3)


def test_it_plays_to_the_end_and_restarts(watched: Any) -> None:
    one = watched()
    one.player.play(True)
    one.until(lambda: one.player.view and one.player.view.finished)
    assert one.count() == 10
    one.player.restart()
    one.until(lambda: one.count() == 0)
    assert not one.player.view.finished


def test_it_pauses_where_it_is(watched: Any) -> None:
    one = watched(replace(DEMO, pace=20.0))
    one.player.play(True)
    one.until(lambda: (one.count() or 0) >= 2)
    one.player.play(False)
    one.until(lambda: not one.player.view.playing)
    here = one.count()
    time.sleep(0.15)
    assert one.count() == here < 10


def test_knobs_take_effect_at_the_next_step(watched: Any) -> None:
    one = watched()
    one.player.set_knobs(Knobs(size=5))
    one.player.step()
    one.until(lambda: one.count() == 5)


def test_it_goes_back_and_forth_and_forks_where_it_plays(watched: Any) -> None:
    one = watched()
    for step in range(1, 7):
        one.player.step()
        one.until(lambda step=step: one.count() == step)
    one.player.go_by(-2)
    one.player.go_by(-1)
    one.until(lambda: one.count() == 3)
    one.player.go_by(1)
    one.until(lambda: one.count() == 4)
    one.player.go_to(0)
    one.until(lambda: one.count() == 0)
    assert one.player.view.ribbon.end == 6
    one.player.set_knobs(Knobs(size=2))
    one.player.step()
    one.until(lambda: one.count() == 2)
    assert one.player.view.ribbon.end == 1
    assert one.player.view.ribbon.before[-1][0] == 6


def test_it_pauses_where_it_goes_back_and_is_at_its_end_again_where_it_comes_back(
    watched: Any,
) -> None:
    one = watched()
    one.player.play(True)
    one.until(lambda: one.player.view and one.player.view.finished)
    one.player.go_by(-1)
    one.until(lambda: one.count() == 9)
    assert not one.player.view.finished
    assert not one.player.view.playing
    one.player.go_by(1)
    one.until(lambda: one.player.view.finished)


def test_it_takes_the_steps_that_were_shared_and_waits(watched: Any) -> None:
    legs = ((Knobs(size=1), 3), (Knobs(size=2), 2))
    one = watched(shared=Shared(Knobs(size=5), legs, seed=1))
    one.until(lambda: one.count() == 8)
    assert not one.player.view.playing
    one.player.go_by(-1)
    one.until(lambda: one.count() == 6)
    one.player.restart()
    one.until(lambda: one.count() == 1)


def test_a_view_with_a_speed_of_its_own_brings_it_along(watched: Any) -> None:
    one = watched(replace(DEMO, pace=lambda knobs: 30.0 if knobs.size > 1 else 2.0))
    assert one.player.speed == 2.0
    one.player.set_speed(10.0)
    one.player.set_knobs(Knobs(size=1, fail_at=99))
    assert one.player.speed == 10.0, "the learner's speed stays"
    one.player.set_knobs(Knobs(size=2))
    assert one.player.speed == 30.0


@pytest.mark.parametrize(
    ("speed", "up", "down"),
    [(0.5, 1.0, 0.5), (1.0, 2.0, 0.5), (15, 30.0, 10.0), (300.0, FULL, 100.0), (FULL, FULL, 300.0)],
)
def test_plus_and_minus_find_the_next_speed_from_any(speed: float, up: float, down: float) -> None:
    assert (faster(speed), slower(speed)) == (up, down)


def test_a_fault_is_told_with_its_traceback(watched: Any) -> None:
    one = watched(shared=Shared(Knobs(fail_at=2)))
    one.player.play(True)
    one.until(lambda: one.fault)
    assert "RuntimeError: as asked" in one.fault


def test_stopping_ends_the_thread(watched: Any) -> None:
    one = watched()
    one.until(lambda: one.count() == 0)
    one.player.stop()
    deadline = time.monotonic() + 5
    while any(t.name == "player-counting" and t.is_alive() for t in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_run_that_plays_gives_way_before_each_step_and_one_step_that_was_asked_for_does_not(
    watched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    monkeypatch.setattr(player, "give_way", lambda: given.append(1))
    one = watched()
    one.player.step()
    one.until(lambda: one.count() == 1)
    assert not given
    one.player.play(True)
    one.until(lambda: one.player.view and one.player.view.finished)
    assert len(given) == 9
