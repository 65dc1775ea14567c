"""A share string brings back the knobs and the steps that it was made of, whatever they hold."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tests.demos.pictures import NOBODY
from tests.some import some
from tui_tutor import demos
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.training import Knobs as StudioKnobs
from tui_tutor.knob_values import set_knobs
from tui_tutor.knobs import Choice, KnobError, Line, Numbers, Slider, Switch, knob
from tui_tutor.share import Shared, from_share_string, share_string
from tui_tutor.tape import Tape, played


@dataclass(frozen=True)
class Knobs:
    score: float = knob(Slider(-5, 5, step=0.5), 1.0)
    rule: str = knob(Choice("sgd", "100+50"), "sgd")
    on: bool = knob(Switch(), False)
    table: tuple[object, ...] = knob(Numbers((2,)), ((1, 2), (3, 4)))
    line: str = knob(Line(), "x, y = 1")


printable = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)


@given(
    st.builds(
        Knobs,
        score=st.integers(-10, 10).map(lambda n: n / 2),
        rule=st.sampled_from(["sgd", "100+50"]),
        on=st.booleans(),
        table=st.sampled_from([((1, 2), (3, 4)), ((5.5, -6),)]),
        line=printable,
    )
)
def test_knobs_come_back(knobs: Knobs) -> None:
    assert from_share_string("x", Knobs(), share_string("x", Shared(knobs))) == Shared(knobs)


def read(string: str) -> Shared[StudioKnobs]:
    return from_share_string("training", StudioKnobs(), string)


def test_only_what_was_turned_is_said() -> None:
    assert share_string("training", Shared(StudioKnobs())) == "training:"
    turned = Shared(StudioKnobs(hidden="100+50", seed=3, learning_rate=0.1))
    string = share_string("training", turned)
    assert string == "training:learning_rate=0.1,hidden=100+50,seed=3"
    assert read(string) == turned


def test_knobs_turned_between_the_steps_are_said_where_they_were_turned() -> None:
    slow, fast = StudioKnobs(learning_rate=0.1), StudioKnobs()
    run = Shared(replace(fast, view="weights"), ((slow, 100), (fast, 50)), seed=2)
    string = share_string("training", run)
    assert string == "training:~2,learning_rate=0.1,+100,learning_rate=0.3,+50,view=weights"
    assert read(string) == run


def test_an_older_string_is_read_without_the_knobs_that_are_gone() -> None:
    assert read("moment=50,seed=3,fork=2") == Shared(StudioKnobs(seed=3))


@pytest.mark.parametrize(
    ("string", "said"),
    [
        ("hidden", "“hidden” is no part of a share string"),
        ("hiden=50", "Did you mean “hidden”"),
        ("learning_rate=1e9", "out of reach"),
        ("seed=3,,hidden=7", "“7”"),
        ("softmax:a1=3", "of the demo softmax; wanted one of training"),
        ("+-5", "“+-5” is no part"),
        ("+9999999999", "is no part"),
        ("+٣", "is no part"),
        ("+10000001", "too many steps"),
        ("+6000000,+6000000", "too many steps"),
        ("seed=1," * 20_000, "too long"),
        ("x" * 1000, "xxx...” is no part"),
    ],
)
def test_a_wrong_string_says_what_is_wrong(string: str, said: str) -> None:
    with pytest.raises(KnobError, match=re.escape(said)):
        read(string)


# ------------------------------------------------------------------ from one home to another

MEASURED = re.compile(r"[\d,]+ images/s")
TURNED = {  # what is turned at first, and after some steps
    "playground": ({"data": "own", "own": "1,1,1; -2,0.5,-1; 0,-3,1"}, {"optimizer": "adam"}),
    "training": ({"hidden": "10", "seed": "2"}, {"learning_rate": "0.05"}),
    "axes": ({"matrix": "1 2; 3 4; 5 6"}, {"axis": "1"}),
    "dot": ({"A": "1 2; 3 4"}, {"exchanged": "on"}),
    "descent": ({"landscape": "ravine", "data": "1 drawn"}, {"learning_rate": "0.01"}),
    "backprop": ({"view": "network", "weights": "3"}, {"x": "1"}),
    "nonlinearity": ({"view": "fit", "activation": "relu"}, {"x": "2"}),
    "relu": ({"layers": "4"}, {"learning_rate": "0.5"}),
    "softmax": ({"a1": "7"}, {"a2": "3"}),
}


def shown(name: str, string: str) -> str:
    """What a machine that got the string shows."""
    demo = demos.load(name, NOBODY)
    shared = from_share_string(name, demo.knobs, string)
    snapshot = played(demo, shared).snapshot() if isinstance(demo, LiveDemo) else None
    console = Console(width=100, color_system=None)
    with console.capture() as capture:
        console.print(demo.frame(shared.knobs, Size(100, 40), snapshot))
    return capture.get()


@pytest.mark.parametrize("name", some(demos.names(), 6))
def test_another_home_shows_the_same_picture(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = demos.load(name, NOBODY)
    first, then = TURNED.get(name, ({}, {}))
    knobs = set_knobs(demo.knobs, first)
    turned = set_knobs(knobs, then)
    legs: tuple[tuple[Any, int], ...] = ()
    if isinstance(demo, LiveDemo) and demo.has_transport:
        run = Tape(demo, knobs, 4)
        for step in range(12):
            run.step(knobs if step < 7 else turned)
        legs = run.legs()
    string = share_string(name, Shared(turned, legs, 4))
    pictures = []
    for home in ("one", "another"):
        monkeypatch.setenv("TUTOR_HOME", str(tmp_path / home))
        pictures.append(MEASURED.sub("", shown(name, string)))
    if isinstance(demo, LiveDemo) and demo.by_the_clock(turned):
        return  # its times are measured there
    assert pictures[0] == pictures[1]
    if legs:
        console = Console(width=100, color_system=None)
        with console.capture() as capture:
            console.print(demo.frame(turned, Size(100, 40), run.snapshot()))
        assert MEASURED.sub("", capture.get()) == pictures[0]
