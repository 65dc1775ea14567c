"""A field of arrows on a map, and a probe: its gradient, and a step along and against it."""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.landscapes import Landscape
from tui_tutor.show import cells, heading, note, number
from tui_tutor.show.contour import Arrow, Path, Point, contour_map
from tui_tutor.show.roles import MINUS, PLUS, QUIET, STRAW
from tui_tutor.show.spots import named
from tui_tutor.show.stage import BLANK, stack, stage, with_words
from tui_tutor.text import Words

words = Words("gradient")
ARROWS = {"∇f": 1, "-∇f": -1}
ALONG, AGAINST = (PLUS, "▲"), (MINUS, "▼")
TOLD = 36  # cells of what is told of the probe


@dataclass(frozen=True)
class Probe:
    """A place, the gradient there, and where one step along it and one against it lead."""

    place: Floats
    height: float
    gradient: Floats
    along: Floats
    against: Floats


def probed(landscape: Landscape, place: tuple[float, float], step: float) -> Probe:
    x = np.array(place, dtype=float)
    gradient = core.numerical_gradient(landscape.f, x)
    core.sgd(against := x.copy(), gradient, step)
    core.sgd(along := x.copy(), gradient, -step)
    return Probe(x, float(landscape.f(x)), gradient, along, against)


def field(
    landscape: Landscape, place: tuple[float, float], step: float, arrows: str, size: Size
) -> RenderableType:
    probe = probed(landscape, place, step)
    sentences = map(note, filter(None, (what_happened(landscape, probe), side(landscape, probe))))
    told = stack(numbers(landscape, probe, step), BLANK, *sentences)
    shown = partial(picture, landscape, probe, ARROWS[arrows])
    return stage(size, title(landscape, arrows), with_words(shown, told, TOLD))


def title(landscape: Landscape, arrows: str) -> Text:
    key = "uphill" if ARROWS[arrows] > 0 else "downhill"
    return heading(f"f = {landscape.formula}").append(f"   {words(key)}", f"not bold {QUIET}")


def picture(landscape: Landscape, probe: Probe, sign: int, room: Size) -> RenderableType:
    lowest = [Point(landscape.lowest)] if landscape.lowest else []
    return contour_map(
        landscape,
        room,
        arrows=[
            Arrow(place, (sign * v0, sign * v1), "arrows") for place, (v0, v1) in slopes(landscape)
        ],
        paths=[
            Path([probe.place, probe.along], *ALONG, "along"),
            Path([probe.place, probe.against], *AGAINST, "against"),
        ],
        points=[*lowest, Point((probe.place[0], probe.place[1]), STRAW, "●", "probe")],
    )


@lru_cache(maxsize=16)
def slopes(landscape: Landscape) -> tuple[tuple[tuple[float, float], tuple[float, float]], ...]:
    """Places spread over the map, and the gradient at each."""
    x0, x1, _ = landscape.grid(9, 9)
    places = [(float(a), float(b)) for b in x1[1:-1] for a in x0[1:-1]]
    gradients = (core.numerical_gradient(landscape.f, np.array(place)) for place in places)
    return tuple(
        (place, (float(g[0]), float(g[1]))) for place, g in zip(places, gradients, strict=True)
    )


# ------------------------------------------------------------------ numbers and words


def numbers(landscape: Landscape, probe: Probe, step: float) -> Text:
    """Height and gradient at the probe, and what a step each way makes of the height."""
    text = Text(no_wrap=True)
    text.append("● ", named("probe", STRAW)).append(f"f{pair(probe.place)} = ", named("probe"))
    text.append(digits(probe.height), named("probe"))
    length = digits(np.hypot(*probe.gradient))
    text.append("\n  ").append(f"∇f = {pair(probe.gradient)}", named("gradient"))
    text.append(words("length", length=length) + "\n")
    text.append(f"  {words('one-step', step=number(step))}", QUIET)
    for key, end, mark in (("along", probe.along, ALONG), ("against", probe.against, AGAINST)):
        height = digits(float(landscape.f(end)))
        text.append("\n").append(f"{mark[1]} ", named(key, mark[0]))
        text.append(f"{cells(words(key), 8)}f{pair(end)} = {height}", named(key))
    return text


def digits(value: float) -> str:
    """Few digits; what is only rounding shows as 0."""
    return number(round(float(value), 9) + 0.0, 5)


def pair(values: Floats) -> str:
    return f"({', '.join(map(digits, values))})"


def what_happened(landscape: Landscape, probe: Probe) -> str:
    like = landscape.around(probe.place)
    if like in ("minimum", "saddle", "flat"):
        return words(like, slope=digits(np.hypot(*probe.gradient)))
    if float(landscape.f(probe.against)) >= probe.height:
        return words("too-long")
    return words("as-promised")


def side(landscape: Landscape, probe: Probe) -> str:
    """How far −∇f points off the way to the lowest place."""
    if not landscape.has(probe.place):
        (left, right), (bottom, top) = landscape.x0_range, landscape.x1_range
        ends = {"left": left, "right": right, "bottom": bottom, "top": top}
        return words("off-map", **{name: number(end) for name, end in ends.items()})
    if landscape.lowest is None:
        return words("no-lowest")
    way, down = np.array(landscape.lowest) - probe.place, -probe.gradient
    lengths = float(np.hypot(*way) * np.hypot(*down))
    if lengths < 1e-9:
        return ""
    angle = float(np.degrees(np.arccos(np.clip(way @ down / lengths, -1, 1))))
    return words("aside" if angle >= 1 else "straight", angle=f"{angle:.0f}")
