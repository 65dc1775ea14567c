"""Exercise: gradient descent, the whole path."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Function, Groups, Value

BOWL, RAVINE = Function("np.sum(x**2)"), Function("x[0]**2 / 20 + x[1]**2")
TILTED = Function("x[0]**2 + x[0] * x[1] + 2 * x[1]**2")  # one direction's slope hangs on both


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "one-step": [(BOWL, np.array([3.0]), 0.1, 1), (BOWL, np.array([3.0, 4.0]), 0.1, 1)],
        "many-steps": [
            (BOWL, np.array([-3.0, 4.0]), 0.1, 10),
            (TILTED, np.array([2.0, -1.0]), 0.1, 5),
            (RAVINE, rng.normal(0, 3, 2), 0.5, 8),
        ],
        "matrix": [(BOWL, np.array([[1.0, 2.0], [-3.0, 4.0]]), 0.1, 2)],
        "no-step": [(BOWL, np.array([1.0, 2.0]), 0.1, 0)],
    }


def _walk(direction: float, scaled: bool = True) -> Value:
    def path(f: Value, x: Value, learning_rate: float = 0.01, steps: int = 100) -> Value:
        points = [np.asarray(x, float)]
        for _ in range(steps):
            step = core.numerical_gradient(f, points[-1].copy())
            points.append(points[-1] + direction * (learning_rate if scaled else 1) * step)
        return np.array(points)

    return path


_downhill = _walk(-1)


def _straight(f: Value, x: Value, learning_rate: float = 0.01, steps: int = 100) -> Value:
    slope = core.numerical_gradient(f, x)
    return np.array([x - i * learning_rate * slope for i in range(steps + 1)])


def _one_by_one(f: Value, x: Value, learning_rate: float = 0.01, steps: int = 100) -> Value:
    """Each coordinate moves before the slope of the next one is taken."""
    path = [x.copy()]
    for _ in range(steps):
        for i in np.ndindex(x.shape):
            x[i] -= learning_rate * core.numerical_gradient(f, x)[i]
        path.append(x.copy())
    return np.array(path)


def _one_array(first: bool) -> Value:
    """All points the last one, or all but the first: the list holds the same array many times."""

    def path(*arguments: Value) -> Value:
        points = _downhill(*arguments)
        points[first:] = points[-1]
        return points

    return path


def _from_zeros(*arguments: Value) -> Value:
    points = _downhill(*arguments)
    points[0] = 0
    return points


def _late(f: Value, x: Value, learning_rate: float = 0.01, steps: int = 100) -> Value:
    return _downhill(f, x, learning_rate, steps + 1)[1:]


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
        "one-array": (_one_array(False), _one_array(True)),
        "no-start": (lambda *arguments: np.array(list(_downhill(*arguments)[1:])), _late),
        "no-end": lambda *arguments: np.array(list(_downhill(*arguments)[:-1])),
        "one-gradient": _straight,
        "one-by-one": _one_by_one,
        "early-return": (
            lambda f, x, rate=0.01, steps=100: _downhill(f, x, rate, min(steps, 1)),
            lambda f, x, rate=0.01, steps=100: _downhill(f, x, rate, 1) if steps else None,
            lambda f, x, rate=0.01, steps=100: _downhill(f, x, rate, 1)[1] if steps else None,
        ),
        "from-zeros": _from_zeros,
        "one-step-more": lambda f, x, rate=0.01, steps=100: _downhill(f, x, rate, steps + 1),
        "heights": lambda f, *arguments: np.array([f(x) for x in _downhill(f, *arguments)]),
        "slopes": lambda f, x, rate=0.01, steps=100: np.array(
            [x, *(core.numerical_gradient(f, p.copy()) for p in _downhill(f, x, rate, steps)[:-1])]
        ),
    },
    given=("numerical_gradient",),
    tolerance=1e-5,
)
