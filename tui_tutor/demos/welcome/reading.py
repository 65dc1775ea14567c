"""The network that comes with the program reads a digit: one of its own kind, or the learner's."""

from functools import partial

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Pixels
from tui_tutor.demo import Size
from tui_tutor.digits.ink import Strokes, as_mnist
from tui_tutor.shipped import Reading, read, shipped
from tui_tutor.show import heading, note, telling
from tui_tutor.show.bars import bars
from tui_tutor.show.image import Image
from tui_tutor.show.quadrants import Quadrants
from tui_tutor.show.roles import QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.stage import BLANK, Part, either, fixed, if_room, row, stack, stage, strip
from tui_tutor.show.units import Units
from tui_tutor.text import Words, in_turn

words = Words("welcome")
BAR = 18, 48  # cells of a probability with its bar, at least and at most
SURE, LEANING = 0.9, 0.5  # probabilities from which it is said to be sure, or to lean
PEN = 1.3  # pixels: half the width of the learner's pen
MORE = 3, 2, 1  # rows of more digits, as many as there is room for
GAP = 3  # cells between a digit and what stands beside it


def one_of_ours(place: int, size: Size) -> RenderableType:
    """A digit that the network never saw while it learnt, and the next ones in small."""
    came = shipped()
    now = read(came.weights, came.images[place])
    image = came.images[place]
    large, ten = fixed(Image(_twice(image))), _ten(now)
    beside = size.width - large.full_width() - GAP
    rows = [stack(BLANK, note(words("more"), QUIET), *_more(place, size.width)[:n]) for n in MORE]
    beside_it = stack(BLANK, note(words("more"), QUIET), *_more(place, beside)[:1])
    units = if_room(BLANK, note(words("units"), QUIET), Units(now.z1))
    trained = if_room(BLANK, note(words("trained", accuracy=f"{came.accuracy:.1%}"), QUIET))
    return stage(
        size,
        _verdict(now, int(came.labels[place])),
        BLANK,
        either(
            stack(row(large, ten, gap=GAP), units, either(*rows), trained),
            stack(row(large, stack(ten, beside_it), gap=GAP), units, trained),
            stack(_picture(image, now), units, either(*rows, stack()), trained),
        ),
    )


def is_right(place: int) -> bool:
    came = shipped()
    return read(came.weights, came.images[place]).guess == int(came.labels[place])


def drawn(strokes: Strokes, size: Size) -> RenderableType:
    """What it makes of the learner's own drawing, from the first stroke on."""
    came = shipped()
    if not strokes:
        return stage(size, heading(words("empty")), note(words("empty-hint")))
    image = as_mnist(strokes, PEN)
    now = read(came.weights, image)
    return stage(
        size,
        _verdict(now),
        BLANK,
        _picture(image, now),
        if_room(BLANK, note(words("units"), QUIET), Units(now.z1)),
        if_room(BLANK, note(words("people"), QUIET)),
    )


def _verdict(now: Reading, label: int | None = None) -> Text:
    """What it reads and how sure it is; with the truth, whether that is right."""
    share = float(now.y[now.guess])
    key = "sure" if share > SURE else "leaning" if share > LEANING else "unsure"
    second = int(np.argsort(-now.y)[1])
    said = words.of("says", key, guess=now.guess, share=f"{share:.1%}", second=second)
    if label is None:
        return heading(said)
    right = now.guess == label
    truth = words.of("truth", "right" if right else "wrong", label=label)
    return Text(in_turn(said, truth), RIGHT if right else WRONG)


def _picture(image: Pixels, now: Reading) -> Part:
    """The digit as large as there is room, with the ten probabilities beside it."""
    digits = (Image(_twice(image)), Image(image), Quadrants(image))
    return either(*(row(fixed(digit), _ten(now), gap=GAP) for digit in digits))


def _twice(image: Pixels) -> Pixels:
    return image.repeat(2, axis=0).repeat(2, axis=1)


def _ten(now: Reading) -> Part:
    names, shares = [str(k) for k in range(10)], now.y.tolist()
    values = [f"{share:6.1%}" for share in shares]
    styles = [f"bold {SKY}" if k == now.guess else SKY for k in range(10)]
    return stack(
        note(words("it-says"), QUIET),
        strip(partial(bars, names, shares, values, styles=styles), 10, *BAR),
    )


def _more(place: int, width: int) -> list[Part]:
    """The next digits in small, in rows that fill the width, each with what it is read as.

    In words, which have all the width there is, one digit makes a row.
    """
    came = shipped()
    across = 1 if telling() else max((width + 2) // 16, 1)
    places = [(place + 1 + k) % len(came.labels) for k in range(MORE[0] * across)]
    small = [fixed(stack(Quadrants(came.images[k]), _caption(k))) for k in places]
    return [row(*small[k : k + across], gap=2) for k in range(0, len(small), across)]


def _caption(place: int) -> Text:
    """`3 98% ✓`, or `3 98% ✗ 5` where it is a 5."""
    came = shipped()
    now = read(came.weights, came.images[place])
    label = int(came.labels[place])
    mark, style = ("✓", RIGHT) if now.guess == label else (f"✗ {label}", WRONG)
    return Text(f"{now.guess} {now.y[now.guess]:.0%} {mark}", style)
