"""Keys go first: what trains rests for a moment after one, and for no longer."""

import pytest

from tui_tutor import courtesy


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(courtesy, "time", clock)
    return clock


def test_what_works_on_rests_until_a_moment_after_the_key(clock: Clock) -> None:
    courtesy.key_came()
    clock.now += courtesy.MOMENT / 3
    courtesy.give_way()
    assert clock.slept == pytest.approx([courtesy.MOMENT * 2 / 3])
    courtesy.give_way()
    assert len(clock.slept) == 1
