"""core against oracles that share nothing with it: hand-worked values and exact decimals."""

import ast
import inspect
import math
import warnings
from decimal import Decimal, getcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tui_tutor import core

getcontext().prec = 60
FLOATS = (np.float16, np.float32, np.float64)
EXTREMES = [-1000, -745, -100, -37, -1, 0, 1, 37, 100, 745, 1000]
ELEMENTWISE = (
    core.identity_function, core.step_function, core.sigmoid, core.tanh, core.relu,
    core.step_grad, core.sigmoid_grad, core.tanh_grad, core.relu_grad,
)  # fmt: skip
ALONG_AXIS = (core.softmax, core.log_softmax)
LOSSES = (core.sum_squared_error, core.mean_squared_error)

rows = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=5),
    elements=st.floats(-1000, 1000),
)


def exact_sigmoid(x: float) -> Decimal:
    return 1 / (1 + (-Decimal(x)).exp())


def exact_softmax(a: list[float]) -> list[Decimal]:
    exps = [Decimal(v).exp() for v in a]
    return [e / sum(exps) for e in exps]


# ------------------------------------------------------------------ promises of the whole file


@pytest.mark.parametrize("function", ELEMENTWISE + ALONG_AXIS)
@pytest.mark.parametrize("dtype", FLOATS)
def test_floats_keep_their_dtype_and_extremes_warn_nowhere(function: Any, dtype: Any) -> None:
    x = np.array(EXTREMES, dtype)
    kept = x.copy()
    result = function(x)
    assert result.dtype == dtype
    assert result.shape == x.shape
    assert np.isfinite(result).all()
    assert np.array_equal(x, kept)


@pytest.mark.parametrize("function", ELEMENTWISE + ALONG_AXIS)
@pytest.mark.parametrize("x", [[1, 2, 3], np.array([1, 2, 3], np.uint8), [True, False, True]])
def test_integers_and_booleans_become_float64(function: Any, x: Any) -> None:
    result = function(x)
    assert result.dtype == np.float64
    assert np.array_equal(result, function(np.asarray(x, np.float64)))


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_any_shape_0d_and_empty_included(function: Any) -> None:
    for shape in [(), (0,), (2, 0), (2, 3, 4)]:
        assert np.shape(function(np.ones(shape))) == shape


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_nan_passes_through_and_infinity_is_harmless(function: Any) -> None:
    result = function(np.array([np.nan, np.inf, -np.inf, 1.0]))
    assert np.isnan(result[0])
    assert not np.isnan(result[1:]).any()


@pytest.mark.parametrize("function", ALONG_AXIS)
def test_nan_spoils_its_own_row_alone(function: Any) -> None:
    result = function([[np.nan, 1.0], [2.0, 3.0]])
    assert np.isnan(result[0]).all()
    assert np.isfinite(result[1]).all()


@pytest.mark.parametrize("function", LOSSES)
@pytest.mark.parametrize("dtype", FLOATS)
def test_losses_keep_the_dtype_and_survive_extremes(function: Any, dtype: Any) -> None:
    y, t = np.array([1000, -1000], dtype), np.array([-1000, 1000], dtype)
    assert function(y, t).dtype == dtype
    assert np.isnan(function(np.array([np.nan, 1], dtype), t))


@pytest.mark.parametrize(
    "function", [*ELEMENTWISE, *ALONG_AXIS, core.naive_softmax], ids=lambda f: f.__name__
)
def test_what_is_no_number_is_refused(function: Any) -> None:
    for x in (["a"], [None], np.array([1j])):
        with pytest.raises(ValueError, match="expected numbers, got an array of dtype"):
            function(x)


# Every function of the file with an input of its kind: the first array is where the nan goes.
SQUARE = np.array([[2.0, -1.0], [0.5, 3.0]])
SHARES = np.array([[0.25, 0.75], [0.5, 0.5]])
LABELS = np.array([1, 0])
CALLS: dict[str, tuple[Any, ...]] = {
    "axis_sum": (SQUARE, 0),
    "and_gate": (SQUARE, SQUARE.T),
    "gates": (SQUARE,),
    "xor_gate": (SQUARE, SQUARE.T),
    **{f.__name__: (SQUARE,) for f in (*ELEMENTWISE, *ALONG_AXIS, core.naive_softmax)},
    "sum_squared_error": (SQUARE, SQUARE.T),
    "mean_squared_error": (SQUARE, SQUARE.T),
    "cross_entropy_error": (SHARES, LABELS),
    "softmax_cross_entropy": (SQUARE, LABELS),
    "sum_squared_error_grad": (SQUARE, SQUARE.T),
    "mean_squared_error_grad": (SQUARE, SQUARE.T),
    "cross_entropy_error_grad": (SHARES, LABELS),
    "affine": (SQUARE, SQUARE, SQUARE[0]),
    "affine_backward": (SQUARE, SQUARE, SQUARE),
    "three_layers": (SQUARE, SQUARE, SQUARE[0], SQUARE, SQUARE[1], SQUARE, SQUARE[0]),
    "sigmoid_backward": (SHARES, SQUARE),
    "tanh_backward": (SHARES, SQUARE),
    "relu_backward": (SQUARE, SQUARE),
    "sgd": (SQUARE, SQUARE, 0.1),
    "momentum": (SQUARE, SQUARE, SQUARE, 0.1),
    "adagrad": (SQUARE, SQUARE, SHARES, 0.1),
    "adam": (SQUARE, SQUARE, SQUARE, SHARES, 3, 0.1),
    "numerical_diff": (np.tanh, SQUARE),
    "numerical_gradient": (lambda x: np.sum(x**2), SQUARE),
    "gradient_descent": (lambda x: np.sum(x**2), SQUARE, 0.1, 3),
}
RULES = ("sgd", "momentum", "adagrad", "adam")
DRAWN = {"mini_batch", "initial_weights"}  # they have a generator draw, and work nothing out
NO_ARRAY = {"initial_scale", "one_hot", "accuracy"}  # one number, or none, comes in or goes out


def called(name: str, arguments: tuple[Any, ...]) -> list[Any]:
    """What the function gives as a list of arrays; of a rule, the weights that it moved."""
    result = getattr(core, name)(*arguments)
    if name in RULES:
        return [arguments[0]]
    return [np.asarray(r) for r in (result if isinstance(result, tuple) else (result,))]


def in_dtype(arguments: tuple[Any, ...], dtype: Any) -> tuple[Any, ...]:
    return tuple(
        a.astype(dtype) if isinstance(a, np.ndarray) and a.dtype == np.float64 else a
        for a in arguments
    )


def copied(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(a.copy() if isinstance(a, np.ndarray) else a for a in arguments)


def test_no_function_of_core_is_left_out_of_the_promises() -> None:
    public = {name for name, f in vars(core).items() if callable(f) and not name.startswith("_")}
    named = CALLS.keys() | DRAWN | NO_ARRAY
    assert public == named, f"{__file__}:1: CALLS lacks, or has too much: {public ^ named}"


def test_the_types_beside_core_name_the_same_functions_and_arguments() -> None:
    def told(path: Path) -> dict[str, list[str]]:
        defined = [n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)]
        return {f.name: [a.arg for a in f.args.args] for f in defined}

    core_file = Path(core.__file__)
    types = core_file.with_suffix(".pyi")
    typed, wanted = told(types), told(core_file)
    other = {name for name in typed.keys() | wanted.keys() if typed.get(name) != wanted.get(name)}
    assert not other, f"{types}:1: not as in core.py: {', '.join(sorted(other))}"


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("dtype", FLOATS)
def test_promise_1_every_function_keeps_the_floats_dtype(name: str, dtype: Any) -> None:
    for result in called(name, in_dtype(copied(CALLS[name]), dtype)):
        assert result.dtype == dtype


@pytest.mark.parametrize("name", [n for n in CALLS if n not in RULES])
def test_promise_1_every_function_makes_integers_float64(name: str) -> None:
    whole = in_dtype(in_dtype(copied(CALLS[name]), int), int)
    floats = tuple(
        a.astype(float) if isinstance(a, np.ndarray) and a.dtype.kind == "i" else a for a in whole
    )
    floats = tuple(
        b if a is LABELS else f for a, b, f in zip(CALLS[name], whole, floats, strict=True)
    )
    with np.errstate(all="ignore"):
        for result, expected in zip(called(name, whole), called(name, floats), strict=True):
            assert result.dtype == np.float64
            assert np.allclose(result, expected, atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("name", RULES)
def test_promise_1_a_rule_refuses_weights_that_are_no_floats(name: str) -> None:
    w, *rest = copied(CALLS[name])
    for wrong in (w.astype(int), w.tolist()):
        with pytest.raises(ValueError, match="changes arrays of floats in place, got"):
            getattr(core, name)(wrong, *rest)


@pytest.mark.parametrize("name", CALLS)
def test_promise_2_no_function_changes_its_input_but_a_rule_its_weights(name: str) -> None:
    arguments = copied(CALLS[name])
    called(name, arguments)
    for place, (now, before) in enumerate(zip(arguments, CALLS[name], strict=True)):
        if isinstance(now, np.ndarray) and not (name in RULES and place != 1):
            assert np.array_equal(now, before)


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"naive_softmax", "cross_entropy_error"}))
@pytest.mark.parametrize("dtype", FLOATS)
def test_promise_3_large_numbers_warn_nowhere(name: str, dtype: Any) -> None:
    large = tuple(a * 1000 if a is SQUARE else a for a in CALLS[name])
    results = called(name, in_dtype(copied(large), dtype))  # a warning is an error in this suite
    assert dtype == np.float16 or all(np.isfinite(result).all() for result in results)


@pytest.mark.parametrize("name", CALLS)
def test_promise_4_nan_passes_through_every_function(name: str) -> None:
    arguments = list(copied(CALLS[name]))
    place = next(i for i, a in enumerate(arguments) if isinstance(a, np.ndarray))
    arguments[place] = np.full_like(arguments[place], np.nan)
    results = called(name, tuple(arguments))
    if name == "affine_backward":  # dx is made of dy and W alone, db of dy
        assert np.isnan(results[1]).all()
        results = called(name, (SQUARE, SQUARE, arguments[0]))
    if name == "cross_entropy_error_grad":  # only the true class has a slope
        results = [results[0][[0, 1], LABELS]]
    if name == "gradient_descent":
        results = [results[0][1:]]
    assert all(np.isnan(result).all() for result in results), results


@pytest.mark.parametrize(
    "name", [n for n in CALLS if len([a for a in CALLS[n] if isinstance(a, np.ndarray)]) > 1]
)
def test_promise_4_every_function_of_several_arrays_refuses_shapes_that_broadcast(
    name: str,
) -> None:
    arguments = list(copied(CALLS[name]))
    place = max(i for i, a in enumerate(arguments) if isinstance(a, np.ndarray))
    arguments[place] = arguments[place][:1]
    with pytest.raises(ValueError, match=r"got|whole numbers"):
        getattr(core, name)(*arguments)


@pytest.mark.parametrize("name", [n for n in CALLS if n not in RULES])
def test_every_function_takes_its_arguments_by_name(name: str) -> None:
    names = list(inspect.signature(getattr(core, name)).parameters)
    by_name = dict(zip(names, CALLS[name], strict=False))
    with np.errstate(all="ignore"):
        result = getattr(core, name)(**by_name)
    first = result[0] if isinstance(result, tuple) else result
    assert np.array_equal(first, called(name, copied(CALLS[name]))[0])


# ------------------------------------------------------------------ axes


def test_the_axis_named_is_the_one_that_disappears() -> None:
    x = [[1, 2, 3], [4, 5, 6]]
    assert core.axis_sum(x, 0).tolist() == [5, 7, 9]
    assert core.axis_sum(x, 1).tolist() == [6, 15]
    assert core.axis_sum(np.ones((2, 3, 4)), 1).shape == (2, 4)
    assert core.axis_sum(np.ones((0, 3)), 0).tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match=r"axis 2 does not exist in an array of shape \(2, 3\)"):
        core.axis_sum(x, 2)


# ------------------------------------------------------------------ activation functions


@given(st.floats(-745, 745))
def test_sigmoid_is_right_to_the_last_digits(x: float) -> None:
    exact = exact_sigmoid(x)
    assert abs(Decimal(float(core.sigmoid(x))) - exact) <= exact * Decimal("4e-16") + Decimal(
        "5e-324"
    )


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_sigmoid_is_right_in_fewer_digits(dtype: Any) -> None:
    x = np.linspace(-12, 12, 101).astype(dtype)
    exact = np.array([float(exact_sigmoid(float(v))) for v in x])
    assert np.allclose(core.sigmoid(x).astype(float), exact, rtol=4 * np.finfo(dtype).eps)


def test_gates_by_hand() -> None:
    assert core.and_gate([0, 0, 1, 1], [0, 1, 0, 1]).tolist() == [0, 0, 0, 1]
    table = [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert core.gates(table).tolist() == [[0, 1, 0], [0, 1, 1], [0, 1, 1], [1, 0, 1]]
    assert core.gates([1, 1]).tolist() == [1, 0, 1]
    for x in (1, [[1], [0]], [1, 0, 1]):
        with pytest.raises(ValueError, match="a gate has two inputs"):
            core.gates(x)


def test_xor_by_hand() -> None:
    assert core.xor_gate([0, 0, 1, 1], [0, 1, 0, 1]).tolist() == [0, 1, 1, 0]


def test_step_and_relu_by_hand() -> None:
    x = [-2.0, -0.0, 0.0, 1e-300, 3.0]
    assert core.step_function(x).tolist() == [0, 0, 0, 1, 1]
    assert core.relu(x).tolist() == [0, 0, 0, 1e-300, 3]
    assert core.relu_grad(x).tolist() == [0, 0, 0, 1, 1]
    assert core.step_grad(x).tolist() == [0, 0, 0, 0, 0]


@given(st.floats(-745, 745))
def test_the_slope_of_the_sigmoid_is_right_to_the_last_digits_on_both_sides(x: float) -> None:
    exact = float(exact_sigmoid(x) * exact_sigmoid(-x))
    assert float(core.sigmoid_grad(x)) == pytest.approx(exact, rel=2e-15, abs=1e-323)


@given(st.floats(-30, 30))
def test_the_slope_of_the_sigmoid_is_its_slope(x: float) -> None:
    slope = core.numerical_gradient(core.sigmoid, x)
    assert float(core.sigmoid_grad(x)) == pytest.approx(float(slope), abs=1e-9)
    assert core.sigmoid_grad(x) <= 0.25


@given(st.floats(-340, 340))
def test_tanh_and_its_slope_are_right_to_the_last_digits(x: float) -> None:
    up, down = Decimal(x).exp(), (-Decimal(x)).exp()
    value, slope = (up - down) / (up + down), 4 / (up + down) ** 2
    oracle = Decimal("1e-50")  # of 60 digits, as many are left where x is next to nothing
    assert abs(Decimal(float(core.tanh(x))) - value) <= abs(value) * Decimal("4e-16") + oracle
    assert abs(Decimal(float(core.tanh_grad(x))) - slope) <= slope * Decimal("3e-15")


def test_identity_returns_a_copy() -> None:
    x = np.ones(3)
    y = core.identity_function(x)
    y[0] = 5
    assert x[0] == 1


# ------------------------------------------------------------------ softmax


@given(st.lists(st.floats(-700, 700), min_size=1, max_size=6))
def test_softmax_against_exact_decimals(a: list[float]) -> None:
    exact = [float(p) for p in exact_softmax(a)]
    assert np.allclose(core.softmax(a), exact, rtol=1e-12, atol=5e-324)
    logs = [float(p.ln()) for p in exact_softmax(a)]
    assert np.allclose(core.log_softmax(a), logs, rtol=1e-12, atol=1e-12)


@given(rows)
def test_rows_of_softmax_sum_to_one_whatever_is_added(a: Any) -> None:
    for axis in range(a.ndim):
        y = core.softmax(a, axis=axis)
        assert ((y >= 0) & (y <= 1)).all()
        assert np.allclose(y.sum(axis=axis), 1)
    assert np.allclose(core.softmax(a + 64), core.softmax(a), atol=1e-12)


def test_the_naive_softmax_breaks_and_the_stable_one_does_not() -> None:
    a = np.array([1010.0, 1000.0, 990.0])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert np.isnan(core.naive_softmax(a)).all()
    with pytest.raises(RuntimeWarning, match="overflow"):
        core.naive_softmax(a)
    assert core.softmax(a) == pytest.approx([0.999954600, 4.539786e-05, 2.061060e-09], rel=1e-6)
    assert np.allclose(core.naive_softmax([1.0, 2.0]), core.softmax([1.0, 2.0]))


@pytest.mark.parametrize("dtype", FLOATS)
def test_the_ends_of_every_dtype_are_scores_too(dtype: Any) -> None:
    ends = np.array([np.finfo(dtype).max, np.finfo(dtype).min])
    assert core.softmax(ends).tolist() == [1, 0]
    assert core.softmax_cross_entropy(ends, 0)[0] == 0


@pytest.mark.parametrize("function", [core.softmax, core.log_softmax, core.naive_softmax])
def test_softmax_says_what_is_wrong_with_a_shape(function: Any) -> None:
    with pytest.raises(ValueError, match=r"axis -1 does not exist in scores of shape \(\)"):
        function(3.0)
    for shape in ((2, 0), (0, 3)):
        with pytest.raises(ValueError, match=rf"at least one score, got shape \({shape[0]}, "):
            function(np.ones(shape))


# ------------------------------------------------------------------ losses


def test_one_hot_by_hand() -> None:
    assert core.one_hot([2, 0], 3).tolist() == [[0, 0, 1], [1, 0, 0]]
    assert core.one_hot(1, 2).tolist() == [0, 1]
    for labels in ([3], [-1]):
        with pytest.raises(ValueError, match="run from 0 to 2"):
            core.one_hot(labels, 3)
    with pytest.raises(ValueError, match=r"whole numbers, at least one; got .*float64"):
        core.one_hot([1.0], 3)
    with pytest.raises(ValueError, match=r"at least one; got shape \(0,\)"):
        core.one_hot(np.zeros((0,), int), 3)


def test_squared_errors_by_hand() -> None:
    y, t = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0], [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert float(core.sum_squared_error(y, t)) == pytest.approx(0.0975)  # the book's example
    assert float(core.mean_squared_error(y, t)) == pytest.approx(0.0195)
    hundred = ([y] * 100, [t] * 100)
    assert float(core.sum_squared_error(*hundred)) == pytest.approx(9.75)
    assert float(core.mean_squared_error(*hundred)) == pytest.approx(0.0195)


def test_bytes_do_not_wrap_around() -> None:
    y, t = np.array([3], np.uint8), np.array([20], np.uint8)
    assert core.sum_squared_error(y, t) == 144.5


@pytest.mark.parametrize("function", LOSSES)
def test_squared_errors_refuse_what_would_broadcast(function: Any) -> None:
    with pytest.raises(ValueError, match=r"same shape, got y \(3, 1\) and t \(3,\)"):
        function(np.ones((3, 1)), np.ones(3))
    with pytest.raises(ValueError, match=r"not defined: y and t have shape \(0, 2\)"):
        function(np.ones((0, 2)), np.ones((0, 2)))


def test_cross_entropy_by_hand() -> None:
    y = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]
    assert float(core.cross_entropy_error(y, 2)) == pytest.approx(-math.log(0.6))
    assert float(core.cross_entropy_error(y, core.one_hot(2, 10))) == pytest.approx(-math.log(0.6))
    batch = [[0.7, 0.2, 0.1], [0.1, 0.2, 0.7]]
    hand = -(math.log(0.2) + math.log(0.7)) / 2
    assert float(core.cross_entropy_error(batch, [1, 2])) == pytest.approx(hand)
    soft = -(0.5 * math.log(0.7) + 0.5 * math.log(0.2) + math.log(0.7)) / 2
    t = [[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]
    assert float(core.cross_entropy_error(batch, t)) == pytest.approx(soft)


@pytest.mark.parametrize("t", [1, [0, 1]])
def test_a_perfect_answer_costs_exactly_nothing_and_a_hopeless_one_inf(t: Any) -> None:
    perfect = core.cross_entropy_error([0.0, 1.0], t)
    assert perfect == 0
    assert math.copysign(1, perfect) == 1
    assert core.cross_entropy_error([1.0, 0.0], t) == np.inf
    assert np.isnan(core.cross_entropy_error([0.5, np.nan], t))
    assert np.isnan(core.cross_entropy_error([1000.0, -1000.0], t))  # no probability, no warning


def test_a_long_batch_in_float16_has_a_mean_though_its_sum_would_overflow() -> None:
    y = np.full((20_000, 2), [1e-3, 0.999], np.float16)
    cost = core.cross_entropy_error(y, np.zeros(20_000, int))
    assert cost.dtype == np.float16
    assert float(cost) == pytest.approx(-math.log(1e-3), rel=1e-2)


@pytest.mark.parametrize(
    ("y", "t", "message"),
    [
        ([[0.5, 0.5]], [[0]], r"got shape \(1, 1\) of int64"),
        ([[0.5, 0.5]] * 3, [0, 1], r"\(3,\) whole numbers \(labels\); got shape \(2,\)"),
        ([[0.5, 0.5]], [0.0], r"got shape \(1,\) of float64"),
        ([[0.5, 0.5]], [2], r"run from 0 to 1"),
        ([[0.5, 0.5]], [-1], r"run from 0 to 1"),
        (np.ones((0, 2)), np.ones(0, int), r"not empty, got \(0, 2\)"),
        (np.ones((1, 1, 2)), [[0]], r"of shape \(n,\) or \(N, n\), not empty, got \(1, 1, 2\)"),
        (0.5, 0, r"\(\)"),
    ],
)
def test_cross_entropy_refuses_labels_that_do_not_fit(y: Any, t: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        core.cross_entropy_error(y, t)
    with pytest.raises(ValueError, match=message):
        core.softmax_cross_entropy(y, t)


@given(
    hnp.arrays(np.float64, (4, 3), elements=st.floats(-30, 30)),
    hnp.arrays(np.int64, 4, elements=st.integers(0, 2)),
)
def test_softmax_cross_entropy_is_the_two_in_one(a: Any, t: Any) -> None:
    loss, gradient = core.softmax_cross_entropy(a, t)
    exact = (
        -sum(exact_softmax(row)[label].ln() for row, label in zip(a.tolist(), t, strict=True)) / 4
    )
    assert float(loss) == pytest.approx(float(exact), rel=1e-10, abs=1e-12)
    one_hot = core.softmax_cross_entropy(a, core.one_hot(t, 3))
    assert np.allclose(gradient, one_hot[1], atol=1e-15)
    numeric = core.numerical_gradient(lambda x: core.softmax_cross_entropy(x, t)[0], a)
    assert np.allclose(gradient, numeric, atol=1e-7)


def test_softmax_cross_entropy_stays_right_where_probabilities_round_to_0() -> None:
    loss, gradient = core.softmax_cross_entropy([1000.0, 0.0], 1)
    assert (loss, gradient.tolist()) == (1000, [1, -1])
    half = core.softmax_cross_entropy(np.array([[1.0, 2.0]], np.float32), [0])
    assert half[0].dtype == half[1].dtype == np.float32


@given(hnp.arrays(np.float64, (3, 4), elements=st.floats(-5, 5)))
def test_soft_labels_have_the_right_gradient(a: Any) -> None:
    t = np.array([[0.1, 0.2, 0.3, 0.4], [0.25] * 4, [0, 0, 0.9, 0.1]])
    _, gradient = core.softmax_cross_entropy(a, t)
    numeric = core.numerical_gradient(lambda x: core.softmax_cross_entropy(x, t)[0], a)
    assert np.allclose(gradient, numeric, atol=1e-7)


def test_soft_labels_that_are_no_probabilities_are_refused() -> None:
    with pytest.raises(ValueError, match=r"must sum to 1, got sums from 0\.6 to 1"):
        core.softmax_cross_entropy(np.ones((2, 3)), [[0, 0.5, 0.1], [0, 0, 1]])


PAIRS = (
    (core.sum_squared_error, core.sum_squared_error_grad),
    (core.mean_squared_error, core.mean_squared_error_grad),
    (core.cross_entropy_error, core.cross_entropy_error_grad),
)


@pytest.mark.parametrize(("loss", "slope"), PAIRS)
@given(
    y=hnp.arrays(np.float64, (3, 4), elements=st.floats(0.05, 1)),
    t=hnp.arrays(np.float64, (3, 4), elements=st.sampled_from([0.0, 0.25, 1.0])),
)
def test_the_slope_of_a_loss_is_its_slope(loss: Any, slope: Any, y: Any, t: Any) -> None:
    assert np.allclose(
        slope(y, t), core.numerical_gradient(lambda y: loss(y, t), y), rtol=1e-4, atol=1e-6
    )


def test_slopes_of_losses_by_hand() -> None:
    y, t = np.array([[0.25, 0.75], [0.5, 0.5]], np.float32), np.array([0, 1])
    assert core.cross_entropy_error_grad(y, t).tolist() == [[-2.0, 0.0], [0.0, -1.0]]
    assert core.cross_entropy_error_grad(y, t).dtype == np.float32
    assert core.cross_entropy_error_grad([0.0, 1.0], 0).tolist() == [-math.inf, 0.0]
    assert core.sum_squared_error_grad([3, 5], [1, 6]).tolist() == [2.0, -1.0]
    assert core.mean_squared_error_grad([3, 5], [1, 6]).tolist() == [2.0, -1.0]
    assert core.mean_squared_error_grad(np.float16([2, 0]), np.float16([0, 0])).dtype == np.float16


def test_accuracy_by_hand() -> None:
    y = [[0.9, 0.1], [0.2, 0.8], [0.5, 0.5], [0.6, 0.4]]
    assert core.accuracy(y, [0, 1, 0, 1]) == 0.75  # a tie goes to the first class
    assert core.accuracy(y, core.one_hot([0, 1, 0, 1], 2)) == 0.75
    assert core.accuracy([[np.nan, 0.1], [0.9, 0.1]], [0, 0]) == 0.5  # nan is no right answer
    with pytest.raises(ValueError, match=r"expected scores of shape \(N, n\), got \(2,\)"):
        core.accuracy([0.1, 0.9], 1)
    with pytest.raises(ValueError, match="not empty"):
        core.accuracy(np.ones((0, 2)), np.ones(0, int))


# ------------------------------------------------------------------ layers and rules


@pytest.mark.parametrize(
    "shapes",
    [
        ((5, 3), (3, 2), (5, 3)),
        ((5, 3), (2, 2), (5, 2)),
        ((3,), (3, 2), (2,)),
        ((4, 3), (3, 2), (2,)),
    ],
)
def test_the_way_back_through_a_layer_refuses_what_does_not_fit(shapes: Any) -> None:
    x, W, dy = map(np.ones, shapes)
    with pytest.raises(ValueError, match=r"wants shapes \(N, m\), \(m, n\) and \(N, n\); got x \("):
        core.affine_backward(x, W, dy)


def test_affine_and_its_backward_by_hand_and_by_slope() -> None:
    rng = np.random.default_rng(0)
    x, W, b, dy = (rng.standard_normal(s) for s in ((5, 3), (3, 2), (2,), (5, 2)))
    assert np.allclose(core.affine(x, W, b)[4, 1], sum(x[4, i] * W[i, 1] for i in range(3)) + b[1])
    dx, dW, db = core.affine_backward(x, W, dy)
    for parameter, gradient in ((x, dx), (W, dW), (b, db)):
        numeric = core.numerical_gradient(lambda _: np.sum(core.affine(x, W, b) * dy), parameter)
        assert np.allclose(gradient, numeric, atol=1e-8)


@pytest.mark.parametrize(
    "shapes", [((3,), (2, 2), (2,)), ((5, 3), (3, 2), (5, 1)), ((), (3, 2), (2,)), ((3,), (3,), ())]
)
def test_affine_refuses_what_does_not_fit(shapes: Any) -> None:
    x, W, b = map(np.ones, shapes)
    with pytest.raises(ValueError, match=r"wants shapes .* got x \("):
        core.affine(x, W, b)


def test_layers_take_whole_numbers_and_lists() -> None:
    y = core.affine([[1, 2]], [[1], [1]], [0.5])
    assert (y.tolist(), y.dtype) == ([[3.5]], np.float64)
    back = core.affine_backward([[1, 2]], [[2], [3]], [[1]])
    assert [gradient.tolist() for gradient in back] == [[[2, 3]], [[1], [2]], [1]]
    for backward in (core.sigmoid_backward, core.tanh_backward, core.relu_backward):
        assert backward([1, 0], [2, 3]).dtype == np.float64
        with pytest.raises(ValueError, match=r"same shape, got y \(3, 1\) and dy \(3,\)"):
            backward(np.ones((3, 1)), np.ones(3))


@pytest.mark.parametrize(
    ("forward", "backward"),
    [
        (core.sigmoid, core.sigmoid_backward),
        (core.tanh, core.tanh_backward),
        (core.relu, core.relu_backward),
    ],
)
def test_activations_backward_by_slope(forward: Any, backward: Any) -> None:
    x = np.array([-2.0, -0.5, 0.3, 4.0])
    dy = np.array([1.0, -2.0, 3.0, 0.5])
    numeric = core.numerical_gradient(lambda v: np.sum(forward(v) * dy), x)
    assert np.allclose(backward(forward(x), dy), numeric, atol=1e-8)


def test_three_layers_are_the_books_network() -> None:
    W1, W2 = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]
    rest = [0.1, 0.2, 0.3], W2, [0.1, 0.2], [[0.1, 0.3], [0.2, 0.4]], [0.1, 0.2]
    y = core.three_layers([1.0, 0.5], W1, *rest)
    assert y == pytest.approx([0.31682708, 0.69627909])  # as the book prints them
    batch = core.three_layers([[1.0, 0.5], [0.0, 2.0]], W1, *rest)
    assert batch[0] == pytest.approx(y)


def test_a_mini_batch_is_of_samples_with_their_own_labels_in_their_dtypes() -> None:
    x, t = np.arange(100, dtype=np.uint8).reshape(50, 2), np.arange(50)
    one, labels = core.mini_batch(x, t, 8, np.random.default_rng(3))
    assert one.shape == (8, 2)
    assert (one.dtype, labels.dtype) == (x.dtype, t.dtype)
    assert np.array_equal(one, x[labels])
    same, other = (core.mini_batch(x, t, 8, np.random.default_rng(seed))[1] for seed in (3, 4))
    assert np.array_equal(labels, same)
    assert not np.array_equal(labels, other)


def test_over_many_mini_batches_every_sample_comes() -> None:
    rng, t = np.random.default_rng(0), np.arange(5)
    assert set(np.concatenate([core.mini_batch(t, t, 2, rng)[1] for _ in range(60)])) == set(t)


@pytest.mark.parametrize(("x", "t"), [(np.ones((3, 2)), [1, 2]), ([], []), ([1], 1)])
def test_a_mini_batch_of_samples_without_their_labels_is_refused(x: Any, t: Any) -> None:
    with pytest.raises(ValueError, match="x and t have a row a sample; got x"):
        core.mini_batch(x, t, 2, np.random.default_rng(0))


@pytest.mark.parametrize(("activation", "init"), [("relu", "he"), ("tanh", "xavier")])
def test_first_weights_spread_as_the_activation_needs_and_no_two_units_are_alike(
    activation: str, init: str
) -> None:
    W, b = core.initial_weights(200, 50, activation, np.random.default_rng(0))
    assert (W.shape, b.shape) == ((200, 50), (50,))
    assert W.std() == pytest.approx(core.initial_scale(init, 200), rel=0.03)
    assert np.unique(W, axis=1).shape == W.shape
    assert not b.any()


def test_initial_scales() -> None:
    assert core.initial_scale("0.01", 784) == 0.01
    assert core.initial_scale("xavier", 100) == pytest.approx(0.1)
    assert core.initial_scale("he", 50) == pytest.approx(0.2)
    with pytest.raises(ValueError, match=r"init is one of 0\.01, xavier, he; got 'hee'"):
        core.initial_scale("hee", 3)


def test_rules_by_hand_over_two_steps() -> None:
    def run(rule: Any, memories: int, *more: Any) -> float:
        w, memory = np.array([1.0]), [np.zeros(1) for _ in range(memories)]
        for step in (1, 2):
            dw = 2 * w
            rule(w, dw, *memory, *((step,) if rule is core.adam else ()), *more)
        return float(w[0])

    assert run(core.sgd, 0, 0.1) == pytest.approx(0.64)  # 1 → 0.8 → 0.64
    # v: -0.2, then -0.18 - 0.16; w: 0.8, then 0.46
    assert run(core.momentum, 1, 0.1) == pytest.approx(0.46)
    # h: 4, then 4 + 1.9²; w: 0.9... by √h = 2: 1 - 0.1·2/2 = 0.9; then - 0.1·1.8/√(4 + 3.24)
    assert run(core.adagrad, 1, 0.1) == pytest.approx(0.9 - 0.18 / math.sqrt(7.24), abs=1e-6)
    # the first step of Adam is the learning rate itself, whatever the gradient's size
    w = np.array([1.0])
    core.adam(w, np.array([1e-3]), np.zeros(1), np.zeros(1), 1, 0.1)
    assert float(w[0]) == pytest.approx(0.9, abs=1e-3)


def test_adam_against_the_paper_step_by_step() -> None:
    w, m, v = np.array([1.0]), np.zeros(1), np.zeros(1)
    W, M, V = 1.0, 0.0, 0.0
    for t in range(1, 20):
        g = math.sin(t) + W
        core.adam(w, np.array([g]), m, v, t, 0.01)
        M, V = 0.9 * M + 0.1 * g, 0.999 * V + 0.001 * g * g
        W -= 0.01 * (M / (1 - 0.9**t)) / (math.sqrt(V / (1 - 0.999**t)) + 1e-8)
        assert float(w[0]) == pytest.approx(W, rel=1e-4)


# ------------------------------------------------------------------ gradients and descent


def square_sum(x: Any) -> Any:
    return np.sum(x**2)


@pytest.mark.parametrize("x", [[3, 4], np.array([3, 4], np.float32), [3.0, 4.0], [[3, 4]], 3])
def test_the_gradient_of_a_bowl(x: Any) -> None:
    gradient = core.numerical_gradient(square_sum, x)
    assert np.allclose(gradient, 2 * np.asarray(x), atol=1e-7)
    assert np.shape(gradient) == np.shape(x)
    expected = np.asarray(x).dtype if np.asarray(x).dtype.kind == "f" else np.float64
    assert gradient.dtype == expected


def test_the_slope_at_one_number_is_worked_in_its_own_dtype() -> None:
    assert core.numerical_diff(np.sin, 1.0) == pytest.approx(math.cos(1), abs=1e-8)
    assert core.numerical_diff(np.sin, np.float32(1)).dtype == np.float32
    assert abs(core.numerical_diff(np.sin, np.float32(1), 1e-7) - math.cos(1)) > 1e-3
    assert core.numerical_diff(lambda x: x**2, [1, 2, 3], 0.5).tolist() == [2.0, 4.0, 6.0]


def test_the_gradient_at_the_kink_of_relu_is_a_half() -> None:
    assert float(core.numerical_gradient(lambda x: np.sum(core.relu(x)), 0.0)) == pytest.approx(0.5)


def test_x_is_put_back_even_if_f_raises() -> None:
    x = np.array([1.0, 2.0, 3.0])
    calls = 0

    def f(v: Any) -> float:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise RuntimeError("enough")
        return float(np.sum(v))

    with pytest.raises(RuntimeError, match="enough"):
        core.numerical_gradient(f, x)
    assert x.tolist() == [1, 2, 3]


def test_a_network_that_holds_x_sees_it_nudged() -> None:
    weights = np.array([1.0, 2.0])
    gradient = core.numerical_gradient(lambda _: np.sum(weights**3), weights)
    assert np.allclose(gradient, [3, 12], atol=1e-6)
    assert weights.tolist() == [1, 2]


def test_two_calls_an_element_and_a_read_only_x() -> None:
    calls = 0

    def f(v: Any) -> Any:
        nonlocal calls
        calls += 1
        return np.sum(v)

    x = np.ones((2, 3))
    x.setflags(write=False)
    assert np.allclose(core.numerical_gradient(f, x), 1)
    assert calls == 12
    assert core.numerical_gradient(f, np.zeros((0, 2))).shape == (0, 2)


@pytest.mark.parametrize("dtype", [np.float32, np.int64])
def test_a_network_whose_weights_would_lose_a_nudge_is_not_told_that_its_slope_is_0(
    dtype: Any,
) -> None:
    weights = np.array([1, 2], dtype)
    with pytest.raises(ValueError, match=rf"f reads x itself .* in {np.dtype(dtype)} a nudge"):
        core.numerical_gradient(lambda _: np.sum(weights**3), weights)
    assert weights.tolist() == [1, 2]
    assert np.allclose(core.numerical_gradient(lambda w: np.sum(w**3), weights), [3, 12], atol=1e-3)
    rng = np.random.default_rng(0)  # an f that is another one each time is not blamed
    core.numerical_gradient(lambda w: np.sum(w) + rng.random(), weights)


def test_h_is_a_way_to_go() -> None:
    for slope in (core.numerical_diff, core.numerical_gradient):
        with pytest.raises(ValueError, match="h must be above 0, got 0"):
            slope(np.sum, [1.0], 0)  # type: ignore[operator]


def test_f_must_return_one_number() -> None:
    with pytest.raises(ValueError, match=r"one number, got an array of shape \(2,\)"):
        core.numerical_gradient(lambda v: v, [1.0, 2.0])
    with pytest.raises(ValueError, match="expected numbers, got an array of dtype object"):
        core.numerical_gradient(lambda v: None, [1.0, 2.0])  # a forgotten return


def test_descent_returns_the_whole_path() -> None:
    start = np.array([-3.0, 4.0])
    path = core.gradient_descent(square_sum, start, learning_rate=0.1, steps=100)
    assert path.shape == (101, 2)
    assert path[0].tolist() == [-3, 4]
    assert np.allclose(path[1], [-2.4, 3.2])
    # The book's answer: (-6.11e-10, 8.14e-10).
    assert path[-1] == pytest.approx([-6.11110793e-10, 8.14814391e-10], rel=1e-3)
    assert start.tolist() == [-3, 4]


@pytest.mark.parametrize(
    ("rate", "check"),
    [
        (0.5, lambda path: np.allclose(path[1:], 0, atol=1e-6)),  # there in one step
        (1.0, lambda path: np.allclose(path[2], path[0], atol=1e-6)),  # to and fro
        (10.0, lambda path: np.abs(path[-1]).max() > 1e10),  # away
        (1e-10, lambda path: np.allclose(path[-1], path[0], atol=1e-6)),  # stays
    ],
)
def test_learning_rates_of_every_kind(rate: float, check: Any) -> None:
    assert check(core.gradient_descent(square_sum, [-3.0, 4.0], learning_rate=rate))


def test_descent_keeps_dtype_and_shape_and_refuses_negative_steps() -> None:
    assert core.gradient_descent(square_sum, np.float32(3), steps=2).dtype == np.float32
    assert core.gradient_descent(square_sum, 3, steps=2).shape == (3,)
    assert core.gradient_descent(square_sum, np.ones((2, 3)), steps=0).shape == (1, 2, 3)
    with pytest.raises(ValueError, match="steps must be 0 or more, got -1"):
        core.gradient_descent(square_sum, 3, steps=-1)


def test_an_argument_that_is_missing_is_told_with_the_functions_name() -> None:
    with pytest.raises(TypeError, match=r"^softmax\(\): missing a required argument: 'a'"):
        core.softmax()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^relu\(\): too many positional arguments"):
        core.relu(1, 2)  # type: ignore[call-arg]
