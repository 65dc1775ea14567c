"""Gradient descent as a race on a contour map: several learning rates, or several rules."""

from dataclasses import dataclass, replace

import numpy as np
from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.descent.page import PARTS, VIEWS, page_of
from tui_tutor.demos.descent.race import DATA, STEPS, Course, Race, Racer, raced
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.landscapes import LANDSCAPES


@dataclass(frozen=True)
class Knobs:
    landscape: str = knob(Choice(*LANDSCAPES), "bowl")
    race: str = knob(Choice("rates", "rules"), "rates")
    learning_rate: float = knob(Slider(1e-10, 10, step=10**0.25, log=True), 0.1)
    data: str = knob(Choice(*DATA), "all 100")
    view: str = knob(Choice(*VIEWS), "map")


@dataclass(frozen=True)
class Standing:
    """How a race stands."""

    course: Course
    seed: int
    steps: int
    racers: tuple[Racer, ...]


class Descent:
    """A race that is at its first step; with other knobs it is run anew, as far as it had come."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self.race = Race(course(knobs), seed)
        self.race.step()

    def step(self, knobs: Knobs) -> bool:
        if self.race.course != course(knobs):
            steps = self.race.steps % STEPS
            self.race = Race(course(knobs), self.race.seed)
            for _ in range(steps):
                self.race.step()
        if self.race.steps < STEPS:
            self.race.step()
        return self.race.steps < STEPS

    def snapshot(self) -> Standing:
        race = self.race
        return Standing(race.course, race.seed, race.steps, race.racers())

    def go_to(self, then: Standing, newest: Standing) -> None:
        self.race = Race(then.course, then.seed)
        for _ in range(then.steps):
            self.race.step()


def course(knobs: Knobs) -> Course:
    return Course(knobs.landscape, knobs.race, knobs.learning_rate, knobs.data)


def draw(knobs: Knobs, size: Size, standing: Standing) -> RenderableType:
    """The race; where a knob was turned since its last step, how it would stand with that."""
    now = course(knobs)
    if now != standing.course:
        standing = replace(standing, course=now, racers=raced(now, standing.seed, standing.steps))
    return page_of(now, knobs.view, standing.racers, size)


def facts(knobs: Knobs, standing: Standing) -> Facts:
    """How ● has fared: its distance from the lowest place, and its last step."""
    now = course(knobs)
    racers = raced(now, standing.seed, standing.steps)
    lowest = LANDSCAPES[knobs.landscape].lowest
    away = np.hypot(*(racers[0].path - np.array(lowest or (0.0, 0.0))).T)
    return {
        "steps": standing.steps,
        "away_after_one_step": float(away[1]),
        "away": float(away[-1]),
        "away_at_start": float(away[0]),
        "last_step": float(np.hypot(*(racers[0].path[-1] - racers[0].path[-2]))),
    }


def height(knobs: Knobs, standing: Standing) -> float:
    """How high ● stands."""
    return float(LANDSCAPES[standing.course.landscape].f(standing.racers[0].path[-1]))


DEMO = LiveDemo(
    "descent",
    Knobs(),
    draw,
    core=("sgd", "gradient_descent", "momentum", "adagrad", "adam", "numerical_gradient"),
    begin=Descent,
    pace=5,
    height=height,
    anew=lambda ran_by, knobs, standing: (
        course(ran_by) != course(knobs) and standing.steps == STEPS
    ),
    facts=facts,
    parts=PARTS,
)
