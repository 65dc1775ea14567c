"""Training a network on images, step by step, and frozen snapshots to look at and go on from."""

import math
import time
from dataclasses import dataclass

import numpy as np

from tui_tutor.arrays import Floats, Labels, Pixels
from tui_tutor.nets.backprop import Backprop
from tui_tutor.nets.batches import Batches, Place
from tui_tutor.nets.measuring import (
    EVALUATE_EVERY,
    EVALUATIONS,
    LOSS_EVERY,
    PATIENCE,
    QUICK,
    Evaluation,
    measure,
    stuck,
)
from tui_tutor.nets.network import Network
from tui_tutor.nets.rules import RULES, Rule
from tui_tutor.nets.settings import Settings, TrainingError, check
from tui_tutor.text import Words

words = Words("nets")


@dataclass(frozen=True)
class Memory:
    """What the rule that moves the weights remembers, and for how many steps it has."""

    arrays: Floats
    age: int


@dataclass(frozen=True)
class Snapshot:
    """A run as it was after `step` steps; nothing in it changes later.

    It holds all that a run needs to go on from here with the same numbers.
    """

    step: int
    epoch: float  # epochs done, with the part of the present one
    settings: Settings
    network: Network
    losses: tuple[tuple[float, float], ...]  # (epoch, mean loss of the last steps)
    evaluations: tuple[Evaluation, ...]
    seconds: float  # spent in steps alone
    images: int  # shown in all
    stopped: str  # "" while it learns; "diverged" or "stuck"
    loss: float  # of the last batch
    recent: tuple[float, ...]  # losses of the steps since the last point of `losses`
    memory: Memory
    place: Place


class Training:
    """One run: it owns the network, the random numbers and what was measured."""

    def __init__(
        self,
        train_images: Pixels,
        train_labels: Pixels,
        unseen_images: Pixels,
        unseen_labels: Pixels,
        settings: Settings,
        start: Snapshot | None = None,
        network: Network | None = None,
    ) -> None:
        """Images (N, …) of bytes 0 to 255, labels (N,).

        The unseen ones are measured on and never learnt from: those to validate by while knobs
        are turned, or those to test with where nothing more is chosen by them.
        `start` goes on with an earlier run from there; `network` begins a run with its weights.
        """
        self._train = (train_images.reshape(len(train_images), -1), train_labels.astype(np.intp))
        self._unseen = (
            unseen_images.reshape(len(unseen_images), -1),
            unseen_labels.astype(np.intp),
        )
        self.settings = settings
        check(settings, *self._train)
        self._rng = np.random.default_rng(settings.seed)
        begun = self._first_network()
        given = start.network if start else network
        if given and given.sizes != begun.sizes:
            raise TrainingError(words("other-layers", got=given.sizes, wanted=begun.sizes))
        self._row, self.network = (given or begun).in_one_row()
        self._rule = self._new_rule()
        self._batches = Batches(*self._train, settings.batch_size, self._rng)
        self._backprop = Backprop(self.network, self._batches.x, self._rng)
        self.step_count = 0
        self.stopped = ""
        self.loss = math.nan  # of the last batch
        self._losses: list[tuple[float, float]] = []
        self._recent: list[float] = []
        self._evaluations: list[Evaluation] = []
        self.evaluated_now = False  # by the last step
        self.seconds = 0.0
        self._images = 0
        if start:
            self._go_on_from(start)

    def _first_network(self) -> Network:
        labels = self._train[1].max(), self._unseen[1].max()
        classes = max(int(max(labels)) + 1, 10)
        sizes = (self._train[0].shape[1], *self.settings.hidden, classes)
        return Network.begin(sizes, self.settings.activation, self.settings.init, self._rng)

    def _new_rule(self) -> Rule:
        return RULES[self.settings.optimizer](self._row)

    def _go_on_from(self, start: Snapshot) -> None:
        """As that run would have gone on; but another rule has no memory of it."""
        self.step_count, self._images, self.seconds = start.step, start.images, start.seconds
        self._losses, self._evaluations = list(start.losses), list(start.evaluations)
        self._recent, self.loss = list(start.recent), start.loss
        self._batches.go_to(start.place)
        if self.settings.optimizer == start.settings.optimizer:
            self._rule.memory[...] = start.memory.arrays
            self._rule.age = start.memory.age

    @property
    def train_labels(self) -> Labels:
        return self._train[1]

    # ------------------------------------------------------------ stepping

    def step(self) -> bool:
        """Learn from one mini-batch, and measure from time to time. False once it has stopped."""
        if self.stopped:
            return False
        began = time.perf_counter()
        self.learn()
        self.seconds += time.perf_counter() - began
        self._note(self.loss)
        return not self.stopped

    @np.errstate(over="ignore", invalid="ignore")  # a run that diverges is told of later
    def learn(self) -> None:
        """One mini-batch: forward, backward, move the weights."""
        batch = self._batches.draw()
        self.step_count += 1
        self.loss = self._backprop.run(self._batches.labels)
        self._rule.move(self._backprop.gradient, self.settings.learning_rate)
        self._images += len(batch)

    def change(self, changed: Settings) -> None:
        """Another learning rate, batch size or optimizer from the next step on."""
        check(changed, *self._train)
        old, self.settings = self.settings, changed
        if changed.optimizer != old.optimizer:
            self._rule = self._new_rule()
        if changed.batch_size != old.batch_size:
            self._batches.resize(changed.batch_size)
            self._backprop = Backprop(self.network, self._batches.x, self._rng)

    # ------------------------------------------------------------ measuring

    @property
    def epoch(self) -> float:
        return self._images / len(self._train[1])

    @property
    def steps_an_epoch(self) -> int:
        return len(self._train[1]) // self.settings.batch_size

    def _note(self, loss: float) -> None:
        self._recent.append(loss)
        if not math.isfinite(loss):
            self.stopped = "diverged"
        if self.stopped or len(self._recent) == LOSS_EVERY:
            mean = sum(self._recent) / len(self._recent)
            self._losses.append((self.epoch, mean))
            self._recent.clear()
            classes = self.network.sizes[-1]
            if self.step_count >= PATIENCE and stuck(self._losses, classes):
                self.stopped = self.stopped or "stuck"
        every = max(self.steps_an_epoch // EVALUATIONS, EVALUATE_EVERY)
        self.evaluated_now = bool(self.stopped) or self.step_count % every == 1
        if self.evaluated_now:
            self.evaluate(QUICK)

    def evaluate(self, images: int | None = None) -> Evaluation:
        """Measure on that many images of each set (all, without a number), and keep it."""
        train_accuracy, _ = measure(self.network, *self._train, images or len(self._unseen[1]))
        unseen_accuracy, unseen_loss = measure(self.network, *self._unseen, images)
        now = Evaluation(self.epoch, train_accuracy, unseen_accuracy, unseen_loss)
        self._evaluations.append(now)
        return now

    def unseen_accuracy(self) -> float:
        """On all of the unseen images."""
        return measure(self.network, *self._unseen, None)[0]

    def snapshot(self) -> Snapshot:
        return Snapshot(
            step=self.step_count,
            epoch=self.epoch,
            settings=self.settings,
            network=self.network.copy(),
            losses=tuple(self._losses),
            evaluations=tuple(self._evaluations),
            seconds=self.seconds,
            images=self._images,
            stopped=self.stopped,
            loss=self.loss,
            recent=tuple(self._recent),
            memory=Memory(self._rule.memory.copy(), self._rule.age),
            place=self._batches.place(),
        )
