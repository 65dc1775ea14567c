"""The app in a browser: each page that is open has a program of its own, each browser a home.

The address holds a secret. A page of another site, another user of this machine, a foreign name
that was made to point here: none of them knows it, so none reaches a program that runs code.
"""

import asyncio
import re
import secrets
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from string import Template

from aiohttp import WSCloseCode, web
from textual_serve.server import Server

from tui_tutor.text import Words, language
from tui_tutor.web.visit import Visit

words = Words("web")
PAGE = Path(__file__).with_name("page.html")
COOKIE = "tutor-visitor"
A_YEAR = 365 * 24 * 3600  # seconds
HEARTBEAT = 15  # seconds: whoever does not answer by then has gone
MOST = 999  # columns or rows of a page


class Site:
    """Serves the page, the script that draws a terminal in it, and the programs behind it."""

    def __init__(self, homes: Path) -> None:
        """homes: where each browser gets a folder of its own."""
        self.homes = homes
        self.secret = secrets.token_urlsafe(16)
        self._textual = Server("tutor")  # its script, its protocol, its downloads
        self._open: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        behind = web.Application()
        behind.router.add_get("/", self._page)
        behind.router.add_get("/ws", self._visit)
        behind.router.add_static("/static", self._textual.statics_path)
        application = web.Application()
        application.add_subapp(f"/{self.secret}", behind)
        # The script looks for a download here; the key in its name is a secret, too.
        application.router.add_get("/download/{key}", self._textual.handle_download)
        application.on_shutdown.append(self._close_all)
        return application

    async def _page(self, request: web.Request) -> web.Response:
        said = {"ended": words("page.ended"), "again": words("page.again")}
        said |= {"script": words("page.script"), "language": language()}
        text = Template(PAGE.read_text(encoding="utf-8")).substitute(said)
        response = web.Response(text=text, content_type="text/html")
        response.headers["Referrer-Policy"] = "no-referrer"
        name = visitor(request)
        response.set_cookie(COOKIE, name, max_age=A_YEAR, httponly=True, samesite="Lax")
        return response

    async def _visit(self, request: web.Request) -> web.WebSocketResponse:
        """One open page. Its program lives as long as it does."""
        page = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await page.prepare(request)
        visit = Visit(page, self._textual.download_manager, self.homes / visitor(request))
        self._open.add(page)
        try:
            await visit.start(_cells(request, "width", 80), _cells(request, "height", 24))
            await self._textual._process_messages(page, visit)
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
            await page.close(code=WSCloseCode.UNSUPPORTED_DATA)  # no page of ours talks like that
        finally:
            self._open.discard(page)
            await visit.stop()
        return page

    async def _close_all(self, application: web.Application) -> None:
        for page in list(self._open):
            await page.close(code=WSCloseCode.GOING_AWAY)


def visitor(request: web.Request) -> str:
    """The name that this browser was given; a new one where it has none of ours."""
    name = request.cookies.get(COOKIE, "")
    return name if re.fullmatch("[0-9a-f]{32}", name) else secrets.token_hex(16)


def _cells(request: web.Request, side: str, usual: int) -> int:
    given = request.query.get(side, "")
    return min(int(given), MOST) if re.fullmatch("[0-9]{1,6}", given) else usual


def serve(sock: socket.socket, homes: Path, ready: Callable[[str], None]) -> None:
    """Serve on that socket until Ctrl-C; `ready` is told the path, with its secret."""
    site = Site(homes)
    asyncio.run(_until_the_end(site, sock, ready))


async def _until_the_end(site: Site, sock: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C, TERM, or the terminal goes. aiohttp's own `run_app` leaves its end at a
    second Ctrl-C, with programs still saving; here the others change nothing.
    """
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    heard = []
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores one
            with suppress(NotImplementedError):  # Windows: there Ctrl-C cancels this task
                loop.add_signal_handler(number, ended.set)
                heard.append(number)
    runner = web.AppRunner(site.application(), access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, sock).start()
        ready(f"/{site.secret}/")  # no sooner, or a Ctrl-C at once would come before it is heard
        await ended.wait()
    finally:
        await runner.cleanup()
        for number in heard:  # the loop closes now, and could not hear one any more
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)
