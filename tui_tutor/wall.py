"""The wall around core: what comes in is checked and made floats, what goes out keeps its dtype.

core's functions stand on their pages as the lessons teach them, a line or three of NumPy. What
keeps its four promises for any input at all stands here, once: each decorator below says for one
kind of function what may come in, and raises ValueError, with what came and what was wanted. What
several of them check stands in arguments.py.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from tui_tutor.arguments import (
    Array,
    alike,
    check_axis,
    checked_labels,
    checked_targets,
    floats,
    one_number,
)

Result = Any  # what the function gives: an array, a number of NumPy's, or several of them
Function = Callable[..., Result]


def _decorator(guarded: Function) -> Callable[[Function], Function]:
    """`guarded(function, *arguments)`, which calls the function, as a decorator of it."""

    @wraps(guarded)
    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)

        @wraps(function)
        def checked(*given: object, **named: object) -> object:
            try:
                bound = signature.bind(*given, **named)
            except TypeError as error:
                raise TypeError(f"{function.__name__}(): {error}") from None
            bound.apply_defaults()
            return guarded(function, *bound.args)

        return checked

    return decorate


def _in_dtype(result: ArrayLike, dtype: DTypeLike) -> Result:
    """A result in the dtype that came in, as the scalar or the array that it is; -0 becomes 0."""
    with np.errstate(over="ignore"):
        return (np.asarray(result) + 0).astype(dtype)[()]


@_decorator
def elementwise(function: Function, x: ArrayLike) -> Result:
    """One array of any shape. A nan in it is a nan in the result."""
    x = floats(x)
    y = _in_dtype(function(x), x.dtype)
    return np.where(np.isnan(x), x, y)[()] if np.isnan(x).any() else y


@_decorator
def pairs(function: Function, one: ArrayLike, other: ArrayLike) -> Result:
    """Two arrays of one shape, in the dtype of the second; nan in either is kept."""
    one, other = alike(function, one, other)
    result = _in_dtype(function(one, other), other.dtype)
    missing = np.isnan(one) | np.isnan(other)
    return np.where(missing, other.dtype.type(np.nan), result)[()] if missing.any() else result


@_decorator
@np.errstate(invalid="ignore")  # inf - inf is nan
def two_inputs(function: Function, x: ArrayLike) -> Result:
    """Rows of two inputs (..., 2)."""
    x = floats(x)
    if x.shape[-1:] != (2,):
        raise ValueError(f"a gate has two inputs: x has shape (..., 2), got {x.shape}")
    return _in_dtype(function(x), x.dtype)


@_decorator
def over_axis(function: Function, x: ArrayLike, axis: int) -> Result:
    """An array and one of its axes."""
    x = floats(x)
    check_axis(x, axis, "an array")
    with np.errstate(over="ignore"):  # float16 ends at 65504: a larger sum is inf
        return function(x, axis)


@_decorator
def naive_scores(function: Function, a: ArrayLike, axis: int) -> Result:
    """Scores (..., n), at least one of them, and the axis along which they compete."""
    a = floats(a)
    check_axis(a, axis, "scores")
    if a.size == 0:
        raise ValueError(f"softmax needs at least one score, got shape {a.shape}")
    return function(a, axis)


def scores(function: Function) -> Function:
    """The same without a warning: too far below the largest score is -inf, whose exp is 0."""
    return naive_scores(np.errstate(over="ignore")(function))


@_decorator
def errors(function: Function, y: ArrayLike, t: ArrayLike) -> Result:
    """Outputs and targets of one shape, not empty."""
    y, t = alike(function, y, t)
    if y.size == 0:
        raise ValueError(f"the error of nothing is not defined: y and t have shape {y.shape}")
    with np.errstate(over="ignore", invalid="ignore"):  # in float16 a large error is inf
        return _in_dtype(function(y, t.astype(y.dtype)), y.dtype)


@_decorator
def label_numbers(function: Function, labels: ArrayLike, classes: int) -> Result:
    """Labels, whole numbers from 0 to classes - 1."""
    if not isinstance(classes, int | np.integer) or classes < 1:
        raise ValueError(f"classes is a whole number from 1 on, got {classes!r}")
    return function(checked_labels(labels, int(classes)), int(classes))


@_decorator
@np.errstate(all="ignore")  # log 0 is -inf, log -1 is nan
def probabilities(function: Function, y: ArrayLike, t: ArrayLike) -> Result:
    """Probabilities (n,) or (N, n), and t: labels () or (N,), one-hot or soft labels like y."""
    y = floats(y)
    t = checked_targets(y, t)
    if t.ndim == 0:  # one label of one sample: a batch of one
        return _in_dtype(np.squeeze(function(y[np.newaxis], t[np.newaxis])), y.dtype)
    return _in_dtype(function(y, t), y.dtype)


@_decorator
@np.errstate(all="ignore")
def scores_and_targets(function: Function, scores: ArrayLike, t: ArrayLike) -> Result:
    """Scores (n,) or (N, n), and t as above, whose soft labels are probabilities too."""
    scores = floats(scores)
    t = checked_targets(scores, t)
    if t.shape == scores.shape and not np.allclose(sums := t.sum(-1, dtype=float), 1, atol=1e-2):
        got = f"got sums from {sums.min():.4g} to {sums.max():.4g}"
        raise ValueError(f"each sample's soft labels must sum to 1, {got}")
    loss, gradient = function(scores, t)
    return _in_dtype(loss, scores.dtype), _in_dtype(gradient, scores.dtype)


@_decorator
def guesses(function: Function, y: ArrayLike, t: ArrayLike) -> Result:
    """Scores (N, n) and labels (N,) or one-hot (N, n). A row with a nan guesses nothing."""
    y = floats(y)
    if y.ndim != 2:
        raise ValueError(f"expected scores of shape (N, n), got {y.shape}")
    t = checked_targets(y, t)
    labels = t if t.ndim == 1 else t.argmax(axis=1)
    return float(function(y, np.where(np.isnan(y).any(axis=1), -1, labels)))


@_decorator
def layer(function: Function, x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Result:
    """x (..., m), W (m, n) and b (n,). NumPy would broadcast a b of shape (N, 1)."""
    x, W, b = floats(x), floats(W), floats(b)
    if W.ndim != 2 or x.shape[-1:] != W.shape[:1] or b.shape != W.shape[1:]:
        got = f"got x {x.shape}, W {W.shape} and b {b.shape}"
        raise ValueError(f"x @ W + b wants shapes (..., m), (m, n) and (n,); {got}")
    with np.errstate(over="ignore"):  # in float16 a large sum is inf
        return function(x, W, b)


@_decorator
def layer_backward(function: Function, x: ArrayLike, W: ArrayLike, dy: ArrayLike) -> Result:
    """x (N, m), W (m, n), and the gradient dy by x @ W + b, which is (N, n)."""
    x, W, dy = floats(x), floats(W), floats(dy)
    if x.ndim != 2 or W.ndim != 2 or x.shape[1] != len(W) or dy.shape != (len(x), W.shape[1]):
        wanted = "the way back through x @ W + b wants shapes (N, m), (m, n) and (N, n)"
        raise ValueError(f"{wanted}; got x {x.shape}, W {W.shape} and dy {dy.shape}")
    with np.errstate(over="ignore"):
        return function(x, W, dy)


@_decorator
def samples(
    function: Function, x: ArrayLike, t: ArrayLike, size: int, rng: np.random.Generator
) -> Result:
    """Samples, and a label for each of them."""
    x, t = np.asarray(x), np.asarray(t)
    if x.size == 0 or x.shape[:1] != t.shape[:1]:
        raise ValueError(f"x and t have a row a sample; got x {x.shape} and t {t.shape}")
    return function(x, t, size, rng)


@_decorator
def moves_weights(function: Function, w: object, dw: ArrayLike, *more: object) -> None:
    """A parameter and its gradient, and arrays that the rule keeps, all of one shape.

    The gradient is read, all others are changed: they must be arrays of floats as they stand.
    """
    dw = floats(dw)
    for array in (w, *more):
        if isinstance(array, int | float | np.number) and array is not w:
            continue  # a rate, or the number of the step
        if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
            got = f"dtype {array.dtype}" if isinstance(array, np.ndarray) else repr(type(array))
            raise ValueError(f"a rule changes arrays of floats in place, got {got}")
        if array.shape != dw.shape:
            wanted = f"the gradient has its parameter's shape {array.shape}"
            raise ValueError(f"{wanted}, got {dw.shape}")
    with np.errstate(over="ignore", invalid="ignore"):  # what runs off to infinity is told of later
        function(w, dw, *more)


@_decorator
def slope_at(function: Function, f: Function, x: ArrayLike, h: float) -> Result:
    """A function that works element by element, and numbers to find its slope at."""
    if not h > 0:
        raise ValueError(f"h must be above 0, got {h}")
    return np.asarray(function(f, floats(x), h))


@_decorator
def slopes(function: Function, f: Function, x: ArrayLike, h: float) -> Result:
    """A function of an array that gives one number, and such an array, put back whatever f does.

    A writable float64 `x` is handed on itself: a network that holds it sees each nudge.
    """
    if not h > 0:
        raise ValueError(f"h must be above 0, got {h}")
    given, dtype = np.asarray(x), floats(x).dtype
    x = np.require(given, np.float64, "W")
    if x is not given and given.flags.writeable and _reads(given, lambda: f(x)):
        lost = f"in {given.dtype} a nudge of x is lost: make x float64, or let f use its argument"
        raise ValueError(f"f reads x itself and not what it is handed; {lost}")
    before = x.copy()
    try:
        return function(lambda x: one_number(f(x)), x, h).astype(dtype)
    finally:
        x[...] = before


def _reads(array: Array, f: Function) -> bool:
    """Does what `f()` gives hang on this array? Such an f would be told that its slope is 0."""
    kept, first = array.copy(), one_number(f())
    try:
        by_chance = one_number(f()) != first  # it gives another number each time, or nan
        array[...] = ~array if array.dtype == bool else array + array.dtype.type(1)
        return not by_chance and one_number(f()) != first
    finally:
        array[...] = kept


@_decorator
@np.errstate(over="ignore", invalid="ignore")
def walk(function: Function, f: Function, x: ArrayLike, learning_rate: float, steps: int) -> Result:
    """A function to walk down, where to start, how far to step, how often."""
    if steps < 0:
        raise ValueError(f"steps must be 0 or more, got {steps}")
    x = floats(x)
    return function(f, x, learning_rate, steps).astype(x.dtype)
