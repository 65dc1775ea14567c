"""Exercise: the gradients on their way back through a layer."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

ONE = np.array([[1.0, 2.0]]), np.array([[3.0, 0.0, -1.0], [1.0, 2.0, 4.0]])
X = np.array([[1.0, -2.0], [0.5, 3.0], [0.0, 1.0]])
W = np.array([[2.0, -1.0, 0.5], [1.0, 4.0, -3.0]])
DY = np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 0.5], [2.0, 1.0, -4.0]])
SQUARE = np.array([[2.0, -1.0], [1.0, 4.0]])


def inputs(rng: np.random.Generator) -> Groups:
    x, w, dy = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=(5, 3))
    return {
        "one-sample": [(*ONE, np.array([[1.0, -1.0, 2.0]]))],
        "batch": [(X, W, DY), (x, w, dy)],
        "square": [(X[:2], SQUARE, DY[:2, :2])],
    }


def _ways(change: Value) -> Value:
    """core's answers with something changed: change(x, W, dy, dx, dW, db) → dx, dW, db."""

    def way(x: Value, W: Value, dy: Value) -> Value:
        return change(x, W, dy, dy @ W.T, x.T @ dy, dy.sum(axis=0))

    return way


def _sums_kept(parts: Value, x: Value, W: Value, dy: Value) -> bool:
    """Every output's blame goes to its bias, whole."""
    return bool(np.allclose(parts[2].sum(), dy.sum(), rtol=1e-3, atol=1e-6))


EXERCISE = Exercise(
    "affine_backward",
    inputs,
    properties={"bias-sum": _sums_kept},
    ideas={
        "bias-mean": _ways(lambda x, W, dy, dx, dW, db: (dx, dW, dy.mean(axis=0))),
        "bias-not-summed": _ways(lambda x, W, dy, dx, dW, db: (dx, dW, dy)),
        "bias-axis": _ways(lambda x, W, dy, dx, dW, db: (dx, dW, dy.sum(axis=1))),
        "one-bias": _ways(lambda x, W, dy, dx, dW, db: (dx, dW, dy.sum())),
        "order": (
            _ways(lambda x, W, dy, dx, dW, db: (dW, db, dx)),
            _ways(lambda x, W, dy, dx, dW, db: (dW, dx, db)),
            _ways(lambda x, W, dy, dx, dW, db: (dW, db)),
        ),
        "averaged": _ways(lambda x, W, dy, dx, dW, db: (dx, dW / len(x), db / len(x))),
        "turned-round": _ways(lambda x, W, dy, dx, dW, db: (dx, dW.T, db)),
        "transposed": _ways(lambda x, W, dy, dx, dW, db: (dy @ W, dW, db)),
        "uphill": _ways(lambda x, W, dy, dx, dW, db: (-dx, -dW, -db)),
        "weights-in-bias": _ways(lambda x, W, dy, dx, dW, db: (dx, dW, dW.sum(axis=0))),
    },
    returns=("dx", "dW", "db"),
)
