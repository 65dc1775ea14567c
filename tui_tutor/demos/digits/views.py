"""The browser's views: many digits, one as numbers, and the average of each label."""

from functools import partial

import numpy as np
from rich.text import Text

from tui_tutor.arrays import Array, Labels, Pixels
from tui_tutor.demo import Size
from tui_tutor.demos.digits.knobs import Knobs
from tui_tutor.demos.digits.measured import Measured, fresh_slope, prepared
from tui_tutor.show import cells, note, number, telling
from tui_tutor.show.bars import bars
from tui_tutor.show.image import Image, gallery, grey, rows_of, thumbnail
from tui_tutor.show.matrix import matrix
from tui_tutor.show.quadrants import Quadrants, enlarged, resampled
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import BLANK, Part, either, fixed, row, shrinking, stack, the_first
from tui_tutor.text import Words

words = Words("digits")
GAUGE = 44  # cells: it has room in the narrowest pane
SMALL = 14  # cells: the width of a digit at half its size
PATCH = 8  # so many pixels each way are printed as numbers
LARGE = (6, 5, 4, 3)  # times that an image is enlarged where there is room
HEIGHTS = range(36, SMALL // 2, -1)  # lines of an average where there is room
EDGE = slice(2, -2)  # averages are shown without their edge, where nobody writes


def _part(knobs: Knobs, measured: Measured) -> tuple[Pixels, Labels]:
    """Images and labels of the set that is looked at."""
    d = measured.digits
    if knobs.part == "train":
        return d.train_images, d.train_labels
    return d.test_images, d.test_labels


def gallery_view(knobs: Knobs, size: Size, turned: int, measured: Measured, chosen: Labels) -> Part:
    """As many digits as there is room for, and what the network would be fed."""
    images, labels = _part(knobs, measured)
    across = _across(size, SMALL)

    def shown(rows: int) -> Part:
        count = across * rows
        places = chosen[np.arange(turned * count, (turned + 1) * count) % len(chosen)]
        captions = [Text(words("label", label=labels[i]), QUIET) for i in places]
        pictures = rows_of([thumbnail(images[i]) for i in places], captions, across)
        return stack(pictures, *_numbers(knobs, measured, images[places]))

    return the_first(*(partial(shown, rows) for rows in _rows(size)))


def _across(size: Size, wide: int) -> int:
    """How many images of that width, a blank between them, stand side by side."""
    return max((size.width + 1) // (wide + 1), 1)


def _rows(size: Size) -> range:
    """Numbers of rows, from more than there is room for down to one."""
    return range(max(size.height // (SMALL // 2), 1), 0, -1)


def one_view(knobs: Knobs, size: Size, turned: int, measured: Measured, chosen: Labels) -> Part:
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
    patch = _patch(knobs, image, x)
    numbers = _numbers(knobs, measured, image[None])
    whole, half = fixed(Image(image)), fixed(thumbnail(image))
    beside = fixed(stack(patch, _facts(facts, 2)))
    inks = (*(fixed(Quadrants(enlarged(image, times))) for times in LARGE), whole)
    return either(
        *(stack(row(ink, beside), *numbers) for ink in inks),
        *(stack(row(ink, fixed(_facts(facts, 1))), patch, *numbers) for ink in (whole, half)),
    )


def _patch(knobs: Knobs, image: Pixels, x: Array) -> Part:
    """The pixels as numbers, where the ink has an edge."""
    rows, columns = busiest(image)
    named = f"x[{rows.start}:{rows.stop}, {columns.start}:{columns.stop}]"
    form = str if knobs.pixels == "raw" else lambda value: f"{value:.1f}"
    numbers = shrinking(partial(matrix, x[rows, columns], form=form))
    return fixed(stack(note(words("patch", named=named), QUIET), numbers))


def _facts(facts: dict[str, object], columns: int) -> Text:
    """Name and value of each, so many in a line."""
    text = Text(no_wrap=True)
    for k, (key, value) in enumerate(facts.items()):
        text.append("\n" if k and k % columns == 0 else "")
        text.append(cells(words.of("one", key), 10), QUIET)
        text.append(f"{value!s:17}" if (k + 1) % columns else str(value))
    return text


def busiest(image: Pixels) -> tuple[slice, slice]:
    """Where the PATCH by PATCH pixels lie that differ most: the edge of some ink."""
    pieces = np.lib.stride_tricks.sliding_window_view(image.astype(float), (PATCH, PATCH))
    spread = pieces.std(axis=(2, 3))
    i, j = map(int, np.unravel_index(spread.argmax(), spread.shape))
    return slice(i, i + PATCH), slice(j, j + PATCH)


def average_view(knobs: Knobs, size: Size, turned: int, measured: Measured, chosen: Labels) -> Part:
    """What all digits of a label have in common, from the training set."""
    says = note(words("nearest", share=f"{measured.nearest:.1%}"))
    if knobs.label != "all":
        label = int(knobs.label)
        both = [grey(a[label][EDGE, EDGE]) for a in (measured.averages, measured.spreads)]
        captions = [Text(words(key, label=label), QUIET) for key in ("average", "spread")]
        pairs: list[list[Image | Quadrants]] = [
            [Quadrants(enlarged(a, times)) for a in both] for times in LARGE
        ]
        pairs += [[of(a) for a in both] for of in (Image, thumbnail)]
        sizes = (gallery(pair, captions) for pair in pairs)
        return stack(either(*sizes), note(words("blur")), says)
    greys = [grey(average[EDGE, EDGE]) for average in measured.averages]
    names = [Text(words("label", label=label), QUIET) for label in range(10)]
    images = [thumbnail(average) for average in greys]
    across = _across(size, SMALL - 2)

    def shown(rows: int) -> Part:
        count = min(across * rows, 10)
        labels = [label % 10 for label in range(turned * count, (turned + 1) * count)]
        captions = [names[label] for label in labels]
        return rows_of([images[label] for label in labels], captions, across)

    def large(high: int) -> Part:
        """All ten, five in a row, in so many lines."""
        inks = [
            Quadrants(resampled(average, 4 * high, 4 * high).astype(np.uint8)) for average in greys
        ]
        return stack(BLANK, gallery(inks[:5], names[:5]), BLANK, gallery(inks[5:], names[5:]))

    fitting = [high for high in HEIGHTS if 5 * (2 * high + 1) <= size.width + 1 or telling()]
    makers = (
        *(partial(large, high) for high in fitting),
        *(partial(shown, n) for n in _rows(size)),
    )
    return stack(says, the_first(*makers))


def _numbers(knobs: Knobs, measured: Measured, images: Pixels) -> list[Text]:
    """What the network would be fed, and how a fresh sigmoid layer takes it."""
    x = prepared(images.reshape(len(images), 784), knobs.pixels, measured).astype(np.float32)
    said = words(
        knobs.pixels,
        mean=number(measured.mean, 3),
        std=number(measured.std, 3),
        zeros=f"{np.mean(images == 0):.0%}",
    )
    slope = fresh_slope(x)
    gauge = bars([words("slope")], [slope / 0.25], [words("of", slope=number(slope, 2))], GAUGE)
    return [note(said), gauge]
