"""Draws the README's pictures from the running app: python docs/pictures.py."""

import asyncio
import os
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


async def draw(lesson: str, seconds: float, *keys: str) -> None:
    from tui_tutor.tui.app import TutorApp

    app = TutorApp(lesson)
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        await pilot.press(*keys)
        await pilot.pause(seconds)
        picture = app.export_screenshot(title="tutor")
    (HERE / f"{lesson}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        asyncio.run(draw("training", 8, "space"))
