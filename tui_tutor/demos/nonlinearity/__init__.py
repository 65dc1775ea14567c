"""Why a hidden layer needs a bend: linear layers collapse into one, bent ones fit any curve."""

from dataclasses import dataclass

from rich.console import RenderableType

from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.nonlinearity.collapse import collapse
from tui_tutor.demos.nonlinearity.fit import TARGETS, Fit, Fitted
from tui_tutor.demos.nonlinearity.page import fitting
from tui_tutor.knobs import Button, Choice, Slider, knob
from tui_tutor.nets import TRAINABLE


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("collapse", "fit"), "collapse")
    activation: str = knob(Choice("identity", *TRAINABLE), "identity")
    layers: int = knob(Slider(1, 10, step=1), 3, "collapse")
    x: float = knob(Slider(-3, 3, step=0.25), 1.5, "collapse")
    target: str = knob(Choice(*TARGETS), "sine", "fit")
    units: int = knob(Slider(1, 50, step=1), 8, "fit")
    weights: int = knob(Button(), 0)  # each press draws other ones


class Run:
    """Fits while that view is open, and begins anew with other knobs of it."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._begin(knobs)

    def _begin(self, knobs: Knobs) -> None:
        self._wanted = wanted(knobs)
        self._fit = Fit(knobs.activation, knobs.units, knobs.target, self._seed + knobs.weights)

    def step(self, knobs: Knobs) -> bool:
        if wanted(knobs) != self._wanted:
            self._begin(knobs)
        return knobs.view == "fit" and self._fit.step()

    def snapshot(self) -> Fitted:
        return self._fit.snapshot()


def wanted(knobs: Knobs) -> tuple[object, ...]:
    """What a fit depends on."""
    return knobs.activation, knobs.units, knobs.target, knobs.weights


def draw(knobs: Knobs, size: Size, fitted: Fitted) -> RenderableType:
    return collapse(knobs, size) if knobs.view == "collapse" else fitting(fitted, size)


DEMO = LiveDemo(
    "nonlinearity",
    Knobs(),
    draw,
    core=(
        "affine",
        "sigmoid",
        "relu",
        "affine_backward",
        "affine_backward_input",
        "sigmoid_backward",
        "relu_backward",
        "mean_squared_error",
        "adam",
    ),
    begin=Run,
    pace=200,
    plays_itself=True,
)
