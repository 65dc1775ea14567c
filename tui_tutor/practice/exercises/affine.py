"""Exercise: a layer, before its activation function."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Value

FEW = np.array([[1.0, 2.0]]), np.array([[1.0, 0.0, 3.0], [0.0, 1.0, 1.0]])
TENS = np.array([10.0, 20.0, 30.0])
X = np.array([[1.0, -2.0], [0.5, 3.0], [0.0, 1.0]])
W, B = np.array([[2.0, -1.0], [1.0, 4.0]]), np.array([-3.0, 0.5])


def inputs(rng: np.random.Generator) -> Groups:
    x = rng.normal(size=(4, 3))
    x[1], x[3] = 0, x[2]
    return {
        "one-sample": [(*FEW, TENS)],
        "batch": [(X, W, B), (x, rng.normal(size=(3, 2)), rng.normal(size=2))],
        "square": [(X[:2], W, B), (x[1:], rng.normal(size=(3, 3)), rng.normal(size=3))],
    }


def _alike(rows: Value) -> bool:
    return np.allclose(rows, rows[:1], rtol=1e-3, atol=1e-6)


def _first_row(x: Value, W: Value, b: Value) -> Value:
    """`return` inside the loop over the samples."""
    y = np.zeros((len(x), W.shape[1]))
    y[0] = x[0] @ W + b
    return y


EXERCISE = Exercise(
    "affine",
    inputs,
    properties={
        "zeros": lambda y, x, W, b: np.allclose(y[~x.any(axis=1)], b, rtol=1e-3),
        "alike": lambda y, x, W, b: not _alike(x[-2:]) or _alike(y[-2:]),
    },
    ideas={
        "no-bias": lambda x, W, b: x @ W,
        "less-bias": lambda x, W, b: x @ W - b,
        "bias-first": lambda x, W, b: (x + b) @ W,
        "bias-a-row": lambda x, W, b: x @ W + b[:, None],
        "bias-each-term": lambda x, W, b: x @ W + x.shape[1] * b,
        "one-bias": lambda x, W, b: x @ W + b.sum(),
        "elementwise": lambda x, W, b: x * W + b,
        "transposed": lambda x, W, b: x @ W.T + b,
        "weights-first": (lambda x, W, b: W @ x + b, lambda x, W, b: W.T @ x + b),
        "one-sum": lambda x, W, b: np.sum(x @ W) + b,
        "activation": (
            lambda x, W, b: core.sigmoid(x @ W + b),
            lambda x, W, b: core.relu(x @ W + b),
            lambda x, W, b: core.softmax(x @ W + b),
            lambda x, W, b: core.step_function(x @ W + b),
        ),
        "early-return": (_first_row, lambda x, W, b: x[0] @ W + b),
    },
)
