"""The studio's first view: loss and accuracy as they come, and a few digits with the guess."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
from rich.console import RenderableType

from tui_tutor.demo import Size
from tui_tutor.demos.training.guesses import caption, probabilities
from tui_tutor.demos.training.run import Studio
from tui_tutor.digits import Digits
from tui_tutor.nets import Snapshot
from tui_tutor.show import note
from tui_tutor.show.image import Image, rows_of, thumbnail
from tui_tutor.show.plot import Curve, plot
from tui_tutor.show.roles import AMBER, QUIET, SKY, STRAW
from tui_tutor.show.stage import Part, Picture, Shown, columns, either, stack, stage
from tui_tutor.text import Words

words = Words("training")
Points = Sequence[tuple[float, float]]
Chart = Callable[[Size], RenderableType]
SMALLEST = Size(22, 6)  # of a plot
GOOD = 20  # lines of the plots: from here on the digits below them are shown at full size
ACROSS = 8  # digits in a row, at most
DRAWN_POINTS = 400  # more of a curve than a terminal can show


def curves(
    size: Size, studio: Studio, now: Snapshot, shown: Snapshot, digits: Digits
) -> list[Shown]:
    if not now.step:  # no curve yet: as many digits as there is room for
        rows = range(max(size.height // 8, 1), 0, -1)
        return [either(*(_samples(size, shown, digits, count) for count in rows))]
    below = [note(line, QUIET) for line in _compared(studio, now)]
    charts = _charts(studio, now, shown)

    def plots(lines: int) -> Part:
        least = Size(SMALLEST.width, lines)
        return columns(*(Picture(chart, least) for chart in charts), gap=2)

    return [
        either(
            stack(plots(GOOD), *below, _samples(size, shown, digits, whole=True)),
            stack(plots(SMALLEST.height), *below, _samples(size, shown, digits)),
            stack(plots(SMALLEST.height), *below),
        )
    ]


def _charts(studio: Studio, now: Snapshot, shown: Snapshot) -> list[Chart]:
    """Loss and accuracy over the epochs; the run before in grey, as far as this one has come."""
    end = max(now.epoch, 1e-9)
    at_x = None if shown is now else shown.epoch
    tested = [(e.epoch, 100 * e.test_accuracy) for e in now.evaluations]
    trained = [(e.epoch, 100 * e.train_accuracy) for e in now.evaluations]
    loss = [_curve(words("loss"), now.losses or [(now.epoch, studio.loss)], STRAW)]
    # Where the two lie on each other, both are seen.
    accuracy = [
        _curve(words("train"), trained, SKY),
        _curve(words("test"), tested, AMBER, "--"),
    ]
    if before := studio.before:
        tested = [(e.epoch, 100 * e.test_accuracy) for e in before.evaluations]
        losses = _until(end, before.losses)
        loss = [_curve(words("before"), losses, QUIET), *loss]
        tests = _until(end, tested)
        accuracy = [_curve(words("before-test"), tests, QUIET), *accuracy]
    heights = (y for curve in loss for y in np.asarray(curve.y) if np.isfinite(y))
    return [
        partial(_chart, loss, end=end, top=max(heights, default=1), at_x=at_x),
        partial(_chart, accuracy, end=end, top=100, at_x=at_x),
    ]


def _chart(
    shown: list[Curve], room: Size, end: float, top: float, at_x: float | None
) -> RenderableType:
    """The curves; one alone has its name above it, several at their ends."""
    name = shown[0].name if len(shown) == 1 else ""

    def drawn(frame: Size) -> RenderableType:
        x_name = words("epochs") if frame.height > 8 else ""
        return plot(shown, frame, (0, end), (0, top), x_name, name, at_x=at_x)

    return stage(room, Picture(drawn, Size(12, 5)))


def _curve(name: str, points: Points, colour: str, linestyle: str = "-") -> Curve:
    """Its points, thinned out to what a terminal can show."""
    x, y = np.array(points[:: max(len(points) // DRAWN_POINTS, 1)]).reshape(-1, 2).T
    return Curve(x, y, colour, linestyle=linestyle, name=name)


def _until(end: float, points: Iterable[tuple[float, float]]) -> Points:
    return [point for point in points if point[0] <= end]


def _compared(studio: Studio, now: Snapshot) -> list[str]:
    """Both runs at the same epoch, in numbers."""
    before = studio.before
    rivals = [e for e in before.evaluations if e.epoch <= now.epoch] if before else []
    if not before or not rivals or now.epoch <= 1:
        return []
    mine, other = now.evaluations[-1].test_accuracy, rivals[-1].test_accuracy
    s = before.settings
    text = words(
        "compared",
        epoch=f"{now.epoch:.1f}",
        layers="-".join(map(str, before.network.sizes)),
        activation=s.activation,
        optimizer=s.optimizer,
        rate=f"{s.learning_rate:g}",
        batch=s.batch_size,
        other=f"{other:.1%}",
        mine=f"{mine:.1%}",
    )
    return [text]


def _samples(
    size: Size, shown: Snapshot, digits: Digits, rows: int = 1, whole: bool = False
) -> Part:
    """A few test digits with the network's guess, other ones each epoch."""
    across = max(min((size.width + 1) // (29 if whole else 15), ACROSS), 1)
    count = across * rows
    first = int(shown.epoch) * count % max(len(digits.test_labels) - count, 1)
    images, labels = (of[first : first + count] for of in (digits.test_images, digits.test_labels))
    y = probabilities(shown.network, images)
    captions = [caption(p, int(t)) for p, t in zip(y, labels, strict=True)]
    return rows_of([Image(i) if whole else thumbnail(i) for i in images], captions, across)
