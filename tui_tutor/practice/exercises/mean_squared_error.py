"""Exercise: the mean squared error."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-number": [(np.array(3.0), np.array(1.0))],
        "two-numbers": [(np.array([1.0, 4.0]), np.array([0.0, 1.0]))],
        "many-numbers": [(rng.normal(0, 2, 6), rng.normal(0, 2, 6))],
        "batch": [(rng.normal(0, 2, (3, 4)), rng.normal(0, 2, (3, 4)))],
    }


EXERCISE = Exercise(
    "mean_squared_error",
    inputs,
    properties={
        "not-negative": lambda loss, y, t: loss >= 0,
    },
    ideas={
        "half-sum": lambda y, t: 0.5 * np.sum((y - t) ** 2),
        "half": lambda y, t: 0.5 * np.mean((y - t) ** 2),
        "elements": lambda y, t: (y - t) ** 2,
        "square-of-mean": lambda y, t: np.mean(y - t) ** 2,
        "squares-apart": lambda y, t: np.mean(y**2 - t**2),
        "sum": lambda y, t: np.sum((y - t) ** 2),
        "absolute": lambda y, t: np.mean(np.abs(y - t)),
        "root": lambda y, t: np.sqrt(np.mean((y - t) ** 2)),
        "no-square": lambda y, t: np.mean(y - t),
        "by-rows": lambda y, t: np.sum((y - t) ** 2) / len(y),
        "by-columns": lambda y, t: np.mean((y - t) ** 2, axis=0),
    },
)
