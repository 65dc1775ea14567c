"""Exercise: a whole network forward, three layers of it."""

from itertools import pairwise

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Arguments, Exercise, Groups, Value

BOOK = (
    np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
    np.array([0.1, 0.2, 0.3]),
    np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
    np.array([0.1, 0.2]),
    np.array([[0.1, 0.3], [0.2, 0.4]]),
    np.array([0.1, 0.2]),
)


def inputs(rng: np.random.Generator) -> Groups:
    return {
        "book": [(np.array([1.0, 0.5]), *BOOK)],
        "batch": [
            (np.array([[1.0, 0.5], [0.0, 2.0], [-3.0, 1.0]]), *BOOK),
            (rng.normal(size=(5, 4)), *_layers(rng, 4, 6, 3, 2)),
        ],
        "square": [(rng.normal(size=(3, 3)), *_layers(rng, 3, 3, 3, 3))],
    }


def _layers(rng: np.random.Generator, *sizes: int) -> Arguments:
    """W and b of each layer between these numbers of units."""
    return tuple(
        a for n, m in pairwise(sizes) for a in (rng.normal(size=(n, m)), rng.normal(size=m))
    )


def _as_it_is(a: Value) -> Value:
    return a


def _network(h1: Value = core.sigmoid, h2: Value = core.sigmoid, h3: Value = _as_it_is) -> Value:
    """Three layers with these activations."""

    def forward(
        x: Value, W1: Value, b1: Value, W2: Value, b2: Value, W3: Value, b3: Value
    ) -> Value:
        return h3(h2(h1(x @ W1 + b1) @ W2 + b2) @ W3 + b3)

    return forward


def _with(change: Value) -> Value:
    """The right network, called with other arguments: change(x, W1, b1, …) gives all seven."""
    return lambda *arguments: _network()(*change(*arguments))


def _before(x: Value, W1: Value, b1: Value, W2: Value, b2: Value, W3: Value, b3: Value) -> Value:
    """The activation of what comes in, in place of what goes out."""
    z1 = core.sigmoid(x) @ W1 + b1
    z2 = core.sigmoid(z1) @ W2 + b2
    return core.sigmoid(z2) @ W3 + b3


def _sums_passed_on(
    x: Value, W1: Value, b1: Value, W2: Value, b2: Value, W3: Value, b3: Value
) -> Value:
    """z2 is made of a1: the activation was worked out, and not used."""
    return core.sigmoid((x @ W1 + b1) @ W2 + b2) @ W3 + b3


def _within(y: Value, x: Value, *layers: Value) -> bool:
    """Sigmoids say 0 to 1, so the weights behind them say how far a score can go."""
    W3, b3 = layers[-2:]
    low, high = np.minimum(W3, 0).sum(axis=0) + b3, np.maximum(W3, 0).sum(axis=0) + b3
    return bool(((y >= low - 1e-9) & (y <= high + 1e-9)).all())


EXERCISE = Exercise(
    "three_layers",
    inputs,
    properties={
        "within": _within,
    },
    ideas={
        "no-activation": _network(_as_it_is, _as_it_is),
        "activation-at-the-end": _network(h3=core.sigmoid),
        "softmax-at-the-end": _network(h3=core.softmax),
        "first-alone": _network(h2=_as_it_is),
        "second-alone": _sums_passed_on,
        "relu": _network(core.relu, core.relu),
        "step": _network(core.step_function, core.step_function),
        "no-bias": (
            _with(lambda x, W1, b1, W2, b2, W3, b3: (x, W1, 0, W2, 0, W3, 0)),
            _with(lambda x, W1, b1, W2, b2, W3, b3: (x, W1, b1, W2, b2, W3, 0)),
        ),
        "before": _before,
        "transposed": _with(lambda x, W1, b1, W2, b2, W3, b3: (x, W1.T, b1, W2.T, b2, W3.T, b3)),
        "two-layers": lambda x, W1, b1, W2, b2, W3, b3: core.sigmoid(
            core.sigmoid(x @ W1 + b1) @ W2 + b2
        ),
        "winner": lambda *arguments: _network()(*arguments).argmax(axis=-1),
    },
    given=("affine", "sigmoid"),
)
