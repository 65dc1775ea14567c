"""What is measured of a program while it trains: its curves, and what its layers are like."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tui_tutor import core
from tui_tutor.arrays import Array, Floats
from tui_tutor.demos.ward.program import BATCHES, TEST, TRAIN, Lines, Local, run

EVERY = 10  # batches from one measurement to the next
ROUNDS = BATCHES // EVERY
BINS = 16
TWINS = 1e-6  # no further apart than rounding may bring two units
NEAR = 0.01  # as near to 0 or 1 as this, a sigmoid hardly moves any more


@dataclass(frozen=True)
class Moment:
    """The last batches' loss and share right; the shares in the test and of new digits."""

    step: int
    losses: tuple[float, ...]  # of each batch since the moment before
    trained: float
    tested: float
    new: float

    @property
    def loss(self) -> float:
        """The mean of its batches."""
        return float(np.mean(self.losses))

    @property
    def flattery(self) -> float:
        """By how much the test says more than new digits do."""
        return self.tested - self.new


@dataclass(frozen=True)
class Spread:
    """How numbers are spread: between which ends, and the share of them in each bin."""

    low: float
    high: float
    shares: tuple[float, ...]
    deviation: float


@dataclass(frozen=True)
class Inside:
    """The layers at one moment; what is not of the weights is seen over the test and new digits."""

    spreads: dict[str, Spread]  # of h, and of both layers' weights and gradients
    at_ends: float  # the share of h that is nearly 0 or 1
    silent: float  # the share that is 0 or below
    different: int  # hidden units that are no twins of the first, itself counted
    stirred: bool  # whether any gradient of the first layer is not 0


@dataclass(frozen=True)
class Record:
    """A program's training so far."""

    moments: tuple[Moment, ...]
    inside: Inside

    @property
    def now(self) -> Moment:
        return self.moments[-1]

    @property
    def whole(self) -> bool:
        return len(self.moments) == ROUNDS

    @property
    def losses(self) -> Floats:
        """Of each batch."""
        return np.concatenate([moment.losses for moment in self.moments])


_kept: dict[Lines, tuple[Record, ...]] = {}  # of programs that have been trained to their end


def records(lines: Lines) -> Iterator[Record]:
    """The record as it grows; a program that has been trained before is not trained again."""
    if lines in _kept:
        yield from _kept[lines]
        return
    seen: tuple[Record, ...] = ()
    for record in _trained(lines):
        seen += (record,)
        if record.whole:
            _kept[lines] = seen
        yield record


def whole_record(lines: Lines) -> Record:
    """The record of the program's whole training."""
    *_, last = records(lines)
    return last


def _trained(lines: Lines) -> Iterator[Record]:
    moments: tuple[Moment, ...] = ()
    losses: list[float] = []
    right: list[float] = []
    for step, local in enumerate(run(lines), start=1):
        losses.append(float(local["loss"]))
        right.append(core.accuracy(local["y"], local["tb"]))
        if step % EVERY == 0:
            with np.errstate(all="ignore"):
                h, y = local["forward"](local["x"][TRAIN:])
            good = y.argmax(axis=1) == local["t"][TRAIN:]
            shares = float(good[:TEST].mean()), float(good[TEST:].mean())
            moments += (Moment(step, tuple(losses), float(np.mean(right)), *shares),)
            losses, right = [], []
            yield Record(moments, _inside(h, local))


def _inside(h: Floats, local: Local) -> Inside:
    W1, W2, (dW1, dW2, *_) = local["W1"], local["W2"], local["grads"]
    named = {"h": h, "W1": W1, "W2": W2, "dW1": dW1, "dW2": dW2}
    return Inside(
        spreads={name: _spread(values) for name, values in named.items()},
        at_ends=float(((h < NEAR) | (h > 1 - NEAR)).mean()),
        silent=float((h <= 0).mean()),
        different=1 + int((np.abs(W1 - W1[:, :1]).max(axis=0) > TWINS).sum()),
        stirred=bool(np.any(dW1)),
    )


def _spread(values: Array) -> Spread:
    finite = values[np.isfinite(values)]
    if not finite.size:
        return Spread(0.0, 0.0, (0.0,) * BINS, float("nan"))
    low, high = float(finite.min()), float(finite.max())
    counts, _ = np.histogram(finite, BINS, (low, high) if low < high else (low - 1, high + 1))
    return Spread(low, high, tuple((counts / values.size).tolist()), float(finite.std()))
