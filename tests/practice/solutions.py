"""Common right ways of writing each function; wrong ones stand in `attempts`."""

RIGHT: dict[str, list[str]] = {
    "axis_sum": [
        "def axis_sum(x, axis):\n    return np.sum(x, axis=axis)",
        "def axis_sum(x, axis):\n    return x.sum(axis)",
        "def axis_sum(x, axis):\n    total = 0\n    for part in np.moveaxis(x, axis, 0):\n"
        "        total = total + part\n    return total",
        "def axis_sum(x, axis):\n    return np.add.reduce(x, axis=axis)",
        "def axis_sum(x, axis):\n    return np.apply_along_axis(sum, axis, x)",
        "def axis_sum(x, axis):\n    return sum(np.moveaxis(x, axis, 0))",
        "def axis_sum(x, axis):\n    return np.mean(x, axis=axis) * x.shape[axis]",
        "def axis_sum(x, axis):\n    return np.sum(x, axis, keepdims=True).squeeze(axis)",
    ],
    "sigmoid": [
        "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))",
        "import numpy\ndef sigmoid(x):\n    return 0.5 * (1 + numpy.tanh(x / 2))",
        "import math\ndef sigmoid(x):\n    out = np.zeros(x.shape)\n"
        "    for i in np.ndindex(x.shape):\n"
        "        out[i] = 1 / (1 + math.exp(-x[i])) if x[i] > -700 else 0\n    return out",
        "def sigmoid(x):\n    out = np.zeros_like(x)\n    pos = x >= 0\n"
        "    out[pos] = 1 / (1 + np.exp(-x[pos]))\n    e = np.exp(x[~pos])\n"
        "    out[~pos] = e / (1 + e)\n    return out",
        "def sigmoid(x):\n"
        "    e = np.exp(-np.abs(x))\n    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))",
        "def sigmoid(x):\n    return np.exp(-np.logaddexp(0, -x))",
        "def sigmoid(x):\n    x = np.clip(x, -500, 500)\n    return 1.0 / (1.0 + np.exp(-x))",
        "import math\ndef s(v):\n    if v >= 0:\n        return 1 / (1 + math.exp(-v))\n"
        "    return math.exp(v) / (1 + math.exp(v))\ndef sigmoid(x):\n"
        "    return np.array([s(v) for v in x.ravel()]).reshape(x.shape)",
        "import math\ndef sigmoid(x):\n    return 1 / (1 + math.e ** (-x))",
        "def sigmoid(x):\n    with np.errstate(over='ignore'):\n"
        "        return 1 / (np.exp(-x) + 1)",
    ],
    "step_function": [
        "def step_function(x):\n    return np.array(x > 0, dtype=int)",
        "def step_function(x):\n    return (x > 0).astype(float)",
        "def step_function(x):\n    return np.where(x > 0, 1, 0)",
        "def step_function(x):\n    return x > 0",
        "def step_function(x):\n    return np.heaviside(x, 0)",
        "def step_function(x):\n    y = x.copy()\n    y[x > 0] = 1\n    y[x <= 0] = 0\n"
        "    return y",
        "def step_function(x):\n    return np.sign(np.maximum(x, 0))",
        "def step_function(x):\n    out = np.zeros_like(x)\n    out[x > 0] = 1\n    return out",
        "def step_function(x):\n"
        "    return np.array([1 if v > 0 else 0 for v in x.ravel()]).reshape(x.shape)",
        "def step_function(x):\n    return np.vectorize(lambda v: int(v > 0), otypes=[int])(x)",
        "def step_function(x):\n    return (np.sign(x) + 1) // 2 * (x != 0)",
    ],
    "relu": [
        "def relu(x):\n    return np.maximum(0, x)",
        "def relu(x):\n    return x * (x > 0)",
        "def relu(x):\n    return np.where(x > 0, x, 0)",
        "def relu(x):\n    y = x.copy()\n    y[y < 0] = 0\n    return y",
        "def relu(x):\n    return np.clip(x, 0, None)",
        "def relu(x):\n    return (x + abs(x)) / 2",
        "def relu(x):\n    return (abs(x) + x) * 0.5",
        "def relu(x):\n    y = np.zeros(x.shape)\n    m = x > 0\n    y[m] = x[m]\n    return y",
        "def relu(x):\n    y = np.array(x)\n    for i in range(y.size):\n"
        "        if y.flat[i] < 0:\n            y.flat[i] = 0\n    return y",
        "def relu(x):\n    return np.vectorize(lambda v: max(v, 0.0), otypes=[float])(x)",
        "def relu(x):\n    flat = [max(0.0, v) for v in x.ravel()]\n"
        "    return np.array(flat).reshape(x.shape)",
        "def relu(x):\n    return np.max([np.zeros_like(x), x], axis=0)",
    ],
    "sigmoid_grad": [
        "def sigmoid_grad(x):\n    h = sigmoid(x)\n    return h * (1 - h)",
        "def sigmoid_grad(x):\n    return sigmoid(x) - sigmoid(x) ** 2",
        "def sigmoid_grad(x):\n    return sigmoid(x) * sigmoid(-x)",
        "def sigmoid_grad(x):\n    h = 1 / (1 + np.exp(-x))\n    return (1 - h) * h",
        "def sigmoid_grad(x):\n    return (1 - np.tanh(x / 2) ** 2) / 4",
        "def sigmoid_grad(x):\n    out = np.zeros(x.shape)\n    for i in np.ndindex(x.shape):\n"
        "        h = sigmoid(x[i])\n        out[i] = h * (1 - h)\n    return out",
        "def sigmoid_grad(x):\n    return 1 / (np.exp(x) + 2 + np.exp(-x))",
        "def sigmoid_grad(x):\n    return 1 / (4 * np.cosh(x / 2) ** 2)",
        "def sigmoid_grad(x):\n    e = np.exp(-np.abs(x))\n    return e / (1 + e) ** 2",
        "def sigmoid_grad(x):\n    def sigmoid(x):\n        return 1 / (1 + np.exp(-x))\n"
        "    y = sigmoid(x)\n    return y - y * y",
        "def sigmoid_grad(x):\n    h = 1e-5\n"
        "    return (sigmoid(x + h) - sigmoid(x - h)) / (2 * h)",
    ],
    "softmax": [
        "def softmax(a):\n    e = np.exp(a - np.max(a, axis=-1, keepdims=True))\n"
        "    return e / np.sum(e, axis=-1, keepdims=True)",
        "def softmax(a):\n    if a.ndim == 2:\n        return np.array([softmax(r) for r in a])\n"
        "    e = np.exp(a - a.max())\n    return e / e.sum()",
        "def softmax(a):\n    if a.ndim == 2:\n        a = a.T\n        a = a - np.max(a, axis=0)\n"
        "        y = np.exp(a) / np.sum(np.exp(a), axis=0)\n        return y.T\n"
        "    a = a - np.max(a)\n    return np.exp(a) / np.sum(np.exp(a))",
        "def softmax(a):\n    m = a.max(-1, keepdims=True)\n"
        "    lse = m + np.log(np.sum(np.exp(a - m), -1, keepdims=True))\n"
        "    return np.exp(a - lse)",
        "import math\ndef softmax(a):\n    if a.ndim == 1:\n        m = max(a)\n"
        "        e = [math.exp(v - m) for v in a]\n        s = sum(e)\n"
        "        return np.array([v / s for v in e])\n"
        "    return np.array([softmax(r) for r in a])",
        "def softmax(a):\n    b = np.atleast_2d(a)\n"
        "    e = np.exp(b - np.max(b, axis=1).reshape(-1, 1))\n"
        "    y = e / np.sum(e, axis=1)[:, None]\n    return y.reshape(a.shape)",
        "def softmax(a):\n    out = np.empty_like(a)\n"
        "    rows = a if a.ndim == 2 else a[None]\n"
        "    outs = out if a.ndim == 2 else out[None]\n    for i, r in enumerate(rows):\n"
        "        e = np.exp(r - r.max())\n        outs[i] = e / e.sum()\n    return out",
        "def softmax(a):\n    def one(r):\n        e = np.exp(r - np.max(r))\n"
        "        return e / np.sum(e)\n    return np.apply_along_axis(one, -1, a)",
        "def softmax(a):\n    c = np.logaddexp.reduce(a, axis=-1, keepdims=True)\n"
        "    return np.exp(a - c)",
        "def softmax(a):\n    a = a.copy()\n    a -= a.max(axis=-1, keepdims=True)\n"
        "    np.exp(a, out=a)\n    a /= a.sum(axis=-1, keepdims=True)\n    return a",
        "def softmax(a):\n    with np.errstate(over='ignore'):\n"
        "        d = np.expand_dims(a, -1) - np.expand_dims(a, -2)\n"
        "        return 1 / np.exp(-d).sum(axis=-1)",
    ],
    "affine": [
        "def affine(x, W, b):\n    return x @ W + b",
        "def affine(x, W, b):\n    return np.dot(x, W) + b",
        "def affine(x, W, b):\n    y = np.zeros((len(x), W.shape[1]))\n"
        "    for i in range(len(x)):\n        for j in range(W.shape[1]):\n"
        "            y[i, j] = sum(x[i] * W[:, j]) + b[j]\n    return y",
        "def affine(x, W, b):\n    return np.array([row @ W + b for row in x])",
        "def affine(x, W, b):\n    return np.einsum('ij,jk->ik', x, W) + b",
        "def affine(x, W, b):\n    y = np.matmul(x, W)\n    y += b\n    return y",
        "def affine(x, W, b):\n    return (W.T @ x.T).T + b",
        "def affine(x, W, b):\n    y = []\n    for row in x:\n"
        "        y.append([])\n        for j in range(len(b)):\n"
        "            y[-1].append(sum(row[k] * W[k][j] for k in range(len(row))) + b[j])\n"
        "    return np.array(y)",
        "def affine(x, W, b):\n    return np.hstack([x, np.ones((len(x), 1))]) @ np.vstack([W, b])",
        "def affine(x, W, b):\n"
        "    return (x.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32))",
    ],
    "and_gate": [
        "def and_gate(x1, x2):\n    w1, w2, b = 1, 1, -1.5\n"
        "    return core.step_function(w1 * x1 + w2 * x2 + b)",
        "def and_gate(x1, x2):\n    w1, w2, theta = 0.5, 0.5, 0.7\n"
        "    tmp = x1 * w1 + x2 * w2\n    if tmp <= theta:\n        return 0\n"
        "    elif tmp > theta:\n        return 1",
        "def and_gate(x1, x2):\n    x = np.array([x1, x2])\n    w = np.array([0.5, 0.5])\n"
        "    return 1 if np.sum(w * x) - 0.7 > 0 else 0",
        "def and_gate(x1, x2):\n    return 1 * x1 + 0.5 * x2 - 1 > 0",
        "def and_gate(x1, x2):\n    x, w = np.array([[x1, x2]]), np.array([[3.0], [0.25]])\n"
        "    return core.step_function(x @ w - 3)[0, 0]",
        "def and_gate(x1, x2):\n    return int(20 * x1 + 30 * x2 >= 31)",
    ],
    "gates": [
        "def gates(x):\n    W = np.array([[1, -1, 1], [1, -1, 1]])\n"
        "    b = np.array([-1.5, 1.5, -0.5])\n    return core.step_function(affine(x, W, b))",
        "def gates(x):\n    W = np.array([[0.5, -0.5, 0.5], [0.5, -0.5, 0.5]])\n"
        "    return (x @ W + np.array([-0.7, 0.7, -0.2]) > 0) * 1",
        "def gates(x):\n    W = np.array([[3, -1, 2], [2, -4, 5]])\n"
        "    return np.dot(x, W) > np.array([4, -5, 0])",
        "def gates(x):\n    both = core.step_function(x[:, 0] + x[:, 1] - 1.5)\n"
        "    one = core.step_function(x[:, 0] + x[:, 1] - 0.5)\n"
        "    return np.stack([both, 1 - both, one], axis=1)",
        "def gates(x):\n    y = np.zeros((len(x), 3))\n    for i, (x1, x2) in enumerate(x):\n"
        "        y[i, 0] = x1 + x2 - 1.5 > 0\n        y[i, 1] = -x1 - x2 + 1.5 > 0\n"
        "        y[i, 2] = x1 + x2 - 0.5 > 0\n    return y",
    ],
    "xor_gate": [
        "def xor_gate(x1, x2):\n    nand = core.step_function(-x1 - x2 + 1.5)\n"
        "    either = core.step_function(x1 + x2 - 0.5)\n"
        "    return core.step_function(nand + either - 1.5)",
        "def AND(a, b):\n    return (0.5 * a + 0.5 * b - 0.7 > 0) * 1\n"
        "def OR(a, b):\n    return (0.5 * a + 0.5 * b - 0.2 > 0) * 1\n"
        "def NAND(a, b):\n    return (-0.5 * a - 0.5 * b + 0.7 > 0) * 1\n"
        "def xor_gate(x1, x2):\n    return AND(NAND(x1, x2), OR(x1, x2))",
        "def xor_gate(x1, x2):\n    one = core.step_function(x1 - x2 - 0.5)\n"
        "    other = core.step_function(x2 - x1 - 0.5)\n    return one + other",
    ],
    "accuracy": [
        "def accuracy(y, t):\n    return np.mean(y.argmax(axis=1) == t)",
        "def accuracy(y, t):\n    return np.sum(np.argmax(y, axis=1) == t) / float(len(t))",
        "def accuracy(y, t):\n    right = 0\n    for i in range(len(y)):\n"
        "        if np.argmax(y[i]) == t[i]:\n            right += 1\n"
        "    return float(right) / len(y)",
        "def accuracy(y, t):\n    return np.count_nonzero(y.argmax(axis=-1) == t) / len(t)",
        "def accuracy(y, t):\n    return sum(np.argmax(r) == k for r, k in zip(y, t)) / len(t)",
        "def accuracy(y, t):\n    hits = [list(r).index(max(r)) == k for r, k in zip(y, t)]\n"
        "    return hits.count(True) / len(hits)",
        "def accuracy(y, t):\n    p = np.argmax(y, 1)\n    return 1 - np.mean(p != t)",
        "def accuracy(y, t):\n    n = 0\n    for i in range(y.shape[0]):\n        best = 0\n"
        "        for j in range(1, y.shape[1]):\n            if y[i, j] > y[i, best]:\n"
        "                best = j\n        n += best == t[i]\n    return n / y.shape[0]",
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
        "def one_hot(labels, classes):\n    return np.identity(classes)[labels]",
        "def one_hot(labels, classes):\n    return np.array([np.eye(classes)[k] for k in labels])",
        "def one_hot(labels, classes):\n    t = []\n    for k in labels:\n"
        "        row = [0] * classes\n        row[k] = 1\n        t.append(row)\n"
        "    return np.array(t)",
        "def one_hot(labels, classes):\n    t = np.zeros((len(labels), classes))\n"
        "    np.put_along_axis(t, labels[:, None], 1, axis=1)\n    return t",
        "def one_hot(labels, classes):\n"
        "    return np.stack([labels == k for k in range(classes)], axis=1)",
        "def one_hot(labels, classes):\n"
        "    t = np.zeros((len(labels), classes), dtype=np.float32)\n"
        "    for i in range(len(labels)):\n        t[i][labels[i]] = 1.0\n    return t",
    ],
    "mean_squared_error": [
        "def mean_squared_error(y, t):\n    return np.mean((y - t) ** 2)",
        "def mean_squared_error(y, t):\n    return ((y - t) ** 2).sum() / y.size",
        "def mean_squared_error(y, t):\n    total = 0.0\n"
        "    for a, b in zip(y.ravel(), t.ravel()):\n        total += (a - b) ** 2\n"
        "    return float(total / y.size)",
        "def mean_squared_error(y, t):\n    return np.square(y - t).mean()",
        "def mean_squared_error(y, t):\n    d = (y - t).flatten()\n    return d @ d / d.size",
        "def mean_squared_error(y, t):\n    return np.linalg.norm(y - t) ** 2 / np.size(y)",
        "def mean_squared_error(y, t):\n"
        "    return sum((a - b) ** 2 for a, b in zip(y.flat, t.flat)) / y.size",
        "def mean_squared_error(y, t):\n    s = 0\n    for i in np.ndindex(y.shape):\n"
        "        s += (y[i] - t[i]) ** 2\n    return s / y.size",
        "import math\ndef mean_squared_error(y, t):\n"
        "    return math.fsum(((y - t) ** 2).ravel()) / np.prod(y.shape)",
        "def mean_squared_error(y, t):\n"
        "    return np.mean(np.power(np.subtract(y, t), 2)).astype(np.float32)",
    ],
    "cross_entropy_error": [
        "def cross_entropy_error(y, t):\n    if y.ndim == 1:\n        y = y.reshape(1, y.size)\n"
        "        t = t.reshape(1, t.size)\n    if t.size == y.size:\n        t = t.argmax(axis=1)\n"
        "    n = y.shape[0]\n    return -np.sum(np.log(y[np.arange(n), t])) / n",
        "def cross_entropy_error(y, t):\n    if t.ndim == y.ndim:\n"
        "        return -np.sum(np.log(y[t == 1])) / (1 if y.ndim == 1 else len(y))\n"
        "    return -np.mean(np.log(y[np.arange(len(t)), t]))",
        "import math\ndef cross_entropy_error(y, t):\n    if y.ndim == 1:\n"
        "        y = np.array([y])\n        t = np.array([t])\n    total = 0\n"
        "    for i in range(len(y)):\n"
        "        k = t[i] if t.ndim == 1 else list(t[i]).index(1)\n        p = y[i][k]\n"
        "        total += -math.log(p) if p > 0 else math.inf\n    return total / len(y)",
        "def cross_entropy_error(y, t):\n    y2 = y.reshape(-1, y.shape[-1])\n"
        "    if t.size == y.size:\n        t = np.argmax(t.reshape(y2.shape), axis=1)\n"
        "    p = np.take_along_axis(y2, t.reshape(-1, 1), axis=1)\n"
        "    return -np.log(p).mean()",
        "def cross_entropy_error(y, t):\n    if t.shape != y.shape:\n"
        "        t = np.eye(y.shape[-1])[t]\n"
        "    return np.mean(-np.log(np.sum(y * t, axis=-1)))",
        "def cross_entropy_error(y, t):\n    if y.ndim == 1:\n"
        "        t = t.reshape(1, t.size)\n        y = y.reshape(1, y.size)\n"
        "    if t.size == y.size:\n        t = t.argmax(axis=1)\n"
        "    return -np.sum(np.log(y[range(len(y)), list(t)]), dtype=np.float32) / y.shape[0]",
    ],
    "numerical_diff": [
        "def numerical_diff(f, x, h=1e-4):\n    return (f(x + h) - f(x - h)) / (2 * h)",
        "def numerical_diff(f, x, h):\n    above = f(x + h)\n    below = f(x - h)\n"
        "    return (above - below) / h / 2",
        "def numerical_diff(f, x, h=1e-4):\n"
        "    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2",
        "def numerical_diff(f, x, h=1e-4):\n    rise = f(x + h) - f(x - h)\n"
        "    run = (x + h) - (x - h)\n    return rise / run",
        "def numerical_diff(f, x, h=1e-4):\n    return 0.5 * (f(x + h) - f(x - h)) / h",
        "def numerical_diff(f, x, h=1e-4):\n    if np.ndim(x):\n"
        "        return np.array([numerical_diff(f, v, h) for v in x])\n"
        "    return (f(x + h) - f(x - h)) / (2 * h)",
        "def numerical_diff(f, x, h=1e-4):\n    x = np.asarray(x, dtype=float)\n"
        "    out = np.zeros_like(x)\n    for i in np.ndindex(x.shape):\n"
        "        out[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)\n    return out",
        "def numerical_diff(f, x, h=1e-4):\n    return (f(x - h) - f(x + h)) / (-2 * h)",
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
        "def numerical_gradient(f, x):\n    h = 1e-4\n    g = np.zeros(x.shape)\n"
        "    for i in np.ndindex(x.shape):\n        a = x.astype(float)\n"
        "        b = x.astype(float)\n        a[i] += h\n        b[i] -= h\n"
        "        g[i] = (f(a) - f(b)) / (2 * h)\n    return g",
        "def numerical_gradient(f, x):\n    h = 1e-4\n    grad = np.zeros(x.size)\n"
        "    flat = x.flatten().astype(float)\n    for i in range(flat.size):\n"
        "        v = flat[i]\n        flat[i] = v + h\n"
        "        up = f(flat.reshape(x.shape))\n        flat[i] = v - h\n"
        "        down = f(flat.reshape(x.shape))\n        flat[i] = v\n"
        "        grad[i] = (up - down) / (2 * h)\n    return grad.reshape(x.shape)",
        "def numerical_gradient(f, x):\n    h = 1e-4\n    x = x * 1.0\n"
        "    g = np.zeros_like(x)\n    for i, v in np.ndenumerate(x):\n"
        "        e = np.zeros_like(x)\n        e[i] = h\n"
        "        g[i] = (f(x + e) - f(x - e)) / (2 * h)\n    return g",
        "def numerical_gradient(f, x):\n    h = 1e-4\n    def slope(i):\n"
        "        e = np.zeros(x.shape)\n        e.flat[i] = h\n"
        "        return (f(x + e) - f(x - e)) / (2 * h)\n"
        "    return np.array([slope(i) for i in range(x.size)]).reshape(x.shape)",
        "def numerical_gradient(f, x):\n    h = 1e-6\n    g = np.zeros(x.shape)\n"
        "    for i in np.ndindex(x.shape):\n        e = np.zeros(x.shape)\n        e[i] = h\n"
        "        g[i] = (f(x + e) - f(x - e)) / (2 * h)\n    return g",
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
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n    path = [x.copy()]\n"
        "    for i in range(steps):\n        g = numerical_gradient(f, path[-1])\n"
        "        path.append(path[-1] - learning_rate * g)\n    return np.array(path)",
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n    x = x.copy()\n"
        "    path = [x.copy()]\n    for i in range(steps):\n"
        "        x -= learning_rate * numerical_gradient(f, x)\n"
        "        path.append(x.copy())\n    return np.stack(path)",
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n"
        "    p = np.empty((steps + 1,) + x.shape)\n    p[0] = x\n"
        "    for i in range(1, steps + 1):\n"
        "        p[i] = p[i-1] - learning_rate * numerical_gradient(f, p[i-1])\n    return p",
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n    if steps == 0:\n"
        "        return np.array([x])\n"
        "    nxt = x - learning_rate * numerical_gradient(f, x)\n"
        "    return np.concatenate([[x], gradient_descent(f, nxt, learning_rate, steps - 1)])",
        "def numerical_gradient(f, x):\n    g = np.zeros(x.shape)\n"
        "    for i in np.ndindex(x.shape):\n        e = np.zeros(x.shape)\n"
        "        e[i] = 1e-4\n        g[i] = (f(x + e) - f(x - e)) / 2e-4\n    return g\n"
        "def gradient_descent(f, x, learning_rate=0.01, steps=100):\n    path = [x]\n"
        "    for _ in range(steps):\n"
        "        x = x - learning_rate * numerical_gradient(f, x)\n        path.append(x)\n"
        "    return np.array(path)",
        "def gradient_descent(f, x, lr=0.01, step_num=100):\n    history = []\n"
        "    x = x.astype(float).copy()\n    for _ in range(step_num):\n"
        "        history.append(x.copy())\n        x -= lr * numerical_gradient(f, x)\n"
        "    history.append(x)\n    return np.array(history)",
    ],
    "sigmoid_backward": [
        "def sigmoid_backward(y, dy):\n    return dy * y * (1 - y)",
        "def sigmoid_backward(y, dy):\n    return dy * (1.0 - y) * y",
        "def sigmoid_backward(y, dy):\n    slope = y - y**2\n    return np.multiply(dy, slope)",
        "def sigmoid_backward(y, dy):\n    dx = np.zeros_like(dy)\n"
        "    for i in np.ndindex(y.shape):\n        dx[i] = dy[i] * y[i] * (1 - y[i])\n"
        "    return dx",
        "def sigmoid_backward(y, dy):\n    dx = dy.copy()\n    dx *= y\n    dx *= 1 - y\n"
        "    return dx",
        "def sigmoid_backward(y, dy):\n    return dy * (0.25 - (y - 0.5) ** 2)",
        "def sigmoid_backward(y, dy):\n"
        "    dx = [d * v * (1 - v) for d, v in zip(dy.ravel(), y.ravel())]\n"
        "    return np.array(dx).reshape(y.shape)",
        "def sigmoid_backward(y, dy):\n    return np.prod([dy, y, 1 - y], axis=0)",
    ],
    "relu_backward": [
        "def relu_backward(y, dy):\n    return dy * (y > 0)",
        "def relu_backward(y, dy):\n    return np.where(y > 0, dy, 0)",
        "def relu_backward(y, dy):\n    mask = y <= 0\n    dx = dy.copy()\n    dx[mask] = 0\n"
        "    return dx",
        "def relu_backward(y, dy):\n    return dy * np.sign(y)",
        "def relu_backward(y, dy):\n    dx = np.zeros_like(dy)\n"
        "    for i in np.ndindex(y.shape):\n        if y[i] > 0:\n            dx[i] = dy[i]\n"
        "    return dx",
        "def relu_backward(y, dy):\n    dx = dy.copy()\n    dx[y == 0] = 0\n    return dx",
        "def relu_backward(y, dy):\n    return np.heaviside(y, 0) * dy",
        "def relu_backward(y, dy):\n    return np.where(y == 0, 0, dy)",
        "def relu_backward(y, dy):\n    return dy * y.astype(bool)",
    ],
    "affine_backward": [
        "def affine_backward(x, W, dy):\n    return dy @ W.T, x.T @ dy, dy.sum(axis=0)",
        "def affine_backward(x, W, dy):\n    return [np.dot(dy, W.T), np.dot(x.T, dy), sum(dy)]",
        "def affine_backward(x, W, dy):\n    dW = np.zeros(W.shape)\n"
        "    for a, b in zip(x, dy):\n        dW += np.outer(a, b)\n"
        "    return (W @ dy.T).T, dW, np.ones(len(x)) @ dy",
    ],
    "softmax_cross_entropy": [
        "def softmax_cross_entropy(scores, t):\n"
        "    y = np.exp(scores - scores.max(axis=1, keepdims=True))\n"
        "    y /= y.sum(axis=1, keepdims=True)\n    i = np.arange(len(t))\n"
        "    loss = -np.mean(np.log(y[i, t]))\n    y[i, t] -= 1\n    return loss, y / len(t)",
        "def softmax_cross_entropy(scores, t):\n    y = core.softmax(scores)\n"
        "    T = np.eye(scores.shape[1])[t]\n"
        "    return -np.sum(T * np.log(y)) / len(t), (y - T) / len(t)",
        "def softmax_cross_entropy(scores, t):\n"
        "    log_y = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)\n"
        "    T = core.one_hot(t, scores.shape[1])\n"
        "    return -(T * log_y).sum(axis=1).mean(), (np.exp(log_y) - T) / len(t)",
    ],
    "three_layers": [
        "def three_layers(x, W1, b1, W2, b2, W3, b3):\n    z1 = sigmoid(affine(x, W1, b1))\n"
        "    z2 = sigmoid(affine(z1, W2, b2))\n    return affine(z2, W3, b3)",
        "def h(a):\n    return 1 / (1 + np.exp(-a))\n"
        "def three_layers(x, W1, b1, W2, b2, W3, b3):\n"
        "    return h(h(x @ W1 + b1) @ W2 + b2) @ W3 + b3",
        "def three_layers(x, *layers):\n    z = x\n    for i in range(0, 6, 2):\n"
        "        a = np.dot(z, layers[i]) + layers[i + 1]\n        z = core.sigmoid(a)\n"
        "    return a",
        "def three_layers(x, W1, b1, W2, b2, W3, b3):\n    if x.ndim == 2:\n"
        "        return np.array([three_layers(r, W1, b1, W2, b2, W3, b3) for r in x])\n"
        "    a1 = np.array([x @ W1[:, j] + b1[j] for j in range(len(b1))])\n"
        "    a2 = sigmoid(a1) @ W2 + b2\n    return sigmoid(a2) @ W3 + b3",
    ],
    "initial_weights": [
        "def initial_weights(inputs, units, activation, rng):\n"
        "    if activation == 'relu':\n        scale = np.sqrt(2 / inputs)\n    else:\n"
        "        scale = np.sqrt(1 / inputs)\n"
        "    return rng.normal(0, scale, (inputs, units)), np.zeros(units)",
        "def initial_weights(inputs, units, activation, rng):\n"
        "    init = 'he' if activation == 'relu' else 'xavier'\n"
        "    W = core.initial_scale(init, inputs) * rng.standard_normal((inputs, units))\n"
        "    return [W, np.zeros(units)]",
        "import math\ndef initial_weights(inputs, units, activation, rng):\n"
        "    n = {'relu': 2, 'tanh': 1, 'sigmoid': 1}[activation]\n"
        "    W = np.empty((inputs, units))\n    for j in range(units):\n"
        "        W[:, j] = rng.normal(0, math.sqrt(n / inputs), inputs)\n"
        "    return W, np.zeros_like(W[0])",
        "def initial_weights(inputs, units, activation, rng):\n"
        "    a = (3 * (2 if activation == 'relu' else 1) / inputs) ** 0.5\n"
        "    return rng.uniform(-a, a, size=(inputs, units)), np.zeros(units)",
    ],
    "mini_batch": [
        "def mini_batch(x, t, size, rng):\n    chosen = rng.choice(len(x), size)\n"
        "    return x[chosen], t[chosen]",
        "def mini_batch(x, t, size, rng):\n    i = rng.choice(x.shape[0], size, replace=False)\n"
        "    return x[i], t[i]",
        "def mini_batch(x, t, size, rng):\n    order = rng.permutation(len(t))\n"
        "    return x[order][:size], t[order][:size]",
        "def mini_batch(x, t, size, rng):\n    i = rng.integers(0, len(x), size)\n"
        "    return [x[i, :], t[i]]",
        "def mini_batch(x, t, size, rng):\n    xs, ts = [], []\n    for _ in range(size):\n"
        "        i = rng.integers(len(x))\n        xs.append(x[i])\n        ts.append(t[i])\n"
        "    return np.array(xs), np.array(ts)",
    ],
    "sgd": [
        "def sgd(w, dw, learning_rate):\n    w -= learning_rate * dw",
        "def sgd(w, dw, learning_rate):\n    w[...] = w - learning_rate * dw\n    return w",
        "def sgd(w, dw, learning_rate):\n    for i in np.ndindex(w.shape):\n"
        "        w[i] -= learning_rate * dw[i]",
        "def sgd(w, dw, learning_rate):\n    np.subtract(w, learning_rate * dw, out=w)",
        "def sgd(w, dw, learning_rate):\n    w += -learning_rate * dw",
    ],
}
