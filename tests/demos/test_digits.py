"""The browser of digits: what it says it shows is what the arrays hold."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from tests.some import some
from tui_tutor import digits
from tui_tutor.demo import Size
from tui_tutor.demos.digits import Browser, Knobs, Pages, draw
from tui_tutor.demos.digits.measured import fresh_slope, measure, prepared
from tui_tutor.demos.digits.views import busiest
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.digits.drawn import draw_digits

SMALL = Digits("small", True, *draw_digits(400, seed=1), *draw_digits(100, seed=2))
MEASURED = measure(SMALL)
ROOM = Size(70, 60)


def text(knobs: Knobs, pages: Pages, size: Size = ROOM) -> str:
    console = Console(width=size.width, color_system=None)
    with console.capture() as capture:
        console.print(draw(knobs, size, pages))
    return " ".join(capture.get().split())


def test_measures_come_from_all_training_pixels() -> None:
    scaled = SMALL.train_images / 255
    assert MEASURED.mean == pytest.approx(scaled.mean(), rel=1e-12)
    assert MEASURED.std == pytest.approx(scaled.std(), rel=1e-12)
    sevens = SMALL.train_images[SMALL.train_labels == 7]
    np.testing.assert_allclose(MEASURED.averages[7], sevens.mean(axis=0))
    np.testing.assert_allclose(MEASURED.spreads[7], sevens.std(axis=0))


def test_nearest_average_is_the_smallest_distance() -> None:
    distances = np.linalg.norm(
        SMALL.test_images[:, None].astype(float) - MEASURED.averages[None], axis=(2, 3)
    )
    nearest = distances.argmin(axis=1)
    assert pytest.approx(np.mean(nearest == SMALL.test_labels)) == MEASURED.nearest
    assert f"reads {MEASURED.nearest:.1%} of the test digits" in text(
        Knobs(view="average"), Pages(MEASURED, 0)
    )


def test_who_drew_the_digits_is_said_and_what_is_wrong_with_the_kept_ones() -> None:
    assert text(Knobs(), Pages(MEASURED, 0)).startswith("Program-drawn digits to train on: ")
    noted = replace(SMALL, name="MNIST", drawn=False, notes=("labels.gz is damaged [/x]",))
    said = text(Knobs(), Pages(replace(MEASURED, digits=noted), 0))
    assert said.startswith("labels.gz is damaged [/x] MNIST to train on: ")


def test_the_three_ways_to_prepare() -> None:
    images = SMALL.train_images
    assert prepared(images, "raw", MEASURED) is images
    normalised = prepared(images, "normalised", MEASURED)
    assert normalised.dtype == np.float32
    assert (normalised.min(), normalised.max()) == (0, 1)
    standardised = prepared(images, "standardised", MEASURED)
    assert standardised.mean() == pytest.approx(0, abs=1e-4)
    assert standardised.std() == pytest.approx(1, abs=1e-4)


def test_raw_bytes_saturate_a_fresh_sigmoid_and_scaled_ones_do_not() -> None:
    x = SMALL.train_images[:50].reshape(50, 784).astype(np.float32)
    assert fresh_slope(x) < 0.05
    assert fresh_slope(x / 255) > 0.24


def test_a_label_shows_only_its_own_digits() -> None:
    fours = int((SMALL.train_labels == 4).sum())
    drawn = text(Knobs(label="4"), Pages(MEASURED, 3))
    assert f"to train on: {fours} of 400" in drawn
    assert "4 4 4 4" in drawn
    drawn = text(Knobs(label="4", part="test"), Pages(MEASURED, 0))
    assert f"to test with: {int((SMALL.test_labels == 4).sum())} of 100" in drawn


def test_one_digit_as_numbers() -> None:
    image = SMALL.train_images[5]
    drawn = text(Knobs(view="one"), Pages(MEASURED, 405))
    for said in (
        "place 5",
        f"label {SMALL.train_labels[5]}",
        "all (400, 28, 28)",
        "dtype uint8",
        "bytes 784",
        f"mean {image.mean():.4g}",
        f"std {image.std():.4g}",
    ):
        assert said in drawn
    rows, columns = busiest(image)
    assert image[rows, columns].std() == max(
        image[i : i + 8, j : j + 8].std() for i in range(21) for j in range(21)
    )
    assert f"x[{rows.start}:{rows.stop}, {columns.start}:{columns.stop}]" in drawn
    assert " ".join(map(str, image[rows, columns][0])) in drawn
    drawn = text(Knobs(view="one", pixels="normalised"), Pages(MEASURED, 5))
    assert "dtype float32" in drawn
    assert "bytes 3136" in drawn
    assert " ".join(f"{v:.1f}" for v in image[rows, columns][0] / 255) in drawn


@pytest.mark.parametrize("width", [56, 78])
def test_all_ten_averages_are_seen_at_once(width: int) -> None:
    console = Console(width=width, color_system=None)
    picture = draw(Knobs(view="average"), Size(width, 30), Pages(MEASURED, 0))
    assert len(console.render_lines(picture)) <= {56: 26, 78: 17}[width]


def test_a_step_turns_the_page_and_other_data_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(source: str, folder: Path | None) -> Digits:
        if source == "mnist":
            raise DigitsError("folder", "there is no such folder")
        return SMALL

    monkeypatch.setattr(digits, "load", load)
    browser = Browser(Knobs(), None)
    first = text(Knobs(), browser.snapshot())
    assert browser.step(Knobs())
    assert text(Knobs(), browser.snapshot()) != first
    gone = Knobs(data="mnist")
    assert not browser.step(gone)
    assert "there is no such folder" in text(gone, browser.snapshot())
    assert browser.step(Knobs())
    assert text(Knobs(), browser.snapshot()) == first


@pytest.mark.parametrize("view", ["gallery", "one", "average"])
@pytest.mark.parametrize("pixels", some(["raw", "normalised", "standardised"]))
@pytest.mark.parametrize("label", ["all", "0", "9"])
@pytest.mark.parametrize("size", [Size(40, 8), Size(120, 60)], ids=str)
def test_every_knob_draws(view: str, pixels: str, label: str, size: Size) -> None:
    knobs = Knobs(view=view, pixels=pixels, label=label)
    assert text(knobs, Pages(MEASURED, 1000), size)


def test_a_label_that_nobody_wrote_is_said() -> None:
    test = SMALL.test_labels != 4
    without = replace(
        SMALL, test_images=SMALL.test_images[test], test_labels=SMALL.test_labels[test]
    )
    pages = Pages(replace(MEASURED, digits=without), 0)
    assert "There are none of these" in text(Knobs(label="4", part="test"), pages)
