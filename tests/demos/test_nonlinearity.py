"""The demo nonlinearity: products against NumPy's own, fits against least squares and by slopes."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tests.some import some
from tui_tutor import core
from tui_tutor.demo import Size
from tui_tutor.demos.nonlinearity import DEMO, Knobs, Run
from tui_tutor.demos.nonlinearity.collapse import products, stack, through
from tui_tutor.demos.nonlinearity.fit import STEPS, TARGETS, Fit, X

WIDE = Size(100, 40)


def fitted(activation: str, units: int, target: str = "sine", seed: int = 0) -> Any:
    fit = Fit(activation, units, target, seed)
    while fit.step():
        pass
    return fit.snapshot()


# ------------------------------------------------------------------ collapse


@pytest.mark.parametrize("count", range(1, 11))
def test_the_one_layer_is_the_product_of_all(count: int) -> None:
    layers = stack(count, 0)
    W, b = products(layers)[-1]
    matrices = [W for W, _ in layers]
    expected = matrices[0] if count == 1 else np.linalg.multi_dot(matrices)
    assert np.allclose(W, expected)
    at_zero = np.zeros(1)
    for V, c in layers:
        at_zero = at_zero @ V + c
    assert np.allclose(b, at_zero)  # what the stack says to an input of 0
    x = np.linspace(-3, 3, 50)[:, None]
    assert np.allclose(through(layers, x, "identity"), x @ W + b, atol=1e-12)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("count", range(2, 11))
def test_with_a_bend_the_stack_is_no_line(activation: str, count: int) -> None:
    x = np.linspace(-3, 3, 50)[:, None]
    y = through(stack(count, 0), x, activation)[:, 0]
    bend = np.abs(np.diff(y, 2)).max()
    assert bend > 1e-9  # it is small where ten sigmoids have flattened everything


def test_an_extra_layer_leaves_those_before_it_as_they_were() -> None:
    for (W, b), (V, c) in zip(stack(5, 0)[:4], stack(6, 0)[:4], strict=True):
        assert np.array_equal(W, V)
        assert np.array_equal(b, c)
    assert not np.array_equal(stack(5, 0)[0][0], stack(5, 1)[0][0])


def test_the_table_shows_every_layer_and_the_product() -> None:
    shown = lines(DEMO, size=WIDE, layers=4)
    start = next(i for i, line in enumerate(shown) if line.startswith(" k "))
    (W, b), one = stack(4, 0)[1], products(stack(4, 0))[-1]
    cells = " ".join(f"{v:g}" for v in W[0]) + "; " + " ".join(f"{v:g}" for v in W[1])
    assert f"[{cells}] + [{b[0]:g} {b[1]:g}]" in shown[start + 2]
    assert shown[start + 4].endswith(f"[{one[0].item():.3g}] + [{one[1].item():.3g}]")
    assert not shown[start + 5].startswith(" 5")


def test_both_ways_are_compared_in_words() -> None:
    layers = stack(3, 0)
    deep = through(layers, np.array([[1.5]]), "identity").item()
    assert f"At x = 1.5 the stack says {deep:.6g} and the one layer {deep:.6g}" in text(DEMO)
    assert "3 layers, 13 numbers" in text(DEMO)  # 1·2 + 2, 2·2 + 2, 2·1 + 1
    shown = text(DEMO, activation="relu")
    bent = through(layers, np.array([[1.5]]), "relu").item()
    assert f"the stack says {bent:.6g} and the one layer {deep:.6g}" in shown
    assert f"a difference of {abs(bent - deep):.2g}" in shown
    assert "With ReLU between its layers the stack bends" in shown
    assert "nothing in between" in text(DEMO, layers=1, activation="relu")


def test_how_far_they_part_is_the_largest_gap_of_the_plot() -> None:
    layers = stack(3, 0)
    x = np.linspace(-3, 3, 601)
    W, b = products(layers)[-1]
    gap = max(
        abs(through(layers, np.array([[v]]), "sigmoid").item() - (v * W + b).item()) for v in x
    )
    assert f"they part by up to {gap:.3g}." in text(DEMO, activation="sigmoid")


# ------------------------------------------------------------------ fit


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
def test_the_first_step_goes_downhill_by_the_measured_slopes(activation: str) -> None:
    """Adam's first step is the learning rate times the sign of the gradient."""
    fit, before = Fit(activation, 5, "sine", 1), Fit(activation, 5, "sine", 1)
    fit.step()
    for place, parameter in enumerate(before.parameters):
        slope = core.numerical_gradient(
            lambda _: core.mean_squared_error(before.forward(), before.t), parameter
        )
        clear = np.abs(slope) > 1e-4
        moved = fit.parameters[place] - parameter
        assert np.array_equal(np.sign(moved)[clear], -np.sign(slope)[clear])


@pytest.mark.parametrize("target", some(TARGETS))
def test_identity_finds_the_best_line_and_the_others_do_better(target: str) -> None:
    best = np.polyval(np.polyfit(X[:, 0], TARGETS[target](X)[:, 0], 1), X[:, 0])
    loss = np.mean((best - TARGETS[target](X)[:, 0]) ** 2)
    straight = fitted("identity", 8, target)
    assert straight.line_error == pytest.approx(loss)
    assert straight.error == pytest.approx(loss, rel=1e-3)
    assert straight.y == pytest.approx(straight.line[0] * X[:, 0] + straight.line[1])
    for activation in ("sigmoid", "tanh", "relu"):
        assert fitted(activation, 20, target).error < 0.1 * loss


def test_relu_bends_only_where_its_marks_are() -> None:
    result = fitted("relu", 8, "zigzag")
    bends = X[1:-1, 0][np.abs(np.diff(result.y, 2)) > 1e-6]
    spacing = X[1, 0] - X[0, 0]
    assert bends.size
    for bend in bends:
        assert np.abs(result.places - bend).min() <= spacing * 1.001


def test_a_snapshot_stays_as_it_was() -> None:
    fit = Fit("relu", 4, "sine", 0)
    shot = fit.snapshot()
    y, places = shot.y.copy(), shot.places.copy()
    fit.step()
    assert np.array_equal(shot.y, y)
    assert np.array_equal(shot.places, places)
    assert shot.step == 0


def test_it_ends_and_begins_anew_with_other_knobs() -> None:
    knobs = replace(DEMO.knobs, view="fit")
    run = Run(knobs, 0)
    steps = 1
    while run.step(knobs):
        steps += 1
    assert steps == STEPS
    assert not run.step(knobs)
    for change in ({"units": 3}, {"target": "bump"}, {"activation": "relu"}, {"weights": 1}):
        knobs = replace(knobs, **change)
        assert run.step(knobs)
        assert run.snapshot()[1].step == 1
    assert run.step(replace(knobs, x=2.0))  # a knob of the other view
    assert run.snapshot()[1].step == 2
    assert not run.step(replace(knobs, view="collapse"))
    assert run.snapshot()[1].step == 2


def test_words_follow_the_loss() -> None:
    fit = {"view": "fit", "activation": "sigmoid"}
    assert "No better than the best straight line" in text(DEMO, 0, **fit)
    assert "Hard to tell apart" in text(DEMO, STEPS, units=20, **fit)
    assert "A little better than the best straight line" in text(DEMO, STEPS, units=1, **fit)
    shown = text(DEMO, STEPS, view="fit", units=8)
    assert "8 units without a bend are one straight line: y = -0.1658·x + 0." in shown
    assert "no straight line gets below 0.435." in shown


def test_the_marks_are_counted() -> None:
    result = fitted("relu", 8)
    inside = int((np.abs(result.places) <= 3).sum())
    shown = text(DEMO, STEPS, view="fit", activation="relu")
    assert f"▲ marks the {inside} of 8 units that begin or cease to count here" in shown
    assert 0 < shown.count("▲") - 1 <= inside  # two may share a cell
    assert "▲" not in text(DEMO, STEPS, view="fit", activation="identity")


@pytest.mark.parametrize("view", ["collapse", "fit"])
@pytest.mark.parametrize("activation", some(["identity", "sigmoid", "tanh", "relu"]))
@pytest.mark.parametrize("change", ends(Knobs()))
def test_every_knob_at_its_ends(change: dict[str, Any], activation: str, view: str) -> None:
    knobs = {"view": view, "activation": activation} | change
    for size in (Size(56, 26), Size(78, 16), Size(120, 40)):
        assert max(map(len, lines(DEMO, 5, size, **knobs))) <= size.width
