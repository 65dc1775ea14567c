"""A noisy curve, and its mean over a window that slides along it."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from rich.console import RenderableType

from sample_course.exercises.smoothed import smoothed
from tui_tutor.condition import Facts
from tui_tutor.demo import Size, StillDemo
from tui_tutor.knobs import Slider, knob
from tui_tutor.show import note
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import plot
from tui_tutor.show.roles import AMBER, QUIET
from tui_tutor.show.stage import Picture, stage
from tui_tutor.text import Words

words = Words("smoothing")
STEPS = 100
TRUE = np.exp(-np.arange(STEPS) / 30)
NOISE = np.random.default_rng(0).normal(0, 0.15, STEPS)


@dataclass(frozen=True)
class Knobs:
    window: int = knob(Slider(1, 31, step=2), 5)


def draw(knobs: Knobs, size: Size) -> RenderableType:
    said = note(words("left", percent=f"{noise_left(knobs):.0%}"))
    return stage(size, said, Picture(partial(curves, knobs)))


def curves(knobs: Knobs, size: Size) -> RenderableType:
    half = knobs.window // 2
    steps = np.arange(STEPS, dtype=float)
    mean = smoothed(TRUE + NOISE, knobs.window)
    noisy = Curve(steps, TRUE + NOISE, QUIET, marker="·", name=words("noisy"))
    smooth = Curve(steps[half : STEPS - half], mean, AMBER, name=words("mean"))
    return plot([noisy, smooth], size, x_name=words("step"), y_name=words("loss"))


def noise_left(knobs: Knobs) -> float:
    """The share of the noise's spread that the mean still has, 0 to 1."""
    return float(smoothed(NOISE, knobs.window).std() / NOISE.std())


def facts(knobs: Knobs) -> Facts:
    return {"left": noise_left(knobs)}


DEMO = StillDemo("smoothing", Knobs(), draw, core=(), facts=facts)
