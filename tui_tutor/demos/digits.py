"""A browser of digits: as pictures, as numbers, prepared in three ways, and their averages."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import Demo, Size
from tui_tutor.demos.training.run import load_digits
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.knobs import Choice, knob
from tui_tutor.show import QUIET, WRONG, beside, heading, note, number, page
from tui_tutor.show.bars import bars
from tui_tutor.show.image import Image, gallery, grey, halved
from tui_tutor.show.matrix import matrix
from tui_tutor.text import Words

words = Words("digits")
Array = NDArray[Any]
CELL = 15, 8  # a small image with its caption and what parts it from the next
PATCH = 8  # so many pixels each way are printed as numbers
WIDE = 76  # from here on the numbers stand beside the picture
EDGE = slice(2, -2)  # averages are shown without their edge, where nobody writes
FRESH_UNITS = 50
PIXELS = "gallery", "one"  # the views of single images; averages are the training set's


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*PIXELS, "average"), "gallery")
    label: str = knob(Choice("all", *map(str, range(10))), "all")
    pixels: str = knob(Choice("raw", "normalised", "standardised"), "raw", *PIXELS)
    part: str = knob(Choice("train", "test"), "train", *PIXELS)
    data: str = knob(Choice("auto", "drawn", "mnist"), "auto")


@dataclass(frozen=True)
class Measured:
    """Digits with what was measured on the training set, and only there."""

    digits: Digits
    averages: Array  # (10, 28, 28) float: the mean image of each label
    spreads: Array  # (10, 28, 28): the standard deviation of each pixel
    mean: float  # of all pixels, scaled to 0..1
    std: float
    nearest: float  # the share of test digits that lie nearest their own label's average


@dataclass(frozen=True)
class Pages:
    measured: Measured | None
    turned: int
    problem: str = ""


class Browser:
    """Turns pages; loads and measures the digits when it begins."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._data = knobs.data
        self._turned = 0
        self._measured: Measured | None = None
        self._problem = ""
        self._load()

    def _load(self) -> None:
        self._measured, self._problem = None, ""
        try:
            self._measured = measure(load_digits(self._data))
        except DigitsError as error:
            self._problem = str(error)

    def step(self, knobs: Knobs) -> bool:
        if knobs.data != self._data:
            self._data, self._turned = knobs.data, 0
            self._load()
        else:
            self._turned += 1
        return self._measured is not None

    def snapshot(self) -> Pages:
        return Pages(self._measured, self._turned, self._problem)


def measure(digits: Digits) -> Measured:
    """Averages and spreads by label, and mean and std of all pixels, of the training set."""
    images, labels = digits.train_images, digits.train_labels
    averages, spreads = np.zeros((2, 10, 28, 28))
    counts = np.zeros(256)  # how often each byte stands in the set: all that mean and std need
    for label in range(10):
        mine = images[labels == label]
        averages[label], spreads[label] = mine.mean(axis=0), mine.std(axis=0)
        counts += np.bincount(mine.ravel(), minlength=256)
    scale = np.arange(256) / 255
    mean = float(np.average(scale, weights=counts))
    std = float(np.sqrt(np.average((scale - mean) ** 2, weights=counts)))
    near = nearest_average(digits.test_images, averages)
    return Measured(
        digits, averages, spreads, mean, std, float(np.mean(near == digits.test_labels))
    )


def nearest_average(images: Array, averages: Array) -> NDArray[np.intp]:
    """The label whose average lies nearest each image: the smallest |x - m|² = … - 2 x·m + m²."""
    x = images.reshape(len(images), 784).astype(np.float32)
    m = averages.reshape(10, 784).astype(np.float32)
    return np.asarray(((m * m).sum(axis=1) - 2 * x @ m.T).argmin(axis=1))


def prepared(images: Array, way: str, measured: Measured) -> Array:
    """The bytes as they are, as float32 from 0 to 1, or with mean 0 and deviation 1."""
    if way == "raw":
        return images
    normalised = images.astype(np.float32) / 255
    if way == "normalised":
        return normalised
    return (normalised - np.float32(measured.mean)) / np.float32(measured.std)


# ------------------------------------------------------------------ drawing


def draw(knobs: Knobs, size: Size, pages: Pages) -> RenderableType:
    measured = pages.measured
    if measured is None:
        return page(heading(words("no-digits")), note(pages.problem, WRONG))
    digits = measured.digits
    part = knobs.part if knobs.view in PIXELS else "train"
    labels = digits.train_labels if part == "train" else digits.test_labels
    chosen = np.arange(len(labels))
    if knobs.label != "all":
        chosen = np.flatnonzero(labels == int(knobs.label))
    head = words(
        "head",
        name=words("drawn") if digits.drawn else digits.name,
        part=words(part),
        count=f"{len(chosen):,}",
        total=f"{len(labels):,}",
    )
    said = [*(note(one, WRONG) for one in digits.notes), note(head, QUIET)]
    if not chosen.size:
        return page(*said, note(words("none"), WRONG))
    view = {"gallery": _gallery, "one": _one, "average": _average}[knobs.view]
    return page(*said, view(knobs, size, pages.turned, measured, chosen))


def _part(knobs: Knobs, measured: Measured) -> tuple[Array, Array]:
    """Images and labels of the set that is looked at."""
    d = measured.digits
    if knobs.part == "train":
        return d.train_images, d.train_labels
    return d.test_images, d.test_labels


def _gallery(
    knobs: Knobs, size: Size, turned: int, measured: Measured, chosen: Array
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


def _one(
    knobs: Knobs, size: Size, turned: int, measured: Measured, chosen: Array
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
        matrix(x[rows, columns], form=form, most=(size.width, PATCH)),
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
        text.append(f"{words(f'one.{key}'):10}", QUIET)
        text.append(f"{value!s:17}" if (k + 1) % columns else str(value))
    return text


def busiest(image: Array) -> tuple[slice, slice]:
    """Where the PATCH by PATCH pixels lie that differ most: the edge of some ink."""
    pieces = np.lib.stride_tricks.sliding_window_view(image.astype(float), (PATCH, PATCH))
    spread = pieces.std(axis=(2, 3))
    i, j = map(int, np.unravel_index(spread.argmax(), spread.shape))
    return slice(i, i + PATCH), slice(j, j + PATCH)


def _average(
    knobs: Knobs, size: Size, turned: int, measured: Measured, chosen: Array
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


def _numbers(knobs: Knobs, measured: Measured, images: Array) -> list[RenderableType]:
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


def fresh_slope(x: Array) -> float:
    """The mean slope of 50 sigmoids on these inputs, weights as they begin: 0.01 · N(0, 1).

    A slope of 0 passes nothing back: a layer that begins like that learns next to nothing.
    """
    rng = np.random.default_rng(0)
    W = core.initial_scale("0.01", 784) * rng.standard_normal((784, FRESH_UNITS))
    return float(core.sigmoid_grad(core.affine(x, W, np.zeros(FRESH_UNITS))).mean())


DEMO = Demo(
    "digits", Knobs(), draw, core=("sigmoid_grad", "affine", "initial_scale"), begin=Browser,
    pace=1, uses_digits=True,
)  # fmt: skip
