"""The demo of activation functions: its numbers are core's, its words fit the probe's place."""

import math

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.activations import DEMO, Knobs, exact, unjoined
from tui_tutor.nets import ACTIVATIONS


def expit(x: float) -> float:
    """The sigmoid as the textbook writes it, on Python's own floats."""
    return 1 / (1 + math.exp(-x))


@pytest.mark.parametrize("x", [-7.5, -1.0, 0.25, 3.0])
def test_the_table_holds_value_and_slope(x: float) -> None:
    shown = text(DEMO, x=x)
    value, slope = expit(x), expit(x) * expit(-x)
    assert f"● sigmoid {value:.4g} {slope:.4g}" in shown
    assert f"■ step {int(x > 0)} 0" in shown
    assert f"▲ ReLU {max(x, 0):.4g} {int(x > 0)}" in shown


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (0.0, "sigmoid is at its middle, 0.5, and at its steepest: a slope of 0.25"),
        (1.5, "sigmoid answers: 60 % of its steepest slope"),
        (6.0, "sigmoid is saturated: its slope is 0.0025, 0.99 % of the steepest"),
        (-40.0, "sigmoid is saturated"),
        (36.75, "sigmoid is so near to 1 that float64 has rounded it: exactly 1."),
        (0.0, "step jumps here. Its value, 0, is a convention"),
        (0.25, "step is 1 and flat"),
        (-0.25, "step is 0 and flat"),
        (2.0, "ReLU passes x on, slope 1"),
        (-2.0, "ReLU is silent"),
        (0.0, "ReLU has its kink here: slope 0 on the left, 1 on the right. By convention 0; "
              "measured, 0.5"),
    ],
)  # fmt: skip
def test_the_words_fit_the_place(x: float, said: str) -> None:
    assert said in text(DEMO, size=Size(200, 30), x=x)


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (0.0, "tanh is at its middle, 0, and at its steepest: a slope of 1 is the most"),
        (0.5, "tanh answers: 79 % of its steepest slope. Its values lie inside (-1, 1)"),
        (-2.0, "tanh is saturated: its slope is 0.071, 7.1 % of the steepest"),
        (-20.0, "tanh is so near to -1 that float64 has rounded it: exactly -1. Its slope"),
    ],
)  # fmt: skip
def test_tanh_is_shown_where_it_is_switched_on(x: float, said: str) -> None:
    size = Size(56, 40)  # where no table stands beside the words
    assert "tanh" not in text(DEMO, size=size, x=x)
    shown = text(DEMO, size=size, x=x, tanh=True)
    assert said in shown
    assert f"▼ tanh {exact(math.tanh(x))}" in shown
    assert "-1┤" in shown, "its lower half is in the picture"


def test_every_activation_with_a_bend_has_its_switch() -> None:
    assert {name for name in ACTIVATIONS if name != "identity"} <= set(vars(Knobs()))


def test_where_float64_rounds_to_one() -> None:
    assert expit(36.75) == 1 > expit(36.5)
    assert "rounded" not in text(DEMO, size=Size(200, 30), x=36.5)


def test_only_what_is_switched_on_is_shown() -> None:
    shown = text(DEMO, sigmoid=False, step=False)
    assert "ReLU" in shown
    assert "sigmoid" not in shown
    assert "■" not in shown
    assert text(DEMO, sigmoid=False, step=False, relu=False) == "All are off. Switch one on."


def test_slopes_can_be_put_away() -> None:
    assert "h'(x)" in text(DEMO)
    assert "h'(x)" not in text(DEMO, slopes=False)


def test_the_signs_stand_on_their_curves() -> None:
    """At x = 0 the sigmoid is halfway between the step's two values."""
    shown = lines(DEMO, size=Size(56, 26), x=0.0, slopes=False, relu=False)
    rows = {sign: next(i for i, line in enumerate(shown) if sign in line) for sign in "●■"}
    one = next(i for i, line in enumerate(shown) if line.lstrip().startswith("1┤"))
    assert one < rows["●"] < rows["■"]


def test_a_number_reads_as_one_only_where_it_is_one() -> None:
    assert exact(1.0) == "1"
    assert exact(float(expit(20))) == "1 − 2.1e-9"
    assert exact(0.5) == "0.5"


def test_a_jump_is_not_joined() -> None:
    x = np.array([-1.0, 0.0, 1.0])
    assert np.isnan(unjoined(x, np.array([0.0, 0.0, 1.0]))[1])
    assert unjoined(x, np.array([0.4, 0.5, 0.6])).tolist() == [0.4, 0.5, 0.6]


@pytest.mark.parametrize("change", ends(Knobs()))
@pytest.mark.parametrize("size", [Size(30, 8), Size(56, 26), Size(120, 40)])
def test_every_knob_at_its_ends(change: dict[str, object], size: Size) -> None:
    shown = lines(DEMO, size=size, **change)
    assert max(map(len, shown)) <= size.width


@pytest.mark.parametrize("x", [-40.0, -3.0, 0.0, 1.5, 6.0, 36.75])
@pytest.mark.parametrize("size", [Size(78, 18), Size(56, 26), Size(118, 40)])
def test_all_of_it_is_seen_without_scrolling(x: float, size: Size) -> None:
    assert len(lines(DEMO, size=size, x=x)) <= size.height
