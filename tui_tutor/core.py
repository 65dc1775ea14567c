"""The math of deep learning, from scratch: every formula that the lessons teach, in plain NumPy.

Read it from top to bottom; it takes one sitting. The names are those of "Deep Learning from
Scratch" (Koki Saitoh), so you can hold the book beside it. The word with an @ above a function
checks what comes in, and stands in wall.py; so four promises hold for all of them:

- Floats keep their dtype (float32 in, float32 out); integers and booleans become float64 where
  something is worked out of them.
- No function changes its input, but for the rules that move weights, whose work that is.
- Large numbers are harmless: ±1000 overflows nowhere but in `naive_softmax`, on purpose. (Only
  float16, which ends at 65504, has no room for some sums and products: these are inf.)
- NaN passes through; a wrong shape, or an empty batch of scores or labels, raises ValueError,
  which says what came and what was wanted.

In the shapes below N is the batch size, n the number of classes, and "..." is any shape at all.
"""

import numpy as np

from tui_tutor import wall

# ------------------------------------------------------------------ one axis at a time


@wall.over_axis
def axis_sum(x, axis):
    """Sum over one axis: the axis you name is the one that disappears.

    x: (..., n, ...) → the same shape without that axis. For a matrix, axis 0 leaves one sum
    for each column and axis 1 one sum for each row.
    """
    return np.sum(x, axis=axis)


# ------------------------------------------------------------------ activation functions


@wall.elementwise
def identity_function(x):
    """h(x) = x, the output function for regression. Any shape; returns a copy."""
    return x.copy()


@wall.elementwise
def step_function(x):
    """h(x) = 1 where x > 0, else 0: the perceptron's all or nothing. Any shape.

    Its value at exactly 0 is a convention; here, as in the book, it is 0.
    """
    return (x > 0).astype(float)


@wall.pairs
def and_gate(x1, x2):
    """1 where both are 1: one unit, which no single input lifts above 0. Any shape, of 0 and 1.

    The weights and the bias are chosen by hand; many others do the same.
    """
    w1, w2, b = 1, 1, -1.5
    return step_function(w1 * x1 + w2 * x2 + b)


@wall.two_inputs
def gates(x):
    """What an AND, a NAND and an OR say: a layer of three step units, a column of W for each.

    x: (..., 2), of 0 and 1 → (..., 3).
    """
    W = np.array([[1, -1, 1], [1, -1, 1]])
    b = np.array([-1.5, 1.5, -0.5])
    return step_function(np.dot(x, W) + b)


@wall.pairs
def xor_gate(x1, x2):
    """1 where one of the two is 1 and not both: an AND of their NAND and their OR.

    No single unit can do it; these are three, in two layers. Any shape, of 0 and 1.
    """
    nand = step_function(1.5 - x1 - x2)
    either = step_function(x1 + x2 - 0.5)
    return step_function(nand + either - 1.5)


@wall.elementwise
def sigmoid(x):
    """h(x) = 1 / (1 + e^-x), an S between 0 and 1. Any shape.

    e^-x overflows for x = -1000, so the negative half uses the same fraction multiplied above
    and below by e^x, which is e^x / (1 + e^x). Written with e^-|x|, both halves have the same
    lower part, and no exponent is ever positive.
    """
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


@wall.elementwise
def tanh(x):
    """h(x) = (e^x - e^-x) / (e^x + e^-x), an S between -1 and 1. Any shape.

    It is a sigmoid twice as high and half as wide, 2 sigmoid(2x) - 1; so at 0 it is four times
    as steep.
    """
    return np.tanh(x)


@wall.elementwise
def relu(x):
    """h(x) = max(0, x), the rectified linear unit. Any shape."""
    return np.maximum(0, x)


# Slopes. Backpropagation multiplies what comes back from above by the slope of h.


@wall.elementwise
def step_grad(x):
    """h'(x) of the step: 0 everywhere (at the jump itself there is no slope). Any shape.

    This is why nothing can learn through a step: the gradient tells it nothing.
    """
    return np.zeros_like(x)


@wall.elementwise
def sigmoid_grad(x):
    """h'(x) = h(x) (1 - h(x)) of the sigmoid: 1/4 at the most, at x = 0. Any shape.

    1 - h(x) is h(-x): the S is the same from both ends. Written so, it keeps its digits where
    h(x) itself is rounded to 1.
    """
    return sigmoid(x) * sigmoid(-x)


@wall.elementwise
def tanh_grad(x):
    """h'(x) = 1 - tanh² x: 1 at the most, at x = 0. Any shape.

    Told from the sigmoid's slope, it keeps its digits where tanh x itself is rounded to 1.
    """
    return 4 * sigmoid_grad(2 * x)


@wall.elementwise
def relu_grad(x):
    """h'(x) of ReLU: 1 where x > 0, else 0 (a convention at the kink x = 0). Any shape."""
    return (x > 0).astype(float)


# ------------------------------------------------------------------ output functions


@wall.naive_scores
def naive_softmax(a, axis=-1):
    """Softmax as the formula is printed: exp(a) / Σ exp(a). Kept to show how it breaks.

    exp overflows to inf (in float64 above 709.78), and inf / inf is nan.
    """
    exp_a = np.exp(a)
    return exp_a / np.sum(exp_a, axis=axis, keepdims=True)


@wall.scores
def softmax(a, axis=-1):
    """Scores → probabilities: exp(a - max a) / Σ exp(a - max a), along one axis.

    a: (..., n) → the same shape; every entry is in [0, 1] and they sum to 1 along `axis`.
    Taking the same number off every score changes nothing, since it cancels in the fraction;
    taking off the largest leaves only exponents ≤ 0, so that exp cannot overflow.
    """
    largest = np.max(a, axis=axis, keepdims=True)
    exp_a = np.exp(a - largest)
    return exp_a / np.sum(exp_a, axis=axis, keepdims=True)


@wall.scores
def log_softmax(a, axis=-1):
    """log(softmax(a)) without ever taking the log of a probability that rounded to 0.

    a: (..., n) → the same shape; log(exp(s) / Σ exp(s)) = s - log Σ exp(s), s = a - max a.
    """
    s = a - np.max(a, axis=axis, keepdims=True)
    return s - np.log(np.sum(np.exp(s), axis=axis, keepdims=True))


# ------------------------------------------------------------------ losses


@wall.label_numbers
def one_hot(labels, classes):
    """Labels → rows of zeros with a single 1. labels: (...) of 0..n-1 → float64 (..., n).

    np.eye(n) holds all n rows there can be, one a class; each label picks its own.
    """
    return np.eye(classes)[labels]


@wall.errors
def sum_squared_error(y, t):
    """½ Σ (y - t)², the book's squared error. y, t: the same shape → one number.

    A sum, so it grows with the batch. The ½ is there to make the slope simply y - t.
    """
    return 0.5 * np.sum((y - t) ** 2)


@wall.errors
def mean_squared_error(y, t):
    """The mean of (y - t)² over all elements. y, t: the same shape → one number."""
    return np.mean((y - t) ** 2)


@wall.probabilities
def cross_entropy_error(y, t):
    """-Σ t log y of one sample, or the mean of that over a batch → one number.

    y: probabilities (n,) or (N, n). t: the true classes as whole numbers, shape () or (N,), or
    one-hot or soft labels of the same shape as y. Only what t names costs anything: the true
    class's probability 1 costs exactly 0, its probability 0 costs inf.
    """
    if t.ndim < y.ndim:  # labels: each row's true class is picked
        cost = -np.log(y[np.arange(len(t)), t])
    else:  # one-hot: where t is 0 stands log 1, which is 0
        cost = -np.sum(t * np.log(np.where(t == 0, 1, y)), axis=-1)
    return np.mean(cost)


@wall.scores_and_targets
def softmax_cross_entropy(scores, t):
    """Softmax and cross-entropy in one: the loss, and its gradient by the scores.

    scores: (n,) or (N, n); t as in `cross_entropy_error`. Returns (loss, gradient), the
    gradient with the shape of `scores`: (softmax(scores) - t) / N. The logarithm works on the
    scores themselves, so that the loss stays right where a probability rounds to 0.
    """
    if t.ndim < scores.ndim:
        t = one_hot(t, scores.shape[-1])
    log_y = log_softmax(scores)
    cost = -np.sum(np.where(t == 0, 0, t * log_y), axis=-1)
    return np.mean(cost), (np.exp(log_y) - t) / cost.size


# Slopes of the losses by the predictions y, each in the shape of y.


@wall.errors
def sum_squared_error_grad(y, t):
    """∂/∂y of ½ Σ (y - t)²: simply y - t. y, t: the same shape."""
    return y - t


@wall.errors
def mean_squared_error_grad(y, t):
    """∂/∂y of the mean of (y - t)²: 2 (y - t) / size. y, t: the same shape."""
    return 2 * (y - t) / y.size


@wall.probabilities
def cross_entropy_error_grad(y, t):
    """∂/∂y of the mean of -Σ t log y: -t / y / N, and 0 wherever t is 0.

    y, t as in `cross_entropy_error`. The smaller the true class's probability, the steeper;
    a probability of 0 has slope -inf.
    """
    if t.ndim < y.ndim:
        t = one_hot(t, y.shape[-1])
    N = y.size // y.shape[-1]
    return np.where(t == 0, 0, -t / y) / N


@wall.guesses
def accuracy(y, t):
    """The share of rows whose largest score stands at the true class, from 0 to 1.

    y: scores (N, n); t: labels (N,) or one-hot (N, n). Ties go to the first class; a row with a
    nan has no largest score and counts as wrong.
    """
    return np.mean(np.argmax(y, axis=1) == t)


# ------------------------------------------------------------------ layers, there and back
# Backpropagation is the chain rule: each function takes the gradient of the loss by a layer's
# output, `dy`, and returns the gradient by what went in. `x`, `W`, `b` and `y` are those of the
# way there, so a gradient always has the shape of what it belongs to.


@wall.layer
def affine(x, W, b):
    """x @ W + b: every output is a weighted sum of all inputs.

    x: (N, m) or any (..., m), W: (m, n), b: (n,) → (N, n) or (..., n).
    """
    return np.dot(x, W) + b


@wall.layer_backward
def affine_backward(x, W, dy):
    """Gradients by all that went into x @ W + b: dx (N, m), dW (m, n) and db (n,).

    W[i, j] carried input i to output j. On the way back it hands output j's share of the blame
    to input i, and is blamed itself with x[:, i] · dy[:, j]. A bias fed every row of the batch
    alike, so it takes the sum of them.
    """
    dx = np.dot(dy, W.T)
    dW = np.dot(x.T, dy)
    db = np.sum(dy, axis=0)
    return dx, dW, db


@wall.pairs
def sigmoid_backward(y, dy):
    """dy · y (1 - y): the slope of the sigmoid, told from its output y. Any shape."""
    return dy * y * (1 - y)


@wall.pairs
def tanh_backward(y, dy):
    """dy · (1 - y²): the slope of tanh, told from its output y. Any shape."""
    return dy * (1 - y**2)


@wall.pairs
def relu_backward(y, dy):
    """dy where the unit was active (its output y > 0), else 0. Any shape."""
    return np.where(y > 0, dy, 0)


def three_layers(x, W1, b1, W2, b2, W3, b3):
    """The book's first network, forward: two layers of sigmoids, then the sums of a third.

    x: (m,) or (N, m); W: a row for each number that comes in, a column for each unit; b: a number
    for each unit → (n,) or (N, n), for the n units of the last layer.
    """
    z1 = sigmoid(affine(x, W1, b1))
    z2 = sigmoid(affine(z1, W2, b2))
    return affine(z2, W3, b3)


# ------------------------------------------------------------------ what is drawn at random
# `rng` is a generator of NumPy's, such as np.random.default_rng(): it draws, and so moves on.


@wall.samples
def mini_batch(x, t, size, rng):
    """As many samples as `size` says, drawn at random, each with its own label.

    x: (N, ...), t: (N, ...) → (size, ...) of both, in their dtypes. One row of indices picks
    from both. Each is drawn from all N, so one may come twice; the book draws so, too.
    """
    chosen = rng.choice(len(x), size)
    return x[chosen], t[chosen]


# ------------------------------------------------------------------ how weights begin


INITIAL_SCALES = {
    "0.01": lambda inputs: 0.01,
    "xavier": lambda inputs: (1 / inputs) ** 0.5,
    "he": lambda inputs: (2 / inputs) ** 0.5,
}


def initial_scale(init, inputs):
    """The standard deviation of a layer's first weights, for that many inputs.

    "0.01": the same everywhere. "xavier": √(1/inputs), which lets a weighted sum spread as
    widely as its inputs do; the book's formula (LeCun 1998; Glorot and Bengio 2010 count the
    outputs too, √(2/(inputs + outputs))). "he": √(2/inputs), for ReLU, which passes only half
    of what comes (He et al. 2015).
    """
    if inputs < 1:
        raise ValueError(f"a layer has 1 input or more, got {inputs}")
    if init not in INITIAL_SCALES:
        raise ValueError(f"init is one of {', '.join(INITIAL_SCALES)}; got {init!r}")
    return INITIAL_SCALES[init](inputs)


def initial_weights(inputs, units, activation, rng):
    """A layer's first weights W (inputs, units), drawn at random, and its biases (units,), all 0.

    The spread is that of "he" before a "relu", which passes half of what comes, and that of
    "xavier" before any other activation. Chance parts the units; the biases need not do it.
    """
    scale = initial_scale("he" if activation == "relu" else "xavier", inputs)
    W = rng.normal(0, scale, (inputs, units))
    return W, np.zeros(units)


# ------------------------------------------------------------------ rules that move weights
# Each changes a parameter w in place, given the gradient dw of the loss by it. v, h and m are what
# a rule remembers of this parameter: arrays of floats like w, all zeros at first.


@wall.moves_weights
def sgd(w, dw, learning_rate):
    """w ← w - η dw: stochastic gradient descent."""
    w -= learning_rate * dw


@wall.moves_weights
def momentum(w, dw, v, learning_rate, keep=0.9):
    """v ← keep · v - η dw, w ← w + v: a ball that rolls on, and slows by friction."""
    v *= keep
    v -= learning_rate * dw
    w += v


@wall.moves_weights
def adagrad(w, dw, h, learning_rate):
    """h ← h + dw², w ← w - η dw / √h: the larger the slopes a weight has felt, the smaller
    its steps become (Duchi 2011).

    1e-7 keeps the first division from being one by 0, as in the book; others take 1e-8 or 1e-10.
    """
    h += dw * dw
    w -= learning_rate * dw / (np.sqrt(h) + 1e-7)


@wall.moves_weights
def adam(w, dw, m, v, step, learning_rate):
    """Momentum's mean m of the gradients, divided by their size √v (Kingma and Ba 2015).

    m and v begin at 0 and so are too small at first; `step` (1, 2, …) corrects for that. As in
    the book, 1e-7 is added to √v before that correction; the paper adds 1e-8 after it.
    """
    m += (1 - 0.9) * (dw - m)
    v += (1 - 0.999) * (dw * dw - v)
    rate = learning_rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
    w -= rate * m / (np.sqrt(v) + 1e-7)


# ------------------------------------------------------------------ gradients and descent


@wall.slope_at
def numerical_diff(f, x, h=1e-4):
    """The slope of a function of one number at x, by central difference: (f(x+h) - f(x-h)) / 2h.

    x: any shape, each element a number of its own; f works element by element. Everything is
    worked in the dtype of x: how few digits float32 has left of x + h is there to be seen.
    """
    return (f(x + h) - f(x - h)) / (2 * h)


@wall.slopes
def numerical_gradient(f, x, h=1e-4):
    """The slope of f in every direction, by central differences: (f(x+h) - f(x-h)) / 2h.

    f: takes an array shaped like x and returns one number. x: any shape → the gradient in
    that shape. Costs two calls of f an element. Works in float64, since x + 1e-4 is lost in
    fewer digits. Each element is nudged in its place and put back, so that a network that
    holds x sees it too.
    """
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        below = f(x)
        x[i] = kept
        gradient[i] = (above - below) / (2 * h)
    return gradient


@wall.walk
def gradient_descent(f, x, learning_rate=0.01, steps=100):
    """Walk downhill: x ← x - learning_rate · ∇f(x), `steps` times.

    The minus sign matters: the gradient points uphill. Returns the whole path, first point to
    last, as one array of shape (steps + 1, *x.shape). Too large a rate runs off to infinity
    without a warning: look at the path.
    """
    path = [x]
    for _ in range(steps):
        x = x - learning_rate * numerical_gradient(f, x)
        path.append(x)
    return np.array(path)
