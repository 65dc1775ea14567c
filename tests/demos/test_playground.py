"""The playground: by hand, own points, failures in words, and the program that it prints."""

import contextlib
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import lines, text
from tui_tutor.demo import Size, snapshot_after
from tui_tutor.demos.playground import DEMO
from tui_tutor.demos.playground.code import as_code
from tui_tutor.demos.playground.controls import Hold, InputsLine, LayersLine
from tui_tutor.demos.playground.hand import by_hand, settled
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import Play, PlayRun, preview
from tui_tutor.demos.playground.told import wrong
from tui_tutor.knobs import KnobError, as_text, set_knobs
from tui_tutor.nets import INITS, LOSSES, RULES
from tui_tutor.share import Shared, from_share_string, share_string
from tui_tutor.show import in_words

SINES = {"data": "spirals", "inputs": ("x1", "x2", "sin-x1", "sin-x2"), "optimizer": "adam"}


def play(steps: int = 0, **changes: Any) -> Play:
    run = PlayRun(knobs := replace(Knobs(), **changes), 0)
    for _ in range(steps):
        run.step(knobs)
    return run.snapshot()


# ------------------------------------------------------------------ learning


def test_two_spirals_are_parted() -> None:
    layers = ((6, "tanh"), (6, "tanh"))
    now = play(2000, layers=layers, learning_rate=0.01, **SINES)
    assert wrong(now, training=False) == pytest.approx(0, abs=0.01)


def test_the_squares_alone_find_a_circle_without_a_hidden_unit() -> None:
    share = wrong(play(3000, inputs=("x1^2", "x2^2"), layers=(), learning_rate=0.1), False)
    assert share is not None
    assert share < 0.02
    no_squares = wrong(play(3000, layers=(), learning_rate=0.1), False)
    assert no_squares is not None
    assert no_squares > 0.3


@pytest.mark.parametrize("changes", [
    {}, *({"optimizer": name} for name in RULES), *({"loss": name} for name in LOSSES),
    *({"init": name} for name in INITS), {"penalty": "l1"}, {"penalty": "l2", "strength": 0.01},
    {"dropout": 30}, {"layers": ()}, {"layers": ((3, "relu"), (2, "sigmoid"), (2, "tanh"))},
    {"batch_size": 7, "share": 90, "noise": 20}, {"data": "hills", "loss": "squared"}, SINES,
    {"data": "own", "batch_size": 1}, {"seed": 3}, {"held": (Hold(1, 2, 0, 0.0), Hold(2, 1, 3, 0.5),
     Hold(1, 1, -1, -1.0))},
], ids=str)  # fmt: skip
def test_the_program_that_is_printed_comes_to_the_same_losses(changes: dict[str, Any]) -> None:
    steps, knobs = 60, replace(Knobs(), **changes)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(as_code(knobs, steps, 2), "program", "exec"), {})
    run = PlayRun(knobs, 2)
    for _ in range(steps):
        run.step(knobs)
    _, train, test = run.snapshot().curve[-1]
    printed = [float(line.split()[-1]) for line in out.getvalue().splitlines()]
    assert printed == pytest.approx([steps, train, test], rel=1e-9)


# ------------------------------------------------------------------ failures in words


def test_nan_is_traced_to_the_first_operation_that_gave_none() -> None:
    told = text(DEMO, 400, learning_rate=10.0, loss="squared")
    assert "nan begins with the squared loss" in told
    assert play(400, learning_rate=10.0, loss="squared").network.parameters[0].max() < 1e300


def test_a_layer_that_is_dead_is_named() -> None:
    layers = ((4, "relu"), (2, "relu"))
    dead = play(0, layers=layers, held=tuple(Hold(1, u, -1, -1e4) for u in (1, 2, 3, 4)))
    assert [one.max() for one in dead.network.biases[:1]] == [-1e4]
    held = " ".join(f"1.{u}<b=-9999" for u in (1, 2, 3, 4))
    knobs = set_knobs(replace(Knobs(), layers=layers, view="hand"), {"held": held})
    assert "✗ Layer 1 is dead" in text(DEMO, 5, layers=layers, held=knobs.held, view="hand")


def test_an_answer_that_is_the_same_everywhere_is_told() -> None:
    off = tuple(Hold(2, u, 0, 0.0) for u in (1, 2))
    assert "only the last bias still moves it" in text(DEMO, 5, held=off)
    assert "only the last bias" not in text(DEMO, 5)


def test_without_a_hidden_layer_the_line_is_said_to_be_straight() -> None:
    assert "the boundary is a straight line" in text(DEMO, 5, layers=())


# ------------------------------------------------------------------ by hand


def test_a_weight_is_turned_held_switched_off_and_let_go() -> None:
    now = play(5)
    begun = replace(Knobs(), layer=1, unit=2, source=1)
    before = now.network.weights[0][0, 1]
    turned = settled(replace(begun, turn=3), begun, now.network)
    assert turned.turn == 0
    assert turned.held == (Hold(1, 2, 1, pytest.approx(before + 0.3, abs=1e-3)),)
    again = settled(replace(turned, turn=-1), begun, now.network)
    assert again.held == (Hold(1, 2, 1, pytest.approx(before + 0.2, abs=1e-3)),)
    run = PlayRun(again, 0)
    for _ in range(9):
        run.step(again)
    assert run.snapshot().network.weights[0][0, 1] == again.held[0].value
    assert settled(replace(again, free=1), begun, now.network).held == ()


def test_a_unit_that_is_off_says_nothing_to_the_next_layer_and_comes_back() -> None:
    now = play(5)
    begun = replace(Knobs(), layer=1, unit=2)
    off = settled(replace(begun, off=1), begun, now.network)
    assert (by_hand(now.network, off.held).weights[1][1] == 0).all()
    assert settled(replace(off, off=1), begun, now.network).held == ()


def test_what_is_done_by_hand_is_seen_before_the_next_step() -> None:
    now, changed = play(5), replace(Knobs(), view="hand", held=(Hold(1, 1, 1, 9.0),))
    assert preview(changed, now).network.weights[0][0, 0] == 9
    assert "held by hand" in " ".join(
        lines(DEMO, view="hand", held=changed.held, layer=1, unit=1, source=1)
    )


# ------------------------------------------------------------------ what is typed and kept


@pytest.mark.parametrize(("typed", "layers"), [
    ("0", ()), ("8", ((8, "tanh"),)), ("4 relu + 2 sigmoid", ((4, "relu"), (2, "sigmoid"))),
])  # fmt: skip
def test_layers_are_typed(typed: str, layers: Any) -> None:
    line = LayersLine()
    assert line.parse(typed) == layers
    assert line.parse(line.format(layers)) == layers


@pytest.mark.parametrize("typed", ["9", "0 tanh", "4 step", "1+1+1+1+1", "x", "4 tanh relu"])
def test_layers_that_cannot_be_are_refused_in_words(typed: str) -> None:
    with pytest.raises(KnobError, match="up to 4 layers of 1 to 8 units"):
        LayersLine().parse(typed)


def test_keys_add_and_take_away_units_layers_and_inputs() -> None:
    layers, inputs = LayersLine(), InputsLine()
    assert layers.nudge((), 1) == ((2, "tanh"),)
    assert layers.nudge(((8, "relu"),), 1) == ((8, "relu"),)
    assert layers.nudge(((3, "relu"),), -1) == ((2, "relu"),)
    assert layers.nudge(((3, "relu"),), 10) == ((3, "relu"),) * 2
    assert layers.nudge(((3, "relu"),), -10) == ()
    assert inputs.nudge(("x1",), 1) == ("x1", "x2")
    assert inputs.nudge(("x1",), -1) == ("x1",)


def test_everything_turned_comes_back_from_the_share_string() -> None:
    knobs = replace(
        Knobs(), layers=((4, "relu"),), inputs=("x1", "x1*x2"), held=(Hold(1, 2, -1, 0.5),),
        data="own", own=((1.5, -2.0, 1.0), (0.0, 3.25, -1.0)),
    )  # fmt: skip
    assert from_share_string("x", Knobs(), share_string("x", Shared(knobs))) == Shared(knobs)


def test_own_points_are_learnt_from_as_soon_as_one_is_put() -> None:
    begun = replace(Knobs(), view="points")
    put = replace(begun, own=(*begun.own, (1.0, 1.0, 1.0)))
    assert settled(put, begun, play().network).data == "own"
    assert settled(begun, begun, play().network).data == "circle"


def test_without_a_point_nothing_is_learnt_and_that_is_said() -> None:
    assert "No points yet" in text(DEMO, 5, data="own", own=())


# ------------------------------------------------------------------ the picture


@pytest.mark.parametrize("view", ["network", "gradient", "asleep"])
@pytest.mark.parametrize("size", [Size(40, 12), Size(56, 26), Size(118, 34), Size(200, 55)])
def test_the_largest_network_is_drawn_in_every_room(view: str, size: Size) -> None:
    inputs = InputsLine().parse(InputsLine().range())
    drawn = lines(DEMO, 2, size, view=view, layers=((8, "relu"),) * 4, inputs=inputs)
    assert len(drawn) <= size.height
    assert max(map(len, drawn)) <= size.width


def test_training_and_test_points_are_told_apart_by_shape() -> None:
    drawn = "".join(lines(DEMO, 1))
    assert all(sign in drawn for sign in "●○◆◇")


def test_in_words_every_unit_has_its_line() -> None:
    with in_words():
        told = text(DEMO, 5)
    for name in ("1.1 = tanh", "1.4 = tanh", "2.2 = tanh", "y ="):
        assert name in told
    assert "300 points, 150 of them for training" in told


def test_weights_that_are_infinite_break_no_picture() -> None:
    snapshot = snapshot_after(DEMO, Knobs(), 1)
    row, network = snapshot.network.in_one_row()
    for bad in (np.nan, np.inf):
        row[:] = bad
        broken = replace(snapshot, fit=replace(snapshot.fit, network=network))
        DEMO.frame(Knobs(), Size(80, 30), broken)
    assert as_text(Knobs())


def test_what_is_under_the_mouse_tells_its_numbers() -> None:
    now = play(5)
    unit = DEMO.tells(Knobs(), now, {"layer": 1, "unit": 2, "source": 0})
    assert unit.startswith("1.2 = tanh(")
    thread = DEMO.tells(Knobs(), now, {"layer": 1, "unit": 2, "source": 1})
    assert thread.startswith("x₁ → 1.2: weight ")
    assert not DEMO.tells(Knobs(), now, {"layers": ()})
