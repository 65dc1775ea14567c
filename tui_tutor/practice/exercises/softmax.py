"""Exercise: softmax."""

import numpy as np

from tui_tutor import core
from tui_tutor.practice.exercise import Exercise, Groups, Value

BATCH = np.array([[0.5, -1.0, 2.0], [1.0, 3.0, -2.5]])
LOW = np.array([-1010.0, -1000.0, -990.0])


def inputs(rng: np.random.Generator) -> Groups:
    scores = rng.normal(0, 2, 4)
    return {
        "one-sample": [(np.array([1.0, 2.0]),), (np.array([0.3, -1.2, 2.0]),), (scores,)],
        "shifted": [(np.array([101.0, 102.0]),), (scores + 100,)],
        "batch": [(np.array([[1.0, 2.0], [4.0, 1.0]]),), (BATCH,), (rng.normal(0, 2, (3, 4)),)],
        "large": [
            (np.array([500.0, 499.0]),),
            (np.array([1010.0, 1000.0, 990.0]),),
            (rng.normal(0, 1e4, (2, 3)),),
        ],
        "far-below": [(LOW,), (np.array([LOW, LOW[::-1]]),)],
        "far-apart": [
            (np.array([-500.0, 300.0]),),
            (np.array([0.0, 0.0, 900.0]),),
            (np.array([[3.0, 1.0], [1010.0, 1000.0]]),),
        ],
        "float32": [(np.array([1.0, 2.0], np.float32),)],
    }


def _over(top: Value, total: Value) -> Value:
    """Softmax with a maximum and a sum over other axes than each row's own."""

    def softmax(a: Value) -> Value:
        e = np.exp(a - np.max(a, axis=top, keepdims=top is not None))
        return e / np.sum(e, axis=total, keepdims=total is not None)

    return softmax


def _less(taken_off: Value) -> Value:
    """Softmax with something else than the maximum taken off."""
    return lambda a: core.naive_softmax(a - taken_off(a))


def _unkept(top: Value, keepdims: bool) -> Value:
    """Softmax without keepdims: a square batch is divided along the wrong axis, others fail."""

    def softmax(a: Value) -> Value:
        e = np.exp(a - top(a))
        return e / e.sum(axis=-1, keepdims=keepdims)

    return softmax


def _clipped(most: float, in_all: bool) -> Value:
    def softmax(a: Value) -> Value:
        e = np.exp(np.clip(a, -most, most))
        return e / (e.sum() if in_all else e.sum(axis=-1, keepdims=True))

    return softmax


def _capped(most: float, in_all: bool) -> Value:
    def softmax(a: Value) -> Value:
        e = np.exp(np.minimum(a, most))
        return e / (e.sum() if in_all else e.sum(axis=-1, keepdims=True))

    return softmax


EXERCISE = Exercise(
    "softmax",
    inputs,
    properties={
        "finite": lambda y, a: np.isfinite(y).all(),
        "range": lambda y, a: ((y >= 0) & (y <= 1 + 1e-6)).all(),
        "sum": lambda y, a: np.allclose(y.sum(axis=-1, dtype=float), 1, rtol=1e-3),
    },
    ideas={
        "naive": core.naive_softmax,
        "naive-batch": lambda a: np.exp(a) / np.sum(np.exp(a)),
        "whole-batch": _over(None, None),
        "batch-maximum": _over(None, -1),
        "batch-sum": _over(-1, None),
        "axis-0": (
            _over(0, 0),
            _over(None, 0),
            lambda a: np.exp(a) / np.exp(a).sum(axis=0),
        ),
        "undivided": (lambda a: np.exp(a - a.max(axis=-1, keepdims=True)), np.exp),
        "by-largest": (
            lambda a: core.naive_softmax(a / a.max(axis=-1, keepdims=True)),
            lambda a: core.naive_softmax(a / a.max()),
        ),
        "no-keepdims": (
            _unkept(lambda a: a.max(axis=-1), False),
            _unkept(lambda a: a.max(axis=-1), True),
            _unkept(lambda a: a.max(axis=-1, keepdims=True), False),
            _unkept(np.max, False),
            _unkept(lambda a: 0, False),
        ),
        "no-exp": (
            lambda a: a / np.sum(a, axis=-1, keepdims=True),
            lambda a: a / np.sum(a),
        ),
        "sigmoid": core.sigmoid,
        "logarithm": core.log_softmax,
        "winner": lambda a: (a == a.max(axis=-1, keepdims=True)).astype(float),
        "largest-size": (
            _less(lambda a: np.abs(a).max(axis=-1, keepdims=True)),
            _less(lambda a: np.abs(a).max()),
        ),
        "minus-mean": (
            _less(lambda a: a.mean(axis=-1, keepdims=True)),
            _less(np.mean),
        ),
        "minus-minimum": (_less(lambda a: a.min(axis=-1, keepdims=True)), _less(np.min)),
        "plus-maximum": (
            _less(lambda a: -a.max(axis=-1, keepdims=True)),
            _less(lambda a: -a.max()),
        ),
        "clipped": tuple(
            way(most, in_all)
            for way in (_clipped, _capped)
            for most in (100, 500, 600, 700, 709)
            for in_all in (False, True)
        ),
        "turned-round": lambda a: core.softmax(-a),
    },
)
