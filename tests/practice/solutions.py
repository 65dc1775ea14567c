"""Common ways of writing each function: right ones, and wrong ones with the idea behind them."""

RIGHT: dict[str, list[str]] = {
    "axis_sum": [
        "def axis_sum(x, axis):\n    return np.sum(x, axis=axis)",
        "def axis_sum(x, axis):\n    return x.sum(axis)",
        "def axis_sum(x, axis):\n    total = 0\n    for part in np.moveaxis(x, axis, 0):\n"
        "        total = total + part\n    return total",
    ],
    "sigmoid": [
        "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))",
        "import numpy\ndef sigmoid(x):\n    return 0.5 * (1 + numpy.tanh(x / 2))",
        "import math\ndef sigmoid(x):\n    out = np.zeros(x.shape)\n"
        "    for i in np.ndindex(x.shape):\n"
        "        out[i] = 1 / (1 + math.exp(-x[i])) if x[i] > -700 else 0\n    return out",
    ],
    "step_function": [
        "def step_function(x):\n    return np.array(x > 0, dtype=int)",
        "def step_function(x):\n    return (x > 0).astype(float)",
        "def step_function(x):\n    return np.where(x > 0, 1, 0)",
        "def step_function(x):\n    return x > 0",
        "def step_function(x):\n    return np.heaviside(x, 0)",
    ],
    "relu": [
        "def relu(x):\n    return np.maximum(0, x)",
        "def relu(x):\n    return x * (x > 0)",
        "def relu(x):\n    return np.where(x > 0, x, 0)",
        "def relu(x):\n    y = x.copy()\n    y[y < 0] = 0\n    return y",
        "def relu(x):\n    return np.clip(x, 0, None)",
        "def relu(x):\n    return (x + abs(x)) / 2",
    ],
    "sigmoid_grad": [
        "def sigmoid_grad(x):\n    h = sigmoid(x)\n    return h * (1 - h)",
        "def sigmoid_grad(x):\n    return sigmoid(x) - sigmoid(x) ** 2",
        "def sigmoid_grad(x):\n    return sigmoid(x) * sigmoid(-x)",
        "def sigmoid_grad(x):\n    h = 1 / (1 + np.exp(-x))\n    return (1 - h) * h",
        "def sigmoid_grad(x):\n    return (1 - np.tanh(x / 2) ** 2) / 4",
        "def sigmoid_grad(x):\n    out = np.zeros(x.shape)\n    for i in np.ndindex(x.shape):\n"
        "        h = sigmoid(x[i])\n        out[i] = h * (1 - h)\n    return out",
    ],
    "softmax": [
        "def softmax(a):\n    e = np.exp(a - np.max(a, axis=-1, keepdims=True))\n"
        "    return e / np.sum(e, axis=-1, keepdims=True)",
        "def softmax(a):\n    if a.ndim == 2:\n        return np.array([softmax(r) for r in a])\n"
        "    e = np.exp(a - a.max())\n    return e / e.sum()",
        "def softmax(a):\n    if a.ndim == 2:\n        a = a.T\n        a = a - np.max(a, axis=0)\n"
        "        y = np.exp(a) / np.sum(np.exp(a), axis=0)\n        return y.T\n"
        "    a = a - np.max(a)\n    return np.exp(a) / np.sum(np.exp(a))",
    ],
    "affine": [
        "def affine(x, W, b):\n    return x @ W + b",
        "def affine(x, W, b):\n    return np.dot(x, W) + b",
        "def affine(x, W, b):\n    y = np.zeros((len(x), W.shape[1]))\n"
        "    for i in range(len(x)):\n        for j in range(W.shape[1]):\n"
        "            y[i, j] = sum(x[i] * W[:, j]) + b[j]\n    return y",
        "def affine(x, W, b):\n    return np.array([row @ W + b for row in x])",
    ],
    "accuracy": [
        "def accuracy(y, t):\n    return np.mean(y.argmax(axis=1) == t)",
        "def accuracy(y, t):\n    return np.sum(np.argmax(y, axis=1) == t) / float(len(t))",
        "def accuracy(y, t):\n    right = 0\n    for i in range(len(y)):\n"
        "        if np.argmax(y[i]) == t[i]:\n            right += 1\n"
        "    return float(right) / len(y)",
    ],
    "one_hot": [
        "def one_hot(labels, classes):\n    return np.eye(classes)[labels]",
        "def one_hot(labels, classes):\n    t = np.zeros((len(labels), classes))\n"
        "    t[np.arange(len(labels)), labels] = 1\n    return t",
        "def one_hot(labels, classes):\n    t = np.zeros((labels.size, classes), dtype=int)\n"
        "    for i, k in enumerate(labels):\n        t[i, k] = 1\n    return t",
        "def one_hot(labels, classes):\n    return labels[:, None] == np.arange(classes)",
        "def one_hot(labels, classes):\n"
        "    rows = [[1.0 if k == label else 0.0 for k in range(classes)] for label in labels]\n"
        "    return np.array(rows)",
    ],
    "mean_squared_error": [
        "def mean_squared_error(y, t):\n    return np.mean((y - t) ** 2)",
        "def mean_squared_error(y, t):\n    return ((y - t) ** 2).sum() / y.size",
        "def mean_squared_error(y, t):\n    total = 0.0\n"
        "    for a, b in zip(y.ravel(), t.ravel()):\n        total += (a - b) ** 2\n"
        "    return float(total / y.size)",
    ],
    "cross_entropy_error": [
        "def cross_entropy_error(y, t):\n    if y.ndim == 1:\n        y = y.reshape(1, y.size)\n"
        "        t = t.reshape(1, t.size)\n    if t.size == y.size:\n        t = t.argmax(axis=1)\n"
        "    n = y.shape[0]\n    return -np.sum(np.log(y[np.arange(n), t])) / n",
        "def cross_entropy_error(y, t):\n    y = np.atleast_2d(y)\n    total = 0.0\n"
        "    for i, row in enumerate(y):\n"
        "        k = t[i] if t.ndim == 1 and len(y) > 1 else int(np.argmax(np.atleast_2d(t)[i]))\n"
        "        total -= np.log(row[k])\n    return total / len(y)",
    ],
    "numerical_diff": [
        "def numerical_diff(f, x, h=1e-4):\n    return (f(x + h) - f(x - h)) / (2 * h)",
        "def numerical_diff(f, x, h):\n    above = f(x + h)\n    below = f(x - h)\n"
        "    return (above - below) / h / 2",
        "def numerical_diff(f, x, h=1e-4):\n"
        "    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2",
    ],
    "numerical_gradient": [
        "def numerical_gradient(f, x):\n    h = 1e-4\n    x = np.array(x, dtype=float)\n"
        "    grad = np.zeros_like(x)\n"
        "    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])\n"
        "    while not it.finished:\n        i = it.multi_index\n        kept = x[i]\n"
        "        x[i] = kept + h\n        a = f(x)\n        x[i] = kept - h\n        b = f(x)\n"
        "        grad[i] = (a - b) / (2 * h)\n        x[i] = kept\n        it.iternext()\n"
        "    return grad",
        "def numerical_gradient(f, x):\n    x = x.astype(float)\n    g = np.empty(x.size)\n"
        "    for k, e in enumerate(np.eye(x.size)):\n        e = e.reshape(x.shape) * 1e-5\n"
        "        g[k] = (f(x + e) - f(x - e)) / 2e-5\n    return g.reshape(x.shape)",
    ],
    "gradient_descent": [
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n    path = [x]\n"
        "    for _ in range(steps):\n        x = x - learning_rate * numerical_gradient(f, x)\n"
        "        path.append(x)\n    return np.array(path)",
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n"
        "    path = np.zeros((steps + 1, *x.shape))\n    path[0] = x\n"
        "    for i in range(steps):\n"
        "        path[i + 1] = path[i] - learning_rate * numerical_gradient(f, path[i])\n"
        "    return path",
    ],
    "sigmoid_backward": [
        "def sigmoid_backward(y, dy):\n    return dy * y * (1 - y)",
        "def sigmoid_backward(y, dy):\n    return dy * (1.0 - y) * y",
        "def sigmoid_backward(y, dy):\n    slope = y - y**2\n    return np.multiply(dy, slope)",
        "def sigmoid_backward(y, dy):\n    dx = np.zeros_like(dy)\n"
        "    for i in np.ndindex(y.shape):\n        dx[i] = dy[i] * y[i] * (1 - y[i])\n"
        "    return dx",
    ],
    "relu_backward": [
        "def relu_backward(y, dy):\n    return dy * (y > 0)",
        "def relu_backward(y, dy):\n    return np.where(y > 0, dy, 0)",
        "def relu_backward(y, dy):\n    mask = y <= 0\n    dx = dy.copy()\n    dx[mask] = 0\n"
        "    return dx",
        "def relu_backward(y, dy):\n    return dy * np.sign(y)",
        "def relu_backward(y, dy):\n    dx = np.zeros(y.shape)\n"
        "    for i in np.ndindex(y.shape):\n        if y[i] > 0:\n            dx[i] = dy[i]\n"
        "    return dx",
    ],
}

WRONG: list[tuple[str, str, str]] = [
    ("axis_sum", "other-axis", "def axis_sum(x, axis):\n    return x.sum(axis=x.ndim - 1 - axis)"),
    ("sigmoid", "precedence", "def sigmoid(x):\n    return 1 / 1 + np.exp(-x)"),
    ("step_function", "at-least", "def step_function(x):\n    return (x >= 0) * 1"),
    ("relu", "absolute", "def relu(x):\n    return np.sqrt(x * x)"),
    ("sigmoid_grad", "of-output", "def sigmoid_grad(x):\n    return x * (1 - x)"),
    (
        "sigmoid_grad",
        "overflow",
        "def sigmoid_grad(x):\n    e = np.exp(-x)\n    return e / (1 + e) ** 2",
    ),
    (
        "softmax",
        "naive",
        "def softmax(a):\n    e = np.exp(a)\n    return e / e.sum(-1, keepdims=True)",
    ),
    (
        "softmax",
        "whole-batch",
        "def softmax(a):\n    e = np.exp(a - a.max())\n    return e / e.sum()",
    ),
    ("affine", "no-bias", "def affine(x, W, b):\n    return np.dot(x, W)"),
    ("affine", "elementwise", "def affine(x, W, b):\n    return x * W + b"),
    ("affine", "weights-first", "def affine(x, W, b):\n    return W @ x + b"),
    (
        "accuracy",
        "count",
        "def accuracy(y, t):\n    return (y.argmax(1) == t).sum()",
    ),
    ("accuracy", "axis-0", "def accuracy(y, t):\n    return np.mean(y.argmax(axis=0) == t)"),
    ("accuracy", "no-axis", "def accuracy(y, t):\n    return np.mean(np.argmax(y) == t)"),
    (
        "one_hot",
        "columns",
        "def one_hot(labels, classes):\n    t = np.zeros((len(labels), classes))\n"
        "    t[:, labels] = 1\n    return t",
    ),
    (
        "one_hot",
        "own-classes",
        "def one_hot(labels, classes):\n    t = np.zeros((len(labels), labels.max() + 1))\n"
        "    t[np.arange(len(labels)), labels] = 1\n    return t",
    ),
    (
        "mean_squared_error",
        "half-sum",
        "def mean_squared_error(y, t):\n    return 0.5 * np.sum((y - t) ** 2)",
    ),
    (
        "cross_entropy_error",
        "capped",
        "def cross_entropy_error(y, t):\n    if y.ndim == 1:\n        y = y.reshape(1, y.size)\n"
        "        t = t.reshape(1, t.size)\n    if t.size == y.size:\n        t = t.argmax(axis=1)\n"
        "    n = y.shape[0]\n    return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n",
    ),
    (
        "numerical_diff",
        "forward",
        "def numerical_diff(f, x, h=1e-4):\n    return (f(x + h) - f(x)) / h",
    ),
    (
        "numerical_diff",
        "times-h",
        "def numerical_diff(f, x, h=1e-4):\n    return (f(x + h) - f(x - h)) / 2 * h",
    ),
    (
        "numerical_diff",
        "own-h",
        "def numerical_diff(f, x, h):\n    h = 1e-4\n    return (f(x + h) - f(x - h)) / (2 * h)",
    ),
    (
        "numerical_gradient",
        "integers",
        "def numerical_gradient(f, x):\n    h = 1e-4\n    grad = np.zeros_like(x)\n"
        "    for i in np.ndindex(x.shape):\n        kept = x[i]\n"
        "        x[i] = float(kept) + h\n        a = f(x)\n        x[i] = kept - h\n"
        "        b = f(x)\n        grad[i] = (a - b) / (2 * h)\n        x[i] = kept\n"
        "    return grad",
    ),
    (
        "gradient_descent",
        "uphill",
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n    path = [x]\n"
        "    for _ in range(steps):\n        x = x + learning_rate * numerical_gradient(f, x)\n"
        "        path.append(x)\n    return np.array(path)",
    ),
    (
        "sigmoid_backward",
        "no-dy",
        "def sigmoid_backward(y, dy):\n    return (1.0 - y) * y",
    ),
    (
        "sigmoid_backward",
        "from-x",
        "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"
        "def sigmoid_backward(y, dy):\n    return dy * sigmoid(y) * (1 - sigmoid(y))",
    ),
    ("relu_backward", "passed-on", "def relu_backward(y, dy):\n    return dy * (y >= 0)"),
    ("relu_backward", "mask-of-dy", "def relu_backward(y, dy):\n    return np.maximum(dy, 0)"),
]
