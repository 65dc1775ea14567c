"""The playground: by hand, own points, failures in words, and the program that it prints."""

import contextlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from rich.console import Console
from rich.segment import Segment

from tests.demos.pictures import lines, text
from tui_tutor.demo import Size, snapshot_after
from tui_tutor.demos.playground import DEMO
from tui_tutor.demos.playground.code import as_code
from tui_tutor.demos.playground.controls import Hold, InputsLine, LayersLine
from tui_tutor.demos.playground.explained import explained
from tui_tutor.demos.playground.hand import by_hand, settled
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.layout import layout
from tui_tutor.demos.playground.run import Play, PlayRun, preview
from tui_tutor.demos.playground.told import wrong
from tui_tutor.knob_values import as_text, set_knobs
from tui_tutor.knobs import KnobError
from tui_tutor.nets import INITS, LOSSES, RULES
from tui_tutor.share import Shared, from_share_string, share_string
from tui_tutor.show import in_words
from tui_tutor.show.spots import turns_of

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


def test_units_of_inputs_that_are_no_lines_have_bent_edges() -> None:
    assert "one edge, a straight line" in text(DEMO, 5)
    assert "an edge, bent by its inputs" in text(DEMO, 5, inputs=("x1", "sin-x1"))


def test_a_small_loss_twice_as_large_in_the_test_is_not_called_learning_by_heart() -> None:
    now = play(100)
    small = replace(now, curve=tuple((step, 0.008, 0.018) for step in (80, 90, 100)))
    large = replace(now, curve=tuple((step, 0.3, 0.7) for step in (80, 90, 100)))
    assert "by heart" not in explained(small).plain
    assert "by heart" in explained(large).plain


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


def marks(**changes: Any) -> int:
    """Points that are drawn in the field, without those that explain the signs."""
    rows = lines(DEMO, 1, Size(54, 26), **changes)
    return sum(row.count(sign) for row in rows[5:-1] for sign in "●○◆◇")


def test_in_a_small_field_points_leave_the_answer_to_be_seen_but_all_own_ones_are_there() -> None:
    assert 40 < marks() < 150
    own = tuple((x1 / 2, x2 / 2, 1.0) for x1 in range(-11, 11, 2) for x2 in range(-11, 11, 2))
    assert marks(data="own", own=own, view="points") > 100


@pytest.mark.parametrize("size", [Size(54, 26), Size(76, 12), Size(118, 25), Size(98, 46)])
@pytest.mark.parametrize("counts", [(2, 4, 2), (4, 6, 6), (7, 8, 8, 8, 8), (2,)])
def test_units_of_a_column_are_equally_far_apart(size: Size, counts: tuple[int, ...]) -> None:
    plan = layout(size, counts)
    assert plan is not None
    for column, count in enumerate(counts):
        tops = [plan.top(column, unit) for unit in range(count)]
        assert len(set(np.diff(tops))) <= 1
        assert tops[0] - plan.gap >= plan.head
        assert tops[-1] + plan.high <= size.height


@pytest.mark.parametrize("size", [Size(54, 26), Size(44, 20)])
def test_nothing_moves_while_it_learns(size: Size) -> None:
    places = set()
    for steps in (0, 1, 10, 300, 1500, 3000):
        rows = lines(DEMO, steps, size, seed=1, view="hand")
        places |= {(k, row.index("‹h₁₁›")) for k, row in enumerate(rows) if "‹h₁₁›" in row}
    assert len(places) == 1


@pytest.mark.parametrize("size", [Size(54, 26), Size(196, 50)])
def test_both_losses_have_their_curves_below_the_field(size: Size) -> None:
    rows = lines(DEMO, 300, size)
    (names,) = [k for k, row in enumerate(rows) if "loss ━" in row and "in the test ┄" in row]
    assert any("⠁" <= sign <= "⣿" for row in rows[names + 1 :] for sign in row[-4:])


def test_a_unit_is_shown_large_in_place_of_the_answer() -> None:
    off = text(DEMO, 300, view="hand", layer=1, unit=3)
    assert text(DEMO, 300, view="hand", layer=1, unit=3, large=True) != off
    assert text(DEMO, 300, view="hand", layer=3, large=True) == text(
        DEMO, 300, view="hand", layer=3
    )


def clicked(segments: Iterable[Segment]) -> list[Mapping[str, object]]:
    return [turns_of(segment.style) for segment in segments if segment.style]


def test_each_thread_can_be_clicked() -> None:
    console = Console(width=118, color_system="truecolor", force_terminal=True)
    turns = clicked(console.render(DEMO.frame(Knobs(), Size(118, 34), play(300))))
    places = {(one["layer"], one["unit"], one["source"]) for one in turns if "source" in one}
    assert places == {
        *((1, unit, source) for unit in (1, 2, 3, 4) for source in (0, 1, 2)),
        *((2, unit, source) for unit in (1, 2) for source in (0, 1, 2, 3, 4)),
        *((3, 1, source) for source in (1, 2)),
    }


def test_what_colours_mean_is_said_only_where_there_are_any() -> None:
    with_sky = {}
    for no_color in (False, True):
        console = Console(width=54, no_color=no_color, color_system="standard", record=True,
                          force_terminal=True, file=io.StringIO())  # fmt: skip
        console.print(DEMO.frame(Knobs(), Size(54, 26), play(5)))
        with_sky[no_color] = "sky" in console.export_text()
    assert with_sky == {False: True, True: False}


def test_in_words_every_unit_has_its_line() -> None:
    with in_words():
        told = text(DEMO, 5)
    for name in ("h₁₁ = tanh", "h₁₄ = tanh", "h₂₂ = tanh", "y ="):
        assert name in told
    assert told.endswith("300 points, 150 of them for training")


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
    assert unit.startswith("h₁₂ = tanh(")
    thread = DEMO.tells(Knobs(), now, {"layer": 1, "unit": 2, "source": 1})
    assert thread.startswith("x₁ → h₁₂: weight ")
    assert not DEMO.tells(Knobs(), now, {"layers": ()})
