"""Where digit images come from: IDX files, MNIST kept on this machine, or drawn by the program."""

import os
from dataclasses import dataclass
from pathlib import Path

from tui_tutor.digits.idx import Bytes, DigitsError, read_digits

__all__ = ["NAMES", "Digits", "DigitsError", "load"]

NAMES = (
    ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
)
DRAWN_TRAIN, DRAWN_TEST = 10_000, 2_000


@dataclass(frozen=True)
class Digits:
    """Images (N, 28, 28) of bytes, black 0 to white 255, with labels (N,) of 0 to 9."""

    name: str
    drawn: bool  # by the program; always said where they are shown
    train_images: Bytes
    train_labels: Bytes
    test_images: Bytes
    test_labels: Bytes
    test_name: str = ""  # where the test images come from elsewhere


def load(source: str = "auto") -> Digits:
    """Digits from "drawn", from a folder, or "auto": TUTOR_MNIST where it is set, else drawn."""
    if source == "auto":
        source = os.environ.get("TUTOR_MNIST") or "drawn"
    return _drawn() if source == "drawn" else from_folder(Path(source))


def from_folder(folder: Path) -> Digits:
    """The four MNIST files of that folder, gzipped or not; raises DigitsError."""
    if not folder.is_dir():
        raise DigitsError(folder, "there is no such folder; it should hold the four MNIST files")
    train, test = (
        read_digits(find_file(folder, images), find_file(folder, labels))
        for images, labels in NAMES
    )
    return Digits("MNIST", False, *train, *test)


def find_file(folder: Path, name: str) -> Path:
    """The file of that name, with `.gz` or without; raises DigitsError."""
    for path in (folder / f"{name}.gz", folder / name):
        if path.is_file():
            return path
    raise DigitsError(folder / f"{name}.gz", "there is no such file (nor one without .gz)")


def _drawn() -> Digits:
    from tui_tutor.digits.drawn import draw_digits

    train = draw_digits(DRAWN_TRAIN, seed=1)
    test = draw_digits(DRAWN_TEST, seed=2)
    return Digits("drawn digits", True, *train, *test)
