"""The ward in the app: a line is clicked, then a way to write it; healed and named, its goal is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Label

from tests.tui.test_app import settled, until
from tests.tui.test_touch import place_of
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.goal import GoalLine
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.picture import Picture

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
GOAL = """1. Heal it.
   ```goal
   It is healed and named.
   when: healed == "climbs" and named
   reach: line=20 repair=a illness=uphill after 60 steps
   miss: line=20 repair=a after 60 steps
   ```
"""


@pytest.mark.usefixtures("at_work")
async def test_a_case_is_healed_by_two_clicks_and_its_goal_waits_for_its_name(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "ward", GOAL))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        picture, panel = pane.query_one(Picture), pane.query_one(KnobPanel)
        goal = tutor.lesson_screen.query_one(GoalLine).query_one(Label)
        await until(pilot, lambda: "as it came" in picture.text)
        panel.turn({"view": "code"})
        await until(pilot, lambda: "w += rate * dw" in picture.text)
        await pilot.click(picture, offset=place_of(picture, line=20))
        await until(pilot, lambda: "w = w - rate * dw" in picture.text)
        await pilot.click(picture, offset=place_of(picture, repair="a"))
        await until(pilot, lambda: "✓ Healed" in picture.text)
        assert str(goal.render()).startswith("○")
        panel.turn({"illness": "uphill"})
        await until(pilot, lambda: str(goal.render()) == "✓ It is healed and named.")
        panel.turn({"case": "saws"})
        await until(pilot, lambda: vars(pane.knobs)["line"] == 0)
        assert str(goal.render()).startswith("✓")
