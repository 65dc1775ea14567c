"""A knob that is hidden in a view changes nothing there."""

from dataclasses import fields, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from tests.demos.pictures import NOBODY
from tests.some import one_of_each
from tui_tutor import demos
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.playground.controls import HeldLine
from tui_tutor.knob_values import controls, in_play
from tui_tutor.knobs import Line, Numbers, Pad
from tui_tutor.points import Plane

SIZE = Size(78, 30)
TYPED = {Numbers: "1", Line: "1", Pad: "1,1 9,9", Plane: "1,1,1", HeldLine: "1.1=off"}


def hidden() -> list[Any]:
    """Every demo, and in it the knob and the option of another one that puts it out of play."""
    cases = []
    for name in demos.names():
        knobs = demos.load(name, NOBODY).knobs
        for f in fields(knobs):
            of = f.metadata["of"]
            for view in getattr(controls(knobs).get(of), "options", ()):
                if "np.empty" in view:  # what nobody has filled is something else each time
                    continue
                if f.name not in in_play(replace(knobs, **{of: view})):
                    cases.append((name, of, view, f.name))
    return cases


HIDDEN = hidden()


def drawn(name: str, snapshot: Any, knobs: Any) -> str:
    demo = demos.load(name, NOBODY)
    console = Console(width=SIZE.width, color_system=None)
    with console.capture() as capture:
        console.print(demo.frame(knobs, SIZE, snapshot))
    return capture.get()


@pytest.mark.parametrize(
    ("name", "of", "view", "knob"),
    one_of_each(HIDDEN, itemgetter(0)),
    ids=[f"{name}-{view}-{knob}" for name, _, view, knob in HIDDEN],
)
def test_a_hidden_knob_changes_nothing(name: str, of: str, view: str, knob: str) -> None:
    demo = demos.load(name, NOBODY)
    control, knobs = controls(demo.knobs)[knob], replace(demo.knobs, **{of: view})
    value = getattr(knobs, knob)
    typed = TYPED.get(type(control))
    other = control.parse(typed) if typed else control.nudge(value, 1)
    if other == value:  # it stood at its end
        other = control.nudge(value, -1)
    assert other != value
    snapshot = demo.begin(knobs, 0).snapshot() if isinstance(demo, LiveDemo) else None
    turned = replace(knobs, **{knob: other})
    assert drawn(name, snapshot, turned) == drawn(name, snapshot, knobs)


@pytest.mark.parametrize("name", demos.names())
def test_a_knob_is_in_play_in_views_that_exist(name: str) -> None:
    knobs = demos.load(name, NOBODY).knobs
    for field in fields(knobs):
        options = set(getattr(controls(knobs).get(field.metadata["of"]), "options", ()))
        assert set(field.metadata["views"]) <= options


def test_a_helper_that_demos_share_is_no_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_shared.py").write_text("raise SystemExit('imported')")
    (tmp_path / "mine.py").write_text("raise SystemExit('imported')")
    monkeypatch.setattr(demos, "__path__", [str(tmp_path)])
    assert demos.names() == ["mine"]
