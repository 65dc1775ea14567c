"""Draws the README's pictures, still and moving, from the running app: python tools/pictures.py.

A moving picture is one SVG. What changes from one moment to the next lies in a layer of its own,
which CSS uncovers when its time has come; where motion is not wanted, the last moment stands.
"""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import TextArea

from tui_tutor.cli import read_session
from tui_tutor.site.svg import Piece, marks, sheet
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.themes import DARK, LIGHT
from tui_tutor.tui.widgets.knobs.pad import DrawingPad

DOCS = Path(__file__).parents[1] / "docs"
WIDTH, HEIGHT = 120, 38  # cells
ATTEMPT = """import numpy as np


def softmax(a):
    e = np.exp(a - np.max(a))
    return e / np.sum(e)
"""
# A three, as a hand goes over the pad.
STROKE = [(8, 6), (10, 4), (14, 4), (17, 6), (17, 9), (15, 11), (12, 12)]
STROKE += [(16, 13), (18, 16), (18, 20), (15, 23), (11, 23), (8, 21)]
BEGUN, ON = 7, 2  # points of it that are drawn at once: up to the waist, then a few at a time


class Camera:
    """The app in front of it, and what it took: for how long each is shown, and the screen."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.moments: list[tuple[float, list[Strip]]] = []

    async def take(self, seconds: float) -> None:
        await self.pilot.pause(0.3)
        app = self.pilot.app
        self.moments.append((seconds, app.screen._compositor.render_strips(app.size)))

    async def open(self, lesson: str) -> None:
        await self.pilot.app.open_lesson(lesson)
        await self.pilot.pause(2)


Scene = Callable[[Camera], Awaitable[None]]


async def taken(scene: Scene, theme: str) -> Camera:
    """What a scene shows in that theme to someone who has done nothing yet."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        app = TutorApp(read_session(None))
        app.animation_level = "none"
        async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
            await pilot.pause(2)
            app.theme = theme
            camera = Camera(pilot)
            await scene(camera)
    return camera


# ------------------------------------------------------------------ what is shown


async def tour(camera: Camera) -> None:
    """A digit is read, another drawn; a network bends its boundary around points."""
    pilot = camera.pilot
    await camera.take(2)
    await pilot.press("d")
    for _ in range(2):
        await pilot.press("right")
        await camera.take(1.2)
    await pilot.press("down", "right")
    await camera.take(1)
    pad = pilot.app.screen.query_one(DrawingPad)
    pad.start_stroke(*STROKE[0])
    for number, point in enumerate(STROKE[1:], start=2):
        pad.go_on(*point)
        if number % ON == 0 or number == len(STROKE):
            await camera.take(0.4)
    await camera.take(2)
    await camera.open("playground")
    await camera.take(1.5)
    await pilot.press("d", "space")
    for _ in range(8):
        await pilot.pause(0.5)
        await camera.take(0.7)
    await camera.take(3)


async def network(camera: Camera) -> None:
    await camera.open("network")
    await camera.take(1)


async def playground(camera: Camera) -> None:
    await camera.open("playground")
    await camera.pilot.press("space")
    await camera.pilot.pause(8)
    await camera.take(1)


async def practice(camera: Camera) -> None:
    """An exercise, answered with a common mistake."""
    await camera.open("softmax")
    await attempt(camera.pilot, ATTEMPT)
    await camera.take(1)


async def attempt(pilot: Pilot[Any], code: str) -> None:
    """Open the lesson's exercise and check that code."""
    pilot.app.screen.query_one("#write").press()  # type: ignore[attr-defined]
    await pilot.pause(1)
    pilot.app.screen.query_one(TextArea).text = code
    await pilot.press("ctrl+r")
    await pilot.app.workers.wait_for_complete()  # the check runs in a process of its own


SCENES: tuple[Scene, ...] = (tour, network, playground, practice)

# ------------------------------------------------------------------ drawn


def picture(camera: Camera, dark: bool) -> str:
    """The SVG of what was taken: a still where that is one moment."""
    (_, first), *others = camera.moments
    layers = [marks(pieces(first, None), dark)]
    whole = sum(seconds for seconds, _ in camera.moments)
    at, before, rules = camera.moments[0][0], first, []
    for number, (seconds, screen) in enumerate(others):
        part = f"{at / whole:.2%}"
        rules.append(f"@keyframes k{number}{{0%{{visibility:hidden}}{part}{{visibility:visible}}}}")
        rules.append(f"#k{number}{{animation-name:k{number}}}")
        inside = marks(pieces(screen, before), dark, covers=True)
        layers.append(f'<g class="k" id="k{number}">\n{inside}\n</g>')
        at, before = at + seconds, screen
    style = f".k{{animation:{whole:g}s step-end infinite}}" + "".join(rules)
    style += "@media(prefers-reduced-motion:reduce){.k{animation:none}}"
    inside = "\n".join(layers)
    return sheet(f"<style>{style}</style>\n{inside}" if others else inside, WIDTH, HEIGHT, dark)


def pieces(screen: list[Strip], before: list[Strip] | None) -> Iterator[Piece]:
    """The part of each row that is no longer as it was before; all of it, where nothing was."""
    for row, strip in enumerate(screen):
        begin, end = changed(strip, before[row]) if before else (0, strip.cell_length)
        if begin < end:
            yield begin, row, list(strip.crop(begin, end))


def changed(strip: Strip, before: Strip) -> tuple[int, int]:
    """From which cell to which they differ."""
    cells, were = (cells_of(one) for one in (strip, before))
    differ = [x for x, pair in enumerate(zip(cells, were, strict=True)) if pair[0] != pair[1]]
    return (differ[0], differ[-1] + 1) if differ else (0, 0)


def cells_of(strip: Strip) -> list[tuple[str, Style | None]]:
    """What stands in each cell; a wide sign stands in two."""
    return [
        (sign, style) for text, style, _ in strip for sign in text for _ in range(cell_len(sign))
    ]


async def main() -> None:
    for scene in SCENES:
        for theme, name in ((DARK, "dark"), (LIGHT, "light")):
            camera = await taken(scene, theme)
            file = DOCS / f"{scene.__name__}-{name}.svg"
            file.write_text(picture(camera, theme == DARK), encoding="utf-8", newline="\n")
            print(f"{file.name}: {file.stat().st_size // 1000} KB")


if __name__ == "__main__":
    asyncio.run(main())
