"""What the learner does by hand: a unit switched off, a weight turned and held where it is."""

from dataclasses import dataclass, replace

from tui_tutor.arrays import Floats
from tui_tutor.demos.playground.controls import Held, Hold
from tui_tutor.demos.playground.knobs import OWN, POINTS, Knobs
from tui_tutor.nets import Network, place_of

NOTCH = 0.1  # what one arrow key adds to a weight


@dataclass(frozen=True)
class Chosen:
    """A unit, or the thread to it from `source`; all count from 1, 0 is no source.

    Layer 1 is the first hidden one, the last is the output.
    """

    layer: int
    unit: int
    source: int

    @property
    def weight(self) -> Hold:
        """Its thread, or else its bias, as it is held at 0."""
        return Hold(self.layer, self.unit, self.source or -1, 0.0)


def chosen(knobs: Knobs, network: Network) -> Chosen:
    """What the knobs name, or the nearest that there is."""
    sizes = network.sizes
    layer = min(knobs.layer, len(sizes) - 1)
    return Chosen(layer, min(knobs.unit, sizes[layer]), min(knobs.source, sizes[layer - 1]))


def places(network: Network, held: Held) -> list[tuple[int, float]]:
    """Where the row of all parameters has what is held, and its value; what is not there is left.

    A unit that is off has a weight of 0 to each unit of the next layer.
    """
    sizes, found = network.sizes, []
    for one in held:
        if not (one.layer < len(sizes) and one.unit <= sizes[one.layer]):
            continue
        if one.is_unit and one.layer + 1 < len(sizes):
            following = range(sizes[one.layer + 1])
            found += [(place_of(network, one.layer, one.unit - 1, k), 0.0) for k in following]
        elif not one.is_unit and one.source <= sizes[one.layer - 1]:
            source = one.source - 1 if one.source > 0 else -1
            found.append((place_of(network, one.layer - 1, source, one.unit - 1), one.value))
    return found


def by_hand(network: Network, held: Held) -> Network:
    """The network with what is held put into place."""
    row, changed = network.in_one_row()
    for place, value in places(network, held):
        row[place] = value
    return changed


def weight_of(network: Network, hold: Hold) -> float:
    """The weight, or the bias, as it is now."""
    row: Floats = network.in_one_row()[0]
    (place, _), *_ = places(network, (replace(hold, value=0.0),))
    return float(row[place])


def settled(knobs: Knobs, ran_by: Knobs, network: Network) -> Knobs:
    """The knobs with what was done by hand; whoever puts a point wants to learn from it."""
    if knobs.own != ran_by.own and knobs.view == POINTS:
        knobs = replace(knobs, data=OWN)
    return taken(knobs, network)


def taken(knobs: Knobs, network: Network) -> Knobs:
    """What was turned, switched off or let go becomes part of `held`."""
    if not (knobs.turn or knobs.off or knobs.free):
        return knobs
    network = by_hand(network, knobs.held)
    here = chosen(knobs, network)
    held = {one.key: one for one in knobs.held} if not knobs.free else {}
    if knobs.turn:
        value = weight_of(network, here.weight) + NOTCH * knobs.turn
        one = replace(here.weight, value=round(value, 3))
        held[one.key] = one
    if knobs.off:
        one = here.weight if here.source else Hold(here.layer, here.unit, 0, 0.0)
        if held.pop(one.key, None) is None:
            held[one.key] = one
    return replace(knobs, held=tuple(held.values()), turn=0, off=0, free=0)
