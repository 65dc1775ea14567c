"""The playground: a small network, made of its own pictures, that bends a boundary on a plane."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.playground.code import as_code
from tui_tutor.demos.playground.explained import dead_layer, explained, in_turn
from tui_tutor.demos.playground.hand import settled
from tui_tutor.demos.playground.knobs import ONE_UNIT, Knobs
from tui_tutor.demos.playground.picture import NetworkPicture
from tui_tutor.demos.playground.run import Play, PlayRun, needs_another_network, preview
from tui_tutor.demos.playground.told import Legend, chosen_told, longest, losses, wrong
from tui_tutor.show import note
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import Picture, if_room, stage, steady

WIDEST = ((100_000, 0.0, 0.0),)  # a curve whose numbers take the most cells, or nearly
PACE = 300  # steps a second: slow enough to see it bend


def draw(knobs: Knobs, size: Size, play: Play) -> RenderableType:
    shown = preview(knobs, play)
    told = chosen_told(shown, knobs) if knobs.view in ONE_UNIT else ""
    return stage(
        size,
        steady(note(losses(shown)), note(losses(replace(shown, curve=WIDEST)))),
        steady(explained(shown), *in_turn()),
        Picture(lambda room: NetworkPicture(knobs, shown, room), Size(24, 8)),
        if_room(*([steady(note(told, QUIET), note(longest(told)))] if told else [])),
        if_room(Legend(shown, knobs.view)),
    )


def facts(knobs: Knobs, play: Play) -> Facts:
    """What goals are judged by: all of it is the run's, whatever has been turned since."""
    _, train, test = play.curve[-1]
    ran_by = play.knobs
    return {
        "step": play.fit.step,
        "points": ran_by.data,
        "given": " ".join(ran_by.inputs),
        "hidden_units": sum(units for units, _ in ran_by.layers),
        "training_loss": train,
        "test_loss": test,
        "wrong": wrong(play, training=False) or 0.0,
        "dead": dead_layer(play) > 0,
        "no_number": play.fault is not None,
    }


def tells(knobs: Knobs, play: Play, values: Mapping[str, object]) -> str:
    """The numbers of the unit or the thread under the mouse; nothing for what is pressed."""
    if "layer" not in values:
        return ""
    place: dict[str, Any] = {name: values[name] for name in ("layer", "unit", "source")}
    return chosen_told(preview(knobs, play), replace(knobs, **place))


DEMO = LiveDemo(
    "playground",
    Knobs(),
    draw,
    core=("affine", "tanh", "relu", "sigmoid", "affine_backward", "sgd", "momentum", "adam"),
    begin=PlayRun,
    pace=PACE,
    height=lambda knobs, play: play.curve[-1][1],
    anew=lambda ran_by, knobs, play: needs_another_network(play.knobs, knobs),
    settle=lambda knobs, play: settled(knobs, play.knobs, play.network),
    facts=facts,
    tells=tells,
    as_code=as_code,
)
