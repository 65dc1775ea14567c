"""The page of the race: the last update in numbers, the paths, and where each racer is."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos.descent.race import DATA, SAMPLES, STEPS, Course, Racer
from tui_tutor.demos.descent.verdict import verdict
from tui_tutor.landscapes import LANDSCAPES, Landscape
from tui_tutor.show import heading, note, number
from tui_tutor.show.contour import Path, contour_map
from tui_tutor.show.curve import Curve
from tui_tutor.show.plot import doubled, plot
from tui_tutor.show.roles import NEUTRAL, QUIET, SERIES, SHAPES
from tui_tutor.show.spots import named
from tui_tutor.show.stage import stack, stage, steady, with_words
from tui_tutor.text import Words, said_of

words = Words("descent")
VIEWS = ("map", "loss")
LOOK = tuple(zip(SERIES, SHAPES, strict=True))
NAMES = {  # what a lesson's words call those who run
    "rates": ("learning_rate", "tenth", "tenfold"),
    "rules": ("sgd", "momentum", "adagrad", "adam"),
}
PARTS = {"gradient": ""}
for _names in NAMES.values():
    PARTS |= zip(_names, SERIES, strict=False)
FIRST = 25  # steps that the plot begins with; as many again, each time that these are done
LONGEST = "-0.000000"  # of a number in the line of the last step
TOLD = 36  # cells of what is told of the racers


def page_of(course: Course, view: str, racers: Sequence[Racer], size: Size) -> RenderableType:
    landscape = LANDSCAPES[course.landscape]
    steps = len(racers[0].gradients)
    head = heading(f"f = {landscape.formula}")
    head.append(f"   {words('step', step=steps, steps=STEPS)}", f"not bold {QUIET}")
    names = NAMES[course.race]
    told = [
        line
        for racer, look, part in zip(racers, LOOK, names, strict=False)
        for line in standing(course, racer, *look, part)
    ]
    picture = partial(chart if view == "loss" else paths, landscape, racers, names)
    beside = with_words(picture, stack(*told), TOLD)
    return stage(size, head, steady(update(racers[0]), *longest()), *drawn(course), beside)


# ------------------------------------------------------------------ pictures


def paths(
    landscape: Landscape, racers: Sequence[Racer], names: Sequence[str], room: Size
) -> RenderableType:
    """The way each racer took; the knob's own, which comes first, on top."""
    ways = [Path(racer.path, *LOOK[i], names[i]) for i, racer in enumerate(racers)]
    lowest = [Path([landscape.lowest], NEUTRAL, "✕")] if landscape.lowest else []
    return contour_map(landscape, room, paths=[*lowest, *ways[::-1]])


@np.errstate(all="ignore")
def chart(
    landscape: Landscape, racers: Sequence[Racer], names: Sequence[str], room: Size
) -> RenderableType:
    """The height of each racer after every step, from the lowest place to just above the start."""
    heights = [landscape.f(racer.path.T) for racer in racers]
    start = float(heights[0][0])
    bottom = landscape.lowest or (0.0, 0.0)
    deep = (start - float(landscape.f(np.array(bottom)))) or 1.0
    low = start - doubled(start - min(float(np.nanmin(h)) for h in heights), deep)
    low = max(low, -abs(start))
    steps = np.arange(len(heights[0]))
    curves, ends = [], []
    for racer, h, look, part in zip(racers, heights, LOOK, names, strict=False):
        name = f"{racer.rule}, η {number(racer.learning_rate)}"
        curves.append(Curve(steps, h, look[0], name=name, part=part))
        ends.append(Curve(steps[-1:], h[-1:], *look, name=name, part=part))
    span = (low, start + (0.1 * (start - low) or 1.0))
    return plot(
        curves[::-1] + ends[::-1],
        room,
        (0, doubled(len(steps) - 1, FIRST)),
        span,
        words("steps"),
        "f",
    )


# ------------------------------------------------------------------ words


def update(racer: Racer) -> Text:
    """The last step of the knob's own racer, in numbers: w ← w − η · ∇f."""
    before, after = racer.path[-2:]
    text = Text().append("● ", LOOK[0][0]).append(f"w ← {pair(before)} − ")
    text.append(number(racer.learning_rate), named("learning_rate")).append(" · ")
    text.append(pair(racer.gradients[-1]), named("gradient"))
    return text.append(f" = {pair(after)}")


def longest() -> list[Text]:
    """As long as that line may get: there is room for it from the start, so that nothing moves."""
    pair = f"({LONGEST}, {LONGEST})"
    return [Text(f"● w ← {pair} − {LONGEST} · {pair} = {pair}")]


def drawn(course: Course) -> list[Text]:
    """How a mini-batch comes about."""
    count = DATA[course.data]
    return [note(words("drawn", count=count, all=SAMPLES), QUIET)] if count < SAMPLES else []


@np.errstate(all="ignore")
def standing(
    course: Course, racer: Racer, colour: str, marker: str, part: str
) -> list[RenderableType]:
    """Who it is and where it is, and below it, further in, how high, and what became of it."""
    landscape = LANDSCAPES[course.landscape]
    name = racer.rule if course.race == "rules" else f"η {number(racer.learning_rate)}"
    where = Text().append(f"{marker} {name:9}", named(part, colour)).append(pair(racer.path[-1]))
    height = number(float(landscape.f(racer.path[-1])))
    became = verdict(landscape, racer, DATA[course.data] < SAMPLES)
    return [where, Padding(note(said_of(f"f = {height}", became)), (0, 0, 0, 2))]


def pair(values: Floats) -> str:
    return f"({', '.join(number(round(float(v), 6) + 0.0, 3) for v in values)})"
