"""Your own digit: draw it, and see what a kept network makes of it: your own, or the best."""

from dataclasses import dataclass, replace

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core, digits, kept
from tui_tutor.arrays import Floats, Pixels
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.digits.ink import Strokes, as_mnist
from tui_tutor.knobs import Button, Choice, Pad, knob
from tui_tutor.nets import Network, Settings, Training, scaled
from tui_tutor.show import heading, note
from tui_tutor.show.bars import growing
from tui_tutor.show.image import Image, thumbnail
from tui_tutor.show.roles import QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.stage import Part, either, fixed, if_room, row, stack, stage
from tui_tutor.text import Words

words = Words("drawing")
PENS = {"thin": 0.9, "medium": 1.3, "thick": 1.8}
NOBODY = "-"
OWN, BEST = "own", "best"
BAR = 15, 40  # cells of a probability with its bar, at least and at most
# A network that nobody trained: on drawn digits, in a second or two.
SETTINGS = Settings(
    hidden=(100,), activation="relu", init="he", optimizer="adam", learning_rate=0.002
)
STEPS = 1200
SIDE, CORNER = 28, 12  # cells of the pad, and of what counts as one of its corners


@dataclass(frozen=True)
class Knobs:
    drawing: Strokes = knob(Pad(), ())
    pen: str = knob(Choice(*PENS), "medium")
    truth: str = knob(Choice(NOBODY, *"0123456789"), NOBODY)
    keep: int = knob(Button(), 0)
    forget: int = knob(Button(), 0)
    reader: str = knob(Choice(OWN, BEST), OWN)


@dataclass(frozen=True)
class Reading:
    """Who reads, or how far one is on its way, and the digits that the learner has kept."""

    own: kept.Reader | None  # the network that the learner wrote
    best: kept.Reader | None
    ready: float  # how far its training is, 0 to 1
    images: Pixels
    labels: Pixels
    notice: str = ""

    def reader(self, wanted: str) -> kept.Reader | None:
        """The learner's own where that is wanted and there is one, else the best."""
        return (self.own if wanted == OWN else None) or self.best


class ReadingRun:
    """Trains a network where none is kept, then keeps and forgets digits as the buttons say."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._keep, self._forget = knobs.keep, knobs.forget
        self._notice = ""
        self._images, self._labels = kept.digits()
        self._own, self._best = kept.own_network(), kept.network()
        self._training = None if self._best else _training(seed)

    def step(self, knobs: Knobs) -> bool:
        if self._training:
            self._learn(self._training)
            return True
        if knobs.keep > self._keep:
            self._keep_digit(knobs)
        if knobs.forget > self._forget:
            self._forget_digit()
        self._keep, self._forget = knobs.keep, knobs.forget  # fewer, where knobs were reset
        return False

    def _learn(self, training: Training) -> None:
        training.learn()
        if training.step_count >= STEPS:
            name = digits.load("drawn").name
            self._best = kept.Reader(training.network, name, name, training.unseen_accuracy())
            self._training = None
            self._notice = kept.keep_network(self._best)

    def _keep_digit(self, knobs: Knobs) -> None:
        if not knobs.drawing or knobs.truth == NOBODY:
            self._notice = words("nothing-to-keep")
            return
        image = as_mnist(knobs.drawing, PENS[knobs.pen])
        self._images = np.concatenate([self._images, image[None]])
        self._labels = np.append(self._labels, np.uint8(int(knobs.truth)))
        self._notice = self._saved("kept")

    def _forget_digit(self) -> None:
        if not len(self._labels):
            self._notice = words("nothing-to-forget")
            return
        self._images, self._labels = self._images[:-1], self._labels[:-1]
        self._notice = self._saved("forgotten")

    def _saved(self, key: str) -> str:
        return kept.keep_digits(self._images, self._labels) or words(key, count=len(self._labels))

    def snapshot(self) -> Reading:
        ready = self._training.step_count / STEPS if self._training else 1.0
        return Reading(self._own, self._best, ready, self._images, self._labels, self._notice)


def _training(seed: int) -> Training:
    d = digits.load("drawn")
    sets = (d.train_images, d.train_labels, d.test_images, d.test_labels)
    return Training(*sets, replace(SETTINGS, seed=seed))


def draw(knobs: Knobs, size: Size, reading: Reading) -> RenderableType:
    reader = reading.reader(knobs.reader)
    if reader is None:
        return stage(size, note(words("learning", share=f"{reading.ready:.0%}")))
    seen = as_mnist(knobs.drawing, PENS[knobs.pen])
    below = [who_reads(reader)]
    if reading.notice:
        below.append(note(reading.notice))
    if len(reading.labels):
        below.append(note(_own_test(reader.network, reading)))
    if not knobs.drawing:
        return stage(size, heading(words("empty")), *below)
    y = core.softmax(reader.network.scores(scaled(seen.reshape(1, -1))))[0]
    whole, half = (fixed(stack(note(words("seen"), QUIET), of(seen))) for of in (Image, thumbnail))
    ten = _probabilities(y, knobs, range(10))
    five, other_five = (_probabilities(y, knobs, digits) for digits in (range(5), range(5, 10)))
    shown = either(
        stack(row(ten, whole, gap=2), *below),
        stack(row(ten, half, gap=2), *below),
        stack(row(five, other_five), *below, if_room(half)),  # so that all ten are in sight
    )
    return stage(size, _verdict(knobs, y), shown)


def who_reads(reader: kept.Reader) -> Text:
    """Which network that is and how good it is; loud where it is too poor to be believed."""
    key = "unmeasured" if reader.accuracy is None else "poor" if reader.poor else "reader"
    if reader.own and not reader.poor:
        key = "own"
    return note(
        words(
            key,
            data=digits.called(reader.trained_on),
            accuracy=f"{reader.accuracy or 0:.1%}",
            tested_on=digits.called(reader.tested_on),
        ),
        QUIET if key in ("reader", "own") else WRONG,
    )


def _verdict(knobs: Knobs, y: Floats) -> Text:
    """What it reads, how sure it is, and whether that is right, where the truth was given."""
    guess, second = (int(i) for i in np.argsort(-y)[:2])
    values = {"guess": guess, "share": f"{y[guess]:.0%}", "second": second}
    key = "sure" if y[guess] > 0.9 else "leaning" if y[guess] > 0.5 else "unsure"
    style = "bold"
    if knobs.truth != NOBODY:
        style = RIGHT if guess == int(knobs.truth) else WRONG
    return note(words(key, **values), style)


def _probabilities(y: Floats, knobs: Knobs, digits: range) -> Part:
    styles = [RIGHT if str(i) == knobs.truth else SKY for i in digits]
    shares = [float(y[i]) for i in digits]
    names, values = [str(i) for i in digits], [f"{p:.3f}" for p in shares]
    return growing(names, shares, values, styles, *BAR)


def _own_test(network: Network, reading: Reading) -> str:
    """How many of the learner's own digits the network gets."""
    x = scaled(reading.images.reshape(len(reading.images), -1))
    right = int((network.scores(x).argmax(axis=1) == reading.labels).sum())
    return words("own-test", right=right, count=len(reading.labels))


def facts(knobs: Knobs, reading: Reading) -> Facts:
    """Whether something is drawn, how tall it is, and whether all of it lies in one corner."""
    points = np.array([point for stroke in knobs.drawing for point in stroke]).reshape(-1, 2)
    if not len(points):
        return {"drawn": False, "tall": 0.0, "corner": False}
    low, high = points.min(axis=0), points.max(axis=0)
    corner = bool(((high < CORNER) | (low > SIDE - CORNER)).all())
    return {"drawn": True, "tall": float(high[1] - low[1]), "corner": corner}


DEMO = LiveDemo(
    "drawing", Knobs(), draw, core=("affine", "relu", "softmax"), begin=ReadingRun,
    plays_itself=True, uses_digits=True, facts=facts,
)  # fmt: skip
