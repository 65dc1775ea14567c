"""Training a network on images: shuffled epochs, a rule that moves weights, frozen snapshots."""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor import core
from tui_tutor.nets.network import FORWARD, Backprop, Floats, Network

ACTIVATIONS = tuple(FORWARD)
INITS = ("0.01", "xavier", "he")
OPTIMIZERS = ("sgd", "momentum", "adagrad", "adam")
SCALE = np.float32(1 / 255)  # a pixel's byte, 0 to 255, becomes 0 to 1
LOSS_EVERY = 20  # steps that one point of the loss curve averages
EVALUATIONS = 4  # an epoch at the most
EVALUATE_EVERY = 100  # steps at the least between two: measuring should not be what takes the time
QUICK = 1000  # images of each set that an evaluation within the run looks at
PATIENCE = 600  # steps after which a loss still at ln(classes) counts as stuck


class TrainingError(ValueError):
    """Settings or data that can't be trained with; the message says what would do."""


@dataclass(frozen=True)
class Settings:
    """All that decides a run, given the data: the same settings give the same run."""

    hidden: tuple[int, ...] = (50,)
    activation: str = "sigmoid"
    init: str = "xavier"
    optimizer: str = "sgd"
    learning_rate: float = 0.5
    batch_size: int = 100
    seed: int = 0


@dataclass(frozen=True)
class Evaluation:
    """How good the network was at one moment. Accuracies from 0 to 1."""

    epoch: float
    train_accuracy: float
    test_accuracy: float
    test_loss: float


@dataclass(frozen=True)
class Snapshot:
    """A run as it was after `step` steps; nothing in it changes later."""

    step: int
    epoch: float  # epochs done, with the part of the present one
    settings: Settings
    network: Network
    losses: tuple[tuple[float, float], ...]  # (epoch, mean loss of the last steps)
    evaluations: tuple[Evaluation, ...]
    seconds: float  # spent in steps alone
    images: int  # shown in all
    stopped: str  # "" while it learns; "diverged" or "stuck"


class Training:
    """One run: it owns the network, the random numbers and what was measured."""

    def __init__(
        self,
        train_images: NDArray[np.uint8],
        train_labels: NDArray[np.uint8],
        test_images: NDArray[np.uint8],
        test_labels: NDArray[np.uint8],
        settings: Settings,
        start: "Snapshot | None" = None,
        network: Network | None = None,
    ) -> None:
        """Images (N, …) of bytes 0 to 255, labels (N,).

        `start` goes on with an earlier run from there; `network` begins a run with its weights.
        """
        self._train = (train_images.reshape(len(train_images), -1), train_labels.astype(np.intp))
        self._test = (test_images.reshape(len(test_images), -1), test_labels.astype(np.intp))
        self.settings = settings
        _check(settings, *self._train)
        self._rng = np.random.default_rng(settings.seed)
        classes = int(train_labels.max()) + 1
        sizes = (self._train[0].shape[1], *settings.hidden, max(classes, 10))
        begun = Network.begin(sizes, settings.activation, settings.init, self._rng)
        self._row, self.network = begun.in_one_row()
        if given := start.network if start else network:
            self._take_weights(given)
        self._memory = np.zeros((2, len(self._row)), np.float32)
        self._memory_age = 0  # steps since the memory was all zeros
        self._backprop = Backprop(self.network, settings.batch_size)
        self._pixels = np.empty((settings.batch_size, sizes[0]), np.uint8)
        self._order = np.empty(0, np.intp)
        self._place = 0
        self.step_count = 0
        self.epochs_done = 0
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

    def _go_on_from(self, start: Snapshot) -> None:
        """Everything that was measured stays; the optimizer's memory begins anew."""
        self.step_count, self._images, self.seconds = start.step, start.images, start.seconds
        self._losses, self._evaluations = list(start.losses), list(start.evaluations)

    def _take_weights(self, given: Network) -> None:
        if given.sizes != self.network.sizes:
            raise TrainingError(
                f"that network has layers {given.sizes}; here they would be {self.network.sizes}"
            )
        for mine, other in zip(self.network.parameters, given.parameters, strict=True):
            mine[...] = other

    @property
    def train_labels(self) -> NDArray[np.intp]:
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

    def learn(self) -> None:
        """One mini-batch: forward, backward, move the weights."""
        batch = self._next_batch()
        self.step_count += 1
        with np.errstate(over="ignore", invalid="ignore"):  # a run that diverges is told of later
            self.loss = self._backprop.run(self._train[1][batch])
            self._move()
        self._images += len(batch)

    def _next_batch(self) -> NDArray[np.intp]:
        """The next rows of this epoch's order, their pixels scaled to 0..1 into the batch."""
        images, _ = self._train
        if self._place + len(self._pixels) > len(self._order):
            # What does not fill a batch is left for another epoch; the order is anew each time.
            self._order = self._rng.permutation(len(images))
            self._place = 0
        batch = self._order[self._place : self._place + len(self._pixels)]
        self._place += len(batch)
        np.take(images, batch, axis=0, out=self._pixels, mode="clip")  # "clip" skips a copy
        np.copyto(self._backprop.x, self._pixels)
        self._backprop.x *= SCALE
        return batch

    def _move(self) -> None:
        self._memory_age += 1
        w, dw, rate = self._row, self._backprop.gradient, self.settings.learning_rate
        m, v = self._memory
        match self.settings.optimizer:
            case "sgd":
                core.sgd(w, dw, rate)
            case "momentum":
                core.momentum(w, dw, m, rate)
            case "adagrad":
                core.adagrad(w, dw, v, rate)
            case "adam":
                core.adam(w, dw, m, v, self._memory_age, rate)

    def change(self, **settings: Any) -> None:
        """Other settings from the next step on: learning_rate, batch_size, optimizer."""
        changed = replace(self.settings, **settings)
        if changed == self.settings:
            return
        _check(changed, *self._train)
        if changed.optimizer != self.settings.optimizer:
            self._memory.fill(0)
            self._memory_age = 0
        if changed.batch_size != self.settings.batch_size:
            self._backprop = Backprop(self.network, changed.batch_size)
            self._pixels = np.empty((changed.batch_size, self._pixels.shape[1]), np.uint8)
        self.settings = changed

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
            if self.step_count >= PATIENCE and self._stuck():
                self.stopped = "stuck"
        every = max(self.steps_an_epoch // EVALUATIONS, EVALUATE_EVERY)
        self.evaluated_now = bool(self.stopped) or self.step_count % every == 1
        if self.evaluated_now:
            self.evaluate(QUICK)

    def _stuck(self) -> bool:
        """No better than guessing, ln(classes), and that for the last PATIENCE steps."""
        guessing = math.log(self.network.sizes[-1])
        recent = [loss for _, loss in self._losses[-PATIENCE // LOSS_EVERY :]]
        return min(recent) > guessing - 0.01

    def evaluate(self, images: int | None = None) -> Evaluation:
        """Measure on that many images of each set (all, without a number), and keep it."""
        train_accuracy, _ = _measure(self.network, *self._train, images or len(self._test[1]))
        test_accuracy, test_loss = _measure(self.network, *self._test, images)
        now = Evaluation(self.epoch, train_accuracy, test_accuracy, test_loss)
        self._evaluations.append(now)
        return now

    def test_accuracy(self) -> float:
        """On all of the test images."""
        return _measure(self.network, *self._test, None)[0]

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
        )

    def snapshots(self, every: int) -> Iterator[Snapshot]:
        """Train on and on, yielding a snapshot after every so many steps, until it stops."""
        while not self.stopped:
            for _ in range(every):
                if not self.step():
                    break
            yield self.snapshot()


def scaled(pixels: NDArray[np.uint8]) -> Floats:
    """Bytes 0 to 255 → float32 0 to 1, as the network is fed."""
    return np.multiply(pixels, SCALE, dtype=np.float32)


def _measure(
    network: Network, images: NDArray[np.uint8], labels: NDArray[np.intp], most: int | None
) -> tuple[float, float]:
    """Accuracy and loss on the first `most` images, a thousand at a time."""
    right = loss = 0.0
    count = min(most or len(labels), len(labels))
    with np.errstate(all="ignore"):  # a network that diverged is measured like any other
        for i in range(0, count, 1000):
            t = labels[i : min(i + 1000, count)]
            scores = network.scores(scaled(images[i : i + len(t)]))
            right += core.accuracy(scores, t) * len(t)
            loss += float(core.softmax_cross_entropy(scores, t)[0]) * len(t)
    return right / count, loss / count


def _check(settings: Settings, images: NDArray[np.uint8], labels: NDArray[np.intp]) -> None:
    for name, allowed in (("activation", ACTIVATIONS), ("init", INITS), ("optimizer", OPTIMIZERS)):
        if getattr(settings, name) not in allowed:
            got = getattr(settings, name)
            raise TrainingError(f"{name} is one of {', '.join(allowed)}; got {got!r}")
    if not settings.hidden or min(settings.hidden) < 1:
        raise TrainingError(f"every hidden layer needs at least one unit; got {settings.hidden}")
    if not 1 <= settings.batch_size <= len(labels):
        raise TrainingError(
            f"a batch holds 1 to {len(labels)} images, as many as there are to train on; "
            f"got {settings.batch_size}"
        )
    if not (math.isfinite(settings.learning_rate) and settings.learning_rate > 0):
        raise TrainingError(f"the learning rate is above 0; got {settings.learning_rate}")
    if len(images) != len(labels):
        raise TrainingError(f"{len(images)} images but {len(labels)} labels")
    if labels.min() == labels.max():
        raise TrainingError(f"all labels are {labels[0]}: with one class there is nothing to learn")
