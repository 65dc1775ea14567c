"""The studio's first view: loss and accuracy as they come, and a few digits with the guess."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from rich.console import RenderableType

from tui_tutor.choices import choice_name
from tui_tutor.demo import Size
from tui_tutor.demos._reads import caption, probabilities
from tui_tutor.demos.training.run import Studio
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import Snapshot
from tui_tutor.show import note
from tui_tutor.show.curve import Curve
from tui_tutor.show.image import Image, rows_of, thumbnail
from tui_tutor.show.plot import doubled, plot
from tui_tutor.show.roles import AMBER, QUIET, ROSE, SKY
from tui_tutor.show.stage import Part, Picture, Shown, columns, either, stack, stage
from tui_tutor.text import Words

words = Words("training")
Points = Sequence[tuple[float, float]]
Chart = Callable[[Size], RenderableType]
SMALLEST = Size(22, 6)  # of a plot
GOOD = 20  # lines of the plots: from here on the digits below them are shown at full size
ACROSS = 8  # digits in a row, at most
FIRST_PART = 16  # of the run's epochs, that the axis begins with; it doubles
GUESSING = 2.5  # a loss that is a little more than guessing among ten costs
FLOORS = (0, 50, 80, 90, 95, 98)  # per cent where the axis of accuracy may begin
APART = 2.5  # so many times the best validation error has room on it
DRAWN_POINTS = 400  # more of a curve than a terminal can show


def curves(size: Size, studio: Studio, now: Snapshot, digits: Split) -> list[Shown]:
    below = [note(line, QUIET) for line in _compared(studio, now)]
    charts = _charts(studio, now)

    def plots(lines: int) -> Part:
        least = Size(SMALLEST.width, lines)
        return columns(*(Picture(chart, least) for chart in charts), gap=2)

    return [
        either(
            stack(plots(GOOD), *below, _samples(size, now, digits, whole=True)),
            stack(plots(SMALLEST.height), *below, _samples(size, now, digits)),
            stack(plots(SMALLEST.height), *below),
        )
    ]


def _charts(studio: Studio, now: Snapshot) -> list[Chart]:
    """Loss and accuracy over the epochs; the run before in grey, as far as this one has come."""
    epochs = studio.knobs.epochs
    end = min(doubled(now.epoch, epochs / FIRST_PART), max(epochs, now.epoch))
    runs = [(now, words("train"), SKY, words("validation"), AMBER)]
    if studio.before:
        name = words("later" if is_later(now, studio.before) else "before")
        runs.append((studio.before, "", "", name, QUIET))
    loss, right = [], []
    for run, train, train_colour, unseen, unseen_colour in reversed(runs):
        seen = [e for e in run.evaluations if e.epoch <= end]
        costs = [(e.epoch, e.unseen_loss) for e in seen]
        shares = [(e.epoch, 100 * e.unseen_accuracy) for e in seen]
        part = "validation" if run is now else ""
        loss.append(_curve(unseen, costs, unseen_colour, part))
        right.append(_curve(unseen, shares, unseen_colour, part))
        if train:
            trained = [(e.epoch, 100 * e.train_accuracy) for e in seen]
            losses = run.losses or [(now.epoch, now.loss)]
            loss.append(_curve(train, losses, train_colour, "train"))
            right.append(_curve(train, trained, train_colour, "train"))
    if own := studio.own:
        shares = [(epoch, 100 * share) for epoch, share in own.accuracies if epoch <= end]
        costs = [point for point in own.losses if point[0] <= end]
        loss.insert(0, _curve(words("yours"), costs, ROSE))
        right.insert(0, _curve(words("yours"), shares, ROSE))
    heights = (y for curve in loss for y in np.asarray(curve.y) if np.isfinite(y))
    top = doubled(max(heights, default=0.0), GUESSING)
    best = max((100 * e.unseen_accuracy for e in now.evaluations), default=0.0)
    return [
        partial(_chart, loss, ends=(0, top), end=end, name=words("loss")),
        partial(_chart, right, ends=(_floor(best), 100), end=end, name=words("right")),
    ]


def _floor(best: float) -> float:
    """Where the axis of accuracy begins: the nearer to 100, the smaller gaps are seen.

    It follows the best so far, which only rises, so the axis never goes to and fro.
    """
    return max((floor for floor in FLOORS if APART * (100 - best) <= 100 - floor), default=0.0)


def _chart(
    shown: list[Curve],
    room: Size,
    ends: tuple[float, float],
    end: float,
    name: str,
) -> RenderableType:
    """The curves with their names at their ends."""

    def drawn(frame: Size) -> RenderableType:
        return plot(shown, frame, (0, end), ends, words("epochs"), name)

    return stage(room, Picture(drawn, Size(12, 5)))


def _curve(name: str, points: Points, colour: str, part: str = "") -> Curve:
    """Its points, thinned out to what a terminal can show."""
    x, y = np.array(points[:: max(len(points) // DRAWN_POINTS, 1)]).reshape(-1, 2).T
    return Curve(x, y, colour, name=name, part=part)


def is_later(now: Snapshot, other: Snapshot) -> bool:
    """Whether the other is what this very run came to."""
    measured = len(now.evaluations)
    return now.step < other.step and other.evaluations[:measured] == now.evaluations


def _compared(studio: Studio, now: Snapshot) -> list[str]:
    """Both runs at the same epoch, in numbers."""
    before = studio.before
    rivals = [e for e in before.evaluations if e.epoch <= now.epoch] if before else []
    if not before or not rivals or now.epoch <= 1 or is_later(now, before):
        return []
    mine, other = now.evaluations[-1].unseen_accuracy, rivals[-1].unseen_accuracy
    s = before.settings
    text = words(
        "compared",
        epoch=f"{min(now.epoch, before.epoch):.1f}",
        layers="-".join(map(str, before.network.sizes)),
        activation=choice_name("training", "activation", s.activation),
        optimizer=choice_name("training", "optimizer", s.optimizer),
        rate=f"{s.learning_rate:g}",
        batch=s.batch_size,
        other=f"{other:.1%}",
        mine=f"{mine:.1%}",
    )
    return [text]


def _samples(
    size: Size, shown: Snapshot, digits: Split, rows: int = 1, whole: bool = False
) -> Part:
    """A few validation digits with the network's guess, other ones each epoch."""
    across = max(min((size.width + 1) // (29 if whole else 15), ACROSS), 1)
    count = across * rows
    first = int(shown.epoch) * count % max(len(digits.validation_labels) - count, 1)
    images, labels = (
        of[first : first + count] for of in (digits.validation_images, digits.validation_labels)
    )
    y = probabilities(shown.network, images)
    captions = [caption(p, int(t)) for p, t in zip(y, labels, strict=True)]
    return rows_of([Image(i) if whole else thumbnail(i) for i in images], captions, across)
