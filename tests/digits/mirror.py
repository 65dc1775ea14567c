"""A small MNIST of the tests' own, and a server on this machine that misbehaves as it is told.

The first part of a path says how: /good/NAME sends the file, /half/NAME half of it, and so on.
"""

import gzip
import hashlib
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from tui_tutor.digits import mnist
from tui_tutor.digits.idx import Bytes
from tui_tutor.digits.mnist import MnistFile

TRAIN, TEST = 300, 100
AT_ONCE = 50_000  # bytes that come of /slow/ before it breaks
PAGE = b"<!DOCTYPE html><title>Please log in</title>"


def arrays() -> list[Bytes]:
    """Images and labels to train on, images and labels to test with: noise, always the same."""
    rng = np.random.default_rng(0)
    pairs = [(rng.integers(0, 256, (n, 28, 28)), np.arange(n) % 10) for n in (TRAIN, TEST)]
    return [array.astype(np.uint8) for pair in pairs for array in pair]


def idx(array: Bytes) -> bytes:
    """The unpacked IDX file of an array, written apart from the program's own way."""
    shape = b"".join(struct.pack(">I", n) for n in array.shape)
    return bytes([0, 0, 8, array.ndim]) + shape + array.tobytes()


def unpacked() -> dict[str, bytes]:
    return {file.name: idx(a) for file, a in zip(mnist.FILES, arrays(), strict=True)}


@cache
def packed() -> dict[str, bytes]:
    return {f"{name}.gz": gzip.compress(data, mtime=0) for name, data in unpacked().items()}


def small_files() -> tuple[MnistFile, ...]:
    """What mnist.FILES would say if the small MNIST were the real one."""
    gz = packed()
    return tuple(
        MnistFile(
            file.name,
            file.dimensions,
            len(gz[f"{file.name}.gz"]),
            hashlib.sha256(gz[f"{file.name}.gz"]).hexdigest(),
            hashlib.sha256(data).hexdigest(),
        )
        for file, data in zip(mnist.FILES, unpacked().values(), strict=True)
    )


class Mirror(ThreadingHTTPServer):
    """`asked` lists the paths that were asked for; what is held ends with `release`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.release = threading.Event()
        self.holds = threading.Event()  # set once something is being held
        self.hold_at = 0  # bytes that /held/ sends before it waits
        self.hold_file = 0  # which file /held/ holds; it sends the ones before it whole

    def url(self, way: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{way}/"


class Handler(BaseHTTPRequestHandler):
    server: Mirror

    def log_message(self, *_: object) -> None: ...

    def do_CONNECT(self) -> None:
        self.server.asked.append(f"CONNECT {self.path}")
        self.send_error(403)

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        way, _, name = self.path.partition("://")[2].partition("/")[2].rpartition("/")
        if not way:  # not asked as a proxy
            _, way, name = self.path.rsplit("/", 2)
        try:
            if way.isdigit():
                self.send_error(int(way))
            else:
                getattr(self, f"send_{way}")(name, packed()[name])
        except OSError:
            pass  # the reader has gone

    def begin(self, length: int | None, **headers: str) -> None:
        self.send_response(200)
        for key, value in headers.items():
            self.send_header(key, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.flush()

    def send_whole(self, data: bytes, length: int | None) -> None:
        self.begin(length)
        self.wfile.write(data)

    def send_good(self, name: str, data: bytes) -> None:
        self.send_whole(data, len(data))

    def send_slow(self, name: str, data: bytes) -> None:
        """A line that breaks again and again, on a server that goes on where it is asked to."""
        start = self.start()
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self.wfile.write(data[start : start + AT_ONCE])

    def start(self) -> int:
        """The byte at which it is to begin."""
        return int(self.headers.get("Range", "bytes=0-")[len("bytes=") : -1])

    def send_half(self, name: str, data: bytes) -> None:
        self.send_whole(data[: len(data) // 2], len(data))

    def send_half_without_a_length(self, name: str, data: bytes) -> None:
        self.send_whole(data[: len(data) // 2], None)

    def send_more(self, name: str, data: bytes) -> None:
        self.send_whole(data + b"junk", len(data) + 4)

    def send_wrong(self, name: str, data: bytes) -> None:
        middle = len(data) // 2
        self.send_whole(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], len(data))

    def send_page(self, name: str, data: bytes) -> None:
        self.send_whole(PAGE, len(PAGE))

    def send_nonsense(self, name: str, data: bytes) -> None:
        self.wfile.write(b"220 mail server ready\r\n")

    def send_to(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_moved(self, name: str, data: bytes) -> None:
        self.send_to(f"/good/{name}")

    def send_to_file(self, name: str, data: bytes) -> None:
        self.send_to("file:///etc/hostname")

    def send_to_plain_http(self, name: str, data: bytes) -> None:
        self.send_to("http://192.0.2.1/mnist/")  # an address that nobody has

    def send_round(self, name: str, data: bytes) -> None:
        self.send_to(f"/round/{name}")

    def send_silence(self, name: str, data: bytes) -> None:
        self.wait()

    def send_dripping_headers(self, name: str, data: bytes) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        self.drip(b"X-Drip: 1\r\n" * 10_000)

    def send_drip(self, name: str, data: bytes) -> None:
        self.begin(len(data))
        self.drip(data)

    def drip(self, data: bytes) -> None:
        for i in range(len(data)):
            self.wfile.write(data[i : i + 1])
            self.wfile.flush()
            self.server.holds.set()
            if self.server.release.wait(0.02):
                return

    def send_held(self, name: str, data: bytes) -> None:
        if name != f"{mnist.FILES[self.server.hold_file].name}.gz":
            return self.send_good(name, data)
        self.begin(len(data))
        self.wfile.write(data[: self.server.hold_at])
        self.wfile.flush()
        self.wait()
        self.wfile.write(data[self.server.hold_at :])

    def wait(self) -> None:
        self.server.holds.set()
        self.server.release.wait(60)


@contextmanager
def running_mirror() -> Iterator[Mirror]:
    mirror = Mirror()
    thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield mirror
    finally:
        mirror.release.set()
        mirror.shutdown()
        thread.join()
        mirror.server_close()
