"""Which knobs stand beside a picture: those that are in play as `view` stands."""

from collections.abc import Callable
from pathlib import Path

from tests.tui.test_app import WIDE, knob, settled, shown
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.dial import Dial
from tui_tutor.tui.widgets.picture import Picture

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


def seen(app: TutorApp) -> list[str | None]:
    dials = app.lesson_screen.query(Dial).results(Dial)
    return [dial.name for dial in dials if dial.region.area]


async def test_a_view_shows_its_own_knobs_and_the_picture_takes_the_room(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        picture = tutor.lesson_screen.query_one(Picture)
        before = picture.size.height
        assert seen(tutor) == ["view", "dtype", "a1", "a2", "a3"]
        knob(tutor, "view").focus()
        await pilot.press("right")
        await pilot.pause()
        await pilot.pause()
        assert seen(tutor) == ["view", "dtype", "axis", "batch"]
        assert picture.size.height > before
        assert "softmax(a, axis=-1)" in shown(tutor)
        await pilot.press("left")
        await pilot.pause()
        assert seen(tutor) == ["view", "dtype", "a1", "a2", "a3"]


async def test_a_hidden_knob_keeps_its_value(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        knob(tutor, "a1").focus()
        await pilot.press("7", "enter")
        knob(tutor, "view").focus()
        await pilot.press("right", "left")
        await pilot.pause()
        assert knob(tutor, "a1").value == 7
        assert "exp" in shown(tutor)
        await pilot.press("z")
        await pilot.pause()
        assert knob(tutor, "a1").value == 1010
