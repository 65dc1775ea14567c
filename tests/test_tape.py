"""The tape: any moment of any live demo can be gone back to, and the same numbers follow it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from math import isnan
from operator import itemgetter
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import NOBODY
from tests.some import one_of_each, some
from tui_tutor import demos, tape
from tui_tutor.demo import GoesBack, LiveDemo
from tui_tutor.knob_values import set_knobs
from tui_tutor.tape import Tape, weight
from tui_tutor.text import Words

PLAYED = [name for name in demos.names() if demos.load(name, NOBODY).has_transport]
TURNED: dict[str, list[dict[str, str]]] = {  # beside the knobs as they are at first
    "playground": [
        {"optimizer": "adam", "dropout": "30", "penalty": "l2", "batch_size": "7"},
        {"data": "own", "loss": "squared", "optimizer": "momentum"},
    ],
    "training": [{"optimizer": "adam", "batch_size": "1"}, {"learning_rate": "100"}],
    "backprop": [{"view": "network"}, {"view": "race", "hidden": "5"}],
    "nonlinearity": [{"view": "fit"}],
    "relu": [{"view": "time"}],
    "weights": [{"view": "twins", "init": "he", "activation": "relu"}],
    "descent": [{"race": "rules", "data": "1 drawn"}],
    "dot": [{"A": "1 2; 3 4; 5 6", "B": "1 2 3; 4 5 6"}],
}
CASES = [(name, turned) for name in PLAYED for turned in [{}, *TURNED.get(name, [])]]
# What passes on the clock, and what the picture shows of another time than its own.
OF_ANOTHER_TIME = {"seconds", "before"}
Played = LiveDemo[Any, Any]


def live(name: str) -> Played:
    demo = demos.load(name, NOBODY)
    assert isinstance(demo, LiveDemo)
    return demo


def alike(one: object, other: object) -> bool:
    """Whether both hold the same numbers, to the last bit."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(alike(one[k], other[k]) for k in one)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(alike, one, other))
    if is_dataclass(one):
        names = [f.name for f in fields(one) if f.name not in OF_ANOTHER_TIME]
        return all(alike(getattr(one, name), getattr(other, name)) for name in names)
    return one == other or (isinstance(one, float) and isnan(one))


def begun(name: str, turned: dict[str, str]) -> tuple[Tape[Any, Any], Any]:
    demo = live(name)
    knobs = set_knobs(demo.knobs, turned)
    return Tape(demo, knobs, 0), knobs


def played(name: str, turned: dict[str, str], steps: int) -> tuple[Tape[Any, Any], list[Any]]:
    """The tape, and the snapshot after each step."""
    run, knobs = begun(name, turned)
    shown = [run.snapshot()]
    while run.at < steps and not run.finished:
        run.step(knobs)
        shown.append(run.snapshot())
    return run, shown


@pytest.mark.parametrize(("name", "turned"), one_of_each(CASES, itemgetter(0), 4), ids=str)
def test_fifty_steps_back_and_fifty_forth_are_the_same_numbers(
    name: str, turned: dict[str, str]
) -> None:
    run, shown = played(name, turned, 60)
    last, finished = run.at, run.finished
    for step in [*range(last - 1, -1, -1)[:50], *range(1, last + 1)[-50:]]:
        run.go_by(step - run.at)
        assert run.at == step
        assert alike(run.snapshot(), shown[step]), step
    assert run.finished == finished


@pytest.mark.parametrize(("name", "turned"), one_of_each(CASES, itemgetter(0), 4), ids=str)
def test_what_was_thinned_out_is_stepped_anew_with_the_same_numbers(
    name: str, turned: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "MOMENTS", 6)
    monkeypatch.setattr(tape, "PATIENCE", 60)
    run, shown = played(name, turned, 60)
    assert len(run._moments) <= 6
    by_the_clock = run._demo.by_the_clock(run._knobs_after(0))
    for step in {run.at - 1, run.at // 2, 3, 4, run.at - 2, 0, run.at} & {*range(run.at + 1)}:
        run.go_by(step - run.at)
        assert run.at == step or by_the_clock
        assert alike(run.snapshot(), shown[run.at]), step


@pytest.mark.parametrize("name", some(PLAYED, 4))
def test_a_fork_with_the_same_knobs_is_the_same_run_once_more(name: str) -> None:
    run, shown = played(name, {}, 30)
    if run._demo.by_the_clock(run._demo.knobs):
        pytest.skip("its times are measured anew")
    last = run.at
    run.go_by(-last // 2)
    here = run.at
    while run.at < last:
        run.step(run._demo.knobs)
        assert run.end == run.at
        assert alike(run.snapshot(), shown[run.at]), run.at
    assert run.ribbon().before[-1][0] == last > here


def test_a_fork_with_other_knobs_is_a_run_that_turned_them_there() -> None:
    demo = live("playground")
    other = replace(demo.knobs, learning_rate=0.3, optimizer="momentum")
    forked = Tape(demo, demo.knobs, 0)
    for _ in range(40):
        forked.step(demo.knobs)
    forked.go_by(-25)
    straight = demo.begin(demo.knobs, 0)
    for _ in range(15):
        straight.step(demo.knobs)
    for _ in range(30):
        forked.step(other)
        straight.step(other)
    assert alike(forked.snapshot(), straight.snapshot())
    assert forked.legs() == ((demo.knobs, 15), (other, 30))


def test_knobs_that_begin_another_run_leave_the_one_before_beneath() -> None:
    demo = live("playground")
    run = Tape(demo, demo.knobs, 0)
    for _ in range(20):
        run.step(demo.knobs)
    spirals = replace(demo.knobs, data="spirals")
    for _ in range(5):
        run.step(spirals)
    assert (run.at, run.end, run.ribbon().before[-1][0]) == (5, 5, 20)
    fresh = demo.begin(spirals, 0)
    for _ in range(3):
        fresh.step(spirals)
    run.go_by(-2)
    assert alike(run.snapshot(), fresh.snapshot())
    assert run.legs() == ((spirals, 3),)


def test_a_drag_goes_to_what_is_kept_and_never_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape, "MOMENTS", 6)
    run, shown = played("playground", {}, 60)
    monkeypatch.setattr(run._run, "step", None)
    run.go_to(33)
    assert run.at == 32
    assert alike(run.snapshot(), shown[32])
    run.go_to(1000)
    assert run.at == 60


def test_the_room_of_the_largest_network_is_bounded() -> None:
    run, _ = played("training", {"hidden": "200", "optimizer": "adam"}, 150)
    moments = [*run._moments, run._remember_newest()]
    assert 8 < len(moments) < 60
    data: set[int] = set()
    weight(run.snapshot().digits, data)
    assert sum(weight(moment, data) for moment in moments) < 64 * 2**20
    steps = [moment.step for moment in run._moments]
    assert set(np.diff(steps)) == {run._stride}


def test_every_demo_that_is_played_goes_back() -> None:
    assert len(PLAYED) > 5
    for name in PLAYED:
        assert isinstance(live(name).begin(live(name).knobs, 0), GoesBack), name
        assert Words(name).of("height")
