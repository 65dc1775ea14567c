"""A word of the page and the part of the demo that it names light each other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.test_app import settled, until
from tui_tutor.show.spots import part_of
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.knob import Knob, KnobLine
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.touching import TouchingParagraph

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
BODY = "Add the **[bias](lit:b)** to it.\n\n1. The [border](lit:line) is straight.\n\nNothing."


@pytest.fixture
def tutor(app: MakeApp, lessons: Lessons) -> TutorApp:
    lessons("two", 2, "axes")
    return app(folder=lessons("one", 1, "neuron", body=BODY))


def place_of(widget: Widget, part: str) -> tuple[int, int]:
    """A cell of the widget that is that part."""
    for y in range(widget.size.height):
        x = widget.gutter.left
        for segment in widget.render_line(y):
            if segment.style and part_of(segment.style) == part:
                return x, widget.gutter.top + y
            x += segment.cell_length
    raise AssertionError(f"{part} is nowhere")


def standing_out(widget: Widget) -> list[str]:
    """The pieces of the widget that stand out, those without a sign left out."""
    lines = [widget.render_line(y) for y in range(widget.size.height)]
    pieces = [s.text.strip() for line in lines for s in line if s.style and s.style.reverse]
    return [piece for piece in pieces if piece]


def words(tutor: TutorApp) -> list[str]:
    """The words of the page that stand out."""
    return [w for p in tutor.screen.query(TouchingParagraph) for w in standing_out(p)]


def lit_knobs(tutor: TutorApp) -> list[str]:
    return [knob.knob for knob in tutor.screen.query(Knob) if standing_out(knob)]


async def hover(pilot: Pilot[None], widget: Widget, offset: tuple[int, int]) -> None:
    await pilot.hover(widget, offset=offset)
    await pilot.pause(0.1)


async def click_word(pilot: Pilot[None], part: str) -> None:
    """Click the word of the first paragraph that names that part."""
    paragraph = pilot.app.screen.query(TouchingParagraph).first()
    await pilot.click(paragraph, offset=place_of(paragraph, part))
    await settled(pilot)


async def test_the_mouse_over_a_word_lights_its_knob_and_its_term(tutor: TutorApp) -> None:
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        picture = tutor.screen.query_one(Picture)
        first = tutor.screen.query(TouchingParagraph).first()
        before = picture.text
        await hover(pilot, first, place_of(first, "b"))
        assert (words(tutor), lit_knobs(tutor)) == (["bias"], ["b"])
        assert standing_out(picture) == ["(-0.75)"]
        assert picture.text == before, "what is lit is the same text"
        await hover(pilot, first, (0, 0))
        assert (words(tutor), lit_knobs(tutor), standing_out(picture)) == ([], [], [])


async def test_the_mouse_over_a_part_or_over_a_knob_lights_the_word(tutor: TutorApp) -> None:
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        picture = tutor.screen.query_one(Picture)
        await hover(pilot, picture, place_of(picture, "line"))
        assert (words(tutor), lit_knobs(tutor)) == (["border"], [])
        knob = next(knob for knob in tutor.screen.query(KnobLine) if knob.knob == "b")
        await hover(pilot, knob, (3, 0))
        assert (words(tutor), standing_out(picture)) == (["bias"], ["(-0.75)"])


async def test_keys_go_from_word_to_word_and_to_the_knob(tutor: TutorApp) -> None:
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        seen = []
        for key in ("l", "l", "l", "L"):
            await pilot.press(key)
            seen.append(words(tutor))
        assert seen == [["bias"], ["border"], ["bias"], ["border"]]
        await pilot.press("l", "d")
        assert isinstance(tutor.focused, Knob)
        assert tutor.focused.knob == "b"
        await pilot.press("right")
        await settled(pilot)
        assert standing_out(tutor.screen.query_one(Picture)) == ["(-0.5)"]
        await pilot.press("escape")
        assert words(tutor) == []


async def test_a_click_on_a_word_leads_to_the_demo_where_that_is_not_in_sight(
    tutor: TutorApp,
) -> None:
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await click_word(pilot, "b")
        assert isinstance(tutor.focused, Knob)
        assert tutor.focused.knob == "b"
        assert standing_out(tutor.screen.query_one(Picture)) == ["(-0.75)"]


def view_of(tutor: TutorApp) -> object:
    return getattr(tutor.screen.query_one(DemoPane).knobs, "view", None)


@pytest.fixture
def of_two_views(app: MakeApp, lessons: Lessons) -> TutorApp:
    """The probe stands in the view that the demo opens with, the error of float32 in the other."""
    return app(folder=lessons("one", 1, "gradient", "A [probe](lit:probe), and [32](lit:float32)."))


async def test_a_click_on_a_word_turns_to_the_view_that_has_its_part_and_the_mouse_alone_does_not(
    of_two_views: TutorApp,
) -> None:
    async with of_two_views.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        page = of_two_views.screen.query(TouchingParagraph).first()
        await hover(pilot, page, place_of(page, "float32"))
        assert (words(of_two_views), view_of(of_two_views)) == (["32"], "field")
        await click_word(pilot, "float32")
        assert (words(of_two_views), view_of(of_two_views)) == (["32"], "h")
        assert standing_out(of_two_views.screen.query_one(Picture))


async def test_keys_turn_to_the_view_that_has_the_part_and_back(of_two_views: TutorApp) -> None:
    async with of_two_views.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        seen = []
        for key in ("l", "l", "L"):
            await pilot.press(key)
            await settled(pilot)
            picture = of_two_views.screen.query_one(Picture)
            seen.append((view_of(of_two_views), bool(standing_out(picture))))
        assert seen == [("field", True), ("h", True), ("field", True)]


async def test_keys_turn_another_choice_where_no_view_has_the_part(
    app: MakeApp, lessons: Lessons
) -> None:
    """Of descent's racers momentum runs in the race of the rules alone."""
    tutor = app(folder=lessons("one", 1, "descent", "Here [momentum](lit:momentum) rolls on."))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = tutor.screen.query_one(DemoPane)
        assert getattr(pane.knobs, "race", None) == "rates"
        await pilot.press("l")
        await until(pilot, lambda: standing_out(tutor.screen.query_one(Picture)))
        assert getattr(pane.knobs, "race", None) == "rules"


async def test_another_lesson_opens_with_nothing_lit(tutor: TutorApp) -> None:
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("l", "n")
        await settled(pilot)
        assert lit_knobs(tutor) == []
        assert "l" not in tutor.screen.active_bindings  # a page without such words
        await pilot.press("l", "p")
        await settled(pilot)
        assert words(tutor) == []
