"""The mistakes that a learner's network can show, each known by what gives it away."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.practice.own.evidence import PROBE, Evidence
from tui_tutor.practice.own.layers import Layer, layers_of
from tui_tutor.practice.own.oracle import alike, forward_of, gradients


@dataclass(frozen=True)
class Mistake:
    """`way`: in a network that has learnt it is only another way. `fails`: none passes with it."""

    name: str
    part: str
    shows: Callable[[Evidence], bool]
    way: bool = False
    fails: bool = False


def found(evidence: Evidence, learnt: bool) -> Mistake | None:
    """The first mistake that shows."""
    return next((m for m in MISTAKES if not (learnt and m.way) and m.shows(evidence)), None)


# ------------------------------------------------------------------ first weights


def _zeros(evidence: Evidence) -> bool:
    layers = evidence.weights
    return layers is not None and all(not layer.W.any() for layer in layers)


def _all_alike(evidence: Evidence) -> bool:
    layers = evidence.weights
    return layers is not None and all(np.ptp(layer.W) == 0 for layer in layers)


def _one_bias(evidence: Evidence) -> bool:
    """A bias, or its gradient, of one number, where a layer has many units."""
    begun, grads = evidence.parts.get("first_weights", []), evidence.gradients
    return any(a.size == 1 for a in begun) or (
        layers_of(grads) is None and any(a.size == 1 for a in grads)
    )


# ------------------------------------------------------------------ forward


def _softmax_over_the_batch(evidence: Evidence) -> bool:
    way = forward_of(evidence)
    return way is not None and way.output == "softmax-axis-0"


def _pixels_not_scaled(evidence: Evidence) -> bool:
    return evidence.watched.largest > 2


# ------------------------------------------------------------------ gradients


def _forgotten(what: str) -> Callable[[Evidence], bool]:
    """The gradients are core's with that left out, or the sum of these over the batch."""

    def shows(evidence: Evidence) -> bool:
        wrong = _gradients_are(evidence, True, what) or _gradients_are(evidence, False, what)
        return wrong and not _gradients_are(evidence)

    return shows


def _not_averaged(evidence: Evidence) -> bool:
    return _gradients_are(evidence, mean=False) and not _gradients_are(evidence)


def _gradients_are(evidence: Evidence, mean: bool = True, forgotten: str = "") -> bool:
    """Those by the matrices; a bias has mistakes of its own."""
    given, layers, way = layers_of(evidence.gradients), evidence.weights, forward_of(evidence)
    if given is None or layers is None or way is None:
        return False
    told = gradients(layers, evidence.x, evidence.t, way.activation, mean, forgotten)
    return all(alike(one.W, other.W) for one, other in zip(given, told, strict=False))


def _bias_not_summed(evidence: Evidence) -> bool:
    """Its gradient has a row for each image."""
    given = evidence.gradients
    return any(a.ndim == 2 and len(a) == PROBE for a in given)


def _summed_over_the_wrong_axis(evidence: Evidence) -> bool:
    return any(a.shape == (PROBE,) for a in evidence.gradients)


# ------------------------------------------------------------------ update


def _moved(evidence: Evidence) -> list[tuple[Array, Layer, Layer]]:
    """How far each W went, with the layer as it was and its gradient."""
    before, grads = evidence.weights, layers_of(evidence.gradients)
    after = layers_of(evidence.parts.get("update", []))
    if before is None or grads is None or after is None:
        return []
    rows = zip(before, after, grads, strict=False)
    return [(new.W - old.W, old, grad) for old, new, grad in rows]


def _not_moved(evidence: Evidence) -> bool:
    moved = _moved(evidence)
    return bool(moved) and all(not far.any() for far, _, _ in moved)


def _moved_alike(evidence: Evidence) -> bool:
    """Every weight went equally far, whatever its own slope."""
    moved = [(far, grad) for far, _, grad in _moved(evidence) if far.any()]
    return bool(moved) and all(
        np.ptp(far) <= 1e-3 * np.abs(far).max() and np.ptp(grad.W) > 0 for far, grad in moved
    )


def _uphill(evidence: Evidence) -> bool:
    return any((far * grad.W).sum() > 0 for far, _, grad in _moved(evidence))


# ------------------------------------------------------------------ the loop


def _labels_apart(evidence: Evidence) -> bool:
    return evidence.watched.known > 0.5 and evidence.watched.mislabelled > 0.5


def _test_images(evidence: Evidence) -> bool:
    return evidence.watched.tests > 0.02


def _old_gradients(evidence: Evidence) -> bool:
    return evidence.watched.updates > 1.5 * evidence.watched.calls > 0


def _last_batch(evidence: Evidence) -> bool:
    return evidence.watched.calls > 1.5 * max(evidence.watched.updates, 0.5)


def _no_shuffle(evidence: Evidence) -> bool:
    return evidence.watched.neighbours > 0.9 * evidence.watched.known > 0


def _too_short(evidence: Evidence) -> bool:
    return 0 < evidence.watched.epochs < 1


# In the order in which they explain one another: what stands first spoils what follows.
MISTAKES = (
    Mistake("test-images", "train", _test_images, fails=True),
    Mistake("zeros", "first_weights", _zeros),
    Mistake("all-alike", "first_weights", _all_alike),
    Mistake("one-bias", "gradients", _one_bias),
    Mistake("axis", "forward", _softmax_over_the_batch),
    Mistake("bias-not-summed", "gradients", _bias_not_summed),
    Mistake("bias-axis", "gradients", _summed_over_the_wrong_axis),
    Mistake("softmax-twice", "gradients", _forgotten("softmax")),
    Mistake("slope", "gradients", _forgotten("slope")),
    Mistake("not-moved", "update", _not_moved),
    Mistake("moved-alike", "update", _moved_alike, way=True),
    Mistake("uphill", "update", _uphill),
    Mistake("labels-apart", "train", _labels_apart),
    Mistake("old-gradients", "train", _old_gradients),
    Mistake("last-batch", "train", _last_batch),
    Mistake("not-scaled", "train", _pixels_not_scaled, way=True),
    Mistake("not-averaged", "gradients", _not_averaged, way=True),
    Mistake("no-shuffle", "train", _no_shuffle),
    Mistake("too-short", "train", _too_short, way=True),
)
