"""How digits lie on disks: the four IDX files under any of their names, or one NumPy archive."""

import re
import zipfile
import zlib
from pathlib import Path

import numpy as np

from tui_tutor.digits.idx import LARGEST, Bytes, DigitsError, UnreadableError, checked_shape, words
from tui_tutor.digits.mnist import MnistFile
from tui_tutor.folders import reason
from tui_tutor.text import series

INSIDE = ("", "raw", "MNIST/raw")  # where torchvision puts them
COPY = re.compile(r" ?\(\d+\)| - copy", re.IGNORECASE)  # what a browser or a desktop adds
SET = re.compile(r"^emnist-\w+?-(?=train|test)")  # EMNIST: many sets in one folder
TRANSPOSED = re.compile(r"^emnist-")  # its files keep rows as columns
ARCHIVE = ("x_train", "y_train", "x_test", "y_test")  # as Keras calls them


def found(folder: Path, file: MnistFile) -> list[Path]:
    """Where that file stands in a folder, under any of its names; raises DigitsError."""
    if not folder.is_dir():
        raise DigitsError(folder, words("mnist.no-folder"), words("advice.folder"))
    names = file.names()
    for inside in INSIDE:
        place = folder / inside
        paths = [path for path in _files(place) if _plain(path) in names]
        sets = {match[0] for path in paths if (match := SET.match(path.name.lower()))}
        if len(sets) > 1:
            said = words("mnist.many-sets", names=series(sorted(sets)))
            raise DigitsError(place, said, words("advice.one-set"))
        if paths:
            paths.sort(key=lambda path: (names.index(_plain(path)), len(path.name)))
            return paths  # a copy's name is longer
    raise DigitsError(folder, words("mnist.no-file", name=file.name), words("advice.folder"))


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []


def _plain(path: Path) -> str:
    """Its name as the mirrors have it: without capitals, the mark of a copy, and EMNIST's set."""
    name = SET.sub("", COPY.sub("", path.name).lower())
    return re.sub("^test-", "t10k-", name)


def upright(path: Path, images: Bytes) -> Bytes:
    """EMNIST's images as they are meant to be seen: its files hold each with x and y exchanged."""
    return (
        np.ascontiguousarray(images.swapaxes(1, 2))
        if TRANSPOSED.match(path.name.lower())
        else images
    )


def archive(source: Path) -> Path | None:
    """The NumPy archive that is meant: the file itself, or the only one in a folder without IDX."""
    if not source.is_dir():
        return source if source.is_file() else None
    files = _files(source)
    if any(re.search(r"idx[13]-ubyte", path.name.lower()) for path in files):
        return None
    archives = [path for path in files if path.suffix.lower() == ".npz"]
    named = [path for path in archives if COPY.sub("", path.name).lower() == "mnist.npz"]
    return (named or archives)[0] if named or len(archives) == 1 else None


def read_archive(path: Path) -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """Images and labels to train on, images and labels to test with; raises DigitsError."""
    try:
        with zipfile.ZipFile(path) as zipped:
            size = sum(entry.file_size for entry in zipped.infolist())
        if size > LARGEST:
            raise DigitsError(path, words("idx.large", got=size, most=LARGEST))
        with np.load(path, allow_pickle=False) as file:
            missing = [name for name in ARCHIVE if name not in file.files]
            if missing:
                has, lacks = series(file.files), series(missing)
                raise DigitsError(path, words("archive.missing", lacks=lacks, has=has))
            x_train, y_train, x_test, y_test = (file[name] for name in ARCHIVE)
    except OSError as error:
        raise UnreadableError(path, reason(error), words("advice.readable")) from None
    except (ValueError, EOFError, MemoryError, zipfile.BadZipFile, zlib.error) as error:
        raise DigitsError(path, words("archive.damaged", error=error)) from None
    train = _images(path, "x_train", x_train), _labels(path, "y_train", y_train, len(x_train))
    return *train, _images(path, "x_test", x_test), _labels(path, "y_test", y_test, len(x_test))


def _images(path: Path, name: str, array: np.ndarray) -> Bytes:
    if array.ndim == 4 and array.shape[-1] == 1:
        array = array[..., 0]
    if array.ndim != 3 or array.dtype != np.uint8:
        got = f"{array.dtype} {array.shape}"
        raise DigitsError(path, words("archive.images", name=name, got=got))
    checked_shape(path, array.shape)
    return np.ascontiguousarray(array)


def _labels(path: Path, name: str, array: np.ndarray, count: int) -> Bytes:
    if array.dtype.kind not in "iu" or array.size != count or array.shape[0] != count:
        got = f"{array.dtype} {array.shape}"
        raise DigitsError(path, words("archive.labels", name=name, got=got, count=count))
    if array.min() < 0 or array.max() > 255:
        raise DigitsError(
            path, words("archive.label", name=name, got=f"{array.min()} … {array.max()}")
        )
    return array.reshape(-1).astype(np.uint8)
