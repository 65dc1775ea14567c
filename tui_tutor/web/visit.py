"""One page that is open in a browser, and the program behind it."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui_tutor import packages
from tui_tutor.folders import cache_folder
from tui_tutor.text import language

PATIENCE = 5  # seconds that a program has to save and go


class Visit(AppService):
    """Starts `tutor` with a home of its own, and sees to it that it ends with the page."""

    def __init__(self, page: web.WebSocketResponse, downloads: DownloadManager, home: Path) -> None:

        async def close() -> None:
            await page.close()

        super().__init__(
            "tutor",
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=close,
            download_manager=downloads,
        )
        self.home = home

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        ours = {
            "TUTOR_HOME": str(self.home),
            "TUTOR_CACHE": str(cache_folder()),  # digits are the same for all
            "TUTOR_LANG": language(),
            "PYTHONUTF8": "1",  # a browser can show every sign, whatever this terminal can
        }
        return super()._build_environment(width, height) | ours

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """As in AppService, without a shell between, which would be left when it is killed."""
        course = packages.in_use()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui_tutor", "start"),
            *(("--course", course.name) if course else ()),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
        )
        self._stdin = self._process.stdin
        return self._process

    async def on_data(self, payload: bytes) -> None:
        """What comes after the page has closed is read all the same, or the program would wait."""
        with suppress(ConnectionResetError):
            await super().on_data(payload)

    async def stop(self) -> None:
        """The page has closed: so is the program's input, at which it saves and goes."""
        if self._process is None or self._task is None:
            return
        await self._download_manager.cancel_app_downloads(self.app_service_id)
        self.stdin.close()
        _, waiting = await asyncio.wait([self._task], timeout=PATIENCE)
        if waiting:
            self._process.kill()
        await self._task
