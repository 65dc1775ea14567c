"""The math of deep learning, from scratch: every formula that the lessons teach, in plain NumPy.

Read it from top to bottom; it takes one sitting. The names are those of "Deep Learning from
Scratch" (Koki Saitoh), so you can hold the book beside it. Four promises hold everywhere:

- Floats keep their dtype (float32 in, float32 out); integers and booleans become float64.
- No function changes its input, but for the rules that move weights, whose work that is.
  `out=` works as in NumPy: the result is written there.
- Large numbers are harmless: ±1000 overflows nowhere but in `naive_softmax`, on purpose. (Only
  float16, which ends at 65504, may have no room for a sum of them.)
- NaN passes through; a wrong shape, or an empty batch of scores or labels, raises ValueError,
  which says what came and what was wanted.

In the shapes below N is the batch size, n the number of classes, and "..." is any shape at all.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def _floats(x: ArrayLike) -> Array:
    """`x` as an array of floats: a float dtype is kept, integers become float64."""
    x = np.asarray(x)
    if x.dtype.kind == "f":
        return x
    if x.dtype.kind in "biu":
        return x.astype(np.float64)
    raise ValueError(f"expected numbers, got an array of dtype {x.dtype}")


# ------------------------------------------------------------------ one axis at a time


def axis_sum(x: ArrayLike, axis: int) -> Array:
    """Sum over one axis: the axis you name is the one that goes.

    x: (..., n, ...) → the same shape without that axis. For a matrix, axis 0 leaves one sum
    for each column and axis 1 one sum for each row.
    """
    x = _floats(x)
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(f"axis {axis} does not exist in an array of shape {x.shape}")
    return x.sum(axis=axis)


# ------------------------------------------------------------------ activation functions


def identity_function(x: ArrayLike) -> Array:
    """h(x) = x, the output function for regression. Any shape; returns a copy."""
    return _floats(x).copy()


def step_function(x: ArrayLike) -> Array:
    """h(x) = 1 where x > 0, else 0: the perceptron's all or nothing. Any shape.

    Its value at exactly 0 is a convention; here, as in the book, it is 0.
    """
    x = _floats(x)
    fires = np.where(np.isnan(x), x, x > 0)
    return fires.astype(x.dtype)


def sigmoid(x: ArrayLike, out: Array | None = None) -> Array:
    """h(x) = 1 / (1 + e^-x), an S between 0 and 1. Any shape.

    e^-x overflows for x = -1000, so the negative half uses the same fraction multiplied above
    and below by e^x, which is e^x / (1 + e^x). With e^-|x| both halves are one fraction, whose
    numerator is 1 where x ≥ 0; no exponent is ever positive.
    """
    x = _floats(x)
    e = np.exp(-np.abs(x))
    numerator = np.maximum(e, x >= 0)
    return np.divide(numerator, 1 + e, out=out)


def tanh(x: ArrayLike) -> Array:
    """h(x) = (e^x - e^-x) / (e^x + e^-x), an S between -1 and 1: 2 sigmoid(2x) - 1. Any shape."""
    return np.tanh(_floats(x))


def relu(x: ArrayLike, out: Array | None = None) -> Array:
    """h(x) = max(0, x), the rectified linear unit. Any shape."""
    return np.maximum(_floats(x), 0, out=out)


# Slopes. Backpropagation multiplies what comes back from above by the slope of h.


def step_grad(x: ArrayLike) -> Array:
    """h'(x) of the step: 0 everywhere (at the jump itself there is no slope). Any shape.

    This is why nothing can learn through a step: the gradient tells it nothing.
    """
    x = _floats(x)
    return np.where(np.isnan(x), x, np.zeros_like(x))


def sigmoid_grad(x: ArrayLike) -> Array:
    """h'(x) = h(x) (1 - h(x)) of the sigmoid: 1/4 at the most, at x = 0. Any shape."""
    h = sigmoid(x)
    return h * (1 - h)


def tanh_grad(x: ArrayLike) -> Array:
    """h'(x) = 1 - tanh² x: 1 at the most, at x = 0. Any shape.

    1 - tanh² x rounds to 0 where tanh x rounds to 1; the same as 4 / (e^x + e^-x)² does not.
    """
    e = np.exp(-np.abs(_floats(x)))
    return (2 * e / (1 + e * e)) ** 2


def relu_grad(x: ArrayLike) -> Array:
    """h'(x) of ReLU: 1 where x > 0, else 0 (a convention at the kink x = 0). Any shape."""
    return step_function(x)


# ------------------------------------------------------------------ output functions


def naive_softmax(a: ArrayLike, axis: int = -1) -> Array:
    """Softmax as the formula is printed: exp(a) / Σ exp(a). Kept to show how it breaks.

    exp overflows to inf (in float64 above 709.78), and inf / inf is nan.
    """
    exp_a = np.exp(_scores(a, axis))
    return exp_a / exp_a.sum(axis=axis, keepdims=True)


def softmax(a: ArrayLike, axis: int = -1, out: Array | None = None) -> Array:
    """Scores → probabilities: exp(a - max a) / Σ exp(a - max a), along one axis.

    a: (..., n) → the same shape; every entry is in [0, 1] and they sum to 1 along `axis`.
    Taking the same number off every score changes nothing, since it cancels in the fraction;
    taking off the largest leaves only exponents ≤ 0, so that exp cannot overflow.
    """
    exp_a = np.exp(_shifted(a, axis))
    return np.divide(exp_a, exp_a.sum(axis=axis, keepdims=True), out=out)


def log_softmax(a: ArrayLike, axis: int = -1) -> Array:
    """log(softmax(a)) without ever taking the log of a probability that rounded to 0.

    a: (..., n) → the same shape; log(exp(s) / Σ exp(s)) = s - log Σ exp(s), s = a - max a.
    """
    shifted = _shifted(a, axis)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def _shifted(a: ArrayLike, axis: int) -> Array:
    """a - max a along `axis`: the largest score becomes 0."""
    a = _scores(a, axis)
    # NumPy takes the larger of two long rows at once, but goes through short rows one by one.
    rows = np.ascontiguousarray(a.swapaxes(axis, 0))
    largest = rows.max(axis=0, keepdims=True).swapaxes(axis, 0)
    with np.errstate(over="ignore"):  # too far below the largest is -inf, whose exp is 0
        return a - largest


def _scores(a: ArrayLike, axis: int) -> Array:
    """`a` as floats, where it has that axis and at least one score."""
    a = _floats(a)
    if not -a.ndim <= axis < a.ndim:
        raise ValueError(f"axis {axis} does not exist in scores of shape {a.shape}")
    if a.size == 0:
        raise ValueError(f"softmax needs at least one score, got shape {a.shape}")
    return a


# ------------------------------------------------------------------ losses


def one_hot(labels: ArrayLike, classes: int) -> Array:
    """Labels → rows of zeros with a single 1. labels: (...) of 0..n-1 → float64 (..., n)."""
    return np.eye(classes)[_checked_labels(labels, classes)]


def _checked_labels(labels: ArrayLike, classes: int) -> Array:
    """`labels` as an array of whole numbers 0..n-1; a negative one would count from the end."""
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu" or labels.size == 0:
        raise ValueError(
            f"labels are whole numbers, at least one; got shape {labels.shape} of {labels.dtype}"
        )
    low, high = labels.min(), labels.max()
    if low < 0 or high >= classes:
        raise ValueError(
            f"labels of {classes} classes run from 0 to {classes - 1}, got {low}..{high}"
        )
    return labels


@np.errstate(over="ignore")  # float16 ends at 65504: a larger error is inf, and that is right
def sum_squared_error(y: ArrayLike, t: ArrayLike) -> np.floating[Any]:
    """½ Σ (y - t)², the book's squared error. y, t: the same shape → one number.

    A sum, so it grows with the batch. The ½ is there to make the slope simply y - t.
    """
    d = _difference(y, t)
    return d.dtype.type(0.5) * np.sum(d * d)


@np.errstate(over="ignore")
def mean_squared_error(y: ArrayLike, t: ArrayLike) -> np.floating[Any]:
    """The mean of (y - t)² over all elements. y, t: the same shape → one number."""
    d = _difference(y, t)
    return np.mean(d * d)


def _difference(y: ArrayLike, t: ArrayLike) -> Array:
    """y - t as floats. (N, 1) - (N,) would broadcast to (N, N) without a word: refused."""
    y, t = _floats(y), _floats(t)
    if y.shape != t.shape:
        raise ValueError(f"y and t must have the same shape, got y {y.shape} and t {t.shape}")
    if y.size == 0:
        raise ValueError(f"the error of nothing is not defined: y and t have shape {y.shape}")
    return (y - t).astype(y.dtype)


def cross_entropy_error(y: ArrayLike, t: ArrayLike) -> np.floating[Any]:
    """-Σ t log y of one sample, or the mean of that over a batch → one number.

    y: probabilities (n,) or (N, n). t: the true classes as whole numbers, shape () or (N,), or
    one-hot or soft labels of the same shape as y. Of one-hot t only the true class's term is
    left: its probability 1 costs exactly 0, its probability 0 costs inf.
    """
    y = _floats(y)
    t = _checked_targets(y, t)
    with np.errstate(divide="ignore", invalid="ignore"):  # log 0 is -inf, and log -1 is nan
        return _mean_cost(np.log(y), t)


def softmax_cross_entropy(
    logits: ArrayLike, t: ArrayLike, out: Array | None = None
) -> tuple[np.floating[Any], Array]:
    """Softmax and cross-entropy in one: the loss, and its gradient by the scores.

    logits: (n,) or (N, n); t as in `cross_entropy_error`. Returns (loss, gradient), the
    gradient with the shape of `logits`: (softmax(logits) - t) / N. The logarithm works on the
    scores themselves, so that the loss stays right where a probability rounds to 0.
    """
    logits = _floats(logits)
    t = _checked_targets(logits, t)
    log_y = log_softmax(logits)
    gradient = np.exp(log_y, out=out)
    if t.ndim < log_y.ndim:  # labels: the one-hot t has its single 1 there
        gradient[_at(t)] -= 1
    else:
        gradient *= t.sum(axis=-1, keepdims=True)  # 1, where t are probabilities
        gradient -= t
    gradient /= t.size if t.ndim < log_y.ndim else t.size // t.shape[-1]
    return _mean_cost(log_y, t), gradient


def _checked_targets(y: Array, t: ArrayLike) -> Array:
    """`t` as labels, or as floats in the shape and dtype of `y`; anything else is refused."""
    t = np.asarray(t)
    if y.ndim not in (1, 2) or y.size == 0:
        raise ValueError(f"expected scores of shape (n,) or (N, n), not empty, got {y.shape}")
    if t.shape == y.shape:
        return _floats(t).astype(y.dtype)
    if t.shape != y.shape[:-1] or t.dtype.kind not in "iu":
        raise ValueError(
            f"for y of shape {y.shape}, t has that shape too (one-hot) or is {y.shape[:-1]} "
            f"whole numbers (labels); got shape {t.shape} of {t.dtype}"
        )
    return _checked_labels(t, y.shape[-1])


def _at(labels: Array) -> tuple[Any, ...]:
    """The index of each row's true class: (0, t₀), (1, t₁), …; of one sample just t."""
    return (np.arange(len(labels)), labels) if labels.ndim else (labels,)


def _mean_cost(log_y: Array, t: Array) -> np.floating[Any]:
    """The mean over the batch of -Σ t log y, where 0 · log 0 counts as 0."""
    if t.ndim < log_y.ndim:
        cost = log_y[_at(t)]
    else:
        cost = np.sum(t * np.where(t == 0, t, log_y), axis=-1)
    mean = cost.sum(dtype=np.float64) / cost.size  # a batch's sum may be too large for float16
    return cost.dtype.type(0 - mean)  # 0 - x and not -x, which would turn a cost of 0 into -0


# Slopes of the losses by the predictions y, each in the shape of y.


def sum_squared_error_grad(y: ArrayLike, t: ArrayLike) -> Array:
    """∂/∂y of ½ Σ (y - t)²: simply y - t. y, t: the same shape."""
    return _difference(y, t)


def mean_squared_error_grad(y: ArrayLike, t: ArrayLike) -> Array:
    """∂/∂y of the mean of (y - t)²: 2 (y - t) / size. y, t: the same shape."""
    d = _difference(y, t)
    return d * d.dtype.type(2 / d.size)


def cross_entropy_error_grad(y: ArrayLike, t: ArrayLike) -> Array:
    """∂/∂y of the mean of -Σ t log y: -t / y / N, and 0 wherever t is 0.

    y, t as in `cross_entropy_error`. The smaller the true class's probability, the steeper;
    a probability of 0 has slope -inf.
    """
    y = _floats(y)
    t = _checked_targets(y, t)
    if t.ndim < y.ndim:
        t = one_hot(t, y.shape[-1]).astype(y.dtype)
    with np.errstate(divide="ignore", over="ignore"):
        steepness = np.divide(t, y, out=np.zeros_like(y), where=t != 0)
    return 0 - steepness / (y.size // y.shape[-1])


def accuracy(y: ArrayLike, t: ArrayLike) -> float:
    """The share of rows whose largest score stands at the true class, from 0 to 1.

    y: scores (N, n); t: labels (N,) or one-hot (N, n). Ties go to the first class; a row with a
    nan has no largest score and counts as wrong.
    """
    y = _floats(y)
    if y.ndim != 2:
        raise ValueError(f"expected scores of shape (N, n), got {y.shape}")
    t = _checked_targets(y, t)
    labels = t if t.ndim == 1 else t.argmax(axis=1)
    right = (y.argmax(axis=1) == labels) & ~np.isnan(y).any(axis=1)
    return float(np.mean(right))


# ------------------------------------------------------------------ layers, there and back
# Backpropagation is the chain rule: each function takes the gradient of the loss by a layer's
# output, `dy`, and returns the gradient by what went in. `x`, `W`, `b` and `y` are those of the
# way there, so a gradient always has the shape of what it belongs to.


def affine(x: ArrayLike, W: ArrayLike, b: ArrayLike, out: Array | None = None) -> Array:
    """x @ W + b: every output is a weighted sum of all inputs.

    x: (N, m) or any (..., m), W: (m, n), b: (n,) → (N, n) or (..., n).
    """
    x, W, b = _layer(x, W, b)
    y = np.dot(x, W, out=out)
    y += b
    return y


def _layer(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> tuple[Array, Array, Array]:
    """All three as floats, where they fit together; NumPy would broadcast a b of shape (N, 1)."""
    x, W, b = _floats(x), _floats(W), _floats(b)
    if W.ndim != 2 or x.shape[-1:] != W.shape[:1] or b.shape != W.shape[1:]:
        raise ValueError(
            "x @ W + b wants shapes (..., m), (m, n) and (n,); "
            f"got x {x.shape}, W {W.shape} and b {b.shape}"
        )
    return x, W, b


def affine_backward(x: Array, dy: Array, dW: Array, db: Array) -> None:
    """Gradients by the weights and the bias, written into dW (m, n) and db (n,).

    W[i, j] carried input i to output j, so it is blamed with x[:, i] · dy[:, j]; a bias fed
    every row of the batch alike, so it takes the sum of them.
    """
    np.dot(x.T, dy, out=dW)
    dy.sum(axis=0, out=db)


def affine_backward_input(dy: ArrayLike, W: ArrayLike, out: Array | None = None) -> Array:
    """Gradient by the input: dy @ W.T, each output's share sent back along its weights."""
    return np.dot(_floats(dy), _floats(W).T, out=out)


def sigmoid_backward(y: ArrayLike, dy: ArrayLike, out: Array | None = None) -> Array:
    """dy · y (1 - y): the slope of the sigmoid, told from its output y. Any shape."""
    y, dy = _alike(y, dy)
    return np.multiply(dy, y * (1 - y), out=out)


def tanh_backward(y: ArrayLike, dy: ArrayLike) -> Array:
    """dy · (1 - y²): the slope of tanh, told from its output y. Any shape."""
    y, dy = _alike(y, dy)
    return dy * (1 - y * y)


def relu_backward(y: ArrayLike, dy: ArrayLike, out: Array | None = None) -> Array:
    """dy where the unit was active (its output y > 0), else 0. Any shape."""
    y, dy = _alike(y, dy)
    return np.multiply(dy, y > 0, out=out)


def _alike(y: ArrayLike, dy: ArrayLike) -> tuple[Array, Array]:
    """Both as floats; (N, 1) times (N,) would broadcast to (N, N) without a word: refused."""
    y, dy = _floats(y), _floats(dy)
    if y.shape != dy.shape:
        raise ValueError(f"y and dy must have the same shape, got y {y.shape} and dy {dy.shape}")
    return y, dy


# ------------------------------------------------------------------ how weights begin


def initial_scale(init: str, inputs: int) -> float:
    """The standard deviation of a layer's first weights, for that many inputs.

    "0.01" the same everywhere; "xavier" √(1/inputs), which keeps a sigmoid's signal alive
    through many layers (Glorot and Bengio 2010); "he" √(2/inputs), the same for ReLU, which
    passes only half of it (He et al. 2015).
    """
    scales = {"0.01": 0.01, "xavier": (1 / inputs) ** 0.5, "he": (2 / inputs) ** 0.5}
    if init not in scales:
        raise ValueError(f"init is one of {', '.join(scales)}; got {init!r}")
    return scales[init]


# ------------------------------------------------------------------ rules that move weights
# Each changes a parameter w in place, given the gradient dw of the loss by it. v, h and m are what
# a rule remembers of this parameter: arrays of floats like w, all zeros at first.


def sgd(w: Array, dw: Array, learning_rate: float) -> None:
    """w ← w - η dw: stochastic gradient descent."""
    w -= learning_rate * dw


def momentum(w: Array, dw: Array, v: Array, learning_rate: float, keep: float = 0.9) -> None:
    """v ← keep · v - η dw, w ← w + v: a ball that rolls on, and slows by friction."""
    v *= keep
    v -= learning_rate * dw
    w += v


def adagrad(w: Array, dw: Array, h: Array, learning_rate: float) -> None:
    """h ← h + dw², w ← w - η dw / √h: weights that have moved much move less (Duchi 2011)."""
    h += dw * dw
    w -= learning_rate * dw / (np.sqrt(h) + 1e-7)


def adam(w: Array, dw: Array, m: Array, v: Array, step: int, learning_rate: float) -> None:
    """Momentum's mean m of the gradients, divided by their size √v (Kingma and Ba 2015).

    m and v begin at 0 and so are too small at first; `step` (1, 2, …) corrects for that.
    """
    m += (1 - 0.9) * (dw - m)
    v += (1 - 0.999) * (dw * dw - v)
    rate = learning_rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
    w -= rate * m / (np.sqrt(v) + 1e-7)


# ------------------------------------------------------------------ gradients and descent


def numerical_diff(f: Callable[[Any], Any], x: ArrayLike, h: float = 1e-4) -> Array:
    """The slope of a function of one number at x, by central difference: (f(x+h) - f(x-h)) / 2h.

    x: any shape, each element a number of its own; f works element by element. Everything is
    worked in the dtype of x: how few digits float32 has left of x + h is there to be seen.
    """
    x = _floats(x)
    h = x.dtype.type(h)
    return np.asarray((f(x + h) - f(x - h)) / (2 * h))


def numerical_gradient(f: Callable[[Array], Any], x: ArrayLike, h: float = 1e-4) -> Array:
    """The slope of f in every direction, by central differences: (f(x+h) - f(x-h)) / 2h.

    f: takes an array shaped like x and returns one number. x: any shape → the gradient in
    that shape. Costs two calls of f an element. Works in float64, since x + 1e-4 is lost in
    fewer digits. A float64 x is nudged in place, an element at a time, so that a network that
    holds x sees it too, and each element is put back, even if f raises.
    """
    dtype = _floats(x).dtype
    x = np.require(x, np.float64, "W")  # x itself where it can be, else a copy
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        kept = x[i]
        try:
            x[i] = kept + h
            above = _one_number(f(x))
            x[i] = kept - h
            below = _one_number(f(x))
        finally:
            x[i] = kept
        gradient[i] = (above - below) / (2 * h)
    return gradient.astype(dtype)


def _one_number(value: Any) -> float:
    """What f returned, as a float; a gradient is defined only for a single number."""
    value = _floats(value)
    if value.size != 1:
        raise ValueError(f"f must return one number, got an array of shape {value.shape}")
    return float(value.item())


def gradient_descent(
    f: Callable[[Array], Any], x: ArrayLike, learning_rate: float = 0.01, steps: int = 100
) -> Array:
    """Walk downhill: x ← x - learning_rate · ∇f(x), `steps` times.

    The minus sign matters: the gradient points uphill. Returns the whole path, first point to
    last, as one array of shape (steps + 1, *x.shape). Too large a rate runs off to infinity
    without a warning: look at the path.
    """
    if steps < 0:
        raise ValueError(f"steps must be 0 or more, got {steps}")
    x = _floats(x)
    path = np.empty((steps + 1, *x.shape), dtype=x.dtype)
    path[0] = x
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(steps):
            path[i + 1] = path[i] - learning_rate * numerical_gradient(f, path[i])
    return path
