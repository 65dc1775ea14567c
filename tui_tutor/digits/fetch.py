"""MNIST brought to this machine: from its mirrors, or out of a folder, checked before it is kept.

Whatever goes wrong, at whatever moment, the files that were kept stay as they were. What has come
of a file is kept beside them, and the next try goes on from there.
"""

import gzip
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tui_tutor.digits import layouts, mnist
from tui_tutor.digits.download import Address, MirrorError, chunks
from tui_tutor.digits.idx import CHUNK, Bytes, DigitsError, idx_header, idx_sha256, words
from tui_tutor.digits.mnist import MnistFile
from tui_tutor.folders import reason

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
SILENCE = 15.0  # seconds that a server may say nothing
DEADLINE = 900.0  # seconds for all of it: 13 kB a second
PART = ".part"  # what has come of a file so far
NEW = ".new"  # what is being written out of a folder
LEVEL = 6  # of gzip: a tenth smaller than the fastest, in a quarter of a second more


@dataclass(frozen=True)
class Amount:
    """How much has come: bytes so far, of all that are needed, and bytes a second."""

    done: int
    total: int
    speed: float

    def said(self) -> str:
        """In megabytes, in a few words."""
        done, total, speed = (f"{n / 1e6:.1f}" for n in (self.done, self.total, self.speed))
        return words("amount", done=done, total=total, speed=speed)


class CancelledError(Exception):
    """The learner does not want it any more."""


Told = Callable[[Amount], object]
Cancelled = Callable[[], bool]


def never() -> bool:
    return False


class Transfer:
    """One try to bring what is missing: how far it is, and what may end it."""

    def __init__(self, total: int, told: Told, cancelled: Cancelled, deadline: float) -> None:
        self._told, self._cancelled = told, cancelled
        self._total, self._done, self._before = total, 0, 0
        self._began = time.monotonic()
        self._deadline = deadline

    def check(self) -> None:
        """Raises where it was cancelled or takes too long."""
        if self._cancelled():
            raise CancelledError
        if time.monotonic() - self._began > self._deadline:
            late = words("fetch.deadline", seconds=f"{self._deadline:g}")
            raise DigitsError("MNIST", late, words("advice.later"))

    def came(self, count: int, before: bool = False) -> None:
        """So many bytes more (or fewer, where they have to come again), in this try or before."""
        self._done += count
        self._before += count if before else 0
        self._told(Amount(self._done, self._total, self._speed()))

    def _speed(self) -> float:
        now = max(self._done - self._before, 0)
        return now / max(time.monotonic() - self._began, 1e-3)


def fetch_mnist(
    told: Told,
    cancelled: Cancelled = never,
    mirrors: tuple[str, ...] | None = None,
    silence: float = SILENCE,
    deadline: float = DEADLINE,
) -> None:
    """Fetch what is not kept whole, each file from the first mirror that has it.

    Raises DigitsError where it can't be had, CancelledError where `cancelled` says so; it is
    asked ten times a second and more. `told` is called with every piece that comes.
    """
    order = list(mirrors or MIRRORS)
    with keeping() as folder:
        lacking = [f for f in mnist.FILES if mnist.look_at(folder, f).state != "whole"]
        transfer = Transfer(sum(f.size for f in lacking), told, cancelled, deadline)
        transfer.came(0)
        for file in lacking:
            reasons = []
            for mirror in list(order):
                try:
                    _fetch(Address(mirror + f"{file.name}.gz", silence), file, folder, transfer)
                    break
                except MirrorError as error:
                    reasons.append(words("fetch.from", host=error.host, reason=error))
                    order.append(order.pop(0))  # it is asked last from now on
            else:
                said = words("fetch.no-mirror", name=file.name, reasons="; ".join(reasons))
                raise DigitsError("MNIST", said, words("advice.later"))


def _fetch(address: Address, file: MnistFile, folder: Path, transfer: Transfer) -> None:
    """Fetch what is lacking of one file, and keep it if it is the one that MNIST has.

    Where it is not, what an earlier try left may be at fault: then all of it is asked for.
    """
    path = mnist.kept_path(folder, file)
    part = path.with_name(path.name + PART)
    if began := _size(part, file):
        transfer.came(began, before=True)
    while True:
        try:
            _append(address, file, part, began, transfer)
        except _WrongError as wrong:
            transfer.came(-min(part.stat().st_size, file.size))
            part.unlink()
            if not began:
                raise wrong.error from None
            began = 0
        except MirrorError:
            transfer.came(-_size(part, file))  # the next mirror counts it again
            raise
        except OSError:
            part.unlink(missing_ok=True)  # it takes the room that there is not
            raise
        else:
            os.replace(part, path)
            return


class _WrongError(Exception):
    """What has come is not the file."""

    def __init__(self, error: MirrorError) -> None:
        self.error = error


def _size(part: Path, file: MnistFile) -> int:
    """Bytes of a file that an earlier try has brought; more than it has can't be right."""
    size = part.stat().st_size if part.exists() else 0
    if not 0 < size <= file.size:
        part.unlink(missing_ok=True)
        return 0
    return size


def _append(address: Address, file: MnistFile, part: Path, began: int, transfer: Transfer) -> None:
    """Bring the rest of it and check all of it; _WrongError where it is something else."""
    digest = hashlib.sha256(part.read_bytes() if began else b"")
    got = began
    with part.open("ab" if began else "wb") as keep:
        for chunk in chunks(address, transfer.check, began) if began < file.size else ():
            if not got and chunk.lstrip().startswith(b"<"):
                raise address.error("web-page", name=file.name)
            got += len(chunk)
            keep.write(chunk)
            transfer.came(len(chunk))
            if got > file.size:
                error = address.error("long", size=file.size, name=file.name)
                raise _WrongError(error)
            digest.update(chunk)
        keep.flush()
        os.fsync(keep.fileno())
    if got < file.size:
        raise address.error("short", got=got, size=file.size, name=file.name)
    if digest.hexdigest() != file.sha256:
        raise _WrongError(address.error("wrong", name=file.name))


def take_mnist(source: Path, told: Told, cancelled: Cancelled = never) -> None:
    """Keep the four files that stand in a folder or an archive, judged by their unpacked bytes.

    Nothing is kept unless all are genuine. Raises DigitsError or CancelledError.
    """
    arrays = list(zip(mnist.FILES, _all_genuine(source), strict=True))
    transfer = Transfer(sum(a.nbytes for _, a in arrays), told, cancelled, DEADLINE)
    with keeping() as folder:
        transfer.came(0)
        for file, array in arrays:
            _write(mnist.kept_path(folder, file), array, transfer)


def _all_genuine(source: Path) -> tuple[Bytes, ...]:
    if not (path := layouts.archive(source)):
        return tuple(_genuine(source, file) for file in mnist.FILES)
    arrays = layouts.read_archive(path)
    for array, file in zip(arrays, mnist.FILES, strict=True):
        if idx_sha256(array) != file.unpacked_sha256:
            raise DigitsError(path, words("mnist.not-genuine"))
    return arrays


def _genuine(source: Path, file: MnistFile) -> Bytes:
    """The array of that file in the folder, from the first copy that is right."""
    paths = layouts.found(source, file)
    for path in paths[:-1]:
        try:
            return mnist.read_genuine(path, file)
        except DigitsError:
            continue
    return mnist.read_genuine(paths[-1], file)


def _write(path: Path, array: Bytes, transfer: Transfer) -> None:
    pixels = array.reshape(-1)
    with new_file(path) as keep, gzip.GzipFile("", "wb", LEVEL, keep, mtime=0) as zipped:
        zipped.write(idx_header(array))
        for i in range(0, len(pixels), CHUNK):
            transfer.check()
            zipped.write(pixels[i : i + CHUNK].data)
            transfer.came(len(pixels[i : i + CHUNK]))


# ------------------------------------------------------------------ the folder


@contextmanager
def keeping() -> Iterator[Path]:
    """The folder of kept files, locked against other programs, what a killed one left swept out.

    A system that does not let us write there is a DigitsError.
    """
    folder = mnist.kept_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with mnist.lock_path(folder).open("ab") as lock:
            if not mnist.try_lock(lock):
                raise DigitsError(folder, words("fetch.busy"), words("advice.wait"))
            for left in folder.glob(f"*{NEW}"):
                left.unlink()
            yield folder
    except OSError as error:
        raise DigitsError(folder, reason(error), words("advice.writable")) from None


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which stands in its place once all went well, and nowhere otherwise."""
    new = path.with_name(path.name + NEW)
    try:
        with new.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
        path.with_name(path.name + PART).unlink(missing_ok=True)
    finally:
        new.unlink(missing_ok=True)
