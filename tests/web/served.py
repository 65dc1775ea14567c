"""`tutor web` as a program of its own, and the programs behind its pages."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp

PATIENCE = 60.0  # seconds, on a busy machine


class Served:
    """The running server."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui_tutor", "web", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "TUTOR_HOME": str(home), "PYTHONUTF8": "1"},
        )
        assert self.process.stdout
        self.said = [self.process.stdout.readline() for _ in range(3)]
        self.url = self.said[0].split()[-1]

    def programs(self) -> list[int]:
        """Those of the visitors, and what they have started: their homes are below ours."""
        mark = f"TUTOR_HOME={self.home / 'visitors'}".encode()
        pids = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
        return [pid for pid in pids if mark in _environment(pid)]

    def nothing_is_left(self) -> bool:
        """Whether all of them end in a moment."""
        until = time.monotonic() + PATIENCE
        while left := self.programs():
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return not left


class Visitor:
    """What a page does: it sends keys, and is sent what a terminal would show."""

    def __init__(self, session: aiohttp.ClientSession, page: aiohttp.ClientWebSocketResponse):
        self._session = session
        self._page = page

    async def until(self, text: str) -> None:
        said = b""
        async with asyncio.timeout(PATIENCE):
            while text.encode() not in said:
                message = await self._page.receive()
                assert message.type == aiohttp.WSMsgType.BINARY, (message, said[-500:])
                said += message.data

    async def press(self, keys: str) -> None:
        await self._page.send_json(["stdin", keys])

    async def send(self, message: str) -> None:
        await self._page.send_str(message)

    async def close(self) -> None:
        await self._session.close()


async def visit(url: str, name: str = "") -> Visitor:
    """A visitor whose browser has that name already; one of its own, where it has none."""
    cookies = {"tutor-visitor": name} if name else {}
    session = aiohttp.ClientSession(cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True))
    async with session.get(url) as page:
        assert page.status == 200
    socket = await session.ws_connect(f"{url}ws?width=120&height=40", max_msg_size=0)
    return Visitor(session, socket)


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


@contextmanager
def served(home: Path, *arguments: str) -> Iterator[Served]:
    """The server until the end, at which it has printed no traceback."""
    server = Served(home, *arguments)
    try:
        yield server
    finally:
        with server.process:  # and not left behind where it does not end
            server.process.send_signal(signal.SIGINT)
            try:
                said = server.process.communicate(timeout=PATIENCE)[0]
            finally:
                server.process.kill()
    assert "Traceback" not in said, said
