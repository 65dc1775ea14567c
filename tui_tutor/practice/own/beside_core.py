"""The gradients of a learner's page beside core's, in the same network and for the same batch."""

from collections.abc import Callable

from tui_tutor.practice.own.evidence import PROBE, Evidence
from tui_tutor.practice.own.layers import Layers, layers_of
from tui_tutor.practice.own.oracle import factor, forward_of, gradients


def told(evidence: Evidence, mistake: str = "") -> tuple[Layers, list[Layers]]:
    """The page's gradients, and core's in the same network, in each way of the mistake."""
    given, layers, way = layers_of(evidence.gradients), evidence.weights, forward_of(evidence)
    if given is None or layers is None or way is None or len(given) != len(layers):
        return [], []
    return given, list(gradients(layers, evidence.x, evidence.t, way.activation, mistake))


def times(evidence: Evidence, mistake: str = "") -> float:
    """By which the page's gradients, those by the matrices, are core's; 0: they are others."""
    given, ways = told(evidence, mistake)
    found = (factor([one.W for one in given], [one.W for one in way]) for way in ways)
    return next((one for one in found if one), 0.0)


def have_slip(mistake: str) -> Callable[[Evidence], bool]:
    """They are core's with that mistake, and not without it."""
    return lambda evidence: not times(evidence) and times(evidence, mistake) > 0


def not_averaged(evidence: Evidence) -> bool:
    return times(evidence) > PROBE / 2


def lost_on_the_way(evidence: Evidence) -> bool:
    """Those of the last layer are right, and not those before it."""
    given, ways = told(evidence)
    return any(factor([given[-1].W], [way[-1].W]) > 0 for way in ways) and not times(evidence)


def others(evidence: Evidence) -> bool:
    """Those by the matrices are not core's at all."""
    return bool(told(evidence)[1]) and not times(evidence)


def bias_by_itself(evidence: Evidence) -> bool:
    """The gradients by the matrices are right, those by the biases are not."""
    given, ways = told(evidence)
    by = times(evidence)
    return by > 0 and any(
        abs(factor([one.b for one in given], [one.b for one in way]) - by) > 0.01 * by
        for way in ways
    )
