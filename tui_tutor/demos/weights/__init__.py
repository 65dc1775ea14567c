"""First weights: what they make of a signal layer by layer, and whether they part the units."""

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.weights.knobs import Knobs
from tui_tutor.demos.weights.layers import draw_layers, layers
from tui_tutor.demos.weights.twins import Runner, Snapshot, current, draw_twins


def draw(knobs: Knobs, size: Size, now: Snapshot) -> RenderableType:
    return draw_layers(knobs, size) if knobs.view == "layers" else draw_twins(knobs, size, now)


def facts(knobs: Knobs, snapshot: Snapshot) -> Facts:
    """What became of the signal in the last layer, and how far the small network has come.

    `begun` and `learns_with` are those of the network that is shown.
    """
    last = layers(knobs.activation, knobs.init, knobs.layers)[-1]
    now = current(knobs, snapshot)
    return {
        "spread": last.spread,
        "shut": last.shut,
        "different": now.different,
        "updates": now.updates,
        "accuracy": now.accuracy,
        "begun": now.init,
        "learns_with": now.activation,
    }


DEMO = LiveDemo(
    "weights",
    Knobs(),
    draw,
    core=("initial_scale", "initial_weights", "sigmoid", "tanh", "relu"),
    begin=Runner,
    pace=20,
    plays_in=lambda knobs: knobs.view == "twins",
    facts=facts,
    height=lambda knobs, now: now.loss,
    anew=lambda ran_by, knobs, now: (now.init, now.activation) != (knobs.init, knobs.activation),
)
