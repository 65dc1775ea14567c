"""What can be turned on the playground, by the view that it is turned in."""

from dataclasses import dataclass

from tui_tutor.demos.playground.controls import (
    Held,
    HeldLine,
    Inputs,
    InputsLine,
    Layers,
    LayersLine,
)
from tui_tutor.demos.playground.data import MAKERS
from tui_tutor.knobs import Button, Choice, Slider, Switch, knob
from tui_tutor.nets import INITS, LOSSES, PENALTIES, RULES
from tui_tutor.points import OwnPoints, Plane

MAIN, MORE = "network", "training"  # the same picture, beside other knobs
POINTS, HAND = "points", "hand"
OWN = "own"  # the data that the learner made
CORNERS = ((-3.0, -3.0, -1.0), (3.0, 3.0, -1.0), (-3.0, 3.0, 1.0), (3.0, -3.0, 1.0))
VIEWS = (MAIN, MORE, POINTS, HAND, "gradient", "asleep")
ONE_UNIT = (HAND, "gradient", "asleep")  # here one is chosen; a click elsewhere leads to the first


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*VIEWS), MAIN)
    data: str = knob(Choice(*MAKERS, OWN), "circle", MAIN, POINTS)
    inputs: Inputs = knob(InputsLine(), ("x1", "x2"), MAIN)
    layers: Layers = knob(LayersLine(), ((4, "tanh"), (2, "tanh")), MAIN)
    learning_rate: float = knob(Slider(1e-4, 10, step=10**0.25, log=True), 0.03, MAIN, MORE)
    noise: int = knob(Slider(0, 50, step=5), 0, MAIN)
    share: int = knob(Slider(10, 90, step=10), 50, MORE)
    batch_size: int = knob(Slider(1, 30, step=1), 10, MORE)
    loss: str = knob(Choice(*LOSSES), "cross-entropy", MORE)
    optimizer: str = knob(Choice(*RULES), "sgd", MORE)
    penalty: str = knob(Choice("none", *PENALTIES), "none", MORE)
    strength: float = knob(Slider(1e-4, 1, step=10**0.5, log=True), 0.001, MORE)
    dropout: int = knob(Slider(0, 80, step=10), 0, MORE)
    init: str = knob(Choice(*INITS), "xavier", MORE)
    layer: int = knob(Slider(1, 5, step=1), 1, *ONE_UNIT)
    unit: int = knob(Slider(1, 8, step=1), 1, *ONE_UNIT)
    source: int = knob(Slider(0, 8, step=1), 0, *ONE_UNIT)  # of a thread; 0: the unit itself
    large: bool = knob(Switch(), False, *ONE_UNIT)  # the chosen unit in place of the answer
    turn: int = knob(Slider(-10, 10, step=1), 0, HAND)  # notches; goes back to 0 at once
    off: int = knob(Button(), 0, HAND)
    free: int = knob(Button(), 0, HAND)
    held: Held = knob(HeldLine(most=2000), (), HAND)
    own: OwnPoints = knob(Plane(), CORNERS, POINTS)
    smooth: bool = knob(Switch(), True)
    seed: int = knob(Button(), 0, MAIN)  # each press: other first weights, points and order
