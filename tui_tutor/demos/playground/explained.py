"""One sentence on what is on the screen: why it fails, what it can't do, how far it has come."""

import numpy as np
from rich.text import Text

from tui_tutor.demos.playground.fields import asleep
from tui_tutor.demos.playground.inputs import given
from tui_tutor.demos.playground.run import Play
from tui_tutor.nets import LOSSES
from tui_tutor.show import note, number
from tui_tutor.show.roles import RIGHT, WRONG
from tui_tutor.text import Words

words = Words("playground")
SAME = 1e-3  # answers that differ by less are one
BY_HEART = 2.0  # times that the loss of the test is above that of training, at least,
BEHIND = 0.1  # and by so much of what it costs to answer nothing: a small loss has small gaps
RESTING = 600  # steps for which all has to be right before it is said: two seconds
LOOKED_AT = 3  # points of the curve that have to agree, so that a sentence does not flap


def explained(play: Play) -> Text:
    if not len(play.points.t):
        return note(words("no-points"))
    if play.fault:
        return note(failed(play), WRONG)
    if sleeping := dead_layer(play):
        return note(words("dead", layer=sleeping), WRONG)
    if play.fit.step and spread(play) < SAME:
        return note(words("bias-only"), WRONG)
    if not play.fit.step:
        return note(words("begin"))
    if play.right_since is not None and play.fit.step - play.right_since >= RESTING:
        return note(words("all-right"), RIGHT)
    if by_heart(play):
        return note(words("by-heart"))
    straight = set(play.knobs.inputs) <= {"x1", "x2"}
    if not play.knobs.layers:
        return note(words("straight" if straight else "no-hidden"))
    return note(words("edges" if straight else "bent-edges"))


def in_turn() -> list[Text]:
    """The longest of what a run that goes well is told: it all stands in the same room."""
    return [note(words("begin")), note(words("by-heart")), note(words("bent-edges"))]


def failed(play: Play) -> str:
    """The first operation that gave no number."""
    assert play.fault is not None
    fault = play.fault
    began = words.of("fault", fault.operation, layer=fault.layer, loss=play.knobs.loss)
    return words("failed", step=f"{play.fit.step + 1:,}", began=began,
                 largest=number(fault.largest, 2))  # fmt: skip


def dead_layer(play: Play) -> int:
    """The first hidden layer all of whose units are shut at every training point; 0: none."""
    shut = [bool((shares == 1).all()) for shares in asleep(play)]
    return shut.index(True) + 1 if any(shut) else 0


@np.errstate(all="ignore")
def spread(play: Play) -> float:
    """How far the answers at the points lie apart."""
    scores = play.network.scores(given(play.points.x, play.knobs.inputs))
    return float(np.ptp(LOSSES[play.knobs.loss].answer(scores)))


def by_heart(play: Play) -> bool:
    """The test has been far behind training for some time."""
    last = play.curve[-LOOKED_AT:]
    t = play.points.t[play.points.training :]
    if len(last) < LOOKED_AT or not len(t):
        return False
    behind = BEHIND * LOSSES[play.knobs.loss].cost(np.zeros_like(t), t)
    return all(test > max(BY_HEART * train, train + behind) for _, train, test in last)
