"""A plot lab: curves, line styles, labels and legend, or a surface; and the pyplot code of each."""

from dataclasses import dataclass

from rich.console import RenderableType

from tui_tutor.demo import Size, StillDemo
from tui_tutor.demos.plotting import lines, surface
from tui_tutor.knobs import Choice, Line, Slider, Switch, knob
from tui_tutor.landscapes import LANDSCAPES
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show.curve import LINESTYLES

STYLE = Choice(*LINESTYLES)


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("lines", "surface"), "lines")
    labels: str = knob(Choice("both", "one", "none"), "both", "lines")
    f: str = knob(Choice(*lines.FUNCTIONS), "sin", "lines")
    f_style: str = knob(STYLE, "-", "lines")
    g: str = knob(Choice(*lines.FUNCTIONS, lines.NOTHING), "cos", "lines")
    g_style: str = knob(STYLE, "--", "lines")
    legend: bool = knob(Switch(), True, "lines")
    landscape: str = knob(Choice(*LANDSCAPES), "saddle", "surface")
    x_name: str = knob(Line(20), "x", "lines")
    y_name: str = knob(Line(20), "y", "lines")
    reach: float = knob(Slider(1, 20, step=0.5), 6.0, "lines")
    azimuth: float = knob(Slider(-180, 180, step=5), -60, "surface")
    elevation: float = knob(Slider(0, 90, step=5), 30, "surface")


def draw(knobs: Knobs, size: Size) -> RenderableType:
    if knobs.view == "surface":
        turned = knobs.landscape, round(knobs.azimuth), round(knobs.elevation)
        return surface.draw(*turned, size)
    return lines.draw(figure(knobs), size)


def figure(knobs: Knobs) -> lines.Figure:
    """What the knobs ask to be drawn."""
    labelled = {"both": 2, "one": 1, "none": 0}[knobs.labels]
    chosen = ((knobs.f, knobs.f_style), (knobs.g, knobs.g_style))
    plots = tuple(
        lines.Plot(name, linestyle, label=name if place < labelled else "")
        for place, (name, linestyle) in enumerate(chosen)
        if name != lines.NOTHING
    )
    return lines.Figure(plots, knobs.legend, knobs.x_name, knobs.y_name, knobs.reach)


DEMO = StillDemo("plotting", Knobs(), draw, core=tuple(a.h.__name__ for a in ACTIVATIONS.values()))
