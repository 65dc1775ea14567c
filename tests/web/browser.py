"""A headless Chromium, driven over the DevTools protocol, and the terminal that a page draws."""

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

NAMES = "chromium", "chromium-browser", "google-chrome", "chrome"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
    "--window-size=1200,800",
)
QUIET = 0.5  # seconds without a change
PATIENCE = 60.0  # seconds, on a busy machine
# textual-serve's script keeps its terminal to itself. It is caught as its first part is set.
CATCH = """
Object.defineProperty(Object.prototype, "fitAddon", {
  configurable: true,
  set(value) {
    window.caught = this;
    Object.defineProperty(this, "fitAddon", {value, writable: true});
  },
});
"""
SCREEN = """
(() => {
  const terminal = window.caught?.terminal;
  if (!terminal) return "";
  const buffer = terminal.buffer.active;
  return [...Array(terminal.rows).keys()]
    .map(y => buffer.getLine(buffer.viewportY + y)?.translateToString() ?? "").join("\\n");
})()
"""
CELL = """
(() => {
  const screen = document.querySelector(".xterm-screen").getBoundingClientRect();
  const {cols, rows} = window.caught.terminal;
  return [screen.left, screen.top, screen.width / cols, screen.height / rows];
})()
"""
CTRL = 2  # as a modifier
KEYS = {
    "enter": ("Enter", 13, 0),
    "tab": ("Tab", 9, 0),
    "down": ("ArrowDown", 40, 0),
    "right": ("ArrowRight", 39, 0),
    "ctrl+p": ("p", 80, CTRL),
}


def found() -> str:
    """The browser of this machine; "" where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), "")


class Page:
    """One page: what it shows, and hands on its keys and its mouse."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        await self._socket.send_json(message)
        while True:
            answer = await self._socket.receive_json(timeout=PATIENCE)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    async def evaluate(self, script: str) -> Any:
        answer = await self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def go(self, url: str) -> None:
        await self.call("Page.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=CATCH)
        await self.call("Page.navigate", url=url)

    async def screen(self) -> str:
        """The terminal's lines, as they are drawn."""
        return str(await self.evaluate(SCREEN))

    async def until(self, text: str) -> str:
        """Wait until the terminal shows it; returns the whole screen."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while text not in (screen := await self.screen()):
            assert asyncio.get_running_loop().time() < end, f"{text!r} never came:\n{screen}"
            await asyncio.sleep(0.1)
        return screen

    async def until_gone(self, text: str) -> str:
        """Wait until the terminal no longer shows it."""
        async with asyncio.timeout(PATIENCE):
            while text in (screen := await self.screen()):
                await asyncio.sleep(0.1)
        return screen

    async def settled(self) -> str:
        """Wait until nothing has changed for a moment; returns the screen."""
        screen = ""
        async with asyncio.timeout(PATIENCE):
            while screen != (screen := await self.screen()):
                await asyncio.sleep(QUIET)
        return screen

    async def press(self, *keys: str) -> None:
        """Keys by name, such as right or ctrl+p; any other string is typed."""
        for key in keys:
            if key not in KEYS:
                await self.call("Input.insertText", text=key)
                continue
            name, code, modifiers = KEYS[key]
            about = {"key": name, "windowsVirtualKeyCode": code, "modifiers": modifiers}
            await self.call("Input.dispatchKeyEvent", type="rawKeyDown", **about)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    async def drag(self, *cells: tuple[float, float]) -> None:
        """Pull the mouse, its button down, through these cells: (column, row)."""
        left, top, width, height = await self.evaluate(CELL)
        points = [(left + (x + 0.5) * width, top + (y + 0.5) * height) for x, y in cells]
        kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 1)]
        held = {"button": "left", "buttons": 1, "clickCount": 1}
        for kind, (x, y) in zip(kinds, points, strict=True):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **held)
        x, y = points[-1]
        await self.call("Input.dispatchMouseEvent", type="mouseReleased", x=x, y=y, **held)

    async def picture(self, file: Path) -> None:
        shot = await self.call("Page.captureScreenshot")
        file.write_bytes(base64.b64decode(shot["data"]))

    async def close(self) -> None:
        await self.call("Page.close")
        await self._socket.close()


class Browser:
    """The running browser. Each page that it opens is a visitor of its own."""

    def __init__(self, session: aiohttp.ClientSession, port: int, path: str) -> None:
        self._session = session
        self._port = port
        self._path = path

    async def open(self, url: str) -> Page:
        address = f"http://127.0.0.1:{self._port}"
        whole = Page(await self._session.ws_connect(f"ws://127.0.0.1:{self._port}{self._path}"))
        context = (await whole.call("Target.createBrowserContext"))["browserContextId"]
        target = await whole.call(
            "Target.createTarget", url="about:blank", browserContextId=context
        )
        page_url = f"{address}/devtools/page/{target['targetId']}".replace("http", "ws", 1)
        page = Page(await self._session.ws_connect(page_url, max_msg_size=0))
        await page.go(url)
        return page


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """Chromium with a profile in that folder; it is gone at the end."""
    process = await asyncio.create_subprocess_exec(
        found(),
        *FLAGS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        said = folder / "DevToolsActivePort"
        async with asyncio.timeout(PATIENCE):
            while not (said.exists() and len(said.read_text().split()) == 2):
                await asyncio.sleep(0.1)
        port, path = said.read_text().split()
        async with aiohttp.ClientSession() as session:
            yield Browser(session, int(port), path)
    finally:
        process.kill()
        await process.wait()
