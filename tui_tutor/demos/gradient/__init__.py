"""The gradient: arrows on a landscape with a probe among them, and how large h should be."""

from dataclasses import dataclass

import numpy as np
from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.gradient.field import ARROWS, Probe, field, probed
from tui_tutor.demos.gradient.sweep import FUNCTIONS, LOOK, estimate, sweep
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.landscapes import LANDSCAPES, Landscape
from tui_tutor.show.roles import MINUS, PLUS, STRAW


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("field", "h"), "field")
    landscape: str = knob(Choice(*LANDSCAPES), "bowl", "field")
    x0: float = knob(Slider(-10, 10, step=0.25), 3.0, "field")
    x1: float = knob(Slider(-4.5, 4.5, step=0.25), 4.0, "field")
    step: float = knob(Slider(1e-4, 10, step=10**0.25, log=True), 0.01, "field")
    arrows: str = knob(Choice(*ARROWS), "∇f", "field")
    function: str = knob(Choice(*FUNCTIONS), "sin x", "h")
    h: float = knob(Slider(1e-15, 0.1, step=10, log=True), 1e-4, "h")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    if knobs.view == "h":
        return sweep(knobs.function, knobs.h, size)
    place = (knobs.x0, knobs.x1)
    return field(LANDSCAPES[knobs.landscape], place, knobs.step, knobs.arrows, size)


def facts(knobs: Knobs) -> Facts:
    """The slope at this h, or what the probe feels where it stands."""
    landscape = LANDSCAPES[knobs.landscape]
    probe = probed(landscape, (knobs.x0, knobs.x1), knobs.step)
    double = estimate(knobs.function, knobs.h, "float64")
    return {
        "slope": double.slope,
        "error": double.error,
        "lost_in_float32": estimate(knobs.function, knobs.h, "float32").lost,
        "gradient_length": float(np.hypot(*probe.gradient)),
        "degrees_off": degrees_off(landscape, probe),
        "overshoots": float(landscape.f(probe.against)) > probe.height,
    }


def degrees_off(landscape: Landscape, probe: Probe) -> float:
    """How far the steepest way down leads past the lowest place; 0 where there is none."""
    way = np.array(landscape.lowest or probe.place) - probe.place
    if not (way.any() and probe.gradient.any()):
        return 0.0
    cosine = -probe.gradient @ way / (np.hypot(*probe.gradient) * np.hypot(*way))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


DEMO = StillDemo(
    "gradient",
    Knobs(),
    draw,
    core=("numerical_gradient", "numerical_diff"),
    facts=facts,
    parts={
        **{"probe": STRAW, "gradient": "", "along": PLUS, "against": MINUS},
        **{dtype: colour for dtype, (colour, _) in LOOK.items()},
    },
)
