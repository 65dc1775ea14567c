"""The studio's looks inside: weights, confusion, mistakes, activations, one digit followed."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import Size
from tui_tutor.demos.training.guesses import LOOKED_AT, caption, judged, probabilities
from tui_tutor.digits import Digits
from tui_tutor.nets import ACTIVATIONS, Snapshot, scaled
from tui_tutor.nets.activations import MARGIN
from tui_tutor.show import COLOURS, LIT, QUIET, RIGHT, beside, note, number, page
from tui_tutor.show.bars import bars
from tui_tutor.show.image import Image, gallery, halved, signed
from tui_tutor.text import Words

words = Words("training")
IMAGE = 15, 8  # cells that a small image takes, with what parts it from the next
LEVELS = " ▁▂▃▄▅▆▇█"


def _fitting(room: Size) -> tuple[int, int]:
    """How many small images stand in a row, and how many rows there are."""
    return max((room.width + 1) // IMAGE[0], 1), max((room.height - 2) // IMAGE[1], 1)


def weights(room: Size, shown: Snapshot, digits: Digits) -> RenderableType:
    """What each hidden unit of the first layer looks for: its 784 weights as an image."""
    W = shown.network.weights[0]
    across, down = _fitting(room)
    strongest = np.argsort(-np.abs(W).mean(axis=0), kind="stable")[: across * down]
    says = words("weights", shown=len(strongest), units=W.shape[1], spread=number(W.std(), 3))
    parts: list[RenderableType] = [note(says)]
    for k in range(0, len(strongest), across):
        row = strongest[k : k + across]
        images = [halved(signed(W[:, unit].reshape(28, 28))) for unit in row]
        captions = [Text(words("unit", unit=unit), QUIET) for unit in row]
        parts.append(gallery(images, captions).draw(room))
    return page(*parts)


def confusion(room: Size, shown: Snapshot, digits: Digits) -> RenderableType:
    """Rows are the true digits, columns the guesses, over the first test images."""
    seen = judged(shown.network, digits)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (seen.labels, seen.guesses), 1)
    wrong = counts * (1 - np.eye(10, dtype=int))
    worst = tuple(map(int, np.unravel_index(wrong.argmax(), wrong.shape)))
    table = Text(
        f"{words('guessed'):>7}" + "".join(f"{j:5}" for j in range(10)), "bold", no_wrap=True
    )
    for i, row in enumerate(counts):
        table.append(f"\n{words('is', digit=i):>7}", "bold")
        for j, count in enumerate(row):
            if (i, j) == worst and count:
                table.append(f" ‹{count:2}›", LIT)
            else:
                table.append(f"{count or '·':>4} ", RIGHT if i == j else "" if count else QUIET)
    says = words("confusion", images=len(seen.labels), right=int(counts.trace()))
    most = words("confused", true=worst[0], guess=worst[1], count=int(wrong.max()))
    return page(note(says), table, note(most if wrong.any() else words("no-mistake")))


def mistakes(room: Size, shown: Snapshot, digits: Digits) -> RenderableType:
    """The test digits that it got wrong with the most confidence."""
    seen = judged(shown.network, digits)
    wrong = np.flatnonzero(seen.labels != seen.guesses)
    if not wrong.size:
        return note(words("no-mistake"), RIGHT)
    across, down = _fitting(room)
    surest = wrong[np.argsort(-seen.y[wrong].max(axis=1), kind="stable")][: across * down]
    says = words("mistakes", wrong=len(wrong), images=len(seen.labels))
    parts: list[RenderableType] = [note(says)]
    for k in range(0, len(surest), across):
        row = surest[k : k + across]
        captions = [caption(seen.y[i], int(seen.labels[i])) for i in row]
        parts.append(gallery([halved(seen.images[i]) for i in row], captions).draw(room))
    return page(*parts)


def activations(room: Size, shown: Snapshot, digits: Digits) -> RenderableType:
    """How strongly the hidden units fire over the first test images, and which never do."""
    x = scaled(digits.test_images[:LOOKED_AT].reshape(-1, 784))
    activation = ACTIVATIONS[shown.network.activation]
    low, high = activation.low, activation.high
    ends = (low, high) if activation.saturates else None
    parts: list[RenderableType] = []
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
        parts += [
            note(says),
            bars(
                [f"{low:5.2f} … {high:5.2f}" for low, high in pairwise(edges)],
                shares.tolist(),
                [f"{share:.1%}" for share in shares],
                min(room.width, 64),
                [COLOURS[(k - 1) % len(COLOURS)]] * len(counts),
            ),
        ]
    return page(*parts)


def follow(room: Size, shown: Snapshot, digits: Digits, place: int) -> RenderableType:
    """One test digit on its way through the network, layer by layer."""
    place %= len(digits.test_labels)
    image, label = digits.test_images[place], int(digits.test_labels[place])
    layers = _layers(shown, scaled(image.reshape(1, 784)))
    y = probabilities(shown.network, image[None])[0]
    names = [
        f"{'→' if i == label else ' '}{i} {score:6.1f}" for i, score in enumerate(layers[-1][0])
    ]
    colours = [RIGHT if i == label else "cyan" for i in range(10)]
    with np.errstate(all="ignore"):
        cost = float(core.cross_entropy_error(y, label))
    says = words("follow", place=place, label=label, p=f"{y[label]:.1%}", cost=number(cost, 3))
    whole = room.width >= 28 + 2 + 24 and room.height >= 14
    picture = Image(image if whole else halved(image))
    width = min(room.width - picture.pixels.shape[1] - 2, 44)
    output = page(
        note(words("output"), QUIET),
        bars(names, y.tolist(), [f"{p:.3f}" for p in y], width, colours),
    )
    parts: list[RenderableType] = [note(says), beside(picture, output, gap=2)]
    for k, a in enumerate(layers[:-1], start=1):
        strongest = int(np.nan_to_num(a[0]).argmax())
        text = words(
            "layer", layer=k, units=a.shape[1], unit=strongest, value=number(a[0, strongest], 3)
        )
        parts += [note(text, QUIET), _strip(a[0], room.width)]
    return page(*parts)


def _strip(values: NDArray[np.floating], width: int) -> Text:
    """One character a unit, the higher the stronger."""
    finite = np.nan_to_num(values.astype(float), posinf=0, neginf=0)
    heights = finite / max(finite.max(), 1e-12) * 8
    text = "".join(LEVELS[int(h)] for h in np.clip(np.ceil(heights), 0, 8))
    return Text("\n".join(text[i : i + width] for i in range(0, len(text), width)), "cyan")


def _layers(shown: Snapshot, x: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
    with np.errstate(all="ignore"):  # a network that diverged gives nan, and shows it
        return shown.network.outputs(x)
