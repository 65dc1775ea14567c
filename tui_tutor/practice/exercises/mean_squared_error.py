"""Exercise: the mean squared error."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value

Y, T = np.array([[0.5, -1.0, 2.0], [3.0, 0.0, 1.0]]), np.array([[1.0, 1.0, 2.5], [-1.0, 0.5, 0.0]])


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(3.0), np.array(1.0))],
        "two-numbers": [(np.array([1.0, 4.0]), np.array([0.0, 1.0]))],
        "many-numbers": [(Y[0], T[0]), (rng.normal(0, 2, 6), rng.normal(0, 2, 6))],
        "batch": [(Y, T), (rng.normal(0, 2, (3, 4)), rng.normal(0, 2, (3, 4)))],
    }


def _square(y: Value, t: Value) -> Value:
    return (y - t) ** 2


EXERCISE = Exercise(
    "mean_squared_error",
    inputs,
    properties={
        "not-negative": lambda loss, y, t: loss >= 0,
    },
    ideas={
        "half-sum": lambda y, t: 0.5 * np.sum(_square(y, t)),
        "half": lambda y, t: 0.5 * np.mean(_square(y, t)),
        "elements": _square,
        "square-of-mean": lambda y, t: np.mean(y - t) ** 2,
        "squares-apart": lambda y, t: np.mean(y**2 - t**2),
        "sum": lambda y, t: np.sum(_square(y, t)),
        "absolute": lambda y, t: np.mean(np.abs(y - t)),
        "root": lambda y, t: np.sqrt(np.mean(_square(y, t))),
        "no-square": lambda y, t: np.mean(y - t),
        "doubled": lambda y, t: np.mean((y - t) * 2),
        "by-rows": (
            lambda y, t: np.sum(_square(y, t)) / len(y),
            lambda y, t: np.sum(_square(y, t)) / y.shape[0],
        ),
        "half-by-rows": (
            lambda y, t: 0.5 * np.sum(_square(y, t)) / len(y),
            lambda y, t: 0.5 * np.sum(_square(y, t)) / y.shape[0],
        ),
        "by-columns": (
            lambda y, t: np.mean(_square(y, t), axis=0),
            lambda y, t: np.mean(_square(y, t), axis=-1),
            lambda y, t: np.mean(_square(y, t), axis=1),
        ),
        "one-less": lambda y, t: np.sum(_square(y, t)) / (np.size(y) - 1),
        "whole": lambda y, t: np.sum(_square(y, t)) // y.size,
        "dot": (
            lambda y, t: np.dot(y - t, y - t) / y.size,
            lambda y, t: np.mean(np.dot(y - t, y - t)),
        ),
        "added": lambda y, t: np.mean((y + t) ** 2),
        "precedence": lambda y, t: np.mean(y - t**2),
        "variance": lambda y, t: np.var(y - t),
    },
)
