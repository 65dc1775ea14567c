"""What has the focus is seen: a bar at its left edge, or colours turned round, 3 : 1 at least."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.color import ColorTriplet
from textual.pilot import Pilot
from textual.widget import Widget

from tests.some import some
from tests.tui.test_app import settled
from tests.tui.test_contrast import LOOKS, contrast, pair
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.knob import KnobLine
from tui_tutor.tui.widgets.knobs.pad import DrawingPad
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.picture import Picture

SIZE = 100, 26
LEAST = 3.0
BODY = """
```python predict
1 + 1
```

```python run
print(2)
```

1. Look.
   > answer: Seen.
"""
Cell = tuple[str, ColorTriplet, ColorTriplet]


def cells(app: TutorApp, widget: Widget) -> list[Cell]:
    """What is on the screen where that widget is: signs, each with its ink and its ground."""
    region = widget.region.intersection(app.screen.region)
    lines = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [
        (sign, *pair(segment.style))
        for line in lines
        for segment in line.crop(region.x, region.right)
        if segment.style
        for sign in segment.text
    ]


def change(before: Cell, after: Cell) -> float:
    """How well it is seen that a cell has another sign, or another ground."""
    (old, _, ground), (sign, ink, now) = before, after
    written = contrast(ink, now) if sign not in (old, " ") else 1
    return max(written, contrast(ground, now))


async def mark(app: TutorApp, pilot: Pilot[None], widget: Widget) -> float:
    """The contrast of what tells that this widget has the focus."""
    page, pane = app.screen.query_one(LessonPage), app.screen.query_one(DemoPane)
    app.screen.set_focus(pane.entrance if widget is page else page, scroll_visible=False)
    await pilot.pause(0.05)
    without = cells(app, widget)
    app.screen.set_focus(widget, scroll_visible=False)
    await pilot.pause(0.05)
    both = zip(without, cells(app, widget), strict=True)
    return max(change(*pair) for pair in both)


@pytest.mark.parametrize("look", some(LOOKS))
@pytest.mark.parametrize(
    ("demo", "kinds"), some([("softmax", (KnobLine, Picture)), ("drawing", (DrawingPad, KnobLine))])
)
async def test_the_focus_is_seen_wherever_it_is(
    app: Callable[..., TutorApp],
    lessons: Callable[..., Path],
    demo: str,
    kinds: tuple[type[Widget], ...],
    look: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    tutor = app(folder=lessons("one", 1, demo, body=BODY))
    async with tutor.run_test(size=SIZE) as pilot:
        if look != "no colour":
            tutor.theme = look
        await settled(pilot)
        chain = [w for w in tutor.screen.focus_chain if w.region in tutor.screen.region]
        for kind in (LessonPage, *kinds):
            assert any(isinstance(widget, kind) for widget in chain), kind
        for widget in chain:
            assert await mark(tutor, pilot, widget) >= LEAST, widget


async def test_a_terminal_made_narrow_shows_the_half_that_the_learner_is_in(
    app: Callable[..., TutorApp], lessons: Callable[..., Path]
) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = tutor.lesson_screen
        for half in (screen.query_one(DemoPane), screen.query_one(LessonPage)):
            await pilot.press("d")
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert half.display
            assert screen.focused is not None
            assert half in screen.focused.ancestors_with_self
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert half in screen.focused.ancestors_with_self
