"""Which knobs stand beside a picture: those that are in play as `view` stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.some import some
from tests.tui.test_app import WIDE, knob, settled, shown
from tui_tutor.knobs import Choice
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.knobs.knob import Knob, KnobLine
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.transport import Transport

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


def seen(app: TutorApp) -> list[str | None]:
    dials = app.lesson_screen.query(Knob).results(Knob)
    return [dial.name for dial in dials if dial.region.area]


async def test_a_view_shows_its_own_knobs_and_the_picture_takes_the_room(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        picture = tutor.lesson_screen.query_one(Picture)
        assert seen(tutor) == ["view", "dtype", "a1", "a2", "a3", "shift"]
        knob(tutor, "view").focus()
        await pilot.press("right")
        await pilot.pause()
        await pilot.pause()
        assert seen(tutor) == ["view", "dtype", "axis", "batch"]
        assert picture.region.y == tutor.lesson_screen.query_one(KnobPanel).region.bottom + 1
        assert "softmax(a, axis=-1)" in shown(tutor)
        await pilot.press("left")
        await pilot.pause()
        assert seen(tutor) == ["view", "dtype", "a1", "a2", "a3", "shift"]


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


@pytest.mark.parametrize("size", some([(120, 40), (80, 24), (200, 60)], whole=True))
async def test_a_choice_is_read_whole_however_long_it_is(
    size: tuple[int, int], app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "arrays"))
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        choices = [dial for dial in tutor.lesson_screen.query(Knob) if dial.name in ("a", "b")]
        for dial in choices:
            assert isinstance(dial.control, Choice)
            for option in dial.control.options:
                dial.turn(option)
                line = dial.render_line(0).text
                assert f"‹ {option} ›" in line


async def test_the_left_arrow_of_a_choice_goes_back(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "arrays"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        dial = knob(tutor, "a")
        assert isinstance(dial.control, Choice)
        await pilot.click(dial, offset=(dial.render_line(0).text.index("‹"), 0))
        assert dial.value == dial.control.options[-1]


@pytest.mark.parametrize("size", some([(120, 40), (80, 24), (60, 18)], whole=True))
async def test_a_short_choice_shows_all_its_names_and_the_mouse_takes_one(
    size: tuple[int, int], app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        view = knob(tutor, "view")
        line = view.render_line(0).text
        assert " sample │ batch " in line
        await pilot.click(view, offset=(line.index("batch"), 0))
        assert view.value == "batch"
        await pilot.press("left")
        assert view.value == "sample"


@pytest.mark.parametrize("size", some([(120, 40), (80, 24), (200, 60)], whole=True))
async def test_labels_have_one_edge_and_values_another(
    size: tuple[int, int], app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "plotting"))
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await pilot.pause()
        lines = [k for k in tutor.lesson_screen.query(KnobLine) if k.region.area]
        edges = {(k.edge, k.region.x, k.region.width) for k in lines}
        places = {(k.region.x, k.region.width) for k in lines}
        assert len(edges) == len(places), "one in each column, and one of those that take both"
        columns = {k.region.x for k in lines}
        assert len(columns) < len(lines)
        for line in lines:
            text = line.render_line(0).text
            assert text[2] != " "
            assert text[line.edge - 1] == " "
            assert text[line.edge : line.edge + 2].strip()


async def test_one_long_label_does_not_give_every_knob_a_row_of_its_own(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "plotting"))
    async with tutor.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        panel = tutor.lesson_screen.query_one(KnobPanel)
        lines = [k for k in panel.query(KnobLine) if k.region.area]
        rows = {k.region.y for k in lines}
        assert len(rows) <= len(lines) - 3
        for line in lines:
            needs = line.needs(line.edge)
            assert needs is None or needs <= line.region.width, "its value is read whole"


async def test_knobs_lie_as_they_stay_from_the_first_paint_on(
    app: Callable[..., TutorApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    widths = []
    share_out = KnobPanel.share_out

    def told(panel: KnobPanel, width: int) -> None:
        widths.append(width)
        share_out(panel, width)

    monkeypatch.setattr(KnobPanel, "share_out", told)
    async with app("softmax").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
    assert len(set(widths)) == 1


async def test_the_transport_has_its_words_or_its_signs_from_the_first_paint_on(
    app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    called, said = Transport._called, set()

    def told(transport: Transport, order: str, width: int) -> str:
        said.add((order, called(transport, order, width)))
        return called(transport, order, width)

    monkeypatch.setattr(Transport, "_called", told)
    async with app("training").run_test(size=WIDE) as pilot:
        await settled(pilot)
    assert len(said) == len(dict(said)) == 5


async def test_a_knob_that_takes_every_letter_says_what_leads_back_to_the_page(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "arrays"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        typed = knob(tutor, "typed")
        typed.focus()
        await pilot.pause()
        entries = tutor.screen.query_one(Foot).entries
        assert {"enter", "escape"} <= {key for e in entries for key, _ in e.keys.values()}
        assert not any("nudge" in action for entry in entries for action in entry.keys)
        await pilot.press("d", "escape")
        assert tutor.focused is typed
        await pilot.press("escape")
        assert tutor.focused is tutor.lesson_screen.query_one(LessonPage)
