"""The demo of relu: its gradients are those of the networks it shows, its words follow them."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tests.some import some
from tui_tutor import core
from tui_tutor.demo import Size
from tui_tutor.demos.relu import DEMO
from tui_tutor.demos.relu.clock import AFFINE, DTYPES, back, measured
from tui_tutor.demos.relu.run import Knobs, Runner
from tui_tutor.demos.relu.stack import UNITS, Shape, Stack, samples
from tui_tutor.nets import TRAINABLE, Network


def shares(name: str, layers: int, init: str) -> list[float]:
    """The gradient by each hidden layer's sums as a share of the output's, worked by hand."""
    x, labels = samples()
    sizes = (UNITS,) * (layers + 1) + (10,)
    net = Network.begin(sizes, name, init, np.random.default_rng(0))
    given = net.outputs(x)
    dy = core.softmax(given[-1].astype(float)) - np.eye(10)[labels]
    sizes_of = [np.abs(dy).mean()]
    for W, y in zip(net.weights[:0:-1], given[-2::-1], strict=True):
        slope = {"sigmoid": y * (1 - y), "tanh": 1 - y**2, "relu": y > 0}[name]
        dy = dy @ W.T * slope
        sizes_of.append(np.abs(dy).mean())
    return [size / sizes_of[0] for size in sizes_of[:0:-1]]


@pytest.mark.parametrize("init", ["0.01", "xavier", "he"])
@pytest.mark.parametrize("name", TRAINABLE)
def test_the_gradients_are_those_of_the_chain_rule(name: str, init: str) -> None:
    seen = Stack(name, Shape(6, init, 0.0), 0).look()
    assert [layer.arrived for layer in seen.layers] == pytest.approx(
        shares(name, 6, init), rel=1e-3
    )


def test_it_opens_with_ten_layers_and_the_output_first() -> None:
    shown = lines(DEMO)
    rows = [line.split() for line in shown if re.match(r" *(out|\d+) ", line)]
    assert [row[0] for row in rows] == ["out", *map(str, range(10, 0, -1))]
    assert float(rows[-1][1]) < 1e-5
    assert float(rows[-1][3]) > 0.1
    assert "0.25^10 = 9.5e-7" in text(DEMO)
    assert "step 0:" in text(DEMO)
    assert "guessing costs 2.303" in text(DEMO)


def test_tanh_stands_where_sigmoid_stood_and_is_spoken_of() -> None:
    shown = text(DEMO, rival="tanh")
    assert "sigmoid" not in shown
    assert "tanh: 0." in shown
    assert "its slopes leave 1^10 = 1 at most" in shown
    outputs = text(DEMO, view="outputs", rival="tanh")
    assert "tanh -1…1" in outputs
    assert "tanh: at layer 10 a unit's outputs differ" in outputs
    assert "▼ tanh has learnt the samples" in text(DEMO, 120, view="loss", rival="tanh")
    assert "as fast as tanh forward" in text(DEMO, view="time", rival="tanh")


def test_dead_units_are_those_that_no_sample_reaches() -> None:
    x, _ = samples()
    net = Network.begin((UNITS, UNITS, 10), "relu", "he", np.random.default_rng(0))
    y = net.outputs(x + 0)[0]
    shifted = np.maximum(x @ net.weights[0] - 2, 0)
    for bias, outputs in ((0.0, y), (-2.0, shifted)):
        layer = Stack("relu", Shape(1, "he", bias), 0).look().layers[0]
        assert layer.dead == int((outputs.max(axis=0) == 0).sum())
        assert layer.zeros == pytest.approx((outputs == 0).mean(), abs=1e-3)
        assert layer.top == pytest.approx(outputs.max(), rel=1e-4)


def test_a_low_bias_closes_a_layer_and_that_is_said() -> None:
    shown = text(DEMO, bias=-1.0)
    assert "All 50 units of layer 4 are dead" in shown
    table = lines(DEMO, size=Size(78, 20), view="outputs", bias=-1.0)[2:12]
    counts = [line.split()[-1] for line in table]
    assert counts[3:] == ["50"] * 7
    total = sum(map(int, counts))
    assert f"{total} of 500 units are dead" in text(DEMO, view="outputs", bias=-1.0)


def test_without_dead_units_it_says_so() -> None:
    assert "None of the 50 units is dead" in text(DEMO, view="outputs", layers=1)


def test_small_weights_are_blamed_and_not_the_slopes() -> None:
    assert "the weights are too small" in text(DEMO, init="0.01")
    assert "slope of 1 takes nothing away" in text(DEMO, init="he")


def test_relu_learns_where_sigmoid_only_guesses() -> None:
    shown = text(DEMO, 120, view="loss")
    assert "● sigmoid still only guesses" in shown
    assert "▲ ReLU has learnt the samples" in shown
    assert "Press space" in text(DEMO, 0, view="loss")


def test_one_layer_of_sigmoid_learns_too() -> None:
    assert "● sigmoid has learnt" in text(DEMO, 200, view="loss", layers=1, learning_rate=0.5)


def test_steps_that_are_too_large_end_the_run_with_a_word() -> None:
    knobs = replace(DEMO.knobs, learning_rate=10.0)
    run = Runner(knobs, 0)
    steps = next(i for i in range(1000) if not run.step(knobs))
    assert steps < 100
    assert "The steps were too large" in text(DEMO, 100, learning_rate=10.0)
    assert "ReLU: The loss is no number" in text(DEMO, 100, view="loss", learning_rate=10.0)


def test_a_knob_turned_while_it_rests_shows_new_networks() -> None:
    run = Runner(DEMO.knobs, 0)
    run.step(DEMO.knobs)
    shallow = Shape(3, "xavier", 0.0)
    assert len(run.snapshot().of(shallow)["relu"].losses) == 1
    now = run.snapshot()
    assert now.of(DEMO.knobs.shape) is now.passes
    assert len(run.snapshot().passes["relu"].losses) == 2


def test_a_snapshot_stays_as_it_was() -> None:
    run = Runner(DEMO.knobs, 0)
    before = run.snapshot()
    kept = repr(before)
    for _ in range(3):
        run.step(DEMO.knobs)
    run.step(replace(DEMO.knobs, view="time"))
    assert repr(before) == kept


def test_the_clock_measures_all_and_keeps_the_best() -> None:
    first = measured({})
    work = [AFFINE, *TRAINABLE, *map(back, TRAINABLE)]
    assert set(first) == {(what, dtype) for what in work for dtype in DTYPES}
    assert all(seconds > 0 for seconds in first.values())
    second = measured(first)
    assert all(second[job] <= first[job] for job in first)
    shown = text(DEMO, 2, view="time")
    assert len(re.findall(r"\d ms", shown)) == 5 * len(DTYPES)  # of ReLU and its rival
    assert "The best of 3 rounds" in shown


def test_before_it_has_measured_it_says_how() -> None:
    snapshot = Runner(DEMO.knobs, 0).snapshot()
    shown = DEMO.draw(replace(DEMO.knobs, view="time"), Size(78, 16), snapshot)
    assert "Press space" in "".join(str(part) for part in shown.renderables)  # type: ignore[attr-defined]


@pytest.mark.parametrize("change", [c for c in ends(Knobs()) if "view" not in c])
@pytest.mark.parametrize("view", some(["gradients", "outputs", "loss"], 2))
@pytest.mark.parametrize("steps", some([20, 0]))
def test_every_knob_at_its_ends(change: dict[str, object], view: str, steps: int) -> None:
    assert text(DEMO, steps, view=view, **change)


@pytest.mark.parametrize("view", ["gradients", "outputs", "loss", "time"])
@pytest.mark.parametrize("width", [40, 56, 78, 120])
def test_no_view_is_wider_than_its_room(view: str, width: int) -> None:
    assert max(map(len, lines(DEMO, 1, Size(width, 20), view=view))) <= width
