"""Why a hidden layer needs a bend: linear layers collapse into one, bent ones fit any curve."""

import numpy as np
from rich.console import RenderableType

from tui_tutor import core
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.nonlinearity.collapse import collapse, products, stack, through
from tui_tutor.demos.nonlinearity.fit import Fit, Fitted, X
from tui_tutor.demos.nonlinearity.knobs import Knobs, Wanted
from tui_tutor.demos.nonlinearity.page import fitting
from tui_tutor.show.roles import AMBER, SKY


class Run:
    """Fits while that view is open, and begins anew with other knobs of it."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._begin(knobs.wanted)

    def _begin(self, wanted: Wanted) -> None:
        self._wanted = wanted
        activation, units, target, weights = wanted
        self._fit = Fit(activation, units, target, self._seed + weights)

    def step(self, knobs: Knobs) -> bool:
        if knobs.wanted != self._wanted:
            self._begin(knobs.wanted)
        return knobs.view == "fit" and self._fit.step()

    def snapshot(self) -> tuple[Wanted, Fitted]:
        return self._wanted, self._fit.snapshot()

    def go_to(self, then: tuple[Wanted, Fitted], newest: tuple[Wanted, Fitted]) -> None:
        wanted, fitted = then
        if wanted != self._wanted:
            self._begin(wanted)
        self._fit.go_to(fitted)


def draw(knobs: Knobs, size: Size, shown: tuple[Wanted, Fitted]) -> RenderableType:
    return collapse(knobs, size) if knobs.view == "collapse" else fitting(shown[1], size)


def facts(knobs: Knobs, shown: tuple[Wanted, Fitted]) -> Facts:
    """How far the stack and its one layer part, and how far the fit has come."""
    _, fitted = shown
    layers = stack(knobs.layers, knobs.weights)
    one = core.affine(X, *products(layers)[-1])
    return {
        "gap": float(np.abs(through(layers, X, knobs.activation) - one).max()),
        "fit_activation": fitted.activation,
        "fit_units": fitted.units,
        "fit_step": fitted.step,
        "fit_error": fitted.error,
    }


DEMO = LiveDemo(
    "nonlinearity",
    Knobs(),
    draw,
    core=(
        "affine",
        "sigmoid",
        "tanh",
        "relu",
        "affine_backward",
        "sigmoid_backward",
        "tanh_backward",
        "relu_backward",
        "mean_squared_error",
        "adam",
    ),
    begin=Run,
    pace=200,
    replays=True,
    plays_in=lambda knobs: knobs.view == "fit",
    facts=facts,
    parts={"stack": SKY, "one": AMBER},
    height=lambda knobs, shown: shown[1].error,
    anew=lambda ran_by, knobs, shown: shown[0] != knobs.wanted,
)
