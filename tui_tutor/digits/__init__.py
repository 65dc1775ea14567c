"""Where digit images come from: IDX files, MNIST kept on this machine, or drawn by the program."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from tui_tutor import folders
from tui_tutor.clean import clean
from tui_tutor.digits import layouts, mnist
from tui_tutor.digits.idx import Bytes, DigitsError, idx_sha256, read_digits, words

MNIST_SIDE = (28, 28)
DRAWN = "program-drawn digits"  # what they are kept under, whatever language is spoken
__all__ = ["Digits", "DigitsError", "called", "load"]


def called(name: str) -> str:
    """What the digits of that name are called in the language in use."""
    return words("drawn") if name == DRAWN else clean(name)


@dataclass(frozen=True)
class Digits:
    """Images (N, height, width) of bytes, black 0 to white 255, with labels (N,) from 0 on.

    Raises DigitsError where what it is tested on does not fit what it is trained on.
    """

    name: str  # what is kept of them is kept under it; `called` says it
    drawn: bool  # by the program; always said where they are shown
    train_images: Bytes
    train_labels: Bytes
    test_images: Bytes
    test_labels: Bytes
    test_name: str = ""  # where the test images come from elsewhere
    notes: tuple[str, ...] = ()  # what the learner should be told once

    def __post_init__(self) -> None:
        if self.test_images.shape[1:] != self.side:
            said = words(
                "fit.size", got=_times(self.test_images.shape[1:]), wanted=_times(self.side)
            )
            raise DigitsError(self.test_name or self.name, said, words("advice.fit"))
        if self.test_labels.max() >= self.classes:
            said = words("fit.label", got=self.test_labels.max(), most=self.classes - 1)
            raise DigitsError(self.test_name or self.name, said, words("advice.fit"))

    @property
    def side(self) -> tuple[int, ...]:
        """Height and width of an image."""
        return self.train_images.shape[1:]

    @property
    def tested_on(self) -> str:
        """Whose digits the test images are."""
        return self.test_name or self.name

    @property
    def classes(self) -> int:
        """How many labels a network has to tell apart, ten at the least."""
        return max(int(self.train_labels.max()) + 1, 10)

    @property
    def like_mnist(self) -> bool:
        """Ten digits of 28 × 28, as the pad draws them too."""
        return self.side == MNIST_SIDE and set(np.unique(self.train_labels)) == set(range(10))

    def for_digits_alone(self) -> "Digits":
        """These, for what can show nothing else; raises DigitsError where they are not alike."""
        if not self.like_mnist:
            got = words("unlike.mnist", size=_times(self.side), classes=len(set(self.train_labels)))
            raise DigitsError(self.name, got, words("advice.studio"))
        return self


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))


def named_folder(given: Path | None = None) -> Path | None:
    """The folder that "auto" means: the one given, else the one in TUTOR_MNIST, if any."""
    named = os.environ.get("TUTOR_MNIST")
    return given or (folders.named(named) if named else None)


def load(source: str = "auto", given: Path | None = None) -> Digits:
    """The digits of a source; raises DigitsError.

    "drawn": by the program. "mnist": the MNIST that 'tutor data get' keeps. "auto": the folder
    that was given or that TUTOR_MNIST names, else the kept MNIST where it is whole, else drawn.
    Anything else is a folder with four files as MNIST has them, or a NumPy archive as Keras has it.

    The last ones stay in memory for as long as their files are the same, so that a run that
    begins anew does not read or draw them again.
    """
    if source == "auto" and (folder := named_folder(given)):
        source = str(folder)
    own = source in ("auto", "mnist", "drawn")
    return _load(source, _stamps(mnist.kept_folder() if own else Path(source)))


@lru_cache(maxsize=1)
def _load(source: str, stamps: tuple[tuple[str, int, int], ...]) -> Digits:
    if source in ("auto", "mnist"):
        return _kept(or_drawn=source == "auto")
    return _drawn() if source == "drawn" else from_folder(Path(source))


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Path, time and size of the files in a folder: others, once one of them is replaced."""
    try:
        states = [(entry.path, entry.stat()) for entry in os.scandir(folder)]
    except OSError:
        return ()
    return tuple(sorted((path, state.st_mtime_ns, state.st_size) for path, state in states))


def from_folder(source: Path) -> Digits:
    """The digits in the four files of that folder, or in that archive; raises DigitsError.

    They are called MNIST if they are; other sets come in files of the same names.
    """
    arrays: tuple[Bytes, ...]
    if path := layouts.archive(source):
        arrays = layouts.read_archive(path)
    else:
        paths = [layouts.found(source, file)[0] for file in mnist.FILES]
        x_train, y_train = read_digits(*paths[:2])
        x_test, y_test = read_digits(*paths[2:])
        x_train, x_test = layouts.upright(paths[0], x_train), layouts.upright(paths[2], x_test)
        arrays = x_train, y_train, x_test, y_test
    genuine = all(
        idx_sha256(array) == file.unpacked_sha256
        for array, file in zip(arrays, mnist.FILES, strict=True)
    )
    return Digits("MNIST" if genuine else clean(source.resolve().name), False, *arrays)


def _kept(or_drawn: bool) -> Digits:
    """The kept MNIST; where it is not whole, drawn ones with notes of what is wrong, or a fault."""
    kept = mnist.look(mnist.kept_folder())
    arrays = [one.array for one in kept if one.array is not None]
    if len(arrays) == len(kept):
        train_images, train_labels, test_images, test_labels = arrays
        return Digits("MNIST", False, train_images, train_labels, test_images, test_labels)
    notes = mnist.faults(kept)
    if or_drawn:
        return _drawn(notes)
    reason = "; ".join(notes) or words("mnist.not-kept")
    raise DigitsError(mnist.kept_folder(), reason, words("advice.get"))


def _drawn(notes: tuple[str, ...] = ()) -> Digits:
    from tui_tutor.digits.kept_drawn import drawn_digits

    return Digits(DRAWN, True, *drawn_digits(), notes=notes)
