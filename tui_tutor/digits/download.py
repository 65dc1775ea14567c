"""One file from one address, piece by piece: over https, and given up within a tenth of a second.

The reading is done by a thread of its own. A name server that does not answer, or headers that
drip, can then hold up neither a Cancel nor the deadline.
"""

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import IO, Any
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from tui_tutor import __version__
from tui_tutor.clean import clean
from tui_tutor.digits.idx import words

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PIECE = 1 << 16  # bytes at the most; a piece is handed over as soon as it comes, however small
TICK = 0.1  # seconds between two looks at what may end it


class MirrorError(Exception):
    """A mirror that does not give the file; says which host, and why."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(" ".join(clean(reason).split()))  # one line, whoever wrote it
        self.host = host


@dataclass(frozen=True)
class Address:
    """Where the file is, and how many seconds that server may say nothing."""

    url: str
    silence: float

    def error(self, key: str, **values: Any) -> MirrorError:
        return MirrorError(clean(urlsplit(self.url).netloc), words.of("fetch", key, **values))


def chunks(address: Address, check: Callable[[], None]) -> Iterator[bytes]:
    """The bytes that stand there. `check` may raise to end it, at any moment.

    Raises MirrorError; a body that ends early is no error here, so count what comes.
    """
    pieces: Queue[bytes | Exception] = Queue(maxsize=8)  # half a megabyte, then the server waits
    given_up = Event()
    Thread(target=_read, args=(address, pieces, given_up), daemon=True).start()
    try:
        while True:
            check()
            try:
                piece = pieces.get(timeout=TICK)
            except Empty:
                continue
            if isinstance(piece, Exception):
                raise _told(address, piece)
            if not piece:
                return
            yield piece
    finally:
        given_up.set()


def _read(address: Address, pieces: "Queue[bytes | Exception]", given_up: Event) -> None:
    """Runs on a thread of its own: all pieces, then an empty one, or what went wrong."""

    def hand_over(piece: bytes | Exception) -> None:
        while not given_up.is_set():
            try:
                return pieces.put(piece, timeout=TICK)
            except Full:
                continue

    try:
        with _opener().open(_request(address.url), timeout=address.silence) as response:
            while not given_up.is_set():
                piece = response.read1(PIECE)
                hand_over(piece)
                if not piece:
                    return
    except Exception as error:
        hand_over(error)


def _told(address: Address, error: Exception) -> MirrorError:
    """What went wrong with a mirror, in words."""
    reason = error.reason if isinstance(error, URLError) else error
    match error:
        case HTTPError(code=code) if 300 <= code < 400:
            return address.error("redirect")
        case HTTPError(code=code):
            phrase = http.client.responses.get(code, "")
            return address.error("status", code=code, phrase=phrase)
        case NotHttpsError():
            return address.error("not-https")
    if isinstance(reason, TimeoutError):
        return address.error("silent", seconds=f"{address.silence:g}")
    said = reason.strerror if isinstance(reason, OSError) else None
    return address.error("no-network", error=said or str(reason) or type(reason).__name__)


# ------------------------------------------------------------------ what is opened


class NotHttpsError(Exception):
    """An address that is not followed."""


def _request(url: str) -> request.Request:
    if not _allowed(url):
        raise NotHttpsError
    return request.Request(url, headers={"User-Agent": f"tutor/{__version__}"})


def _allowed(url: str) -> bool:
    """https; http within this machine, which is how it is tested."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


class _Redirects(request.HTTPRedirectHandler):
    """Follows to allowed addresses only."""

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> request.Request | None:
        fp.close()  # else its body would be read to the end, however long that is
        if not _allowed(newurl):
            raise HTTPError(newurl, code, msg, headers, None)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> request.OpenerDirector:
    """Opens https and http and nothing else, through the proxy that the environment names."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _Redirects(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
