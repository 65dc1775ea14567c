"""The mistakes that a learner's network can show, each known by what gives it away."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.practice.own.beside_core import (
    bias_by_itself,
    have_slip,
    lost_on_the_way,
    not_averaged,
    others,
    times,
)
from tui_tutor.practice.own.evidence import PROBE, Evidence
from tui_tutor.practice.own.layers import OUTPUTS, Layer, layers_of
from tui_tutor.practice.own.oracle import alike, forward_of


@dataclass(frozen=True)
class Mistake:
    """`way`: in a network that has learnt it is only another way. `fails`: none passes with it."""

    name: str
    part: str
    shows: Callable[[Evidence], bool]
    way: bool = False
    fails: bool = False


FLAT = 5.0  # sums at which sigmoid and tanh have next to no slope left


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
    return any(
        layers_of(arrays) is None and any(a.size == 1 for a in arrays) for arrays in (begun, grads)
    )


def _too_wide(evidence: Evidence) -> bool:
    """Most sums of the first layer are where an activation is flat, or far out."""
    layers = evidence.weights
    if layers is None:
        return False
    sums = evidence.x @ layers[0].W + layers[0].b
    return float(np.median(np.abs(sums))) > FLAT


# ------------------------------------------------------------------ forward


def _no_scores(evidence: Evidence) -> bool:
    """It gave something else than a row of ten for each image."""
    given = evidence.parts.get("forward", [])
    has_weights = evidence.weights is not None  # without them nothing is asked of it yet
    return has_weights and bool(given) and given[0].shape != (PROBE, OUTPUTS)


def _softmax_over_the_batch(evidence: Evidence) -> bool:
    way = forward_of(evidence)
    return (way is not None and way.output == "axis") or have_slip("axis")(evidence)


def _softmax_twice(evidence: Evidence) -> bool:
    way = forward_of(evidence)
    twice = way is not None and way.output == "softmax-twice"
    return twice or have_slip("softmax-twice")(evidence)


def _pixels_not_scaled(evidence: Evidence) -> bool:
    return 100 < evidence.watched.largest <= 255 and evidence.watched.smallest >= 0


def _another_range(evidence: Evidence) -> bool:
    """Judged it is by pixels from 0 to 1."""
    watched = evidence.watched
    return watched.calls > 0 and not (0.1 < watched.largest < 2 and watched.smallest > -0.3)


# ------------------------------------------------------------------ gradients


def _no_pair(evidence: Evidence) -> bool:
    """What it gave could not be taken as the loss and the gradients."""
    error = evidence.error
    return (
        evidence.ended_in == "gradients"
        and error is not None
        and error.line is None
        and ("unpack" in error.message or "subscriptable" in error.message)
    )


def _of_other_shapes(evidence: Evidence) -> bool:
    """And update could not take them."""
    begun = [a.shape for a in evidence.parts.get("first_weights", [])]
    given = [a.shape for a in evidence.gradients]
    stopped = evidence.ended_in in ("update", "train") and evidence.error is not None
    return stopped and begun != given and len(begun) == len(given)


def _in_another_order(evidence: Evidence) -> bool:
    begun = [a.shape for a in evidence.parts.get("first_weights", [])]
    given = [a.shape for a in evidence.gradients]
    return _of_other_shapes(evidence) and sorted(begun) == sorted(given)


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


def _old_kept(evidence: Evidence) -> bool:
    """There are new weights, but nothing goes on with them."""
    before, after = evidence.parts.get("forward", []), evidence.parts.get("forward after", [])
    moved = any(far.any() and grad.W.any() for far, _, grad in _moved(evidence))
    watched = evidence.watched
    lost = moved and bool(before and after) and alike(before[0], after[0])
    return lost or (watched.came_back > 0 and watched.updates > 0 and watched.moved < 0.1)


def _moved_alike(evidence: Evidence) -> bool:
    """Every weight went equally far, whatever its own slope."""
    moved = [(far, grad) for far, _, grad in _moved(evidence) if far.any()]
    once = bool(moved) and all(
        np.ptp(far) <= 1e-3 * np.abs(far).max() and np.ptp(grad.W) > 0 for far, grad in moved
    )
    return once or evidence.watched.alike > 0.5


def _uphill(evidence: Evidence) -> bool:
    """A layer's step goes with its gradient; or the gradient, right but for that, points down."""
    grads = layers_of(evidence.gradients)
    before, after = evidence.weights, layers_of(evidence.parts.get("update", []))
    if grads is None or before is None or after is None:
        return False
    steps = [
        float(((new - old) * grad).sum())
        for was, now, by in zip(before, after, grads, strict=False)
        for old, new, grad in ((was.W, now.W, by.W), (was.b, now.b, by.b))
        if old.shape == new.shape == grad.shape
    ]
    turned = times(evidence) < 0
    return any(step > 0 for step in steps) != (turned and any(steps))


# ------------------------------------------------------------------ the loop


def _labels_apart(evidence: Evidence) -> bool:
    return evidence.watched.known > 0.5 and evidence.watched.mislabelled > 0.5


def _test_images(evidence: Evidence) -> bool:
    return evidence.watched.tests > 0.001


def _old_gradients(evidence: Evidence) -> bool:
    """Update after update by the same ones, or by those of weights that stay as they were."""
    calls, updates = evidence.watched.calls, evidence.watched.updates
    again = updates > 1.5 * calls > 0
    return again or (updates > 0.7 * calls > 1 and evidence.watched.moved < 0.3)


def _last_batch(evidence: Evidence) -> bool:
    calls, moved = evidence.watched.calls, evidence.watched.moved * evidence.watched.calls
    return calls > 1.5 * max(evidence.watched.updates, 0.5) and calls > 1.5 * max(moved, 0.5)


def _not_returned(evidence: Evidence) -> bool:
    return evidence.watched.came_back > 0 and evidence.watched.moved > 0.3


def _no_shuffle(evidence: Evidence) -> bool:
    return evidence.watched.neighbours > 0.9 * evidence.watched.known > 0


def _too_short(evidence: Evidence) -> bool:
    return 0 < evidence.watched.epochs < 1


def _few_images(evidence: Evidence) -> bool:
    """The same ones again and again."""
    watched = evidence.watched
    return watched.epochs >= 1 and watched.known > 0.5 and watched.met < 0.5


def _too_fast(evidence: Evidence) -> bool:
    """The loss is higher than it was at the beginning, or no number any more."""
    first, last = evidence.watched.first_loss, evidence.watched.last_loss
    return evidence.watched.calls > 0 and not last <= first * 1.1


def _too_slow(evidence: Evidence) -> bool:
    return evidence.watched.calls > 0 and evidence.watched.far < 0.05


def _other_way(evidence: Evidence) -> bool:
    """What forward gives is not what the network that is judged gives with the same weights."""
    given = evidence.parts.get("forward", [])
    return bool(given) and evidence.weights is not None and forward_of(evidence) is None


def _unfinished(evidence: Evidence) -> bool:
    learning = evidence.watched.last_loss < evidence.watched.first_loss
    return learning and layers_of(evidence.trained) is not None


def _not_called(evidence: Evidence) -> bool:
    return bool(evidence.trained) and not evidence.watched.calls


# In the order in which they explain one another: what stands first spoils what follows.
MISTAKES = (
    Mistake("test-images", "train", _test_images, fails=True),
    Mistake("zeros", "first_weights", _zeros),
    Mistake("all-alike", "first_weights", _all_alike),
    Mistake("one-bias", "gradients", _one_bias),
    Mistake("no-scores", "forward", _no_scores),
    Mistake("no-pair", "gradients", _no_pair, way=True),
    Mistake("bias-not-summed", "gradients", _bias_not_summed),
    Mistake("bias-axis", "gradients", _summed_over_the_wrong_axis),
    Mistake("order", "gradients", _in_another_order),
    Mistake("shapes", "gradients", _of_other_shapes),
    Mistake("axis", "forward", _softmax_over_the_batch),
    Mistake("softmax-twice", "gradients", _softmax_twice),
    Mistake("slope", "gradients", have_slip("slope")),
    Mistake("way-back", "gradients", lost_on_the_way, way=True),
    Mistake("bias-wrong", "gradients", bias_by_itself),
    Mistake("not-moved", "update", _not_moved),
    Mistake("moved-alike", "update", _moved_alike, way=True),
    Mistake("uphill", "update", _uphill),
    Mistake("old-kept", "update", _old_kept, way=True),
    Mistake("labels-apart", "train", _labels_apart),
    Mistake("old-gradients", "train", _old_gradients),
    Mistake("last-batch", "train", _last_batch, way=True),
    Mistake("not-returned", "train", _not_returned, way=True),
    Mistake("not-scaled", "train", _pixels_not_scaled, way=True),
    Mistake("another-range", "train", _another_range, way=True),
    Mistake("not-averaged", "gradients", not_averaged, way=True),
    Mistake("other-gradients", "gradients", others, way=True),
    Mistake("wide", "first_weights", _too_wide, way=True),
    Mistake("no-shuffle", "train", _no_shuffle),
    Mistake("too-short", "train", _too_short, way=True),
    Mistake("few-images", "train", _few_images, way=True),
    Mistake("not-called", "train", _not_called, way=True),
    Mistake("too-fast", "train", _too_fast, way=True),
    Mistake("too-slow", "train", _too_slow, way=True),
    Mistake("other-way", "forward", _other_way, way=True),
    Mistake("unfinished", "train", _unfinished, way=True),
)
