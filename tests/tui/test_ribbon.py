"""The ribbon under a live demo: keys and the mouse take the picture back, and it forks there."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.some import some, thorough
from tests.tui.test_app import Lessons, MakeApp, knob, settled, shown, until
from tests.tui.test_bursts import at_once
from tui_tutor.tape import Ribbon
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.ribbon import RibbonRow

WIDE = (120, 40)


def ribbon(tutor: TutorApp) -> Ribbon:
    player = tutor.lesson_screen.query_one(DemoPane).player
    return player.view.ribbon if player and player.view else Ribbon()


async def stepped(pilot: Pilot[None], tutor: TutorApp, steps: int) -> None:
    for step in range(1, steps + 1):
        await pilot.press("full_stop")
        await until(pilot, lambda step=step: ribbon(tutor).at == step)  # type: ignore[misc]


async def test_brackets_step_back_and_forth_and_the_picture_goes_with_them(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "playground"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await stepped(pilot, tutor, 6)
        for key, step in (("[", 5), ("[", 4), ("]", 5), ("left_curly_bracket", 4)):
            await pilot.press(key)
            await until(pilot, lambda step=step: shown(tutor).startswith(f"Step {step}:"))  # type: ignore[misc]
        await at_once(pilot, ["【"])
        await until(pilot, lambda: shown(tutor).startswith("Step 3:"))
        await at_once(pilot, ["】"])
        await until(pilot, lambda: shown(tutor).startswith("Step 4:"))
        assert str(tutor.lesson_screen.query_one(RibbonRow).render()).endswith(" 2 steps back")
        await pilot.press("full_stop")
        await until(pilot, lambda: ribbon(tutor).end == 5)
        assert ribbon(tutor).before[-1][0] == 6


async def test_a_drag_takes_the_picture_back_and_playing_goes_on_from_there(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "playground"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await stepped(pilot, tutor, 8)
        row = tutor.lesson_screen.query_one(RibbonRow)
        await until(pilot, lambda: "▁" in str(row.render()))
        await pilot.mouse_down(row, offset=(row.line.left + row.line.room // 2, 0))
        await until(pilot, lambda: ribbon(tutor).at == 8)
        await pilot.hover(row, offset=(row.line.left + row.line.room // 4, 0))
        await until(pilot, lambda: ribbon(tutor).at == 4)
        await pilot.hover(row, offset=(0, 0))
        await pilot.mouse_up(row, offset=(0, 0))
        await until(pilot, lambda: shown(tutor).startswith("Step 0:"))
        await pilot.hover(row, offset=(row.line.left + row.line.room // 4, 0))
        await pilot.pause(0.1)
        assert ribbon(tutor).at == 0, "the button is up"
        knob(tutor, "learning_rate").turn(0.1)
        await pilot.press("full_stop")
        await until(pilot, lambda: (ribbon(tutor).at, ribbon(tutor).end) == (1, 1))


def keys_told(tutor: TutorApp) -> set[str]:
    foot = tutor.lesson_screen.query_one(Foot)
    return {action for entry in foot.entries for action in entry.keys}


@pytest.mark.parametrize(
    ("demo", "told"), some([("axes", True), ("softmax", False), ("road", False)], 2)
)
async def test_only_a_demo_that_is_played_has_a_ribbon_and_its_keys(
    demo: str, told: bool, app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, demo))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        row = tutor.lesson_screen.query_one(RibbonRow)
        await until(pilot, lambda: row.display == told)
        assert ("transport('earlier')" in keys_told(tutor)) == told
        await pilot.press("[", "]")


@pytest.mark.parametrize(("size", "there"), [((80, 24), True), ((60, 18), False)])
async def test_where_the_picture_is_low_it_has_the_ribbons_row_and_the_keys_work(
    size: tuple[int, int], there: bool, app: MakeApp, lessons: Lessons,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("NO_COLOR", "1")
    tutor = app(folder=lessons("one", 1, "playground"))
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await stepped(pilot, tutor, 3)
        row = tutor.lesson_screen.query_one(RibbonRow)
        await until(pilot, lambda: row.display == there)
        await pilot.press("[")
        await until(pilot, lambda: ribbon(tutor).at == 2)


@thorough
async def test_a_demo_is_copied_as_one_line_and_pasted_into_another_palette(
    app: MakeApp, lessons: Lessons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons("one", 1, "softmax")
    folder = lessons("two", 2, "playground")
    tutor = app("two", folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await stepped(pilot, tutor, 4)
        knob(tutor, "learning_rate").turn(0.1)
        await pilot.press("full_stop")
        await until(pilot, lambda: shown(tutor).startswith("Step 5:"))
        picture = shown(tutor)
        command = next(c for c in tutor.get_system_commands(tutor.screen) if "Share" in c.title)
        command.callback()
        line = tutor.clipboard
    assert line == "playground:+4,learning_rate=0.1,+1"
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "another"))
    other = app(folder=folder)
    async with other.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pasted(pilot, line)
        await until(pilot, lambda: shown(other) == picture)
        assert ribbon(other).end == 5
        await pilot.press("[")
        await until(pilot, lambda: shown(other).startswith("Step 4:"))


async def pasted(pilot: Pilot[None], line: str) -> None:
    """Open the palette, put the line there, and take what it finds."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: pilot.app.screen.query("CommandInput"))
    pilot.app.screen.query_one("CommandInput").value = line  # type: ignore[attr-defined]
    await until(pilot, lambda: pilot.app.screen.query_one("CommandList").option_count)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize(
    "line",
    some(
        [
            "softmax:\x1b[31m[/x]",
            "softmax:a1=oops",
            "softmax:+999999999999999999",
            "softmax:[b]=[/b]",
        ]
    ),
)
async def test_a_hostile_line_is_one_message(line: str, app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        before = shown(tutor)
        await pasted(pilot, line)
        assert shown(tutor) == before


async def test_a_run_that_comes_to_its_end_by_itself_can_be_played_again_says_the_foot(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        foot = tutor.lesson_screen.query_one(Foot)
        await pilot.press("space")
        await until(pilot, lambda: "space  pause" in foot.render_line(0).text)
        await until(pilot, lambda: "space  again" in foot.render_line(0).text)
