"""A part of a picture that is clicked turns the knobs that it stands for."""

from collections.abc import Callable
from pathlib import Path

from tests.tui.test_app import settled
from tui_tutor.show.spots import turns_of
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.picture import Picture

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


def place_of(picture: Picture, **turns: object) -> tuple[int, int]:
    """A cell of the picture that turns those knobs when it is clicked."""
    for y in range(picture.size.height):
        x = picture.gutter.left
        for segment in picture.render_line(y):
            if segment.style and turns_of(segment.style) == turns:
                return x, picture.gutter.top + y
            x += segment.cell_length
    raise AssertionError(f"nothing turns {turns}")


async def test_a_click_on_a_unit_chooses_it_and_one_on_an_output_opens_it(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "network"))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        picture = pane.query_one(Picture)
        await pilot.click(picture, offset=place_of(picture, unit=24))
        await settled(pilot)
        assert vars(pane.knobs)["unit"] == 24
        assert "unit 24" in picture.text
        await pilot.click(picture, offset=place_of(picture, view="output", output="8"))
        await settled(pilot)
        assert (vars(pane.knobs)["view"], vars(pane.knobs)["output"]) == ("output", "8")
        assert "the score of 8" in picture.text


async def test_a_click_on_nothing_in_particular_turns_nothing(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "network"))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        before = pane.knobs
        await pilot.click(pane.query_one(Picture), offset=(2, 0))
        await settled(pilot)
        assert pane.knobs == before


async def test_a_click_and_the_mouse_alone_tell_the_numbers_of_a_unit_and_add_one(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "playground"))
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        picture = pane.query_one(Picture)
        unit = {"layer": 1, "unit": 3, "source": 0, "view": "hand"}
        await pilot.hover(picture, offset=place_of(picture, **unit))
        await settled(pilot)
        assert str(picture.tooltip).startswith("h₁₃ = tanh(")
        assert vars(pane.knobs)["unit"] == 1, "what is only pointed at is not chosen"
        await pilot.click(picture, offset=place_of(picture, **unit))
        await settled(pilot)
        assert "‹h₁₃›" in picture.text or " h₁₃ " in picture.text
        assert vars(pane.knobs)["unit"] == 3
        assert vars(pane.knobs)["view"] == "hand"
        await pilot.click(picture, offset=place_of(picture, layer=2, unit=1, source=3))
        await settled(pilot)
        assert "h₁₃ → h₂₁: weight" in picture.text
        five = ((5, "tanh"), (2, "tanh"))
        await pilot.click(picture, offset=place_of(picture, layers=five, view="network"))
        await settled(pilot)
        assert vars(pane.knobs)["layers"] == five
        assert "h₁₅" in picture.text
