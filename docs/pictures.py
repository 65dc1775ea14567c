"""Draws the README's pictures from the running app: python docs/pictures.py."""

import asyncio
import os
import tempfile
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import TextArea

HERE = Path(__file__).parent
ATTEMPT = """import numpy as np


def softmax(a):
    e = np.exp(a - np.max(a))
    return e / np.sum(e)
"""


async def draw(lesson: str, *keys: str, seconds: float = 1, code: str = "") -> str:
    """A picture of that lesson after some keys, or of the exercise that they open and run."""
    from tui_tutor.cli import read_session
    from tui_tutor.tui.app import TutorApp

    app = TutorApp(read_session(None), lesson)
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        await pilot.press(*keys)
        if code:
            await attempt(pilot, code)
        await pilot.pause(seconds)
        return app.export_screenshot(title="tutor")


async def attempt(pilot: Pilot[Any], code: str) -> None:
    """Open the lesson's exercise and check that code."""
    pilot.app.screen.query_one("#write").press()  # type: ignore[attr-defined]
    await pilot.pause(1)
    pilot.app.screen.query_one(TextArea).text = code
    await pilot.press("ctrl+r")
    await pilot.app.workers.wait_for_complete()  # the check runs in a process of its own


async def main() -> None:
    pictures = {
        "network": await draw("network"),
        "playground": await draw("playground", "space", seconds=8),
        "practice": await draw("softmax", seconds=2, code=ATTEMPT),
    }
    for name, picture in pictures.items():
        (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        asyncio.run(main())
