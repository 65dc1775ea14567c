"""Where digit images come from: IDX files, MNIST kept on this machine, or drawn by the program."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tui_tutor import folders
from tui_tutor.clean import clean
from tui_tutor.digits import mnist
from tui_tutor.digits.idx import Bytes, DigitsError, idx_sha256, read_digits, words

__all__ = ["Digits", "DigitsError", "load"]


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
    notes: tuple[str, ...] = ()  # what the learner should be told once


def named_folder(given: Path | None = None) -> Path | None:
    """The folder that "auto" means: the one given, else the one in TUTOR_MNIST, if any."""
    named = os.environ.get("TUTOR_MNIST")
    return given or (folders.named(named) if named else None)


def load(source: str = "auto", given: Path | None = None) -> Digits:
    """The digits of a source; raises DigitsError.

    "drawn": by the program. "mnist": the MNIST that 'tutor data get' keeps. "auto": the folder
    that was given or that TUTOR_MNIST names, else the kept MNIST where it is whole, else drawn.
    Anything else is a folder with the four MNIST files, gzipped or not.

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


def from_folder(folder: Path) -> Digits:
    """The digits in the four files of that folder; raises DigitsError.

    They are called MNIST if they are; other sets come in files of the same names.
    """
    paths = [mnist.found(folder, file)[0] for file in mnist.FILES]
    arrays = *read_digits(*paths[:2]), *read_digits(*paths[2:])
    genuine = all(
        idx_sha256(array) == file.unpacked_sha256
        for array, file in zip(arrays, mnist.FILES, strict=True)
    )
    return Digits("MNIST" if genuine else clean(folder.resolve().name), False, *arrays)


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

    return Digits(words("drawn"), True, *drawn_digits(), notes=notes)
