"""The fit as it is shown: target and fit, where the units stand, how good it is in words."""

import numpy as np
from rich.console import RenderableType

from tui_tutor.demo import Size
from tui_tutor.demos.nonlinearity.collapse import LOWEST, SMALLEST, straight
from tui_tutor.demos.nonlinearity.fit import REACH, STEPS, Fitted, X
from tui_tutor.show import note, number
from tui_tutor.show.bars import bars
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import legend, plot
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, SKY, STRAW
from tui_tutor.show.stage import Picture, stage, strip
from tui_tutor.text import Words

words = Words("nonlinearity")
HALFWAY, NEAR, ALIKE = 0.5, 0.05, 0.005  # shares of the best line's error


def fitting(fitted: Fitted, size: Size) -> RenderableType:
    step = words("step", step=f"{fitted.step:>4}", steps=STEPS)
    share, error = fitted.error / fitted.line_error, words("error", error=f"{fitted.error:.4f}")
    return stage(
        size,
        Picture(lambda room: curves(fitted, room), LOWEST),
        strip(lambda width: bars([step], [share], [error], width, [SKY]), lines=1),
        note(verdict(fitted), RIGHT if fitted.error < NEAR * fitted.line_error else ""),
        note(where(fitted), QUIET),
    )


def curves(fitted: Fitted, size: Size) -> RenderableType:
    x = X[:, 0]
    low = min(float(fitted.target.min()), -0.2) - 0.25
    high = float(fitted.target.max()) + 0.25
    named = [
        Curve(x, np.clip(fitted.y, low, high), name=words("fit")),
        Curve(x[::5], fitted.target[::5], AMBER, "•", name=words("target")),
    ]
    drawn = [*named]
    inside = fitted.places[np.abs(fitted.places) <= REACH]
    if fitted.activation != "identity" and inside.size:
        drawn.append(Curve(inside, np.full(inside.shape, low), STRAW, "▲", name=words("bends")))
    ranges = (-REACH, REACH), (low, high)
    picture = Picture(lambda room: plot(drawn, room, *ranges, x_name="x"), SMALLEST)
    return stage(size, legend(named), picture)


def verdict(fitted: Fitted) -> str:
    """How good the fit is, measured by the best straight line."""
    share = fitted.error / fitted.line_error
    values = {
        "units": fitted.units,
        "line": straight(*fitted.line),
        "error": f"{fitted.error:.4f}",
        "best": number(fitted.line_error, 3),
        "times": number(1 / share, 3) if share else "inf",
    }
    if fitted.activation == "identity":
        return words("straight", **values)
    key = "worse" if share > 0.99 else "begun" if share > HALFWAY else "rough"
    key = "alike" if share < ALIKE else "near" if share < NEAR else key
    return words.of("verdict", key, **values)


def where(fitted: Fitted) -> str:
    """What the marks under the plot are."""
    count = int((np.abs(fitted.places) <= REACH).sum())
    return words.of("where", fitted.activation, count=count, units=fitted.units)
