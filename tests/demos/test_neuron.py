"""The demo neuron: its gates, its lines and its network, against truth tables worked by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from tests.demos.pictures import ends, lines, text
from tests.some import some
from tui_tutor.demo import Size, after
from tui_tutor.demos.neuron import DEMO, Flow, Knobs
from tui_tutor.demos.neuron.plane import shown_from_to
from tui_tutor.demos.neuron.unit import INPUTS, rows, search

SOLVED = {
    "AND": {"w1": 1.0, "w2": 1.0, "b": -1.5},
    "NAND": {"w1": -1.0, "w2": -1.0, "b": 1.5},
    "OR": {"w1": 1.0, "w2": 1.0, "b": -0.5},
}
TABLES = {"AND": "0001", "NAND": "1110", "OR": "0111", "XOR": "0110"}
NARROW = Size(70, 30)  # the words below the plane
NETWORK = {"view": "layers", "gate": "XOR", **SOLVED["AND"]}


def table(**knobs: Any) -> list[list[str]]:
    """The rows of the truth table as they are shown, the marks of the chosen one taken off."""
    shown = [line.strip(" ‹›").split() for line in lines(DEMO, size=Size(56, 40), **knobs)]
    start = next(i for i, row in enumerate(shown) if row[:2] == ["x1", "x2"])
    return shown[start + 1 : start + 5]


def test_it_opens_one_nudge_from_an_and() -> None:
    assert "3 of 4 rows are right for AND. Wrong: (1, 0) gives 1, wanted 0." in text(DEMO)
    nudged = replace(DEMO.knobs, b=DEMO.knobs.b - 0.25)
    assert rows(nudged, INPUTS).right.all()


@pytest.mark.parametrize("gate", SOLVED)
def test_a_solved_gate_has_the_gates_table_and_says_so(gate: str) -> None:
    shown = table(gate=gate, **SOLVED[gate])
    assert "".join(row[3] for row in shown) == "".join(row[4] for row in shown) == TABLES[gate]
    assert [row[5] for row in shown] == ["✓"] * 4
    assert f"All four rows are right: this unit is {gate}." in text(DEMO, gate=gate, **SOLVED[gate])


def test_sums_and_outputs_are_those_worked_by_hand() -> None:
    shown = table(w1=2.0, w2=-1.0, b=0.5, activation="relu", gate="OR")
    assert [row[:5] for row in shown] == [
        ["0", "0", "0.5", "0.5", "0"],
        ["0", "1", "-0.5", "0", "1"],
        ["1", "0", "2.5", "2.5", "1"],
        ["1", "1", "1.5", "1.5", "1"],
    ]
    assert [row[5] for row in shown] == ["✓", "✗", "✓", "✓"]  # ½ itself is no yes
    assert table(activation="sigmoid", w1=0.0, w2=0.0, b=0.0)[0][3] == "0.5"


def test_no_line_does_xor_and_it_is_said_how_near_one_comes() -> None:
    shown = text(DEMO, gate="XOR")
    assert (
        "No straight line can do XOR: of 15,625 settings of w1, w2 and b, the best gets 3" in shown
    )
    for gate in SOLVED:
        assert "No straight line" not in text(DEMO, gate=gate)


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu"])
def test_the_search_counts_what_trying_them_one_by_one_counts(activation: str) -> None:
    knobs = replace(DEMO.knobs, activation=activation, gate="OR")
    counted = []
    for w1 in np.linspace(-3, 3, 25)[::4]:
        for w2 in np.linspace(-3, 3, 25)[::4]:
            for b in np.linspace(-3, 3, 25):
                counted.append(rows(replace(knobs, w1=w1, w2=w2, b=b), INPUTS).right.sum())
    found = search(knobs, INPUTS)
    assert found.tried == 25**3
    assert found.best == max(counted) == 4
    assert counted.count(4) <= found.perfect < found.tried


def test_the_line_moves_with_the_knobs() -> None:
    """The share of the plane that is dotted grows with the bias."""

    def dotted(**knobs: Any) -> int:
        drawn = "".join(lines(DEMO, size=Size(56, 26), **knobs)[:12])
        return sum("\u2800" < c <= "\u28ff" for c in drawn)

    shares = [dotted(w1=1.0, w2=1.0, b=b) for b in (-9.0, -1.5, -0.5, 0.5, 9.0)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0 < shares[1] < shares[-1]
    # With w2 = 0 the line stands upright, with w1 = 0 it lies.
    upright = lines(DEMO, size=Size(56, 26), w1=2.0, w2=0.0, b=-1.0)
    columns = [next(i for i, c in enumerate(row[4:]) if c > "\u2800") for row in upright[4:6]]
    assert columns[0] == columns[1]


@pytest.mark.parametrize("room", [Size(30, 18), Size(52, 18), Size(52, 42), Size(140, 44)])
def test_a_unit_is_as_long_across_as_up_so_that_weights_draw_one_angle_in_any_room(
    room: Size,
) -> None:
    for top in (1.0, 2.5):
        (left, right), (bottom, above) = shown_from_to(top, room)
        across, up = (right - left) / room.width, (above - bottom) / room.height
        assert up == pytest.approx(2 * across), "a cell is twice as high as wide"
        assert max(left, bottom) < 0 < top < min(right, above)


def test_points_show_what_is_wanted_and_what_is_given() -> None:
    shown = text(DEMO, x1=False)
    assert shown.count("○ 0 ✓") == 2  # (0, 0), chosen, and (0, 1)
    assert "‹○ 0 ✓›" in shown
    assert "○ 1 ✗" in shown
    assert "● 1 ✓" in shown


def test_the_chosen_row_is_worked_out_in_words() -> None:
    assert "1·1 + 0·0.5 + (-0.75) = 0.25, and step(0.25) = 1" in text(DEMO, size=NARROW)
    assert "0·1 + 1·0.5 + (-0.75) = -0.25, and ReLU(-0.25) = 0" in text(
        DEMO, size=NARROW, x1=False, x2=True, activation="relu"
    )


def test_the_bias_is_told_as_a_bar() -> None:
    assert "It fires where w1·x1 + w2·x2 is above 0.75" in text(DEMO, size=NARROW)
    assert "Both weights are 0" in text(DEMO, size=NARROW, w1=0.0, w2=0.0)
    assert "w1·NAND + w2·OR is 0.75, which is -b" in text(
        DEMO, size=NARROW, view="hidden", activation="sigmoid"
    )


# ------------------------------------------------------------------ the network


def test_an_and_behind_nand_and_or_is_xor() -> None:
    shown = table(**NETWORK)
    assert "".join(row[2] for row in shown) == TABLES["XOR"]
    assert "All four rows are right: the network is XOR." in text(DEMO, **NETWORK)


@pytest.mark.parametrize(("x1", "x2"), [(False, False), (False, True), (True, False), (True, True)])
def test_every_number_of_the_diagram_is_right(x1: bool, x2: bool) -> None:
    shown = text(DEMO, x1=x1, x2=x2, **NETWORK)
    a, b = int(x1), int(x2)
    nand, either = 3 - 2 * a - 2 * b, 2 * a + 2 * b - 1
    last = (nand > 0) + (either > 0) - 1.5
    assert f"NAND: {a}·(-2) + {b}·(-2) + 3 = {nand}, and step({nand}) = {int(nand > 0)}" in shown
    assert f"OR: {a}·2 + {b}·2 + (-1) = {either}, and step({either}) = {int(either > 0)}" in shown
    assert f"+ (-1.5) = {last:g}, and step({last:g}) = {int(last > 0)}" in shown
    for value in (f"sum {nand}", f"sum {either}", f"sum {last:g}"):
        assert value in shown


def test_a_switch_sends_the_numbers_off_again() -> None:
    knobs = replace(DEMO.knobs, view="layers")
    run = Flow(knobs, 0)
    assert run.snapshot()[1] == 4  # all there on opening
    assert not run.step(knobs)
    turned = replace(knobs, x2=True)
    stages = []
    going = True
    while going:
        going = run.step(turned)
        stages.append(run.snapshot()[1])
    assert stages == [0, 1, 2, 3, 4]
    assert not run.step(turned)
    assert not run.step(replace(turned, w1=2.0))  # a weight sends nothing off


def test_what_has_not_come_yet_is_not_shown() -> None:
    knobs = replace(DEMO.knobs, **NETWORK)
    sent = (knobs.view, knobs.activation, knobs.x1, knobs.x2)

    def shown(stage: int, sent: Any = sent) -> str:
        console = Console(width=78, color_system=None)
        with console.capture() as capture:
            console.print(DEMO.draw(knobs, Size(78, 16), (sent, stage)))
        return " ".join(capture.get().split())

    assert "set off along every edge" in shown(0)
    assert shown(0).count("sum ·") == 3
    assert "NAND: 1·(-2) + 0·(-2) + 3 = 1 OR" in shown(1)
    assert shown(1).count("out ·") == 3
    assert shown(2).count("out ·") == 1
    assert "output:" not in shown(2)
    assert "sum 0.5" in shown(3)
    assert "rows are right" not in shown(3)
    assert "rows are right" in shown(4)
    assert shown(4, sent=("layers", "step", False, False)) == shown(0)  # of another input: not yet


def test_the_hidden_layer_moves_two_points_onto_each_other() -> None:
    shown = text(DEMO, **(NETWORK | {"view": "hidden"}))
    assert "‹● 1 ✓ 01 10›" in shown
    assert "○ 0 ✓ 00" in shown
    assert "○ 0 ✓ 11" in shown
    assert "The hidden layer has moved it" in shown


@pytest.mark.parametrize("view", some(["hidden", "line", "layers"]))
@pytest.mark.parametrize("activation", some(["step", "sigmoid", "tanh", "relu"]))
@pytest.mark.parametrize("change", ends(Knobs()))
def test_every_knob_at_its_ends(change: dict[str, Any], activation: str, view: str) -> None:
    knobs = {"view": view, "activation": activation, "gate": "XOR"} | change
    for size in (Size(56, 26), Size(78, 16), Size(120, 40), Size(30, 8)):
        assert after(DEMO, replace(DEMO.knobs, **knobs), size)
        assert max(map(len, lines(DEMO, size=size, **knobs))) <= size.width
