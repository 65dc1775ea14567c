"""What stands around page and demo: nothing of it is cut, doubled or lost at any size."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.test_app import WIDE, knob, settled, until
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.editor import Editor

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


def rows(app: TutorApp) -> list[str]:
    """What the screen shows, row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


# ------------------------------------------------------------------ the exercise


@pytest.mark.parametrize("opened_at", [(80, 24), WIDE])
async def test_an_exercise_shows_every_line_of_its_stub_whole(
    app: MakeApp, lessons: Lessons, opened_at: tuple[int, int]
) -> None:
    tutor = app(folder=lessons("one", 1))
    async with tutor.run_test(size=opened_at) as pilot:
        await settled(pilot)
        tutor.push_screen(ExerciseScreen(tutor.session, "softmax"))
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        editor = tutor.screen.query_one(Editor)
        assert editor.outer_size.width == 80
        seen = [row[editor.gutter.left + editor.gutter_width :].rstrip() for row in rows(tutor)]
        for line in editor.text.split("\n"):
            assert seen.count(line.rstrip()) >= 1


# ------------------------------------------------------------------ the foot


@pytest.mark.parametrize("width", [60, 80, 100, 120])
async def test_the_foot_keeps_what_a_demo_lives_from(
    app: MakeApp, lessons: Lessons, width: int
) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        foot = rows(tutor)[-1]
        for told in (" space  play ", " +  −  speed ", " q  quit "):
            assert told in foot


async def test_space_says_what_it_would_do_now(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        player = tutor.lesson_screen.query_one(DemoPane).player
        await until(pilot, lambda: player and player.view)
        assert " space  play " in rows(tutor)[-1]
        await pilot.press("space")
        await until(pilot, lambda: " space  pause " in rows(tutor)[-1])
        await pilot.press("space")
        await until(pilot, lambda: " space  play " in rows(tutor)[-1])


async def test_in_a_field_the_foot_tells_enter_and_escape_and_no_letters(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax", body="```python predict\n1 + 1\n```"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert rows(tutor)[-1].startswith(" enter  run   esc  leave ")
        assert " q " not in rows(tutor)[-1]
        await pilot.press("escape", "d")
        knob(tutor, "a1").focus()
        await pilot.press("4")
        await pilot.pause()
        assert rows(tutor)[-1].startswith(" enter  take   esc  leave ")
        assert " ctrl+q  quit " in rows(tutor)[-1]
