"""The demo of backpropagation: its numbers against hand-worked ones, nets and nudging."""

import math
from dataclasses import replace

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tests.some import some, thorough
from tui_tutor import digits
from tui_tutor.demo import AS_FAST_AS_POSSIBLE, Size
from tui_tutor.demos.backprop import DEMO, STAGES, Knobs, Steps, race
from tui_tutor.demos.backprop.page import draw_race, duration
from tui_tutor.demos.backprop.passes import network, neuron, small_network
from tui_tutor.demos.backprop.race import Race, Runner
from tui_tutor.digits import Digits
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.nets import Backprop
from tui_tutor.player import SPEEDS

SMALL = Digits("small", True, *draw_digits(300, seed=1), *draw_digits(100, seed=2))


@pytest.fixture(autouse=True)
def small_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "load", lambda *_: SMALL)


# ------------------------------------------------------------------ the neuron


def test_the_neurons_slopes_are_those_worked_by_hand() -> None:
    values = neuron(2.0, 0.5, -0.5, 1.0, "sigmoid").values
    y = 1 / (1 + math.exp(-0.5))
    da = (y - 1) * y * (1 - y)
    assert values["L"] == pytest.approx((y - 1) ** 2 / 2)
    assert values["da"] == pytest.approx(da)
    assert [values[name] for name in ("dw", "db", "dx")] == pytest.approx([2 * da, da, 0.5 * da])


def test_values_come_first_then_gradients_from_right_to_left() -> None:
    seen = [" ".join(lines(DEMO, steps)) for steps in range(9)]
    assert "‹0.5›" in seen[0]
    assert "Forward. a = x · w + b = 2 · 0.5 + (-0.5) = 0.5." in seen[0]
    assert "‹0.6225›" in seen[1]
    assert "‹0.07127›" in seen[2]
    assert "◀" not in seen[2]
    assert "‹-0.3775›" in seen[3]
    assert "dL/da = dL/dy · y (1 − y) = (-0.3775) · 0.235 = -0.0887" in seen[4]
    assert "dL/dw = dL/da · x = (-0.0887) · 2 = -0.1774" in seen[5]
    assert "◀" in seen[7]


def test_the_last_step_is_the_gradient_check() -> None:
    run = Steps(DEMO.knobs, 0)
    assert [run.step(DEMO.knobs) for _ in range(8)] == [True] * 7 + [False]
    shown = text(DEMO, 8)
    assert "nudges 3 numbers up and down, 6 times through the graph" in shown
    check = neuron(2.0, 0.5, -0.5, 1.0, "sigmoid").check
    assert 0 < check.difference < 1e-9
    assert f"differ by {check.difference:.0e} at the most" in shown


def test_once_all_is_told_a_turned_knob_shows_all_at_once() -> None:
    shown = text(DEMO, 99, x=1.0, w=-1.0, activation="relu", b=0.0)
    assert "Gradient check" in shown
    assert "-1" in shown


def test_a_silent_unit_lets_nothing_through() -> None:
    values = neuron(2.0, -1.0, 0.0, 1.0, "relu").values
    assert values["dy"] == -1
    assert values["dw"] == values["db"] == values["dx"] == 0
    assert "The unit is silent" in text(DEMO, 4, activation="relu", w=-1.0)
    assert "the gradient passes whole" in text(DEMO, 4, activation="relu", w=1.0)


def test_on_the_kink_the_check_says_why_it_differs() -> None:
    shown = text(DEMO, 99, activation="relu", w=0.5, b=-1.0)
    assert neuron(2.0, 0.5, -1.0, 1.0, "relu").values["a"] == 0
    assert "steps over ReLU's kink" in shown
    assert "differs by 1 from backprop" in shown


# ------------------------------------------------------------------ the network


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("weights", [0, 1, 2])
def test_the_networks_gradients_are_those_that_training_uses(activation: str, weights: int) -> None:
    values = network(1.5, 1, activation, weights).values
    wide = small_network(activation, weights)
    room = Backprop(wide.astype(np.float32), np.full((1, 1), 1.5, np.float32))
    assert room.run(np.array([1])) == pytest.approx(values["L"], rel=1e-5)
    for name, gradient in zip(("dW1", "db1", "dW2", "db2"), room.gradients, strict=True):
        np.testing.assert_allclose(values[name], gradient, rtol=1e-4, atol=1e-6)


def test_a_value_that_went_two_ways_gets_both_gradients() -> None:
    done = network(2.0, 0, "sigmoid", 0)
    v = done.values
    assert v["dh"][0] == pytest.approx(v["ds"][0] * v["W2"][0, 0] + v["ds"][1] * v["W2"][0, 1])
    assert "it adds up" in text(DEMO, 6, view="network")
    assert done.check.passed
    assert done.check.slopes == 10


def test_gradients_of_weights_are_dots_until_they_are_known() -> None:
    before, after = (text(DEMO, steps, view="network") for steps in (4, 5))
    assert "dW2 [[ · · ]" in before
    assert "dW2 [[‹-0.3015›‹ 0.3015›]" in after
    assert "dW1 [[ · · ]]" in after


def test_the_true_class_decides_who_is_pulled_up() -> None:
    for label in (0, 1):
        ds = network(2.0, label, "sigmoid", 0).values["ds"]
        assert ds[label] < 0 < ds[1 - label]
        assert ds.sum() == pytest.approx(0)


@pytest.mark.parametrize("view", ["neuron", "network"])
def test_the_stages_are_counted_right(view: str) -> None:
    done = network(1, 0, "relu", 0) if view == "network" else neuron(1, 1, 0, 1, "relu")
    assert len(done.stages) == STAGES[view]
    known = {name for _, names in done.stages for name in names}
    assert known <= set(done.values)


# ------------------------------------------------------------------ the race


@thorough
def test_the_race_ends_with_every_slope_twice_the_same() -> None:
    knobs = Knobs(view="race", hidden="5")
    run = Steps(knobs, 0)
    for _ in range(100_000):
        if not run.step(knobs):
            break
    done = run.snapshot().race
    assert done is not None
    assert done.nudged == done.slopes == 784 * 5 + 5 + 5 * 10 + 10
    assert 0 < done.difference < 1e-6
    assert done.steps > 100
    assert done.seconds > 1000 * done.backprop


def test_a_step_of_the_race_is_one_slice_for_both_lanes() -> None:
    runner = Runner(5, 0)
    runner.step()
    first = runner.snapshot().race
    for _ in range(10):  # a step that took long is made up for by the next
        runner.step()
    second = runner.snapshot().race
    assert 0 < first.nudged < second.nudged < second.slopes
    assert 0 < first.steps < second.steps
    assert first.seconds >= race.SLICE


def test_a_race_is_lined_up_when_it_is_asked_for_and_anew_for_other_units() -> None:
    run = Steps(DEMO.knobs, 0)
    assert run.snapshot().race is None
    for hidden, slopes in (("5", 3_985), ("50", 39_760)):
        run.step(replace(DEMO.knobs, view="race", hidden=hidden))
        shown = run.snapshot().race
        assert shown is not None
        assert shown.slopes == slopes


def test_the_race_in_words() -> None:
    ready = text_of(Race((784, 50, 10), 39_760))
    assert "0 of 79,520 evaluations" in ready
    assert "Press space" in ready
    half = Race((784, 50, 10), 39_760, 19_880, 2.0, 3e-9, 0.02, 1e-4, 20_000, 0.913)
    shown = text_of(half)
    assert "39,760 of 79,520 evaluations" in shown
    assert "Nudging: 2 s so far, 4 s for the whole gradient." in shown
    assert "Backprop: 100 µs for the whole gradient, 40,000 times as fast." in shown
    assert "20,000 steps, and reads 91% of the test digits" in shown
    assert "By nudging, these 20,000 steps would take 22 h." in shown
    assert "differ by 3e-9 at the most; the largest of them is 0.02" in shown
    assert "is home" not in shown
    assert "is home" in text_of(replace(half, nudged=39_760))
    assert "hidden units that are set now" in text_of(half, hidden="5")
    assert "Press space for the race" in text_of(None)


def test_the_race_shows_digits_with_what_the_trained_network_makes_of_them() -> None:
    said = text(DEMO, 3, Size(78, 40), view="race")
    assert "reads digits now" in said
    assert said.count("✓") + said.count("✗") >= 5


def text_of(shown: Race | None, hidden: str = "50") -> str:
    from rich.console import Console

    console = Console(width=70, color_system=None)
    halt = replace(Runner(50, 0).snapshot(), race=shown) if shown else None
    with console.capture() as capture:
        console.print(draw_race(Knobs(view="race", hidden=hidden), Size(70, 26), halt))
    return " ".join(capture.get().split())


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "0 µs"),
        (8.4e-5, "84 µs"),
        (0.0012, "1.2 ms"),
        (0.9, "900 ms"),
        (16.2, "16 s"),
        (119, "2 min"),
        (7200, "2 h"),
        (86_400 * 300, "300 d"),
    ],
)
def test_durations_are_said_in_a_fitting_unit(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_the_race_runs_as_fast_as_it_can_and_the_graph_at_a_readers_pace() -> None:
    assert DEMO.pace_at(Knobs(view="race")) == AS_FAST_AS_POSSIBLE
    assert DEMO.pace_at(Knobs(view="network")) in SPEEDS[:3]


# ------------------------------------------------------------------ anything at all


@pytest.mark.parametrize("view", ["neuron", "network", "race"])
@pytest.mark.parametrize("steps", some([2, 99, 0]))
def test_every_knob_at_its_ends(view: str, steps: int) -> None:
    for change in ends(Knobs()):
        steps = min(steps, 3) if (change | {"view": view})["view"] == "race" else steps
        assert text(DEMO, steps, **({"view": view} | change))


@pytest.mark.parametrize("view", ["neuron", "network"])
@pytest.mark.parametrize("width", [40, 56, 78, 120])
def test_each_view_keeps_its_room(view: str, width: int) -> None:
    for steps in (0, 5, 99):
        assert max(map(len, lines(DEMO, steps, Size(width, 26), view=view))) <= width
