"""The studio's run: it trains, goes back to what it was, and begins anew when told."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tui_tutor import digits, kept
from tui_tutor.demos.training.knobs import Knobs
from tui_tutor.demos.training.split import Split, split
from tui_tutor.digits import DigitsError
from tui_tutor.nets import QUICK, Network, Settings, Snapshot, Training, TrainingError

ANEW = ("data", "images", "hidden", "activation", "init", "seed")  # these need another network
FIRST_STEPS = 3  # of which it is told how far the weights moved


class Moved(NamedTuple):
    """What one step did."""

    images: int  # it saw
    weights: int  # that it moved
    by: float  # on average


class Tested(NamedTuple):
    """A look at the test set."""

    accuracy: float
    opened: int  # times that it has been looked at, runs of other days included
    network: Network  # that was looked at


@dataclass(frozen=True)
class Studio:
    """What is drawn: the run now, and the run before."""

    knobs: Knobs  # those that it runs by
    digits: Split | None = None
    now: Snapshot | None = None
    moved: Moved | None = None  # by the last step, where it is one of the first
    before: Snapshot | None = None  # or what is still to come, where the picture is of earlier
    own: kept.Run | None = None  # the last run of the network that the learner wrote
    tested: Tested | None = None  # once the run has ended
    problem: str = ""  # why there is nothing to train, or why it is not kept, in words


def settings_of(knobs: Knobs, seed: int, images: int) -> Settings:
    """What the knobs ask for; no batch is larger than the images that there are."""
    return Settings(
        hidden=tuple(int(n) for n in knobs.hidden.split("+")),
        activation=knobs.activation,
        init=knobs.init,
        optimizer=knobs.optimizer,
        learning_rate=knobs.learning_rate,
        batch_size=min(round(knobs.batch_size), images),
        seed=seed + knobs.seed,
    )


def needs_another_network(old: Knobs, new: Knobs) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in ANEW)


class Bench:
    """Where runs are made, one after the other: it knows how far the last one came."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder  # of digits that take MNIST's place
        self.latest: TrainingRun | None = None

    def begin(self, knobs: Knobs, seed: int) -> "TrainingRun":
        before = self.latest.snapshot().now if self.latest else None
        self.latest = TrainingRun(knobs, seed, self.folder, before)
        return self.latest


class TrainingRun:
    """One run; knobs that need another network begin it anew."""

    def __init__(
        self, knobs: Knobs, seed: int, folder: Path | None, before: Snapshot | None
    ) -> None:
        self._seed = seed
        self._folder = folder
        self._begin(knobs, before)

    def _begin(self, knobs: Knobs, before: Snapshot | None) -> None:
        """A run with these knobs; the one until now stays behind as the one before."""
        self._knobs = knobs
        self._before = before if before and before.step else None
        self._moved: Moved | None = None
        self._tested: Tested | None = None
        self._own = kept.own_run()
        self._problem = ""
        self._training: Training | None = None
        self._digits: Split | None = None
        try:
            self._digits = split(digits.load(knobs.data, self._folder), knobs.images)
            self._training = self._train_on(self._digits)
        except (DigitsError, TrainingError) as error:
            self._digits, self._problem = None, str(error)

    def _train_on(self, d: Split, start: Snapshot | None = None) -> Training:
        settings = settings_of(self._knobs, self._seed, len(d.train_labels))
        sets = (d.train_images, d.train_labels, d.validation_images, d.validation_labels)
        return Training(*sets, settings, start=start)

    def step(self, knobs: Knobs) -> bool:
        if knobs is not self._knobs:
            self._turned(knobs)
        training = self._training
        if training is None or training.epoch >= knobs.epochs:
            return False
        early = training.step_count < FIRST_STEPS
        before = training.snapshot() if early else None
        going_on = training.step() and training.epoch < knobs.epochs
        self._moved = moved(before, training.snapshot()) if before else None
        if not going_on and not training.evaluated_now:
            training.evaluate(QUICK)  # the curves reach to the end
        if not training.stopped and not going_on:
            self._test(training)
        return going_on

    def _turned(self, knobs: Knobs) -> None:
        """A knob was turned: most take effect at once, some need another network."""
        if needs_another_network(self._knobs, knobs) or self._training is None:
            self._begin(knobs, self.snapshot().now)
        else:
            self._knobs = knobs
            images = len(self._training.train_labels)
            self._training.change(settings_of(knobs, self._seed, images))

    def _test(self, training: Training) -> None:
        """Open the test set, once a run; keep the network for the lesson that reads a hand."""
        assert self._digits is not None
        if self._tested and same(self._tested.network, training.network):
            return  # it was gone back from here: this is no other look
        whole = self._digits.whole
        test = self._digits.test_accuracy(training.network)
        best = kept.Best(training.unseen_accuracy(), test)
        self._problem = kept.keep_best(best, whole.tested_on)
        if whole.like_mnist and not self._problem:
            reader = kept.Reader(training.network, whole.name, whole.tested_on, test)
            self._problem = kept.keep_network(reader)
        found = kept.best().get(whole.tested_on)
        self._tested = Tested(test, found.opened if found else 1, training.network.copy())

    def snapshot(self) -> Studio:
        training = self._training
        tested = self._tested
        if tested and not (training and same(tested.network, training.network)):
            tested = None  # that was another moment
        return Studio(
            knobs=self._knobs,
            digits=self._digits,
            now=training.snapshot() if training else None,
            moved=self._moved,
            before=self._before,
            own=self._own,
            tested=tested,
            problem=self._problem,
        )

    def go_to(self, then: Studio, newest: Studio) -> None:
        """What was still to come is shown in grey, as a run before is."""
        self._knobs, self._digits, self._problem = then.knobs, then.digits, then.problem
        self._moved, self._own = then.moved, then.own
        self._training = self._train_on(then.digits, then.now) if then.digits else None
        ahead = newest.now and then.now and newest.now.step > then.now.step
        self._before = newest.now if ahead else then.before


def moved(before: Snapshot, after: Snapshot) -> Moved:
    pairs = zip(after.network.parameters, before.network.parameters, strict=True)
    steps = np.concatenate([np.abs(now - then).ravel() for now, then in pairs])
    return Moved(after.images - before.images, steps.size, float(steps.mean()))


def same(one: Network, other: Network) -> bool:
    """Whether both have the same weights."""
    pairs = zip(one.parameters, other.parameters, strict=True)
    return one.sizes == other.sizes and all(np.array_equal(a, b) for a, b in pairs)
