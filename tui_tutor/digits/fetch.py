"""MNIST brought to this machine: from its mirrors, or out of a folder, checked before it is kept.

Whatever goes wrong, at whatever moment, the files that were kept stay as they were.
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

from tui_tutor.digits import mnist
from tui_tutor.digits.download import Address, MirrorError, chunks
from tui_tutor.digits.idx import CHUNK, Bytes, DigitsError, idx_header, words
from tui_tutor.digits.mnist import MnistFile

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
SILENCE = 15.0  # seconds that a server may say nothing
DEADLINE = 900.0  # seconds for all of it: 13 kB a second
PART = ".part"
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
        self._total, self._done = total, 0
        self._began = time.monotonic()
        self._deadline = deadline

    def check(self) -> None:
        """Raises where it was cancelled or takes too long."""
        if self._cancelled():
            raise CancelledError
        if time.monotonic() - self._began > self._deadline:
            late = words("fetch.deadline", seconds=f"{self._deadline:g}")
            raise DigitsError("MNIST", late, words("advice.later"))

    def came(self, count: int) -> None:
        self._done += count
        self._told(Amount(self._done, self._total, self._speed()))

    def _speed(self) -> float:
        return self._done / max(time.monotonic() - self._began, 1e-3)


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
    """Fetch one file, and keep it if it is the one that MNIST has."""
    digest, got = hashlib.sha256(), 0
    try:
        with new_file(mnist.kept_path(folder, file)) as keep:
            for chunk in chunks(address, transfer.check):
                got += len(chunk)
                if got > file.size:
                    raise address.error("long", size=file.size, name=file.name)
                digest.update(chunk)
                keep.write(chunk)
                transfer.came(len(chunk))
            if got < file.size:
                raise address.error("short", got=got, size=file.size, name=file.name)
            if digest.hexdigest() != file.sha256:
                raise address.error("wrong", name=file.name)
    except MirrorError:
        transfer.came(-min(got, file.size))  # it has to come again
        raise


def take_mnist(source: Path, told: Told, cancelled: Cancelled = never) -> None:
    """Keep the four files that stand in a folder, judged by their unpacked bytes.

    Nothing is kept unless all are genuine. Raises DigitsError or CancelledError.
    """
    arrays = [(file, _genuine(source, file)) for file in mnist.FILES]
    transfer = Transfer(sum(a.nbytes for _, a in arrays), told, cancelled, DEADLINE)
    with keeping() as folder:
        transfer.came(0)
        for file, array in arrays:
            _write(mnist.kept_path(folder, file), array, transfer)


def _genuine(source: Path, file: MnistFile) -> Bytes:
    """The array of that file in the folder, from the first copy that is right."""
    paths = mnist.found(source, file)
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
            for left in folder.glob(f"*{PART}"):
                left.unlink()
            yield folder
    except OSError as error:
        reason = error.strerror or str(error)
        raise DigitsError(folder, reason, words("advice.writable")) from None


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which stands in its place once all went well, and nowhere otherwise."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
