"""Exercise: gradient descent, the whole path."""

from typing import Any

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Function, Groups

BOWL, RAVINE = Function("np.sum(x**2)"), Function("x[0]**2 / 20 + x[1]**2")


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-step": [(BOWL, np.array([3.0]), 0.1, 1), (BOWL, np.array([3.0, 4.0]), 0.1, 1)],
        "many-steps": [
            (BOWL, np.array([-3.0, 4.0]), 0.1, 10),
            (RAVINE, rng.normal(0, 3, 2), 0.5, 8),
        ],
        "no-step": [(BOWL, np.array([1.0, 2.0]), 0.1, 0)],
    }


def _walk(direction: float, scaled: bool = True) -> Any:
    def path(f: Any, x: Any, learning_rate: float = 0.01, steps: int = 100) -> Any:
        points = [np.asarray(x, float)]
        for _ in range(steps):
            step = core.numerical_gradient(f, points[-1].copy())
            points.append(points[-1] + direction * (learning_rate if scaled else 1) * step)
        return np.array(points)

    return path


def _straight(f: Any, x: Any, learning_rate: float = 0.01, steps: int = 100) -> Any:
    slope = core.numerical_gradient(f, x)
    return np.array([x - i * learning_rate * slope for i in range(steps + 1)])


_downhill = _walk(-1)
EXERCISE = Exercise(
    "gradient_descent",
    inputs,
    properties={
        "downhill": lambda path, f, x, *rest: f(path[-1]) <= f(x),
    },
    ideas={
        "uphill": _walk(1),
        "no-rate": _walk(-1, scaled=False),
        "last-point": lambda *arguments: _downhill(*arguments)[-1],
        "one-array": lambda *arguments: _downhill(*arguments) * 0 + _downhill(*arguments)[-1],
        "no-start": lambda *arguments: np.array(list(_downhill(*arguments)[1:])),
        "no-end": lambda *arguments: np.array(list(_downhill(*arguments)[:-1])),
        "one-gradient": _straight,
    },
    given=("numerical_gradient",),
    tolerance=1e-5,
)
