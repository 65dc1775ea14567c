"""The studio's looks inside: weights, mistakes, activations, one digit followed."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.demos._reads import caption, probabilities
from tui_tutor.demos.training.guesses import LOOKED_AT, judged
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import ACTIVATIONS, Snapshot, scaled
from tui_tutor.nets.activations import MARGIN
from tui_tutor.show import note, number, telling
from tui_tutor.show.bars import growing
from tui_tutor.show.image import Image, rows_of, thumbnail
from tui_tutor.show.quadrants import Quadrants, enlarged, of_either_sign, resampled
from tui_tutor.show.roles import QUIET, RIGHT, SKY
from tui_tutor.show.stage import Part, Shown, either, fixed, if_room, row, stack, the_first
from tui_tutor.text import Words

words = Words("training")
SIDE_BY_SIDE = 10  # classes that have room
FEW = 8  # the same on a low terminal
LEVELS = " ▁▂▃▄▅▆▇█"
LARGE, SMALL = 14, 7  # lines of an image


def _walls(
    size: Size, count: int, wall: Callable[[int, int, int], Part], larger: Iterable[int]
) -> Part:
    """wall(across, number, lines): all images with the first of these lines that there is room for,
    or as many small ones as there is.
    """

    def across(high: int) -> int:
        return max((size.width + 1) // (2 * high + 1), 1)

    def rows(high: int) -> int:
        return -(-count // across(high))

    fitting = [high for high in larger if rows(high) * (high + 1) <= size.height and not telling()]
    small = across(SMALL)
    most = min(max(size.height // (SMALL + 1), 1), rows(SMALL))
    return the_first(
        *(partial(wall, across(high), count, high) for high in fitting),
        *(partial(wall, small, min(small * k, count), SMALL) for k in range(most, 0, -1)),
    )


def weights(size: Size, shown: Snapshot, digits: Split) -> list[Shown]:
    """What each hidden unit of the first layer looks for: its weights as an image."""
    W = shown.network.weights[0]
    strongest = np.argsort(-np.abs(W).mean(axis=0), kind="stable")

    def wall(across: int, count: int, high: int) -> Part:
        sides = (W[:, unit].reshape(digits.whole.side) for unit in strongest[:count])
        images = [_weights_of(side, high) for side in sides]
        captions = [Text(words("unit", unit=unit), QUIET) for unit in strongest[:count]]
        says = words("weights", shown=count, units=W.shape[1], spread=number(W.std(), 3))
        return stack(note(says), rows_of(images, captions, across))

    return [_walls(size, len(strongest), wall, range(LARGE, SMALL, -1))]


def _weights_of(W: Floats, high: int) -> Quadrants:
    """In so many lines; of small ones the mean of neighbours, whose chance differences hide the
    strokes.
    """
    return of_either_sign(enlarged(resampled(W, 2 * high, 2 * high), 2))


def mistakes(size: Size, shown: Snapshot, digits: Split) -> list[Shown]:
    """The validation digits that it got wrong with the most confidence."""
    seen = judged(shown.network, digits)
    wrong = np.flatnonzero(seen.labels != seen.guesses)
    if not wrong.size:
        return [note(words("no-mistake"), RIGHT)]
    surest = wrong[np.argsort(-seen.y[wrong].max(axis=1), kind="stable")]
    says = words("mistakes", wrong=len(wrong), images=len(seen.labels))

    def wall(across: int, count: int, high: int) -> Part:
        captions = [caption(seen.y[i], int(seen.labels[i])) for i in surest[:count]]
        drawn = Image if high == LARGE else thumbnail
        images = [drawn(seen.images[i]) for i in surest[:count]]
        return rows_of(images, captions, across)

    return [note(says), _walls(size, len(surest), wall, [LARGE])]


def activations(size: Size, shown: Snapshot, digits: Split) -> list[Shown]:
    """How strongly the hidden units fire over the first validation images, and which never do."""
    x = scaled(digits.validation_images[:LOOKED_AT].reshape(-1, math.prod(digits.whole.side)))
    activation = ACTIVATIONS[shown.network.activation]
    low, high = activation.low, activation.high
    ends = (low, high) if activation.saturates else None
    parts: list[Shown] = []
    for k, a in enumerate(_layers(shown, x)[:-1], start=1):
        shut = activation.shut(a)
        says = words(
            "activations-saturated" if activation.saturates else "activations-silent",
            layer=k,
            units=a.shape[1],
            shut=f"{shut.mean():.0%}",
            always=int(shut.all(axis=0).sum()),
            margin=f"{MARGIN * (high - low):g}",
            low=f"{low:g}",
            high=f"{high:g}",
        )
        finite = a[np.isfinite(a)]
        counts, edges = np.histogram(finite, bins=8, range=ends)
        shares = counts / max(a.size, 1)
        histogram = growing(
            [f"{low:5.2f} … {high:5.2f}" for low, high in pairwise(edges)],
            shares.tolist(),
            [f"{share:.1%}" for share in shares],
        )
        parts += [note(says), histogram]
    return parts


def follow(shown: Snapshot, digits: Split, place: int) -> list[Shown]:
    """One validation digit on its way through the network, layer by layer."""
    place %= len(digits.validation_labels)
    image, label = digits.validation_images[place], int(digits.validation_labels[place])
    layers = _layers(shown, scaled(image.reshape(1, -1)))
    y = probabilities(shown.network, image[None])[0]
    ranked = np.argsort(-y, kind="stable")[:SIDE_BY_SIDE].tolist()  # all of them, of ten
    with np.errstate(all="ignore"):
        cost = float(core.cross_entropy_error(y, label))
    says = words("follow", place=place, label=label, p=f"{y[label]:.1%}", cost=number(cost, 3))

    def output(most: int) -> Part:
        """The likeliest classes, in their order, and how many are left out."""
        likely, gone = sorted(ranked[:most]), len(ranked[most:])
        names = [f"{'→' if i == label else ' '}{i} {layers[-1][0][i]:6.1f}" for i in likely]
        colours = [RIGHT if i == label else SKY for i in likely]
        p = y[likely]
        drawn = growing(names, p.tolist(), [f"{one:.3f}" for one in p], colours)
        left_out = [note(words("left-out", count=gone), QUIET)] if gone else []
        return stack(note(words("output"), QUIET), drawn, *left_out)

    inks = (fixed(ink) for ink in (Image(enlarged(image, 2)), Image(image), thumbnail(image)))
    beside = [row(ink, output(SIDE_BY_SIDE), gap=2) for ink in inks]
    beside.append(row(fixed(thumbnail(image)), output(FEW), gap=2))
    parts: list[Shown] = [note(says), either(*beside)]
    for k, a in enumerate(layers[:-1], start=1):
        strongest = int(np.nan_to_num(a[0]).argmax())
        text = words(
            "layer", layer=k, units=a.shape[1], unit=strongest, value=number(a[0, strongest], 3)
        )
        parts.append(if_room(note(text, QUIET), Levels(a[0])))
    return parts


@dataclass(frozen=True)
class Levels:
    """One character a unit, the higher the stronger, in as many lines as that takes."""

    values: Floats

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        finite = np.nan_to_num(self.values.astype(float), posinf=0, neginf=0)
        heights = finite / max(finite.max(), 1e-12) * 8
        signs = "".join(LEVELS[int(h)] for h in np.clip(np.ceil(heights), 0, 8))
        for start in range(0, len(signs), options.max_width):
            yield Text(signs[start : start + options.max_width], SKY, no_wrap=True)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, len(self.values))


def _layers(shown: Snapshot, x: Floats) -> Sequence[Floats]:
    with np.errstate(all="ignore"):  # a network that diverged gives nan, and shows it
        return shown.network.outputs(x)
