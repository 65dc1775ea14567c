"""IDX files, the format MNIST comes in: a magic number, the counts, then the bytes.

Nothing in the file is believed before it is checked, and never more is read than it should hold:
a small gzip can unpack to gigabytes.
"""

import gzip
import hashlib
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from tui_tutor.clean import clean

Bytes = NDArray[np.uint8]
IMAGE = (28, 28)
MOST = 60_000  # images or labels in a file: MNIST's training set
UNSIGNED_BYTE = 0x08
CHUNK = 1 << 18
ANOTHER_COPY = "use another copy of it, or let 'tutor data get' fetch MNIST"


class DigitsError(Exception):
    """Digits that can't be had: from which file, why, and what to do about it."""

    def __init__(self, file: Path | str, reason: str, advice: str = ANOTHER_COPY) -> None:
        super().__init__(clean(f"{file}: {reason}; {advice}"))
        self.file = file
        self.reason = clean(reason)


class UnreadableError(DigitsError):
    """The system does not let us read the file: its bytes may well be good."""


def read_idx(path: Path, dimensions: int) -> Bytes:
    """The uint8 array in an IDX file, gzipped or not, read-only; raises DigitsError.

    dimensions: 3 for images (N, 28, 28), 1 for labels (N,).
    The format: http://yann.lecun.com/exdb/mnist/, "the IDX file format".
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            file = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if zipped else raw
            return _read(path, file, dimensions)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DigitsError(path, f"its gzip data is damaged or cut short ({error})") from None
    except OSError as error:
        raise UnreadableError(path, error.strerror or str(error)) from None


def _read(path: Path, file: BinaryIO, dimensions: int) -> Bytes:
    shape = _read_header(path, file, dimensions)
    data = np.empty(shape, np.uint8)
    buffer = data.reshape(-1).data
    filled = 0
    while filled < data.size and (chunk := file.read(min(CHUNK, data.size - filled))):
        buffer[filled : filled + len(chunk)] = chunk
        filled += len(chunk)
    if filled < data.size:
        raise DigitsError(path, f"its header promises {data.size} bytes and it holds {filled}")
    if file.read(1):  # this read also makes gzip check its checksum
        raise DigitsError(path, f"its header promises {data.size} bytes and it holds more")
    data.flags.writeable = False
    return data


def _read_header(path: Path, file: BinaryIO, dimensions: int) -> tuple[int, ...]:
    header = file.read(4 + 4 * dimensions)
    if header.lstrip().startswith(b"<"):
        raise DigitsError(path, "it is a web page, not digits")
    if len(header) < 4 + 4 * dimensions:
        raise DigitsError(path, f"it ends within its header, after {len(header)} bytes")
    wanted = struct.pack(">BBBB", 0, 0, UNSIGNED_BYTE, dimensions)
    if header[:4] != wanted:
        raise DigitsError(path, f"it starts with {header[:4].hex()} where IDX has {wanted.hex()}")
    count, *image = struct.unpack(f">{dimensions}I", header[4:])
    if image and tuple(image) != IMAGE:
        raise DigitsError(path, f"its images are {' × '.join(map(str, image))}, not 28 × 28")
    if not 0 < count <= MOST:
        raise DigitsError(path, f"its header promises {count} digits; 1 to {MOST} are possible")
    return (count, *image)


def idx_sha256(array: Bytes) -> str:
    """The SHA-256 of the unpacked IDX file that holds this array: its header, then its bytes."""
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, UNSIGNED_BYTE, array.ndim, *array.shape)
    digest = hashlib.sha256(header)
    digest.update(array.data)
    return digest.hexdigest()


def read_digits(images: Path, labels: Path) -> tuple[Bytes, Bytes]:
    """A pair of files: images (N, 28, 28) and their labels (N,) of 0 to 9."""
    pixels, classes = read_idx(images, 3), read_idx(labels, 1)
    if len(pixels) != len(classes):
        raise DigitsError(labels, f"it has {len(classes)} labels for {len(pixels)} images")
    if classes.max() > 9:
        raise DigitsError(labels, f"it has a label {classes.max()}; digits run from 0 to 9")
    return pixels, classes
