"""The race: the same start and the same steps, for several learning rates or several rules."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.landscapes import LANDSCAPES

STEPS = 100
SAMPLES = 100
TILT = 0.5  # how unlike one another the samples are
DATA = {"all 100": SAMPLES, "10 drawn": 10, "1 drawn": 1}  # samples a step
RULES: dict[str, tuple[Callable[..., None], int]] = {  # and how many arrays each remembers
    "SGD": (core.sgd, 0),
    "momentum": (core.momentum, 1),
    "AdaGrad": (core.adagrad, 1),
    "Adam": (core.adam, 2),
}


@dataclass(frozen=True)
class Course:
    """All that decides how a race goes, but for the seed and the number of steps."""

    landscape: str
    race: str  # "rates" or "rules"
    learning_rate: float
    data: str


@dataclass(frozen=True)
class Racer:
    """One path: places (steps + 1, 2) and the gradient (steps, 2) that each step was told."""

    rule: str
    learning_rate: float
    path: Floats
    gradients: Floats


def field_of(course: Course) -> list[tuple[str, float]]:
    """Who runs: each racer's rule and learning rate; the knob's own comes first."""
    rate = course.learning_rate
    if course.race == "rules":
        return [(rule, rate) for rule in RULES]
    return [("SGD", rate), ("SGD", rate / 10), ("SGD", rate * 10)]


@lru_cache(maxsize=8)
def samples(seed: int) -> Floats:
    """Each sample tilts the landscape its own way, (100, 2); all tilts together cancel."""
    tilts = np.random.default_rng(seed).normal(0, TILT, (SAMPLES, 2))
    centred: Floats = tilts - tilts.mean(axis=0)
    return centred


class Race:
    """Racers that take their steps together, told the gradient of the same mini-batch."""

    def __init__(self, course: Course, seed: int) -> None:
        self.course, self.seed = course, seed
        self._rng = np.random.default_rng((seed, 1))
        self._field = field_of(course)
        start = np.array(LANDSCAPES[course.landscape].start)
        self._places = [start.copy() for _ in self._field]
        self._memory = [[np.zeros(2) for _ in range(RULES[rule][1])] for rule, _ in self._field]
        self._paths = [[start] for _ in self._field]
        self._gradients: list[list[Floats]] = [[] for _ in self._field]
        self.steps = 0

    @np.errstate(all="ignore")  # a rate too large runs off to inf, and the picture says so
    def step(self) -> None:
        self.steps += 1
        loss = self._mini_batch()
        for i, (rule, rate) in enumerate(self._field):
            w = self._places[i]
            dw = core.numerical_gradient(loss, w)
            update = RULES[rule][0]
            counted = (self.steps,) if rule == "Adam" else ()
            update(w, dw, *self._memory[i], *counted, learning_rate=rate)
            self._paths[i].append(w.copy())
            self._gradients[i].append(dw)

    def _mini_batch(self) -> Callable[[Floats], Floats]:
        """The loss of the samples drawn for this step: its mean over all of them is f."""
        f, count = LANDSCAPES[self.course.landscape].f, DATA[self.course.data]
        if count == SAMPLES:
            return f
        tilt = samples(self.seed)[self._rng.choice(SAMPLES, count)].mean(axis=0)
        return lambda w: f(w) + tilt @ w

    def racers(self) -> tuple[Racer, ...]:
        pairs = zip(self._field, self._paths, self._gradients, strict=True)
        return tuple(Racer(*who, np.array(p), np.reshape(g, (-1, 2))) for who, p, g in pairs)


@lru_cache(maxsize=32)
def raced(course: Course, seed: int, steps: int) -> tuple[Racer, ...]:
    """The race as it stands after that many steps."""
    race = Race(course, seed)
    for _ in range(steps):
        race.step()
    return race.racers()
