"""The demo of first weights: what it says is what NumPy makes of them."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.demos.pictures import lines, text
from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos.weights import DEMO, twins
from tui_tutor.demos.weights.beginnings import WAYS, begun, different
from tui_tutor.demos.weights.layers import SAMPLES, UNITS, layers, shares
from tui_tutor.demos.weights.twins import Runner, Snapshot, said
from tui_tutor.nets import ACTIVATIONS, TRAINABLE

RNG = np.random.default_rng


def learnt(steps: int, **changes: str) -> Snapshot:
    run = Runner(replace(DEMO.knobs, view="twins", **changes), 0)
    for _ in range(steps):
        run.step(replace(DEMO.knobs, view="twins", **changes))
    return run.snapshot()


def rows_of(shown: list[str]) -> list[str]:
    """The lines that end a layer's histogram."""
    return [line for line in shown if re.fullmatch(r" ?\d+ .*% +\d+", line)]


# ------------------------------------------------------------------ how weights begin


def test_each_beginning_is_what_its_name_says() -> None:
    assert not begun("zeros", 4, 3, RNG(0)).any()
    assert np.ptp(begun("alike", 4, 3, RNG(0))) == 0
    for way, spread in (("1", 1), ("0.01", 0.01), ("xavier", 0.05), ("he", 2**0.5 / 20)):
        assert begun(way, 400, 200, RNG(0)).std() == pytest.approx(spread, rel=0.02)


def test_units_are_counted_once_however_small_their_numbers() -> None:
    columns = np.array([[1.0, 2.0, 1.0], [0.0, 0.0, 0.0]])
    for scale in (1, 1e-12, 1e9):
        assert different(scale * columns) == 2
    assert different(np.zeros((2, 3))) == 1


# ------------------------------------------------------------------ layers


@pytest.mark.parametrize("init", WAYS)
@pytest.mark.parametrize("activation", TRAINABLE)
def test_a_layers_figures_are_those_of_its_outputs(activation: str, init: str) -> None:
    rng, slope = RNG(0), ACTIVATIONS[activation].slope
    x = rng.normal(size=(SAMPLES, UNITS))
    a = x @ begun(init, UNITS, UNITS, rng)
    (layer,) = layers(activation, init, 1)
    y = {"sigmoid": core.sigmoid, "tanh": core.tanh, "relu": core.relu}[activation](a)
    assert np.array_equal(layer.y, y)
    assert layer.spread == pytest.approx(np.mean([column.std() for column in y.T]))
    nearly_flat = slope(a) < 0.0396 * slope(np.full(1, 1e-9))
    assert layer.shut == pytest.approx(nearly_flat.mean(), abs=1e-3)


@pytest.mark.parametrize("activation", TRAINABLE)
def test_a_histogram_holds_every_answer_but_relus_zeros(activation: str) -> None:
    for layer in layers(activation, "1", 3):
        assert shares(layer.y, activation, 20).sum() == pytest.approx(1)


def test_it_opens_with_answers_that_pile_up_at_both_ends() -> None:
    rows = rows_of(lines(DEMO))
    assert [row.split()[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert all(row[3] == "█" and row[:60].count("█") == 2 for row in rows)
    assert "46% of layer 5's answers stand where the function is flat" in text(DEMO)


@pytest.mark.parametrize(
    ("activation", "init", "said"),
    [
        ("sigmoid", "zeros", "one unit, a hundred times over"),
        ("relu", "alike", "one unit, a hundred times over"),
        ("tanh", "0.01", "It fades: a spread of 0.098 in layer 1, 9.2e-6 in layer 5"),
        ("sigmoid", "xavier", "It fades"),
        ("tanh", "xavier", "It lives: a spread of 0.62 in layer 1, 0.31 in layer 5"),
        ("relu", "he", "It lives"),
        ("relu", "1", "It grows from layer to layer"),
        ("tanh", "1", "81% of layer 5's answers stand where the function is flat"),
    ],
)
def test_what_became_of_the_signal_is_said(activation: str, init: str, said: str) -> None:
    assert said in text(DEMO, activation=activation, init=init)


def test_tiny_answers_are_not_taken_for_equal_ones() -> None:
    assert "It fades" in text(DEMO, activation="tanh", init="0.01", layers=10)


@pytest.mark.parametrize("size", [Size(48, 20), Size(58, 31), Size(118, 34)])
def test_ten_layers_have_a_line_each_in_any_room(size: Size) -> None:
    rows = rows_of(lines(DEMO, size=size, layers=10))
    assert [row.split()[0] for row in rows] == [str(k) for k in range(1, 11)]


# ------------------------------------------------------------------ twins


@pytest.mark.parametrize("init", ["zeros", "alike"])
@pytest.mark.parametrize("activation", TRAINABLE)
def test_units_that_begin_alike_stay_twins(activation: str, init: str) -> None:
    now = learnt(30, activation=activation, init=init)
    assert now.updates == 300
    assert now.different == 1
    assert now.twins == [0] * 8
    assert now.accuracy < 0.8


def test_units_that_chance_has_parted_learn_the_circle() -> None:
    now = learnt(100, init="1")
    assert now.different == 8
    assert now.twins == list(range(8))
    assert now.accuracy > 0.9


def test_nothing_comes_back_to_units_that_say_0() -> None:
    W1, b1, W2, b2 = learnt(30, activation="tanh", init="zeros").layers
    assert not any(array.any() for array in (W1, b1, W2))
    assert b2.any()
    assert "only the output's biases move" in text(
        DEMO, 30, view="twins", activation="tanh", init="zeros"
    )
    moved = text(DEMO, 30, view="twins", init="zeros")
    assert "They say 0" not in moved


def test_an_update_is_that_of_gradient_descent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "AT_ONCE", 1)
    before, after = learnt(0, init="1"), learnt(1, init="1")
    x = RNG(0).uniform(-1, 1, (400, 2))
    t = ((x**2).sum(axis=1) < 0.6).astype(int)

    def loss(W1: Floats) -> float:
        _, b1, W2, b2 = before.layers
        h = core.sigmoid(x @ W1 + b1)
        return float(core.softmax_cross_entropy(h @ W2 + b2, t)[0])

    slope = core.numerical_gradient(loss, before.layers[0])
    moved = after.layers[0] - before.layers[0]
    assert moved == pytest.approx(-twins.RATE * slope, abs=1e-6)
    assert after.loss < before.loss


def test_what_is_shown_is_what_the_units_say_at_that_place() -> None:
    now = learnt(20, init="1")
    units, answer = said(now, 4)
    W1, b1, W2, b2 = now.layers
    x = np.array([-0.75, 0.75])  # the middle of the square at the upper left
    h = core.sigmoid(x @ W1 + b1)
    assert units[:, 0, 0] == pytest.approx(2 * h - 1)
    assert answer[0, 0] == pytest.approx(2 * core.softmax(h @ W2 + b2)[1] - 1)


def test_another_beginning_is_another_network_at_once_and_at_the_next_step() -> None:
    run = Runner(replace(DEMO.knobs, init="1"), 0)
    run.step(replace(DEMO.knobs, init="1"))
    old = run.snapshot()
    told = DEMO.told(replace(DEMO.knobs, init="alike"), old)
    assert (told["begun"], told["updates"], told["different"]) == ("alike", 0, 1)
    run.step(replace(DEMO.knobs, init="alike"))
    assert run.snapshot().different == 1


def test_in_plain_words_a_twin_is_named() -> None:
    shown = lines(DEMO, 10, view="twins", init="alike")
    assert "2=1" in shown[1]
    assert "All 8 are twins" in text(DEMO, 10, view="twins", init="alike")
