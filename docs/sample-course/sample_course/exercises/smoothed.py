"""Exercise: the mean over a window, wherever it fits."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Value


def smoothed(x: Value, window: int) -> Value:
    """The mean of each `window` neighbours of x (N,): (N - window + 1,)."""
    return np.convolve(x, np.ones(window) / window, "valid")


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "small": [(np.array([0.0, 9.0, 0.0]), 3), (np.arange(5.0), 2)],
        "one": [(rng.normal(0, 1, 4), 1)],
        "long": [(rng.normal(0, 1, 20), 5)],
    }


EXERCISE = Exercise(
    "smoothed",
    inputs,
    answer=smoothed,
    properties={"within": lambda y, x, window: y.min() >= x.min() and y.max() <= x.max()},
    ideas={
        "same": lambda x, window: np.convolve(x, np.ones(window) / window, "same"),
        "full": lambda x, window: np.convolve(x, np.ones(window) / window),
        "sum": lambda x, window: np.convolve(x, np.ones(window), "valid"),
    },
)
