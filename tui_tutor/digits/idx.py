"""IDX files, the format MNIST comes in: a magic number, the counts, then the bytes.

Nothing in the file is believed before it is checked, and never more is read than it should hold:
a small gzip can unpack to gigabytes.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
UNSIGNED_BYTE = 0x08
LARGEST = 1 << 28  # bytes of data that any digit file of ours could hold
CHUNK = 1 << 20


class DigitsError(Exception):
    """A digit file that can't be used: which, and why."""

    def __init__(self, file: Path | str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


def read_idx(path: Path, dimensions: int) -> Bytes:
    """The uint8 array in an IDX file, gzipped or not; raises DigitsError.

    dimensions: 3 for images (N, 28, 28), 1 for labels (N,).
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            file = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if zipped else raw
            return _read(path, file, dimensions)
    except FileNotFoundError:
        raise DigitsError(path, "there is no such file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DigitsError(path, f"the gzip data is damaged or cut short ({error})") from None
    except OSError as error:
        raise DigitsError(path, error.strerror or str(error)) from None


def _read(path: Path, file: BinaryIO, dimensions: int) -> Bytes:
    header = file.read(4 + 4 * dimensions)
    if len(header) < 4 + 4 * dimensions:
        raise DigitsError(path, f"it ends within its header, after {len(header)} bytes")
    wanted = struct.pack(">BBBB", 0, 0, UNSIGNED_BYTE, dimensions)
    if header[:4] != wanted:
        raise DigitsError(path, f"it starts with {header[:4].hex()} where IDX has {wanted.hex()}")
    shape = struct.unpack(f">{dimensions}I", header[4:])
    size = math.prod(shape)
    if not 0 < size <= LARGEST:
        raise DigitsError(path, f"its header promises an array of {shape}")
    data = bytearray()
    while len(data) <= size and (chunk := file.read(min(CHUNK, size + 1 - len(data)))):
        data += chunk
    if len(data) != size:
        got = f"only {len(data)}" if len(data) < size else "more"
        raise DigitsError(path, f"its header promises {size} bytes and it holds {got}")
    return np.frombuffer(bytes(data), np.uint8).reshape(shape)


def read_digits(images: Path, labels: Path) -> tuple[Bytes, Bytes]:
    """A pair of files: images (N, 28, 28) and their labels (N,) of 0 to 9."""
    pixels, classes = read_idx(images, 3), read_idx(labels, 1)
    if pixels.shape[1:] != (28, 28):
        raise DigitsError(images, f"its images are {pixels.shape[1:]}, not 28 × 28")
    if len(pixels) != len(classes):
        raise DigitsError(labels, f"it has {len(classes)} labels for {len(pixels)} images")
    if classes.max() > 9:
        raise DigitsError(labels, f"it has a label {classes.max()}; digits run from 0 to 9")
    return pixels, classes
