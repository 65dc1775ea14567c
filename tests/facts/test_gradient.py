"""What the lesson on gradients says of slopes, of h, and of the way down, run."""

from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import text as frame
from tui_tutor import core
from tui_tutor.demos.gradient import DEMO
from tui_tutor.landscapes import LANDSCAPES

X = np.array([3.0, 4.0])


def bowl(x: Any) -> Any:
    return np.sum(x**2)


def ravine(x: Any) -> Any:
    return x[0] ** 2 / 20 + x[1] ** 2


def printed(f: Any, x: Any, h: float = 1e-4) -> Any:
    """The numerical gradient as many books print it: in x itself, and in its dtype."""
    grad = np.zeros_like(x)
    for i in range(x.size):
        kept = x[i]
        x[i] = float(kept) + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return grad


def error(h: float, dtype: Any = np.float64) -> float:
    return abs(float(core.numerical_diff(np.sin, dtype(1), h)) - float(np.cos(1.0)))


# ------------------------------------------------------------------ which way it points


def test_idea_49_the_gradient_points_uphill_and_its_negative_down() -> None:
    gradient = core.numerical_gradient(bowl, X)
    assert gradient == pytest.approx([6, 8])
    assert bowl(X) == 25
    assert bowl(X + 0.01 * gradient) == pytest.approx(26.01)
    assert bowl(X - 0.01 * gradient) == pytest.approx(24.01)


def test_idea_49_no_direction_falls_more_steeply_than_minus_the_gradient() -> None:
    place = np.array([-7.0, 2.0])
    angles = np.linspace(0, 2 * np.pi, 3600, endpoint=False)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    falls = [ravine(place + 1e-4 * d) - ravine(place) for d in directions]
    steepest = directions[int(np.argmin(falls))]
    gradient = core.numerical_gradient(ravine, place)
    assert steepest == pytest.approx(-gradient / np.linalg.norm(gradient), abs=2e-3)


def test_idea_49_steepest_only_here_it_is_64_degrees_off_the_minimum() -> None:
    place = np.array([-7.0, 2.0])
    down, way = -core.numerical_gradient(ravine, place), -place
    cosine = down @ way / np.linalg.norm(down) / np.linalg.norm(way)
    assert np.degrees(np.arccos(cosine)) == pytest.approx(64.1, abs=0.05)


def test_idea_49_the_gradient_is_by_the_weights_and_has_their_shape() -> None:
    x, t, W = np.array([[0.5, 1.0]]), np.array([2]), np.zeros((2, 3))
    by_weights = core.numerical_gradient(
        lambda W: core.cross_entropy_error(core.softmax(x @ W), t), W
    )
    assert by_weights.shape == W.shape
    _, by_scores = core.softmax_cross_entropy(x @ W, t)
    assert by_weights == pytest.approx(x.T @ by_scores, abs=1e-8)


def test_idea_49_a_hundred_images_are_100_times_784_numbers() -> None:
    assert np.zeros((100, 784)).size == 100 * 784 == 78_400


# ------------------------------------------------------------------ how it is measured


def test_idea_50_whole_numbers_wreck_the_printed_gradient_and_not_ours() -> None:
    assert printed(bowl, np.array([3, 4])).tolist() == [25000, 35000]
    assert core.numerical_gradient(bowl, np.array([3, 4])) == pytest.approx([6, 8])


def test_idea_50_float32_is_off_and_float16_gives_0() -> None:
    assert printed(bowl, X.astype(np.float32))[0] == pytest.approx(5.989, abs=5e-4)
    assert printed(bowl, X.astype(np.float16)).tolist() == [0, 0]
    for dtype in (np.float32, np.float16):
        assert core.numerical_gradient(bowl, X.astype(dtype)).tolist() == [6, 8]


def test_idea_50_an_exception_leaves_x_changed_unless_a_finally_puts_it_back() -> None:
    def fails(x: Any) -> Any:
        raise OverflowError

    x = X.copy()
    with pytest.raises(OverflowError):
        printed(fails, x)
    assert x[0] == 3.0001
    x = X.copy()
    with pytest.raises(OverflowError):
        core.numerical_gradient(fails, x)
    assert x.tolist() == [3, 4]


def test_idea_50_two_evaluations_a_parameter() -> None:
    calls = []

    def counted(x: Any) -> Any:
        calls.append(1)
        return bowl(x)

    core.numerical_gradient(counted, np.ones((5, 7)))
    assert len(calls) == 2 * 5 * 7
    parameters = 784 * 50 + 50 + 50 * 10 + 10
    assert (parameters, 2 * parameters) == (39_760, 79_520)


def test_idea_50_h_of_1e_4_is_sensible_and_1e_15_is_not() -> None:
    assert error(1e-4) == pytest.approx(9.0e-10, rel=0.01)
    assert error(1e-15) == pytest.approx(1.5e-2, rel=0.02)
    assert error(1e-15) > 1e7 * error(1e-4)
    assert min((10.0**-k for k in range(1, 16)), key=error) == 1e-5


def test_idea_50_from_1e_1_to_1e_4_the_error_falls_with_the_square_of_h() -> None:
    for h in (1e-1, 1e-2, 1e-3):
        assert error(h) / error(h / 10) == pytest.approx(100, rel=0.01)


def test_idea_50_float32_turns_a_thousand_times_earlier_and_loses_h() -> None:
    best = min((10.0**-k for k in range(1, 8)), key=lambda h: error(h, np.float32))
    assert best == 1e-2
    assert np.float32(1) + np.float32(1e-8) == np.float32(1)
    assert float(core.numerical_diff(np.sin, np.float32(1), 1e-8)) == 0


def test_forward_is_off_by_h_and_central_exact_for_a_square() -> None:
    h = 0.1
    assert ((3 + h) ** 2 - 3**2) / h == pytest.approx(6.1)
    assert float(core.numerical_diff(np.square, 3.0, h)) == pytest.approx(6, abs=1e-12)
    forward = [abs((np.sin(1 + h) - np.sin(1)) / h - np.cos(1)) for h in (1e-2, 1e-3)]
    assert forward[0] / forward[1] == pytest.approx(10, rel=0.01)


def test_a_partial_derivative_holds_all_other_numbers_still() -> None:
    by_x0 = core.numerical_diff(lambda x0: x0**2 + 4.0**2, 3.0)
    by_x1 = core.numerical_diff(lambda x1: 3.0**2 + x1**2, 4.0)
    assert [by_x0, by_x1] == pytest.approx([6, 8])
    assert core.numerical_gradient(bowl, X) == pytest.approx([by_x0, by_x1])


def test_a_probe_off_the_map_is_told_where_the_map_is() -> None:
    for name, landscape in LANDSCAPES.items():
        shown = " ".join(frame(DEMO, landscape=name, x0=3.0, x1=4.0).split())
        if not landscape.has(np.array([3.0, 4.0])):
            assert "x₁ from" in shown, name
