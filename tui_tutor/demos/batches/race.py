"""A race of batch sizes: each lane reads the same images in the same slices of working time."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tui_tutor import digits
from tui_tutor.arrays import Labels
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.nets import Network, Settings, Training, scaled
from tui_tutor.text import Words

words = Words("batches")
BATCHES = 1, 10, 100, 1000
IMAGES = 10_000  # that each lane has to read
SLICE = 0.001  # seconds of work that each lane may do in one step of the race
TRAINED = 200  # steps, so that the predictions are worth something


@dataclass(frozen=True)
class Knobs:
    mine: float = knob(Slider(1, 5000, step=10 ** (1 / 3), log=True), 30)
    hidden: str = knob(Choice("50", "200", "1000"), "50")


@dataclass(frozen=True)
class Lane:
    """One batch size: how many images it has read, in how many calls, in what time."""

    batch: int
    done: int = 0
    calls: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Images a second; 0 before the first call."""
        return self.done / self.seconds if self.seconds else 0.0


@dataclass(frozen=True)
class Race:
    lanes: tuple[Lane, ...]
    images: int
    name: str  # of the digits
    sizes: tuple[int, ...]  # of the network
    accuracy: float  # of the lane that is farthest, on what it has read
    agree: bool  # whether all lanes gave the same guesses, as far as each has come
    notes: tuple[str, ...] = ()  # on the digits
    halt: "Halt | None" = None  # where it goes on from

    @property
    def over(self) -> bool:
        return all(lane.done == self.images for lane in self.lanes)


@dataclass(frozen=True)
class Halt:
    """What a race needs to go on, beside its lanes."""

    knobs: Knobs
    network: Network
    clock: float
    guesses: Labels  # (lanes, images); -1 where none is known


def _any_digits(folder: Path | None) -> Digits:
    """The learner's digits, else drawn ones with a note: a race is run with either."""
    try:
        return digits.load("auto", folder).for_digits_alone()
    except DigitsError as error:
        return replace(digits.load("drawn"), notes=(words("instead", why=error),))


class Runner:
    """Gives every lane the same slice of working time, until all are home."""

    def __init__(self, knobs: Knobs, seed: int, folder: Path | None = None) -> None:
        self._digits = _any_digits(folder)
        self._seed = seed
        self._x = scaled(self._digits.train_images[:IMAGES].reshape(-1, 784))
        self._labels = self._digits.train_labels[:IMAGES]
        self._line_up(knobs)

    def _line_up(self, knobs: Knobs) -> None:
        """All lanes at the start; a network that has learnt a little."""
        self._knobs = knobs
        d, settings = self._digits, Settings((int(knobs.hidden),), "relu", "he", seed=self._seed)
        training = Training(d.train_images, d.train_labels, d.test_images, d.test_labels, settings)
        for _ in range(TRAINED):
            training.step()
        self._network: Network = training.network
        batches = sorted({*BATCHES, round(knobs.mine)})
        self._lanes = [Lane(min(batch, len(self._x))) for batch in batches]
        self._clock = 0.0
        self._guesses: Labels = np.full((len(self._lanes), len(self._x)), -1, np.int8)

    def step(self, knobs: Knobs) -> bool:
        if knobs != self._knobs:
            self._line_up(knobs)
        self._clock += SLICE
        for i, lane in enumerate(self._lanes):
            self._lanes[i] = self._drive(lane, self._guesses[i])
        return any(lane.done < len(self._x) for lane in self._lanes)

    def _drive(self, lane: Lane, guesses: Labels) -> Lane:
        """Let one lane work until its own time has caught up with the race's."""
        while lane.done < len(self._x) and lane.seconds < self._clock:
            began = time.perf_counter()
            batch = self._x[lane.done : lane.done + lane.batch]
            guesses[lane.done : lane.done + len(batch)] = self._network.scores(batch).argmax(axis=1)
            lane = Lane(
                lane.batch,
                lane.done + len(batch),
                lane.calls + 1,
                lane.seconds + time.perf_counter() - began,
            )
        return lane

    def snapshot(self) -> Race:
        farthest = int(np.argmax([lane.done for lane in self._lanes]))
        best = self._guesses[farthest]
        agree = all(
            np.array_equal(mine[: lane.done], best[: lane.done])
            for mine, lane in zip(self._guesses, self._lanes, strict=True)
        )
        done = self._lanes[farthest].done
        accuracy = float(np.mean(best[:done] == self._labels[:done])) if done else 0.0
        return Race(
            tuple(self._lanes),
            len(self._x),
            self._digits.name,
            self._network.sizes,
            accuracy,
            agree,
            self._digits.notes,
            Halt(self._knobs, self._network, self._clock, self._guesses.copy()),
        )

    def go_to(self, then: Race, newest: Race) -> None:
        assert then.halt
        self._lanes = list(then.lanes)
        self._knobs, self._network = then.halt.knobs, then.halt.network
        self._clock, self._guesses = then.halt.clock, then.halt.guesses.copy()
