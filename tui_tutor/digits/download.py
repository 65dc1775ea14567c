"""One file from one address, piece by piece: over https, and given up within a tenth of a second.

The reading is done by a thread of its own. A name server that does not answer, or headers that
drip, can then hold up neither a Cancel nor the deadline.
"""

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPMessage
from queue import Empty, Full, Queue
from ssl import SSLError
from threading import Event, Thread
from typing import IO
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from tui_tutor import __version__
from tui_tutor.clean import clean
from tui_tutor.digits.idx import words

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PIECE = 1 << 16  # bytes at the most; a piece is handed over as soon as it comes, however small
PARTIAL = 206  # the status of an answer that begins where it was asked to
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

    def error(self, key: str, **values: object) -> MirrorError:
        return MirrorError(clean(urlsplit(self.url).netloc), words.of("fetch", key, **values))

    @property
    def proxy(self) -> str:
        """The proxy that the environment names for it, without its password; "" for none."""
        parts = urlsplit(self.url)
        named = _proxies().get(parts.scheme, "")
        if not named or request.proxy_bypass(parts.hostname or ""):
            return ""
        scheme, _, place = (named if "://" in named else f"http://{named}").partition("://")
        return clean(f"{scheme}://{place.rpartition('@')[2]}")


def chunks(address: Address, check: Callable[[], None], start: int = 0) -> Iterator[bytes]:
    """The bytes that stand there, from that one on. `check` may raise to end it, at any moment.

    Raises MirrorError; a body that ends early is no error here, so count what comes.
    """
    pieces: Queue[bytes | Exception] = Queue(maxsize=8)  # half a megabyte, then the server waits
    given_up = Event()
    reading = (address, start, pieces, given_up)
    Thread(target=_read, args=reading, daemon=True).start()
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


def _read(
    address: Address, start: int, pieces: "Queue[bytes | Exception]", given_up: Event
) -> None:
    """Runs on a thread of its own: all pieces, then an empty one, or what went wrong."""

    def hand_over(piece: bytes | Exception) -> None:
        while not given_up.is_set():
            try:
                return pieces.put(piece, timeout=TICK)
            except Full:
                continue

    try:
        if address.proxy.startswith("socks"):
            raise SocksError
        with _opener().open(_request(address.url, start), timeout=address.silence) as response:
            known = 0 if response.status == PARTIAL else start  # sent all the same
            while not given_up.is_set():
                piece = response.read1(PIECE)
                new, known = piece[known:], max(known - len(piece), 0)
                if new or not piece:
                    hand_over(new)
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
        case SocksError():
            return address.error("socks", proxy=address.proxy)
    proxy = address.proxy
    if isinstance(reason, TimeoutError):
        key = "proxy-silent" if proxy else "silent"
        return address.error(key, seconds=f"{address.silence:g}", proxy=proxy)
    said = reason.strerror if isinstance(reason, OSError) else None
    key = "proxy" if proxy and not isinstance(reason, SSLError) else "no-network"
    error_said = said or str(reason) or type(reason).__name__
    return address.error(key, error=error_said, proxy=proxy)


# ------------------------------------------------------------------ what is opened


class NotHttpsError(Exception):
    """An address that is not followed."""


class SocksError(Exception):
    """A proxy that speaks SOCKS, which Python's own library does not."""


def _request(url: str, start: int) -> request.Request:
    if not allowed(url):
        raise NotHttpsError
    headers = {"User-Agent": f"tutor/{__version__}"} | (
        {"Range": f"bytes={start}-"} if start else {}
    )
    return request.Request(url, headers=headers)


def _proxies() -> dict[str, str]:
    """What the environment names, by scheme; ALL_PROXY stands for what has none of its own."""
    named = request.getproxies()
    every = {scheme: named["all"] for scheme in ("https", "http") if "all" in named}
    return every | named


def allowed(url: str) -> bool:
    """https; http within this machine, which is how it is tested."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


class _Redirects(request.HTTPRedirectHandler):
    """Follows to allowed addresses only."""

    def redirect_request(
        self,
        req: request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> request.Request | None:
        fp.close()  # else its body would be read to the end, however long that is
        if not allowed(newurl):
            raise HTTPError(newurl, code, msg, headers, None)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> request.OpenerDirector:
    """Opens https and http and nothing else, through the proxy that the environment names."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(_proxies()),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _Redirects(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener
