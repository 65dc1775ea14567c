"""Exercise: one step of a parameter against its gradient, in place."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value


def inputs(rng: np.random.Generator) -> Groups:
    w, dw = rng.normal(size=(2, 3, 4))
    return {
        "row": [
            (np.array([1.0, 2.0]), np.array([2.0, -4.0]), 0.1),
            (np.array([0.5, -1.0, 3.0]), np.array([0.0, 1.0, -2.0]), 0.5),
        ],
        "matrix": [(w, dw, 0.3), (w, dw, 0.01)],
        "flat": [(np.array([[3.0, -1.0]]), np.zeros((1, 2)), 0.1)],
    }


def _by(step: Value) -> Value:
    """What w is after that step(dw, learning_rate) was taken off."""
    return lambda w, dw, learning_rate: w - step(dw, learning_rate)


def _one_alone(w: Value, dw: Value, learning_rate: float) -> Value:
    """Only the first row, or the first number, moves: a return inside the loop."""
    w[0] -= learning_rate * dw[0]
    return w


EXERCISE = Exercise(
    "sgd",
    inputs,
    properties={"against": lambda after, w, dw, learning_rate: ((after - w) * dw <= 0).all()},
    ideas={
        "not-moved": lambda w, dw, learning_rate: w,
        "uphill": _by(lambda dw, rate: -rate * dw),
        "no-rate": _by(lambda dw, rate: dw),
        "divided": _by(lambda dw, rate: dw / rate),
        "rate-alone": (
            _by(lambda dw, rate: rate * np.sign(dw)),
            _by(lambda dw, rate: rate),
        ),
        "all-alike": (
            _by(lambda dw, rate: rate * dw.sum()),
            _by(lambda dw, rate: rate * dw.mean()),
        ),
        "step-itself": (
            lambda w, dw, rate: rate * dw,
            lambda w, dw, rate: -rate * dw,
        ),
        "shrunk": (
            lambda w, dw, rate: w * (1 - rate * dw),
            lambda w, dw, rate: w * rate * dw,
        ),
        "whole-difference": lambda w, dw, rate: rate * (w - dw),
        "one-alone": _one_alone,
    },
    moves=True,
)
