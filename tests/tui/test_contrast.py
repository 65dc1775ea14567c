"""What is written can be read: in our two themes and without colours, on every main screen."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from rich.color import Color, ColorTriplet
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from tests.tui.test_app import settled
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.themes import DARK, LIGHT

SIZE = 120, 40
LEAST = 4.5
SCREENS = {
    "lesson": [],
    "course": ["c"],
    "help": ["question_mark"],
    "source": ["s"],
    "palette": ["ctrl+p"],
    "review": ["v"],
    "exercise": ["f5"],
}
SAYS = re.compile(r"[\w✓✗×]")


@cache
def luminance(colour: ColorTriplet) -> float:
    """As WCAG counts it."""
    parts = (part / 255 for part in colour)
    linear = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(share * p for share, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pair(style: Style) -> tuple[ColorTriplet, ColorTriplet]:
    ink, ground = (style.color or Color.default(), style.bgcolor or Color.default())
    if style.reverse:
        ink, ground = ground, ink
    return ink.get_truecolor(), ground.get_truecolor(foreground=False)


def pale(strips: list[Strip]) -> list[str]:
    """What is written with less contrast than that."""
    found = []
    for strip in strips:
        for segment in strip:
            if segment.style and SAYS.search(segment.text):
                ratio = contrast(*pair(segment.style))
                if ratio < LEAST:
                    found.append(f"{ratio:.2f} {segment.text.strip()!r} {segment.style}")
    return found


async def pale_on_top(app: TutorApp, pilot: Pilot[None]) -> list[str]:
    """What is pale on the top screen; what a dialog lies over is dimmed, and not looked at."""
    await pilot.pause(0.3)
    strips = app.screen._compositor.render_strips()
    dialogs = app.screen.query(".dialog, CommandPalette > Vertical")
    if not dialogs:
        return pale(strips)
    inside = dialogs.first().region
    lines = strips[inside.y : inside.bottom]
    return pale([line.crop(inside.x, inside.right) for line in lines])


@pytest.mark.usefixtures("small_course")
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("theme", [DARK, LIGHT, "no colour"])
async def test_what_is_written_can_be_read(
    app: Callable[..., TutorApp], theme: str, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if theme == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    tutor = app("softmax")
    async with tutor.run_test(size=SIZE) as pilot:
        if theme != "no colour":
            tutor.theme = theme
        await settled(pilot)
        if screen == "exercise":
            await tutor.push_screen(ExerciseScreen(tutor.session, "softmax"))
        await pilot.press(*SCREENS[screen])
        assert await pale_on_top(tutor, pilot) == []
