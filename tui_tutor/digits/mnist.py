"""MNIST as it is kept on this machine: its four files, their hashes, and whether they are whole.

A kept file is judged by its unpacked bytes, whoever zipped them, each time it is loaded.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from tui_tutor.clean import clean
from tui_tutor.digits.idx import Bytes, DigitsError, UnreadableError, idx_sha256, read_idx
from tui_tutor.folders import cache_folder
from tui_tutor.text import Words, series

words = Words("data")


@dataclass(frozen=True)
class MnistFile:
    """One of the four files, with its size and hash as the mirrors have it."""

    name: str  # without .gz
    dimensions: int
    size: int  # bytes, gzipped
    sha256: str  # of the gzipped bytes
    unpacked_sha256: str

    def names(self) -> tuple[str, ...]:
        """What the file is called out there, gzipped or not."""
        dotted = self.name.replace("-idx", ".idx")
        return f"{self.name}.gz", self.name, f"{dotted}.gz", dotted


FILES = (
    MnistFile(
        "train-images-idx3-ubyte",
        3,
        9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    MnistFile(
        "train-labels-idx1-ubyte",
        1,
        28_881,
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    MnistFile(
        "t10k-images-idx3-ubyte",
        3,
        1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    MnistFile(
        "t10k-labels-idx1-ubyte",
        1,
        4_542,
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
)


def kept_folder() -> Path:
    """Where MNIST is kept on this machine."""
    return cache_folder() / "mnist"


def kept_path(folder: Path, file: MnistFile) -> Path:
    return folder / f"{file.name}.gz"


def is_kept() -> bool:
    """Whether all four files are there, whole or not: a quick look."""
    return all(kept_path(kept_folder(), file).is_file() for file in FILES)


def size() -> int:
    """Bytes of all four files as they are fetched."""
    return sum(file.size for file in FILES)


@dataclass(frozen=True)
class Kept:
    """How it stands with one kept file; `array` is there when it is whole, `reason` when not."""

    file: MnistFile
    path: Path
    state: Literal["whole", "missing", "damaged", "unreadable"]
    array: Bytes | None = None
    reason: str = ""


def look(folder: Path) -> tuple[Kept, ...]:
    """Read and check all four kept files, in the order of FILES."""
    return tuple(look_at(folder, file) for file in FILES)


def look_at(folder: Path, file: MnistFile) -> Kept:
    """Read and check one kept file."""
    path = kept_path(folder, file)
    if not os.path.lexists(path):
        return Kept(file, path, "missing", reason=words("mnist.missing"))
    try:
        return Kept(file, path, "whole", read_genuine(path, file))
    except UnreadableError as error:
        return Kept(file, path, "unreadable", reason=error.reason)
    except DigitsError as error:
        return Kept(file, path, "damaged", reason=error.reason)


def read_genuine(path: Path, file: MnistFile) -> Bytes:
    """The array of that file, gzipped in any way or not at all; raises DigitsError."""
    array = read_idx(path, file.dimensions)
    if idx_sha256(array) != file.unpacked_sha256:
        raise DigitsError(path, words("mnist.not-genuine"))
    return array


def faults(kept: tuple[Kept, ...]) -> tuple[str, ...]:
    """What is wrong, in sentences; damaged files are set aside. Nothing kept is no fault."""
    missing = [one.path.name for one in kept if one.state == "missing"]
    if len(missing) == len(kept):
        return ()
    get = words("advice.get")
    said = [set_aside(one) for one in kept if one.state == "damaged"]
    said += [
        words("mnist.unreadable", path=one.path, reason=one.reason, get=get)
        for one in kept
        if one.state == "unreadable"
    ]
    if missing:
        said.append(words("mnist.in-part", names=series(missing), get=get))
    return tuple(map(clean, said))


def set_aside(kept: Kept) -> str:
    """Move a damaged file out of the way; the sentence that says so."""
    aside = kept.path.with_name(f"{kept.path.name}.damaged")
    where = ""
    try:
        with lock_path(kept.path.parent).open("ab") as lock:
            # Who holds the lock is about to put a good file there, or has just done so.
            if try_lock(lock) and look_at(kept.path.parent, kept.file).state == "damaged":
                os.replace(kept.path, aside)
                where = words("mnist.aside", name=aside.name)
    except OSError:
        pass  # a folder that can't be written: the damage is told all the same
    said = {"path": kept.path, "reason": kept.reason, "where": where, "get": words("advice.get")}
    return words("mnist.damaged", **said)


def lock_path(folder: Path) -> Path:
    """The file that a program locks while it puts files into the folder."""
    return folder / ".lock"


def try_lock(file: IO[bytes]) -> bool:
    """Lock the open file against other programs, if none has; closing it frees it."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
