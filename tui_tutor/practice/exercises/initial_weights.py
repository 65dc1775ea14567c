"""Exercise: the first weights and biases of a layer."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Seed, Value

INPUTS, UNITS = 400, 100  # so many that their spread is known to a hundredth


def inputs(rng: np.random.Generator) -> Groups:
    a, b = (Seed(int(seed)) for seed in rng.choice(1000, 2, replace=False))
    return {
        "small": [(2, 3, "tanh", a), (3, 2, "relu", b)],
        "sigmoid": [(INPUTS, UNITS, "sigmoid", a), (UNITS, INPUTS, "tanh", b)],
        "relu": [(INPUTS, UNITS, "relu", a), (INPUTS, UNITS, "relu", b)],
    }


def _spread(layer: Value, inputs: int, units: int, activation: str, rng: Seed) -> bool:
    """√(2 / inputs) before a ReLU, else √(1 / inputs); of a few weights nobody can tell."""
    W = layer[0]
    wanted = np.sqrt((2 if activation == "relu" else 1) / inputs)
    return W.size < INPUTS * UNITS or bool(abs(W.std() / wanted - 1) < 0.05)


def _centred(layer: Value, inputs: int, units: int, activation: str, rng: Seed) -> bool:
    W = layer[0]
    return W.size < INPUTS * UNITS or bool(abs(W.mean()) < W.std() / 10)


def _different(layer: Value, *_: Value) -> bool:
    """No two units have the same weights."""
    W = layer[0]
    return bool(np.unique(W, axis=1).shape == W.shape)


def _layer(weights: Value = None, biases: Value = None, scale: Value = None) -> Value:
    """core's way with something else in it: weights(inputs, units, scale, rng), biases(inputs,
    units, rng) or scale(inputs, units, relu).
    """

    def way(inputs: int, units: int, activation: str, rng: Value) -> Value:
        relu = activation == "relu"
        spread = scale(inputs, units, relu) if scale else np.sqrt((1 + relu) / inputs)
        W = (weights or _normal)(inputs, units, spread, rng)
        return W, (biases or _zeros)(inputs, units, rng)

    return way


def _normal(inputs: int, units: int, scale: float, rng: Value) -> Value:
    return rng.normal(0, scale, (inputs, units))


def _zeros(inputs: int, units: int, rng: Value) -> Value:
    return np.zeros(units)


EXERCISE = Exercise(
    "initial_weights",
    inputs,
    properties={
        "different": _different,
        "centred": _centred,
        "spread": _spread,
        "biases": lambda layer, *_: not layer[1].any(),
    },
    ideas={
        "zeros": _layer(lambda n, m, scale, rng: np.zeros((n, m))),
        "all-alike": (
            _layer(lambda n, m, scale, rng: np.full((n, m), scale)),
            _layer(lambda n, m, scale, rng: np.full((n, m), rng.normal(0, scale))),
            _layer(lambda n, m, scale, rng: np.ones((n, m)) * scale),
        ),
        "ones": _layer(lambda n, m, scale, rng: np.ones((n, m))),
        "no-root": _layer(scale=lambda n, m, relu: (1 + relu) / n),
        "by-units": _layer(scale=lambda n, m, relu: np.sqrt((1 + relu) / m)),
        "root-of-n": _layer(scale=lambda n, m, relu: np.sqrt(n / (1 + relu))),
        "he-always": _layer(scale=lambda n, m, relu: np.sqrt(2 / n)),
        "xavier-always": _layer(scale=lambda n, m, relu: np.sqrt(1 / n)),
        "other-way": _layer(scale=lambda n, m, relu: np.sqrt((2 - relu) / n)),
        "small-always": _layer(scale=lambda n, m, relu: 0.01),
        "no-scale": _layer(scale=lambda n, m, relu: 1),
        "half": (
            _layer(lambda n, m, scale, rng: rng.random((n, m)) * scale),
            _layer(lambda n, m, scale, rng: rng.random((n, m))),
            _layer(lambda n, m, scale, rng: rng.uniform(0, scale, (n, m))),
        ),
        "turned-round": _layer(lambda n, m, scale, rng: rng.normal(0, scale, (m, n))),
        "bias-inputs": _layer(biases=lambda n, m, rng: np.zeros(n)),
        "one-bias": _layer(biases=lambda n, m, rng: 0),
        "bias-drawn": (
            _layer(biases=lambda n, m, rng: rng.normal(size=m)),
            _layer(biases=lambda n, m, rng: rng.normal(0, 0.01, m)),
        ),
        "weights-alone": lambda n, m, activation, rng: core.initial_weights(n, m, activation, rng)[
            0
        ],
    },
    given=("initial_scale",),
    returns=("W", "b"),
    drawn=True,
)
