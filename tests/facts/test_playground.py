"""What the lesson playground says, run: lines, bends, and how far few units come."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.demos.playground import facts
from tui_tutor.demos.playground.code import as_code
from tui_tutor.demos.playground.data import MAKERS
from tui_tutor.demos.playground.explained import failed
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import Play, PlayRun


def run(steps: int, **changes: Any) -> Play:
    one = PlayRun(knobs := replace(Knobs(), **changes), 0)
    for _ in range(steps):
        one.step(knobs)
    return one.snapshot()


def told(steps: int, **changes: Any) -> Any:
    play = run(steps, **changes)
    return facts(play.knobs, play)


def test_where_the_sum_of_a_unit_is_0_lies_a_straight_line() -> None:
    x = np.array([[1.0, 1.0], [2.0, 0.0], [0.0, 2.0]])
    W, b = np.array([[1.0], [1.0]]), np.array([-2.0])
    assert (core.tanh(x @ W + b) == 0).all()
    many = np.random.default_rng(0).uniform(-6, 6, (500, 2))
    assert ((core.tanh(many @ W + b) > 0) == (many @ W > 2)).all()


def test_three_units_fence_the_circle_in_and_two_do_not() -> None:
    wrong = [told(2000, layers=((units, "tanh"),), learning_rate=0.1)["wrong"] for units in (2, 3)]
    assert wrong[0] > 0.1 > wrong[1]


def test_the_squares_need_no_hidden_unit_and_the_plain_numbers_do() -> None:
    changes = {"layers": (), "learning_rate": 0.1}
    assert told(1000, inputs=("x1^2", "x2^2"), **changes)["wrong"] < 0.02
    assert told(1000, **changes)["wrong"] > 0.3


def test_the_product_parts_exclusive_or_and_no_other_input_does() -> None:
    for name in ("x1", "x2", "x1^2", "x2^2", "sin-x1", "sin-x2", "x1*x2"):
        loss = told(300, data="xor", inputs=(name,), layers=())["test_loss"]
        assert (loss < 0.1) == (name == "x1*x2")


def test_spirals_are_learnt_with_sines_and_far_more_slowly_without() -> None:
    changes = {"layers": ((6, "tanh"),) * 2, "optimizer": "adam", "learning_rate": 0.01}
    with_sines = told(1500, data="spirals", inputs=("x1", "x2", "sin-x1", "sin-x2"), **changes)
    assert with_sines["test_loss"] < 0.05
    assert with_sines["hidden_units"] == 12
    assert told(1500, data="spirals", **changes)["test_loss"] > 0.3


def test_nan_begins_with_the_square_of_a_score_beyond_1e154() -> None:
    play = run(200, loss="squared", learning_rate=10.0)
    assert play.fault is not None
    assert play.fault.operation == "loss"
    assert play.fault.largest > 1e154
    assert "nan begins with the squared loss" in failed(play)
    with np.errstate(over="ignore"):
        assert np.isinf(np.float64(1.4e154) ** 2)
    assert np.isfinite(np.float64(1.3e154) ** 2)


def test_noise_is_learnt_by_heart_and_dropout_or_more_points_help() -> None:
    changes = {"noise": 50, "layers": ((8, "tanh"),) * 2, "optimizer": "adam"}
    few = told(2000, share=10, **changes)
    assert few["test_loss"] > 2 * few["training_loss"]
    assert few["training_loss"] < 0.1
    for cure in ({"share": 90}, {"share": 10, "dropout": 50},
                 {"share": 10, "penalty": "l2", "strength": 0.1}):  # fmt: skip
        assert told(2000, **cure, **changes)["test_loss"] < few["test_loss"]


def test_a_run_is_some_fifty_lines() -> None:
    assert 30 <= len(as_code(Knobs(), 500, 0).splitlines()) <= 80


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_points_lie_on_the_plane_and_both_kinds_are_there(name: str, noise: float) -> None:
    x, t = MAKERS[name](np.random.default_rng(0), 300, noise)
    assert x.shape == (300, 2)
    assert t.shape == (300,)
    assert np.abs(x).max() <= 6 or name == "circle"
    assert np.abs(t).max() <= 1
    assert t.min() < 0 < t.max()
