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


async def draw(name: str, lesson: str, *keys: str, seconds: float = 1, code: str = "") -> None:
    """A picture of that lesson after some keys, or of the exercise that they open and run."""
    from tui_tutor.tui.app import TutorApp

    app = TutorApp(lesson)
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        await pilot.press(*keys)
        if code:
            await attempt(pilot, code)
        await pilot.pause(seconds)
        picture = app.export_screenshot(title="tutor")
    (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


async def attempt(pilot: Pilot[Any], code: str) -> None:
    """Open the lesson's exercise and check that code."""
    pilot.app.screen.query_one("#write").press()  # type: ignore[attr-defined]
    await pilot.pause(1)
    pilot.app.screen.query_one(TextArea).text = code
    await pilot.press("ctrl+r")


async def main() -> None:
    await draw("neuron", "neuron")
    await draw("practice", "softmax", seconds=2, code=ATTEMPT)
    await draw("training", "training", "space", seconds=8)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        asyncio.run(main())
