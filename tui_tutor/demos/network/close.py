"""One unit up close: pixel × weight, the sum, what ReLU lets through, whom it votes for."""

from dataclasses import dataclass

import numpy as np
from rich.text import Text

from tui_tutor.arrays import Floats, Pixels
from tui_tutor.demo import Size
from tui_tutor.demos.network.layers import label
from tui_tutor.shipped import Reading, Weights
from tui_tutor.show import note, sentence
from tui_tutor.show.quadrants import Quadrants, enlarged, of_either_sign
from tui_tutor.show.roles import MINUS, PLUS
from tui_tutor.show.spans import Span, Spans, signed_number, waterfall
from tui_tutor.show.spots import named, spot
from tui_tutor.show.stage import BLANK, Part, Picture, either, exactly, fixed, if_room, row, stack
from tui_tutor.text import Words, series

words = Words("network")
LARGEST, LARGER, LARGE, SMALL = 4, 3, 2, 1  # times that an image is enlarged
WIDE = 14  # cells of a small image
NAMED = 3  # outputs that are named for and against


@dataclass(frozen=True)
class Unit:
    """A unit with all that comes into it and leaves it for one image."""

    number: int
    image: Pixels
    weights: Floats  # (28, 28)
    products: Floats  # (28, 28) pixel × weight
    bias: float
    sum: float
    passes: float
    votes: Floats  # (10,) what it adds to each score


def unit_of(number: int, image: Pixels, weights: Weights, now: Reading) -> Unit:
    w = weights.W1[:, number]
    return Unit(
        number,
        image,
        w.reshape(28, 28),
        (now.x * w).reshape(28, 28),
        float(weights.b1[number]),
        float(now.a1[number]),
        float(now.z1[number]),
        now.z1[number] * weights.W2[number],
    )


def close(unit: Unit) -> Part:
    """As much of it as there is room for, the images first."""
    head = note(words("unit", unit=unit.number), named("unit", "bold"))
    sums = stack(_sum(unit), *told(unit))
    large, small = fixed(images(unit, LARGE)), fixed(images(unit, SMALL))
    return either(
        stack(BLANK, head, row(large, sums)),
        stack(BLANK, head, large, sums),
        stack(BLANK, head, row(small, sums)),
        stack(BLANK, head, small, sums),
        stack(head, small, in_a_line(unit)),
        stack(BLANK, head, _sum(unit), *told(unit)),
        in_a_line(unit),
        stack(),
    )


def whole_unit(unit: Unit) -> Part:
    """The view of one unit."""
    votes = stack(label(words("votes", unit=unit.number)), _votes(unit))
    numbers = row(stack(_sum(unit), BLANK, *told(unit)), votes)
    low = stack(row(_sum(unit), votes), *told(unit))
    small = fixed(images(unit, SMALL))
    return either(
        *(stack(fixed(images(unit, times)), BLANK, numbers) for times in (LARGEST, LARGER, LARGE)),
        row(small, stack(_sum(unit), *told(unit), BLANK, votes)),
        stack(small, BLANK, low),
        stack(small, _sum(unit), *told(unit)),
        row(small, stack(_sum(unit), *told(unit)), gap=2),
        stack(small, in_a_line(unit)),
        stack(_sum(unit), *told(unit)),
    )


def images(unit: Unit, times: int) -> Part:
    """The image × the weights = what speaks for and against."""
    wide = WIDE * times
    shown = (
        lambda: Quadrants(enlarged(unit.image, times)),
        lambda: of_either_sign(enlarged(unit.weights, times)),
        lambda: of_either_sign(enlarged(unit.products, times)),
    )
    names = (words("x"), words("weights"), words("products"))
    parts = [
        stack(exactly(picture, wide, wide // 2), label(name, wide, wide, part))
        for picture, name, part in zip(shown, names, ("image", "weights", "products"), strict=True)
    ]
    signs = [fixed(Text("\n" * (wide // 4) + sign, "bold"), 1) for sign in "×="]
    return row(fixed(parts[0]), signs[0], fixed(parts[1]), signs[1], fixed(parts[2]), gap=1)


def _parts(unit: Unit) -> list[tuple[str, float]]:
    """The three steps of its sum."""
    positive = unit.products > 0
    return [
        (words("for"), float(unit.products[positive].sum())),
        (words("against"), float(unit.products[~positive].sum())),
        (words("bias"), unit.bias),
    ]


def _sum(unit: Unit) -> Picture:
    spans = Spans(waterfall(_parts(unit), words("sum"), ("for", "against", "bias", "sum")))
    return Picture(lambda _: spans, Size(26, 4), Size(72, 4))


def _votes(unit: Unit) -> Picture:
    spans = Spans(
        [
            Span(str(k), 0.0, vote, spot=spot(f"output {k}", view="output", output=str(k)))
            for k, vote in enumerate(unit.votes.tolist())
        ]
    )
    return Picture(lambda _: spans, Size(22, 10), Size(60, 10))


def told(unit: Unit) -> list[Text]:
    """What the activation makes of the sum, and for whom the unit speaks."""
    if not unit.passes > 0:
        silent = note(words("silent", sum=signed_number(unit.sum)), named("through"))
        return [silent, note(words("no-vote"))]
    through = note(words("through", value=f"{unit.passes:.2f}"), named("through"))
    order = np.argsort(-unit.votes, kind="stable").tolist()
    votes = Text(words("speaks-for"))
    votes.append("".join(f" {k}" for k in order[:NAMED] if unit.votes[k] > 0), f"bold {PLUS}")
    votes.append(words("and-against"))
    against = [k for k in order[::-1][:NAMED] if unit.votes[k] < 0]
    votes.append("".join(f" {k}" for k in against), f"bold {MINUS}")
    return [through, votes]


def in_a_line(unit: Unit) -> Part:
    steps = series(f"{name} {signed_number(value)}" for name, value in _parts(unit))
    total = Text(signed_number(unit.sum), named("sum"))
    said = sentence(words.raw("in-a-line"), unit=str(unit.number), steps=steps, sum=total)
    return stack(said, *(if_room(line) for line in told(unit)))
