"""Screens of the small course as pictures: lessons wide, one narrow, one light, the list, help.

After a change that is meant: pytest tests/tui/test_snapshots.py --snapshot-update, and look at
the pictures before they are committed.
"""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.some import some
from tests.tui.test_app import settled, until
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane

pytestmark = pytest.mark.usefixtures("small_course")
Compare = Callable[..., bool]


def prepared(*keys: str, theme: str = "") -> Callable[[Pilot[None]], Any]:
    """Wait for the lesson and its demo, then press keys."""

    async def run_before(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, TutorApp)
        if theme:
            app.theme = theme
        await settled(pilot)
        pane = app.lesson_screen.query_one(DemoPane)
        if pane.player:
            await until(pilot, lambda: pane.player and pane.player.view)
        await pilot.press(*keys)
        await pilot.pause(0.2)

    return run_before


@pytest.mark.parametrize("lesson", some(["activations", "training", "axes", "softmax"], 2))
def test_lesson_wide(snap_compare: Compare, app: Callable[..., TutorApp], lesson: str) -> None:
    assert snap_compare(app(lesson), terminal_size=(120, 40), run_before=prepared())


def test_lesson_narrow(snap_compare: Compare, app: Callable[..., TutorApp]) -> None:
    assert snap_compare(app("softmax"), terminal_size=(80, 24), run_before=prepared())


def test_demo_narrow(snap_compare: Compare, app: Callable[..., TutorApp]) -> None:
    assert snap_compare(app("softmax"), terminal_size=(80, 24), run_before=prepared("d"))


def test_light_theme(snap_compare: Compare, app: Callable[..., TutorApp]) -> None:
    light = prepared(theme="tutor-light")
    assert snap_compare(app("activations"), terminal_size=(120, 40), run_before=light)


def test_course_list(snap_compare: Compare, app: Callable[..., TutorApp]) -> None:
    assert snap_compare(app("softmax"), terminal_size=(120, 40), run_before=prepared("c"))


def test_help(snap_compare: Compare, app: Callable[..., TutorApp]) -> None:
    assert snap_compare(
        app("softmax"), terminal_size=(120, 40), run_before=prepared("question_mark")
    )


def test_too_small(snap_compare: Compare, app: Callable[..., TutorApp]) -> None:
    assert snap_compare(app("softmax"), terminal_size=(50, 12), run_before=prepared())


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    some(
        [
            ("lesson", (120, 40), ()),
            ("demo", (80, 24), ("d",)),
            ("course", (120, 40), ("c",)),
            ("help", (120, 40), ("question_mark",)),
        ]
    ),
)
def test_in_chinese(
    snap_compare: Compare,
    app: Callable[..., TutorApp],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    monkeypatch.setenv("TUTOR_LANG", "zh")
    assert snap_compare(app("softmax"), terminal_size=size, run_before=prepared(*keys))
