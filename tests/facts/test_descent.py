"""What the lesson on descent says of learning rates, of where a walk ends, and of its company."""

from typing import Any

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.demos.descent.race import Course, raced
from tui_tutor.demos.descent.verdict import verdict
from tui_tutor.landscapes import LANDSCAPES

START = np.array([-3.0, 4.0])


def bowl(x: Any) -> Any:
    return np.sum(x**2)


def walk(rate: float, steps: int = 100) -> Any:
    return core.gradient_descent(bowl, START, rate, steps)


def exact(rate: float, steps: int = 100) -> Any:
    """The same walk with the true slope, 2w."""
    w = START.copy()
    for _ in range(steps):
        core.sgd(w, 2 * w, rate)
    return w


# ------------------------------------------------------------------ where it ends


def test_idea_51_at_a_saddle_the_gradient_is_0_and_the_walk_stays() -> None:
    saddle = LANDSCAPES["saddle"].f
    assert core.numerical_gradient(saddle, np.zeros(2)).tolist() == [0, 0]
    end = core.gradient_descent(saddle, [2.5, 0.0], 0.1, 100)[-1]
    assert end == pytest.approx(np.zeros(2), abs=1e-8)
    assert saddle(np.array([0.0, 1.0])) < saddle(end)


def test_idea_51_a_walk_may_end_in_a_minimum_that_is_not_the_lowest() -> None:
    valleys = LANDSCAPES["valleys"]
    end = core.gradient_descent(valleys.f, valleys.start, 0.1, 100)[-1]
    assert core.numerical_gradient(valleys.f, end) == pytest.approx(np.zeros(2), abs=1e-6)
    assert valleys.around(end) == "minimum"
    assert valleys.f(end) > valleys.f(np.array(valleys.lowest)) + 1


def test_idea_51_on_a_plateau_there_is_hardly_a_step() -> None:
    plateau = LANDSCAPES["plateau"]
    path = core.gradient_descent(plateau.f, plateau.start, 0.1, 100)
    assert np.linalg.norm(path[-1] - path[0]) < 1e-3


def test_idea_51_a_small_training_loss_is_not_generalisation() -> None:
    rng = np.random.default_rng(0)

    def points(n: int) -> tuple[Any, Any]:
        x = np.sort(rng.uniform(-3, 3, n))
        return x, np.sin(x) + rng.normal(0, 0.3, n)

    (x, t), (x_new, t_new) = points(10), points(100)
    few, many = np.polyfit(x, t, 3), np.polyfit(x, t, 9)
    trained = [core.mean_squared_error(np.polyval(w, x), t) for w in (few, many)]
    tested = [core.mean_squared_error(np.polyval(w, x_new), t_new) for w in (few, many)]
    assert trained[1] < 1e-9 < trained[0]
    assert tested[1] > 100 * tested[0]


# ------------------------------------------------------------------ the learning rate


def test_idea_52_the_learning_rate_scales_the_update() -> None:
    w = START.copy()
    core.sgd(w, 2 * w, 0.1)
    assert w == pytest.approx([-2.4, 3.2])
    steep, flat = (np.linalg.norm(0.1 * core.numerical_gradient(bowl, s * START)) for s in (1, 0.1))
    assert (steep, flat) == (pytest.approx(1.0), pytest.approx(0.1))


def test_idea_52_one_tenth_converges() -> None:
    assert walk(0.1)[-1] == pytest.approx(np.zeros(2), abs=1e-8)


def test_idea_52_one_half_arrives_in_one_step() -> None:
    assert walk(0.5)[1] == pytest.approx(np.zeros(2), abs=1e-10)


def test_idea_52_one_jumps_to_and_fro() -> None:
    assert walk(1.0, 4)[:, 0] == pytest.approx([-3, 3, -3, 3, -3])
    assert np.abs(walk(1.0)) == pytest.approx(np.tile([3.0, 4.0], (101, 1)))


def test_idea_52_ten_runs_off_to_1e128() -> None:
    assert exact(10) == pytest.approx(START * 19.0**100, rel=1e-9)
    assert 1e128 < np.abs(exact(10)).max() < 1e129


def test_idea_52_ten_with_a_numerical_gradient_stops_where_h_is_lost() -> None:
    end = walk(10)[-1]
    assert 1e13 < np.abs(end).max() < 1e14
    assert core.numerical_gradient(bowl, end).tolist() == [0, 0]
    assert end[0] + 1e-4 == end[0]


def test_idea_52_one_ten_billionth_stays() -> None:
    assert walk(1e-10)[-1] == pytest.approx(START, abs=1e-6)
    assert (walk(1e-10)[-1] != START).all()


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9, 1.05])
def test_in_the_bowl_each_step_multiplies_by_1_minus_2_eta(rate: float) -> None:
    path = walk(rate, 10)
    assert path[1:] == pytest.approx((1 - 2 * rate) * path[:-1], abs=1e-8)


# ------------------------------------------------------------------ what else the lesson says


def test_a_mini_batch_has_the_right_slope_on_average() -> None:
    rng = np.random.default_rng(3)
    x, t = rng.normal(size=(50, 3)), rng.normal(size=50)

    def loss(rows: Any) -> Any:
        return lambda w: core.mean_squared_error(x[rows] @ w, t[rows])

    w = rng.normal(size=3)
    whole = core.numerical_gradient(loss(np.arange(50)), w)
    parts = [core.numerical_gradient(loss(rng.choice(50, 5, False)), w) for _ in range(2000)]
    assert np.mean(parts, axis=0) == pytest.approx(whole, abs=0.1)
    assert np.std(parts, axis=0).min() > 0.1


def test_momentum_rolls_through_the_higher_valley_into_the_lower() -> None:
    valleys = LANDSCAPES["valleys"]
    w, v = np.array(valleys.start), np.zeros(2)
    for _ in range(100):
        core.momentum(w, core.numerical_gradient(valleys.f, w), v, 0.1)
    assert w == pytest.approx(np.array(valleys.lowest), abs=0.05)


def test_two_linear_layers_learn_a_straight_problem() -> None:
    x = np.linspace(-1, 1, 20)
    path = core.gradient_descent(
        lambda w: core.mean_squared_error(x * w[0] * w[1], 2 * x), np.array([0.5, 0.5]), 0.1, 200
    )
    assert path[-1].prod() == pytest.approx(2, abs=1e-3)


def test_adagrad_looks_at_slopes_and_not_at_how_far_a_weight_has_moved() -> None:
    w, h = np.zeros(2), np.zeros(2)
    for _ in range(10):
        core.adagrad(w, np.array([100.0, 1.0]), h, 0.1)
    assert w == pytest.approx([-0.5021, -0.5021], abs=1e-4)
    assert h.tolist() == [100_000, 10]


def test_ten_billion_steps_of_1e_10_are_not_one_of_a_half() -> None:
    left = (1 - 2 * 1e-10) ** 1e10
    assert left == pytest.approx(0.135, abs=1e-3)
    assert walk(0.5, 1)[-1] == pytest.approx([0, 0], abs=1e-9)


def test_noise_trembles_and_does_not_swing() -> None:
    """Drawn samples send the walk to and fro at a rate that never swings without them."""
    said = {
        data: {
            verdict(LANDSCAPES["bowl"], raced(Course("bowl", "rates", 0.1, data), 0, n)[0],
                    data != "all 100").split(",")[0].split(":")[0]
            for n in range(60, 100)
        }
        for data in ("all 100", "1 drawn")
    }  # fmt: skip
    assert "trembles" in said["1 drawn"]
    assert not any("to and fro" in word for words in said.values() for word in words)


def test_a_larger_rate_learns_faster_only_up_to_a_point() -> None:
    ends = [
        abs(core.gradient_descent(lambda x: np.sum(x**2), [1.0], rate, 20)[-1, 0])
        for rate in (0.1, 0.4, 0.95, 1.1)
    ]
    assert ends[1] < ends[0] < 1
    assert ends[2] > ends[0]
    assert ends[3] > 1
