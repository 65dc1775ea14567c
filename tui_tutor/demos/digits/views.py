"""The browser's views: many digits, one as numbers, and the average of each label."""

from typing import Any

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.digits.measured import Array, Measured, fresh_slope, prepared
from tui_tutor.show import QUIET, beside, note, number, page
from tui_tutor.show.bars import bars
from tui_tutor.show.image import Image, gallery, grey, halved
from tui_tutor.show.matrix import matrix
from tui_tutor.text import Words

words = Words("digits")
CELL = 15, 8  # a small image with its caption and what parts it from the next
PATCH = 8  # so many pixels each way are printed as numbers
WIDE = 76  # from here on the numbers stand beside the picture
EDGE = slice(2, -2)  # averages are shown without their edge, where nobody writes


def _part(knobs: Any, measured: Measured) -> tuple[Array, Array]:
    """Images and labels of the set that is looked at."""
    d = measured.digits
    if knobs.part == "train":
        return d.train_images, d.train_labels
    return d.test_images, d.test_labels


def gallery_view(
    knobs: Any, size: Size, turned: int, measured: Measured, chosen: Array
) -> RenderableType:
    images, labels = _part(knobs, measured)
    across = max((size.width + 1) // CELL[0], 1)
    count = across * max((size.height - 5) // CELL[1], 1)
    places = chosen[np.arange(turned * count, (turned + 1) * count) % len(chosen)]
    parts: list[RenderableType] = []
    for k in range(0, count, across):
        row = places[k : k + across]
        captions = [Text(words("label", label=labels[i]), QUIET) for i in row]
        parts.append(gallery([halved(images[i]) for i in row], captions))
    return page(*parts, *_numbers(knobs, measured, images[places]))


def one_view(
    knobs: Any, size: Size, turned: int, measured: Measured, chosen: Array
) -> RenderableType:
    images, labels = _part(knobs, measured)
    place = chosen[turned % len(chosen)]
    image = images[place]
    x = prepared(image, knobs.pixels, measured)
    facts = {
        "place": place,
        "label": labels[place],
        "all": images.shape,
        "shape": x.shape,
        "dtype": x.dtype,
        "bytes": x.nbytes,
        "smallest": number(x.min()),
        "largest": number(x.max()),
        "mean": number(x.mean()),
        "std": number(x.std()),
    }
    rows, columns = busiest(image)
    named = f"x[{rows.start}:{rows.stop}, {columns.start}:{columns.stop}]"
    form = str if knobs.pixels == "raw" else lambda value: f"{value:.1f}"
    patch = [
        note(words("patch", named=named), QUIET),
        matrix(x[rows, columns], form=form, room=(size.width, PATCH)),
    ]
    numbers = _numbers(knobs, measured, image[None])
    if size.width >= WIDE:
        return page(beside(Image(image), page(*patch, _facts(facts, 2)), gap=3), *numbers)
    picture = Image(image) if size.width >= 28 + 3 + 25 else Image(halved(image))
    return page(beside(picture, _facts(facts, 1), gap=3), *patch, *numbers)


def _facts(facts: dict[str, Any], columns: int) -> Text:
    """Name and value of each, so many in a line."""
    text = Text(no_wrap=True)
    for k, (key, value) in enumerate(facts.items()):
        text.append("\n" if k and k % columns == 0 else "")
        text.append(f"{words.of('one', key):10}", QUIET)
        text.append(f"{value!s:17}" if (k + 1) % columns else str(value))
    return text


def busiest(image: Array) -> tuple[slice, slice]:
    """Where the PATCH by PATCH pixels lie that differ most: the edge of some ink."""
    pieces = np.lib.stride_tricks.sliding_window_view(image.astype(float), (PATCH, PATCH))
    spread = pieces.std(axis=(2, 3))
    i, j = map(int, np.unravel_index(spread.argmax(), spread.shape))
    return slice(i, i + PATCH), slice(j, j + PATCH)


def average_view(
    knobs: Any, size: Size, turned: int, measured: Measured, chosen: Array
) -> RenderableType:
    """What all digits of a label have in common, from the training set."""
    says = note(words("nearest", share=f"{measured.nearest:.1%}"))
    if knobs.label != "all":
        label = int(knobs.label)
        both = [grey(a[label][EDGE, EDGE]) for a in (measured.averages, measured.spreads)]
        if size.width < 2 * both[0].shape[1] + 1:
            both = [halved(a) for a in both]
        captions = [Text(words(key, label=label), QUIET) for key in ("average", "spread")]
        return page(gallery(both, captions), note(words("blur")), says)
    images = [halved(grey(average[EDGE, EDGE])) for average in measured.averages]
    across = max((size.width + 1) // (images[0].shape[1] + 1), 1)
    parts: list[RenderableType] = [says]
    for k in range(0, 10, across):
        captions = [Text(words("label", label=label), QUIET) for label in range(10)[k : k + across]]
        parts.append(gallery(images[k : k + across], captions))
    return page(*parts)


def _numbers(knobs: Any, measured: Measured, images: Array) -> list[RenderableType]:
    """What the network would be fed, and how a fresh sigmoid layer takes it."""
    x = prepared(images.reshape(len(images), 784), knobs.pixels, measured).astype(np.float32)
    said = words(
        knobs.pixels,
        mean=number(measured.mean, 3),
        std=number(measured.std, 3),
        zeros=f"{np.mean(images == 0):.0%}",
    )
    slope = fresh_slope(x)
    gauge = bars([words("slope")], [slope / 0.25], [words("of", slope=number(slope, 2))], 48)
    return [note(said), gauge]
