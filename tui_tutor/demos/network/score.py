"""One output: from which units its score comes, and from which pixels."""

import numpy as np

from tui_tutor.arrays import Pixels
from tui_tutor.demo import Size
from tui_tutor.demos.network.layers import label
from tui_tutor.shipped import Reading, Weights
from tui_tutor.show import heading, note, telling
from tui_tutor.show.quadrants import Quadrants, enlarged, of_either_sign
from tui_tutor.show.spans import Span, Spans, signed_number
from tui_tutor.show.spots import spot
from tui_tutor.show.stage import BLANK, Part, Picture, either, exactly, fixed, row, stack
from tui_tutor.text import Words

words = Words("network")
MOST, LEAST = 53, 6  # lines of the waterfall


def score(image: Pixels, weights: Weights, now: Reading, k: int) -> Part:
    """The sum of one score as a waterfall; beside it, which pixels it comes from."""
    fall = Picture(
        lambda room: Spans(steps(weights, now, k, room.height)), Size(30, LEAST), Size(90, MOST)
    )
    units = stack(heading(words("output", output=k)), fall)
    sizes = (2, 1) if telling() else (3, 2, 1)
    *large, small = (_pictures(image, weights, now, k, times) for times in sizes)
    share = f"{now.y[k]:.1%}"
    said = words("score", output=k, score=signed_number(float(now.a2[k])), share=share)
    return stack(
        either(*(row(fixed(stack(*one)), units) for one in (*large, small, small[2:])), units),
        BLANK,
        note(said),
    )


def _pictures(image: Pixels, weights: Weights, now: Reading, k: int, times: int) -> list[Part]:
    """The image, and each pixel's share in the score by way of all the units that answer."""
    answers = now.z1 > 0
    through = weights.W1[:, answers] @ weights.W2[answers, k]
    shares = (now.x * through).reshape(28, 28)
    wide = 14 * times
    parts: list[Part] = []
    for key, picture in (
        ("x", lambda: Quadrants(enlarged(image, times))),
        ("by-pixel", lambda: of_either_sign(enlarged(shares, times))),
    ):
        parts += [
            exactly(picture, wide, wide // 2),
            label(words.of("below", key, output=k), wide, wide),
        ]
    return parts


def steps(weights: Weights, now: Reading, k: int, lines: int) -> list[Span]:
    """The units that add most and take most, the others together, the bias, and the score."""
    given = np.nan_to_num(now.z1 * weights.W2[:, k])
    order = np.argsort(-np.abs(given), kind="stable")
    order = order[given[order] != 0]
    named = sorted(order[: max(lines - 3, 1)].tolist(), key=lambda unit: -given[unit])
    rest = order[max(lines - 3, 1) :]
    spans, at = [], 0.0
    for unit in named:
        turned = spot(f"unit {unit}", view="unit", unit=unit)
        value = float(given[unit])
        spans.append(Span(words("unit", unit=unit), at, at + value, spot=turned))
        at += value
    others = words("others", units=len(rest)), float(given[rest].sum())
    for name, value in (others, (words("bias"), float(weights.b2[k]))):
        spans.append(Span(name, at, at + value))
        at += value
    return [*spans, Span(words("score-sum"), 0.0, float(now.a2[k]), is_sum=True)]
