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
MOST = 3  # rows of more digits


def one_of_ours(place: int, size: Size) -> RenderableType:
    """A digit that the network never saw while it learnt, and the next ones in small."""
    came = shipped()
    now = read(came.weights, came.images[place])
    more = _more(place, size.width)
    return stage(
        size,
        _verdict(now, int(came.labels[place])),
        BLANK,
        _picture(came.images[place], now),
        if_room(BLANK, note(words("units"), QUIET), Units(now.z1)),
        either(*(stack(BLANK, note(words("more"), QUIET), *more[:n]) for n in (3, 2, 1)), stack()),
        if_room(BLANK, note(words("trained", accuracy=f"{came.accuracy:.1%}"), QUIET)),
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
    names, shares = [str(k) for k in range(10)], now.y.tolist()
    values = [f"{share:6.1%}" for share in shares]
    styles = [f"bold {SKY}" if k == now.guess else SKY for k in range(10)]
    ten = stack(
        note(words("it-says"), QUIET),
        strip(partial(bars, names, shares, values, styles=styles), 10, *BAR),
    )
    twice = image.repeat(2, axis=0).repeat(2, axis=1)
    digits = (Image(twice), Image(image), Quadrants(image))
    return either(*(row(fixed(digit), ten) for digit in digits))


def _more(place: int, width: int) -> list[Part]:
    """The next digits in small, in rows that fill the width, each with what it is read as.

    In words, which have all the width there is, one digit makes a row.
    """
    came = shipped()
    across = 1 if telling() else max((width + 2) // 16, 1)
    places = [(place + 1 + k) % len(came.labels) for k in range(MOST * across)]
    small = [fixed(stack(Quadrants(came.images[k]), _caption(k))) for k in places]
    return [row(*small[k : k + across], gap=2) for k in range(0, len(small), across)]


def _caption(place: int) -> Text:
    """`3 98% ✓`, or `3 98% ✗ 5` where it is a 5."""
    came = shipped()
    now = read(came.weights, came.images[place])
    label = int(came.labels[place])
    mark, style = ("✓", RIGHT) if now.guess == label else (f"✗ {label}", WRONG)
    return Text(f"{now.guess} {now.y[now.guess]:.0%} {mark}", style)
