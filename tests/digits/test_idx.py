"""The IDX reader: each fault of a file is one DigitsError with the file and the reason."""

import gzip
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest

from tests.digits.mirror import idx
from tui_tutor.digits.idx import (
    DigitsError,
    UnreadableError,
    idx_header,
    idx_sha256,
    read_digits,
    read_idx,
)

IMAGES = np.random.default_rng(0).integers(0, 256, (20, 28, 28)).astype(np.uint8)
LABELS = (np.arange(20) % 10).astype(np.uint8)
PLAIN = idx(IMAGES)
ZIPPED = gzip.compress(PLAIN, mtime=0)
HEADER, PIXELS = PLAIN[:16], PLAIN[16:]


def header(*numbers: int, magic: int = 0x803) -> bytes:
    return struct.pack(f">{1 + len(numbers)}I", magic, *numbers)


def both(data: bytes) -> list[bytes]:
    """As it is, and gzipped: what is wrong with the one is wrong with the other."""
    return [data, gzip.compress(data)]


def reason(path: Path, data: bytes, dimensions: int = 3) -> str:
    path.write_bytes(data)
    with pytest.raises(DigitsError) as caught:
        read_idx(path, dimensions)
    assert caught.value.file == path
    assert str(caught.value).startswith(f"{path}: {caught.value.reason}; ")
    return caught.value.reason


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "images"


# ------------------------------------------------------------------ as it should be


@pytest.mark.parametrize("data", both(PLAIN), ids=["plain", "gzip"])
def test_it_reads_what_stands_there(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    array = read_idx(path, 3)
    np.testing.assert_array_equal(array, IMAGES)
    assert array.dtype == np.uint8
    assert not array.flags.writeable


@pytest.mark.parametrize("level", range(10))
def test_any_gzip_of_it_is_read(path: Path, level: int) -> None:
    path.write_bytes(gzip.compress(PLAIN, level, mtime=level))
    np.testing.assert_array_equal(read_idx(path, 3), IMAGES)


def test_labels(path: Path) -> None:
    path.write_bytes(idx(LABELS))
    np.testing.assert_array_equal(read_idx(path, 1), LABELS)


def test_an_array_is_hashed_as_its_file_would_be() -> None:
    from hashlib import sha256

    for array in (IMAGES, LABELS):
        assert idx_header(array) + array.tobytes() == idx(array)
        assert idx_sha256(array) == sha256(idx(array)).hexdigest()


# ------------------------------------------------------------------ faults


def test_truncated(path: Path) -> None:
    for end in (0, 1, 2, 3, 15):
        assert reason(path, PLAIN[:end]) == f"it ends within its header, after {end} bytes"
    promised = f"its header promises {len(PIXELS)} bytes and it holds"
    assert reason(path, PLAIN[:16]) == f"{promised} 0"
    assert reason(path, PLAIN[:-1]) == f"{promised} {len(PIXELS) - 1}"
    assert reason(path, gzip.compress(PLAIN[:-1])) == f"{promised} {len(PIXELS) - 1}"


@pytest.mark.parametrize("lost", [1, 4, 8, 9, 1000, len(ZIPPED) - 10, len(ZIPPED) - 2])
def test_truncated_gzip(path: Path, lost: int) -> None:
    assert reason(path, ZIPPED[:-lost]) == "its gzip data is cut short"


def test_truncated_gzip_is_never_taken_for_a_whole_one(path: Path) -> None:
    data = gzip.compress(idx(LABELS))
    for end in range(len(data)):
        reason(path, data[:end], dimensions=1)


def test_bit_flipped(path: Path) -> None:
    """Every bit of a small gzip file; those that say nothing of the content may flip unseen."""
    data = gzip.compress(idx(LABELS), mtime=0)
    idle = {4, 5, 6, 7, 8, 9}  # time, extra flags, system: RFC 1952
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            try:
                array = read_idx(path, 1)
            except DigitsError:
                continue
            np.testing.assert_array_equal(array, LABELS)
            assert place in idle or (place, bit) == (3, 0), (place, bit)  # the flag "is text"


def test_html_in_place_of_gz(path: Path) -> None:
    for page in (b"<!DOCTYPE html><html>", b"\n <html><body>404</body></html>", b"<?xml version="):
        for data in both(page):
            assert reason(path, data) == "it is a web page, not digits"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (header(21, 28, 28) + PIXELS, "promises 16464 bytes and it holds 15680"),
        (header(19, 28, 28) + PIXELS, "promises 14896 bytes and it holds more"),
        (header(0, 28, 28), "promises 0 digits; 1 to 1000000 are possible"),
        (header(1_000_001, 8, 8) + PIXELS, "promises 1000001 digits; 1 to 1000000"),
        (header(1_000_000, 99, 99) + PIXELS, "promises 9801000000 bytes; up to 1073741824"),
    ],
)
def test_wrong_counts(path: Path, data: bytes, said: str) -> None:
    for one in both(data):
        assert said in reason(path, one)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (header(2**32 - 1, 28, 28) + PIXELS, "promises 4294967295 digits"),
        (header(20, 2**32 - 1, 2**32 - 1) + PIXELS, "its images are 4294967295 × 4294967295"),
        (header(20, 0, 0), "its images are 0 × 0; 1 to 256 pixels a side are possible"),
        (header(20, 28, 257) + PIXELS, "its images are 28 × 257; 1 to 256"),
        (
            header(20, 28, 28, magic=0x801) + PIXELS,
            "it starts with 00000801 where IDX has 00000803",
        ),
        (header(20, 28, 28, magic=0xD03) + PIXELS, "it starts with 00000d03"),  # floats
        (header(20, 28, 28, magic=0x80000803) + PIXELS, "it starts with 80000803"),
        (b"\x93NUMPY\x01\x00" + PIXELS, "it starts with 934e554d"),
        (b"\x80\x04\x95" + PIXELS, "it starts with 800495"),  # a pickle, never loaded
        (b"PK\x03\x04" + PIXELS, "it starts with 504b0304"),
    ],
)
def test_a_lying_header(path: Path, data: bytes, said: str) -> None:
    for one in both(data):
        assert said in reason(path, one)


def test_labels_are_no_images(path: Path) -> None:
    assert "it starts with 00000801" in reason(path, idx(LABELS).ljust(99, b"\0"))
    assert "it starts with 00000803" in reason(path, PLAIN, dimensions=1)


@pytest.mark.parametrize("junk", [b"\0", b"x", b"\n", b"\0" * 1000])
def test_trailing_junk(path: Path, junk: bytes) -> None:
    for data in both(PLAIN + junk):
        assert "bytes and it holds more" in reason(path, data)
    assert reason(path, ZIPPED + junk) == "something follows after the end of its gzip data"


def test_two_gz_members(path: Path) -> None:
    """Though gunzip would join them, MNIST's files have one: what follows is not believed."""
    halves = gzip.compress(PLAIN[:5000]) + gzip.compress(PLAIN[5000:])
    assert gzip.decompress(halves) == PLAIN
    for data in (halves, ZIPPED + ZIPPED, ZIPPED + gzip.compress(b"")):
        assert reason(path, data) == "something follows after the end of its gzip data"


def test_a_wrong_checksum_and_a_wrong_length(path: Path) -> None:
    for place in (-8, -1):  # CRC-32, then the length
        data = bytearray(ZIPPED)
        data[place] ^= 1
        assert reason(path, bytes(data)).startswith("its gzip data is damaged")


BOMB = """
import resource, sys
from pathlib import Path
from tui_tutor.digits.idx import DigitsError, read_idx
unit = 1 if sys.platform == "darwin" else 1024
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_idx(Path(sys.argv[1]), 3)
except DigitsError as error:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit)
    print(error.reason)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measured by getrusage")
@pytest.mark.parametrize(
    ("count", "said"),
    [(60_000, "it holds more"), (1, "it holds more"), (1_999_999, "1999999 digits")],
)
def test_a_gz_bomb_costs_less_than_50_MB(path: Path, count: int, said: str) -> None:
    """A gigabyte of zeros in a megabyte, behind a header that is the largest there may be."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    begin = squeeze.compress(header(count, 28, 28)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    million = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    path.write_bytes(begin + million * 1024 + squeeze.flush())  # a checksum nobody gets to
    assert path.stat().st_size < 2_000_000
    run = [sys.executable, "-c", BOMB, str(path)]
    cost, reason = subprocess.run(
        run, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert int(cost) < 50_000_000
    assert said in reason


# ------------------------------------------------------------------ the system, and pairs


def test_what_the_system_refuses_is_told_apart(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none", "No such file"), (tmp_path, "directory")):
        with pytest.raises(UnreadableError, match=said):
            read_idx(path, 3)


def test_a_pair_has_to_fit(tmp_path: Path) -> None:
    images, labels = tmp_path / "images", tmp_path / "labels"
    images.write_bytes(PLAIN)
    labels.write_bytes(idx(LABELS[:-1]))
    with pytest.raises(DigitsError, match="it has 19 labels for 20 images") as caught:
        read_digits(images, labels)
    assert caught.value.file == labels


def test_a_name_cannot_reach_the_terminal_as_more_than_text(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m"
    path.write_bytes(b"")
    with pytest.raises(DigitsError) as caught:
        read_idx(path, 3)
    assert "\x1b" not in str(caught.value)
