"""The race: one gradient by nudging every parameter, against whole training steps by backprop."""

import time
from dataclasses import dataclass, replace

import numpy as np

from tui_tutor import core, digits
from tui_tutor.arrays import Floats, Labels
from tui_tutor.nets import Backprop, Network, Settings, Snapshot, Training, scaled

BATCH = 10
SLICE = 0.003  # seconds of work that each lane may do in one step of the race
MEASURE_EVERY, MEASURED = 40, 300  # slices, and test digits that the accuracy is measured on
TIMED = 40  # runs of backprop, whose median is its time


@dataclass(frozen=True)
class Race:
    """How far both lanes are. Times are in seconds of their own work."""

    sizes: tuple[int, ...]
    slopes: int  # in the whole gradient
    nudged: int = 0  # slopes that the numerical lane has
    seconds: float = 0.0  # it took for them
    difference: float = 0.0  # between both lanes, the largest so far
    largest: float = 0.0  # of the slopes that were compared
    backprop: float = 0.0  # seconds for the whole gradient
    steps: int = 0  # whole training steps meanwhile
    accuracy: float = 0.0  # of the network that made them, on test digits

    @property
    def evaluation(self) -> float:
        """Seconds that one evaluation of the loss takes; 0 before the first."""
        return self.seconds / (2 * self.nudged) if self.nudged else 0.0

    @property
    def over(self) -> bool:
        return self.nudged == self.slopes


@dataclass(frozen=True)
class Halt:
    """A race at rest, with all that it needs to go on."""

    race: Race
    training: Snapshot
    clock: float
    trained: float
    slices: int


class Runner:
    """Gives both lanes the same slice of working time, until the numerical gradient is whole."""

    def __init__(self, hidden: int, seed: int) -> None:
        settings = Settings((hidden,), learning_rate=0.1, batch_size=BATCH, seed=seed)
        self._training = _training(settings)
        network = self._training.network.copy()
        drawn = digits.load("drawn")
        x, self._labels = drawn.train_images[:BATCH], drawn.train_labels[:BATCH].astype(np.intp)
        self._x = scaled(x.reshape(BATCH, -1)).astype(np.float64)
        self._gradient, seconds = _by_backprop(network, self._x, self._labels)
        self._row, self._nudged = network.astype(np.float64).in_one_row()
        # The first weights belong to pixels of an empty corner, whose slopes are all 0.
        self._order = np.random.default_rng(seed).permutation(len(self._row))
        self._clock = 0.0  # seconds of work that each lane was given
        self._trained = 0.0  # those that training has used
        self._slices = 0
        self._race = Race(network.sizes, len(self._row), backprop=seconds)

    def step(self) -> bool:
        self._clock += SLICE
        while not self._race.over and self._race.seconds < self._clock:
            self._nudge_one()
        while self._trained < self._clock:
            began = time.perf_counter()
            self._training.learn()
            self._trained += time.perf_counter() - began
        self._slices += 1
        if self._slices % MEASURE_EVERY == 1 or self._race.over:
            now = self._training.evaluate(MEASURED)
            self._race = replace(self._race, accuracy=now.unseen_accuracy)
        return not self._race.over

    def _nudge_one(self) -> None:
        """One more slope: two evaluations of the loss, with one parameter up and then down."""
        race, began = self._race, time.perf_counter()
        place = int(self._order[race.nudged])
        slope = core.numerical_gradient(self._loss, self._row[place : place + 1])[0]
        self._race = replace(
            race,
            nudged=race.nudged + 1,
            seconds=race.seconds + time.perf_counter() - began,
            difference=max(race.difference, abs(slope - self._gradient[place])),
            largest=max(race.largest, abs(slope)),
        )

    def _loss(self, _: Floats) -> float:
        return float(core.softmax_cross_entropy(self._nudged.scores(self._x), self._labels)[0])

    def snapshot(self) -> Halt:
        race = replace(self._race, steps=self._training.step_count)
        now = self._training.snapshot()
        return Halt(race, now, self._clock, self._trained, self._slices)

    def go_to(self, then: Halt) -> None:
        self._race, self._clock = then.race, then.clock
        self._trained, self._slices = then.trained, then.slices
        self._training = _training(then.training.settings, then.training)


def _training(settings: Settings, start: Snapshot | None = None) -> Training:
    d = digits.load("drawn")
    sets = (d.train_images, d.train_labels, d.test_images, d.test_labels)
    return Training(*sets, settings, start=start)


def _by_backprop(network: Network, x: Floats, labels: Labels) -> tuple[Floats, float]:
    """The whole gradient in one row, and the seconds that it takes."""
    room = Backprop(network, x.astype(np.float32))
    times = []
    for _ in range(TIMED):
        began = time.perf_counter()
        room.run(labels)
        times.append(time.perf_counter() - began)
    return room.gradient, sorted(times)[TIMED // 2]
