"""The studio's first view: loss and accuracy as they come, and a few digits with the guess."""

from collections.abc import Iterable, Sequence

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.training.guesses import caption, probabilities
from tui_tutor.demos.training.run import Studio
from tui_tutor.digits import Digits
from tui_tutor.nets import Snapshot
from tui_tutor.show import QUIET, beside, note, page
from tui_tutor.show.image import gallery, halved
from tui_tutor.show.plot import Curve, legend, plot
from tui_tutor.text import Words

words = Words("training")
Points = Sequence[tuple[float, float]]
SIDE_BY_SIDE = 52  # cells: the least that two plots beside each other need
SAMPLE, ROOMY_SAMPLE = (15, 8), (29, 15)  # cells of a digit, its caption and the gap
ROOMY = 36  # lines: room for digits at full size
DRAWN_POINTS = 400  # more of a curve than a terminal can show


def curves(
    room: Size, studio: Studio, now: Snapshot, shown: Snapshot, digits: Digits
) -> RenderableType:
    samples = _samples(room, shown, digits)
    if not now.step:  # no curve yet: as many digits as there is room for
        return samples
    spare = room.height - 9 if room.height >= 20 else room.height  # a small screen scrolls to them
    if room.height >= ROOMY:
        spare = room.height - 16
    compared = _compared(studio, now)
    spare = max(spare - 2 * len(compared), 7)
    both = room.width >= SIDE_BY_SIDE
    size = Size((room.width - 2) // 2, spare) if both else Size(room.width, spare // 2)
    plots = _plots(size, studio, now, shown)
    return page(
        beside(*plots, gap=2) if both else page(*plots),
        *compared,
        samples,
    )


def _plots(
    size: Size, studio: Studio, now: Snapshot, shown: Snapshot
) -> tuple[RenderableType, ...]:
    """Loss and accuracy over the epochs; the run before in grey, as far as this one has come."""
    end = max(now.epoch, 1e-9)
    at_x = None if shown is now else shown.epoch
    x_name = words("epochs") if size.height > 9 else ""
    tested = [(e.epoch, 100 * e.test_accuracy) for e in now.evaluations]
    trained = [(e.epoch, 100 * e.train_accuracy) for e in now.evaluations]
    loss = {words("loss"): _curve(now.losses or [(now.epoch, studio.loss)], "yellow")}
    # Where the two lie on each other, both are seen.
    accuracy = {
        words("train"): _curve(trained, "cyan"),
        words("test"): _curve(tested, "magenta", "--"),
    }
    if before := studio.before:
        tested = [(e.epoch, 100 * e.test_accuracy) for e in before.evaluations]
        loss = {words("before"): _curve(_until(end, before.losses), "bright_black")} | loss
        accuracy = {words("before-test"): _curve(_until(end, tested), "bright_black")} | accuracy
    heights = (y for curve in loss.values() for y in np.asarray(curve.y) if np.isfinite(y))
    frame = Size(size.width, size.height - 1)  # the names stand above it
    return tuple(
        page(
            legend(named.items()),
            plot(list(named.values()), frame, (0, end), (0, top), x_name, at_x=at_x),
        )
        for named, top in ((loss, max(heights, default=1)), (accuracy, 100))
    )


def _curve(points: Points, colour: str, linestyle: str = "-") -> Curve:
    """Its points, thinned out to what a terminal can show."""
    x, y = np.array(points[:: max(len(points) // DRAWN_POINTS, 1)]).reshape(-1, 2).T
    return Curve(x, y, colour, linestyle=linestyle)


def _until(end: float, points: Iterable[tuple[float, float]]) -> Points:
    return [point for point in points if point[0] <= end]


def _compared(studio: Studio, now: Snapshot) -> list[Text]:
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
    return [note(text, QUIET)]


def _samples(room: Size, shown: Snapshot, digits: Digits) -> RenderableType:
    """A few test digits with the network's guess, other ones each epoch."""
    roomy = room.height >= ROOMY
    wide, high = ROOMY_SAMPLE if roomy else SAMPLE
    across = max(min((room.width + 1) // wide, 8), 1)
    count = across if shown.step else across * max(room.height // high, 1)
    first = int(shown.epoch) * count % max(len(digits.test_labels) - count, 1)
    rows: list[RenderableType] = []
    for row in range(first, first + count, across):
        images, labels = (of[row : row + across] for of in (digits.test_images, digits.test_labels))
        y = probabilities(shown.network, images)
        captions = [caption(p, int(t)) for p, t in zip(y, labels, strict=True)]
        pictures = [i if roomy else halved(i) for i in images]
        rows.append(gallery(pictures, captions).draw(room))
    return page(*rows)
