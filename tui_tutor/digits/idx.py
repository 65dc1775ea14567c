"""IDX files, the format MNIST comes in: a magic number, the counts, then the bytes.

Nothing in the file is believed before it is checked, and never more is read than it should hold:
a small gzip can unpack to gigabytes.
"""

import hashlib
import math
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from tui_tutor.clean import clean
from tui_tutor.folders import reason
from tui_tutor.text import Words

words = Words("data")
Bytes = NDArray[np.uint8]
WIDEST = 256  # pixels that an image may have each way; MNIST's have 28
MOST = 1_000_000  # images or labels in a file: EMNIST has 814,255
LARGEST = 1 << 30  # bytes of them all
UNSIGNED_BYTE = 0x08
CHUNK = 1 << 18
GZIP = b"\x1f\x8b"


class DigitsError(Exception):
    """Digits that can't be had: from which file, why, and what to do about it."""

    def __init__(self, file: Path | str, reason: str, advice: str = "") -> None:
        advice = advice or words("advice.another-copy")
        super().__init__(clean(words("error", file=file, reason=reason, advice=advice)))
        self.file = file
        self.reason = clean(reason)


class UnreadableError(DigitsError):
    """The system does not let us read the file: its bytes may well be good."""


class TrailingError(Exception):
    """More in the file than its one gzip member."""


class Readable(Protocol):
    def read(self, most: int, /) -> bytes: ...


class Unzipped:
    """The one member of a gzip file, unpacked no further than it is read.

    `read` raises EOFError where the file is cut short, zlib.error where its data are damaged, and
    TrailingError where something follows: Python's own reader goes on with a second member.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._member = zlib.decompressobj(wbits=31)  # gzip, with its checksum and length

    def read(self, most: int) -> bytes:
        """Up to that many bytes, fewer only at the end."""
        data = b""
        while len(data) < most and not self._member.eof:
            packed = self._member.unconsumed_tail or self._raw.read(CHUNK)
            chunk = self._member.decompress(packed, most - len(data))
            if not packed and not chunk:
                raise EOFError
            data += chunk
        if self._member.eof and (self._member.unused_data or self._raw.read(1)):
            raise TrailingError
        return data


def read_idx(path: Path, dimensions: int) -> Bytes:
    """The uint8 array in an IDX file, gzipped or not, read-only; raises DigitsError.

    dimensions: 3 for images (N, height, width), 1 for labels (N,).
    The format: http://yann.lecun.com/exdb/mnist/, "the IDX file format".
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == GZIP
            raw.seek(0)
            return _read(path, Unzipped(raw) if zipped else raw, dimensions)
    except EOFError:
        raise DigitsError(path, words("idx.cut-short")) from None
    except zlib.error as error:
        raise DigitsError(path, words("idx.damaged", error=error)) from None
    except TrailingError:
        raise DigitsError(path, words("idx.trailing")) from None
    except OSError as error:
        raise UnreadableError(path, reason(error), words("advice.readable")) from None


def _read(path: Path, file: Readable, dimensions: int) -> Bytes:
    data = np.empty(_read_header(path, file, dimensions), np.uint8)
    buffer = data.reshape(-1).data
    filled = 0
    while filled < data.size and (chunk := file.read(min(CHUNK, data.size - filled))):
        buffer[filled : filled + len(chunk)] = chunk
        filled += len(chunk)
    if filled < data.size:
        raise DigitsError(path, words("idx.too-few", promised=data.size, got=filled))
    if file.read(1):  # this read also makes gzip check its checksum
        raise DigitsError(path, words("idx.too-many", promised=data.size))
    data.flags.writeable = False
    return data


def _read_header(path: Path, file: Readable, dimensions: int) -> tuple[int, ...]:
    header = file.read(4 + 4 * dimensions)
    if header.lstrip().startswith(b"<"):
        raise DigitsError(path, words("idx.web-page"))
    if len(header) < 4 + 4 * dimensions:
        raise DigitsError(path, words("idx.no-header", got=len(header)))
    wanted = struct.pack(">BBBB", 0, 0, UNSIGNED_BYTE, dimensions)
    if header[:4] != wanted:
        raise DigitsError(path, words("idx.magic", got=header[:4].hex(), wanted=wanted.hex()))
    return checked_shape(path, struct.unpack(f">{dimensions}I", header[4:]))


def checked_shape(path: Path, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape, if images or labels can have it; raises DigitsError."""
    count, *image = shape
    if not all(0 < side <= WIDEST for side in image):
        got = " × ".join(map(str, image))
        raise DigitsError(path, words("idx.size", got=got, most=WIDEST))
    if not 0 < count <= MOST:
        raise DigitsError(path, words("idx.count", got=count, most=MOST))
    if math.prod(shape) > LARGEST:
        raise DigitsError(path, words("idx.large", got=math.prod(shape), most=LARGEST))
    return shape


def idx_header(array: Bytes) -> bytes:
    """The header of the IDX file that holds this array."""
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, UNSIGNED_BYTE, array.ndim, *array.shape)


def idx_sha256(array: Bytes) -> str:
    """The SHA-256 of the unpacked IDX file that holds this array: its header, then its bytes."""
    digest = hashlib.sha256(idx_header(array))
    digest.update(array.data)
    return digest.hexdigest()


def read_digits(images: Path, labels: Path) -> tuple[Bytes, Bytes]:
    """A pair of files: images (N, height, width) and their labels (N,)."""
    pixels, classes = read_idx(images, 3), read_idx(labels, 1)
    if len(pixels) != len(classes):
        raise DigitsError(labels, words("idx.pair", labels=len(classes), images=len(pixels)))
    return pixels, classes
