"""Digits as others lay them out: torchvision's folders, Keras's archive, copies, other sets."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import NOBODY, text
from tests.digits.mirror import arrays, idx, packed
from tui_tutor import demos, digits
from tui_tutor.cli import main
from tui_tutor.demo import Size
from tui_tutor.digits import DigitsError, mnist
from tui_tutor.digits.fetch import take_mnist
from tui_tutor.session import Session

NAMES = [f"{file.name}.gz" for file in mnist.FILES]


def as_named(name: Callable[[str], str]) -> Callable[[Path], None]:
    """Puts the four files where that function says."""

    def put(folder: Path) -> None:
        for one in NAMES:
            path = folder / name(one)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packed()[one])

    return put


def archived(folder: Path, name: str = "mnist.npz", **other: Any) -> Path:
    x_train, y_train, x_test, y_test = arrays()
    parts = {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
    np.savez_compressed(folder / name, **{**parts, **other})
    return folder / name


LAYOUTS: dict[str, Callable[[Path], object]] = {
    "as the mirrors have them": as_named(lambda name: name),
    "torchvision's folder": as_named(lambda name: f"MNIST/raw/{name}"),
    "the folder above the raw one": as_named(lambda name: f"raw/{name}"),
    "a browser's second copies": as_named(lambda name: name.replace(".gz", " (1).gz")),
    "a browser's other way to number": as_named(lambda name: name.replace(".gz", "(2).gz")),
    "a desktop's copies": as_named(lambda name: name.replace(".gz", " - Copy.gz")),
    "capitals": as_named(str.upper),
    "Keras's archive": archived,
    "an archive of another name": lambda folder: archived(folder, "digits.npz"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_they_are_found_to_train_with_and_to_keep(layout: str, tmp_path: Path, small: None) -> None:
    LAYOUTS[layout](tmp_path)
    loaded = digits.load(str(tmp_path))
    assert loaded.name == "MNIST"
    for got, wanted in zip(
        (loaded.train_images, loaded.train_labels, loaded.test_images, loaded.test_labels),
        arrays(),
        strict=True,
    ):
        np.testing.assert_array_equal(got, wanted)
    take_mnist(tmp_path, lambda amount: None)
    assert all(one.state == "whole" for one in mnist.look(mnist.kept_folder()))


def test_emnist_whose_images_are_stored_transposed_is_read_upright(
    tmp_path: Path, small: None
) -> None:
    as_named(lambda name: "emnist-digits-" + name.replace("t10k", "test"))(tmp_path)
    loaded = digits.load(str(tmp_path))
    x_train, y_train, x_test, _ = arrays()
    np.testing.assert_array_equal(loaded.train_images, x_train.swapaxes(1, 2))
    np.testing.assert_array_equal(loaded.test_images, x_test.swapaxes(1, 2))
    np.testing.assert_array_equal(loaded.train_labels, y_train)


def test_an_archive_may_be_named_itself(tmp_path: Path, small: None) -> None:
    path = archived(tmp_path)
    assert digits.load(str(path)).name == "MNIST"
    assert main(["data", "get", "--from", str(path)]) == 0


def test_a_name_without_a_mark_comes_before_a_copy(tmp_path: Path, small: None) -> None:
    LAYOUTS["as the mirrors have them"](tmp_path)
    for name in NAMES:
        (tmp_path / name.replace(".gz", " (1).gz")).write_bytes(b"cut short")
    assert digits.load(str(tmp_path)).name == "MNIST"


def test_several_sets_in_one_folder_are_told(tmp_path: Path) -> None:
    for split in ("digits", "letters"):
        for name in NAMES:
            (tmp_path / f"emnist-{split}-{name.replace('t10k', 'test')}").write_bytes(b"")
    with pytest.raises(DigitsError, match=r"several sets \(emnist-digits-, emnist-letters-\)"):
        digits.load(str(tmp_path))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"x_train": np.zeros((300, 28, 28))}, "its x_train is float64 (300, 28, 28); uint8"),
        ({"x_test": np.zeros((100, 784), np.uint8)}, "its x_test is uint8 (100, 784)"),
        ({"y_train": np.zeros(299, int)}, "its y_train is int64 (299,); a whole number for each"),
        ({"y_test": np.full(100, -1)}, "its y_test holds -1 … -1"),
        ({"y_test": np.array([None] * 100)}, "it is no whole NumPy archive"),  # a pickle
        ({"x_train": np.zeros((0, 28, 28), np.uint8), "y_train": np.zeros(0, int)}, "promises 0"),
    ],
)
def test_an_archive_of_something_else_is_told(
    tmp_path: Path, other: dict[str, Any], said: str
) -> None:
    with pytest.raises(DigitsError) as caught:
        digits.load(str(archived(tmp_path, **other)))
    assert said in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"<html>", b"\x93NUMPY\x01\x00v\x00"])
def test_a_damaged_archive_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mnist.npz"
    path.write_bytes(data)
    with pytest.raises(DigitsError, match="no whole NumPy archive"):
        digits.load(str(path))
    archived(tmp_path)
    path.write_bytes(path.read_bytes()[:-100_000])
    with pytest.raises(DigitsError, match="no whole NumPy archive"):
        digits.load(str(path))


def test_an_archive_without_the_four_arrays_says_what_it_has(tmp_path: Path) -> None:
    np.savez(tmp_path / "mnist.npz", images=np.zeros(1), y_test=np.zeros(1))
    with pytest.raises(DigitsError, match="it lacks x_train, y_train, x_test; it has images"):
        digits.load(str(tmp_path))


def test_a_folder_of_none_is_told_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(DigitsError, match=r"neither it nor its MNIST/raw has a file train-images"):
        digits.load(str(tmp_path))
    with pytest.raises(DigitsError, match="there is no such folder"):
        digits.load(str(tmp_path / "gone"))


# ------------------------------------------------------------------ other sizes and classes

SETS = {  # side, classes, images
    "8 × 8, as scikit-learn's": ((8, 8), 10, 40),
    "Fashion-MNIST": ((28, 28), 10, 40),
    "EMNIST's letters": ((28, 28), 26, 60),
    "EMNIST by class": ((28, 28), 62, 130),
    "32 × 32": ((32, 32), 10, 40),
    "not square": ((20, 33), 3, 12),
    "seven images": ((28, 28), 7, 7),
}


def written(folder: Path, name: str) -> Path:
    """A set of that kind: noise, the label in its first pixels."""
    side, classes, count = SETS[name]
    rng = np.random.default_rng(0)
    for file in mnist.FILES:
        labels = (np.arange(count) % classes).astype(np.uint8)
        array = rng.integers(0, 256, (count, *side)).astype(np.uint8)
        data = idx(array if file.dimensions == 3 else labels)
        (folder / f"{file.name}.gz").write_bytes(gzip.compress(data))
    return folder


@pytest.mark.parametrize("name", SETS)
def test_a_network_trains_on_them(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "net.npz"
    line = ["train", "--data", str(written(tmp_path, name)), "--epochs", "1", "--json"]
    assert main([*line, "--save", str(saved)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["steps"] == 1
    side, classes, _ = SETS[name]
    with np.load(saved) as net:
        shapes = [net[key].shape for key in net.files if net[key].ndim == 2]
    assert shapes[0][0] == side[0] * side[1]
    assert shapes[-1][1] == max(classes, 10)


@pytest.mark.parametrize("view", ["curves", "weights", "confusion", "mistakes", "activations",
                                  "follow"])  # fmt: skip
@pytest.mark.parametrize("name", SETS)
def test_the_studio_shows_them(name: str, view: str, tmp_path: Path) -> None:
    session = Session(NOBODY.course, NOBODY.progress, written(tmp_path, name))
    demo = demos.load("training", session)
    said = text(demo, 3, Size(78, 20), data="auto", view=view, epochs=2)
    assert "Traceback" not in said
    assert "here digits from 0 to 9" not in said
    assert tmp_path.name in said


@pytest.mark.parametrize("name", [name for name in SETS if name != "Fashion-MNIST"])
def test_a_demo_of_digits_alone_says_so_in_a_sentence(name: str, tmp_path: Path) -> None:
    session = Session(NOBODY.course, NOBODY.progress, written(tmp_path, name))
    demo = demos.load("digits", session)
    said = text(demo, 0, Size(78, 20))
    assert "digits from 0 to 9 of 28 × 28 are needed" in said
    assert "'tutor train --data DIR'" in said


def test_a_race_with_digits_that_do_not_fit_is_run_with_drawn_ones_and_says_so(
    tmp_path: Path,
) -> None:
    session = Session(NOBODY.course, NOBODY.progress, written(tmp_path, "8 × 8, as scikit-learn's"))
    said = text(demos.load("batches", session), 0, Size(78, 24))
    assert "These are digits that the program drew" in said
    assert "digits from 0 to 9 of 28 × 28 are needed" in " ".join(said.split())


def test_what_does_not_belong_together_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("8 × 8, as scikit-learn's", "Fashion-MNIST", "EMNIST's letters"):
        (tmp_path / name[:5]).mkdir()
        written(tmp_path / name[:5], name)
    train = ["train", "--data", str(tmp_path / "Fashi"), "--test"]
    assert main([*train, str(tmp_path / "8 × 8")]) == 2
    assert "its test images are 8 × 8, and the training images 28 × 28" in capsys.readouterr().err
    assert main([*train, str(tmp_path / "EMNIS")]) == 2
    assert "tested on a label 25, and the training labels end at 9" in capsys.readouterr().err
    assert main([*train[:3], "--batch-size", "41"]) == 2
    assert "1 to 40 images" in capsys.readouterr().err
