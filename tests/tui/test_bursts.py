"""Keys that come all at once do what they do one by one; the focus and the last picture stay."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests import bursts
from tests.some import some, thorough
from tests.tui.test_app import WIDE, knob, settled, until
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.closing import can_be_seen
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.reader import Reader
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.knob import Knob, KnobTurned
from tui_tutor.tui.widgets.knobs.typed import Field
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.transport import Transport

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
TINY = ((1, 1), (300, 2), (40, 10))


async def at_once(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Send all keys in one burst, and wait until they are taken."""
    app = pilot.app
    assert isinstance(app, TutorApp)
    for name in keys:
        app.post_message(bursts.key(name))
    assert await bursts.until(lambda: bursts.has_taken_all(app))
    await pilot.pause()


# ------------------------------------------------------------------ in one burst


@pytest.mark.parametrize(
    ("keys", "value"),
    some(
        [
            ([*"1999", "enter"], 1999),
            (["-", "2", "0", "enter"], -20),
            (["−", "2", "0", "enter"], -20),  # as the lessons print it
            ([*".9", "enter"], 0.9),
            (["9", "9", "9", "9", "9", "escape"], 1010),
            (["enter", "7", "enter"], 7),  # what is typed replaces the old number
        ],
        2,
    ),
    ids=["1999", "-20", "minus", "point", "99999", "enter"],
)
async def test_a_number_typed_in_one_burst_is_that_number(
    app: MakeApp, lessons: Lessons, keys: list[str], value: float
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        tutor.screen.set_focus(knob(tutor, "a1"))
        await at_once(pilot, keys)
        assert knob(tutor, "a1").value == value
        assert tutor.focused is knob(tutor, "a1")


async def test_all_letters_of_a_burst_reach_the_field_of_a_number(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        tutor.screen.set_focus(knob(tutor, "a1"))
        await at_once(pilot, "99999")
        assert isinstance(tutor.focused, Field)
        assert tutor.focused.value == "99999"


async def test_a_prediction_typed_in_one_burst_is_whole(app: MakeApp, lessons: Lessons) -> None:
    body = "```python predict\nnp.array([1, 2, 3]) * 2\n```\n\nwhy: doubled."
    tutor = app(folder=lessons("one", 1, body=body))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await at_once(pilot, ["tab", "2", "space", "4", "space", "6"])
        assert tutor.screen.query_one(Input).value == "2 4 6"


async def test_the_editor_takes_a_burst_in_order(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await tutor.push_screen(ExerciseScreen(tutor.session, "relu"))
        editor = tutor.screen.query_one(TextArea)
        editor.text = ""
        await at_once(pilot, [*"abc", "left", "left", "X", "end", "Y"])
        assert editor.text == "aXbcY"
        editor.text = ""
        await at_once(pilot, [*"p = t", "left", "left", "left", "="])
        assert editor.text == "p == t"


async def test_letters_behind_the_key_that_opens_an_exercise_are_typed_and_q_quits_nothing(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, body="```python exercise=relu\n```"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await at_once(pilot, ["tab", "enter", *"xyzq"])
        assert tutor.is_running
        assert isinstance(tutor.screen, ExerciseScreen)
        assert tutor.screen.query_one(TextArea).text.endswith("xyzq")


async def test_a_paste_that_comes_as_keys_keeps_its_lines(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1))
    code = "def f(x):\n    if x:\n        y = 1\n        z = 2\n    return x\n\n\na = f(2)\nb = 3"
    keys = [{"\n": "enter", " ": "space"}.get(sign, sign) for sign in code]
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await tutor.push_screen(ExerciseScreen(tutor.session, "relu"))
        editor = tutor.screen.query_one(TextArea)
        editor.text = ""
        await at_once(pilot, keys)
        assert editor.text == code
        editor.text = ""
        for name in keys[:12]:
            await at_once(pilot, [name])
        assert editor.text.startswith("def f(x):\n    "), (
            "typed by hand it goes further in by itself"
        )


async def test_a_key_that_opens_a_lesson_and_those_behind_it(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "loss")
    tutor = app(folder=lessons("two", 2, "neuron"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for there, name in (("n", "two"), ("p", "one")) * 2:
            await at_once(pilot, [there, "d", "right", "right", "left"])
            assert tutor.lesson_screen.lesson.name == name
            assert isinstance(tutor.focused, Knob)
            assert tutor.focused.demo == tutor.lesson_screen.lesson.demo


async def test_signs_of_chinese_punctuation_are_keys_too(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "dot"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await until(pilot, lambda: pane.player and pane.player.view)
        before = pane.player.view.snapshot  # type: ignore[union-attr]
        await at_once(pilot, ["。"])
        await until(pilot, lambda: pane.player.view.snapshot != before)  # type: ignore[union-attr]
        await at_once(pilot, ["？"])
        assert isinstance(tutor.screen, Reader)


# ------------------------------------------------------------------ which knob


async def test_a_turn_of_a_demo_that_was_left_turns_nothing(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, "loss")
    tutor = app(folder=lessons("two", 2, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        before = pane.knobs
        pane.post_message(KnobTurned("loss", "view", "batch"))
        pane.post_message(KnobTurned("loss", "cap", 1))
        await pilot.pause()
        assert pane.knobs == before


async def test_d_leads_to_the_knob_that_was_used_last(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("d", "down", "down", "right", "d")
        assert isinstance(tutor.focused, LessonPage)
        await pilot.press("d")
        assert tutor.focused is knob(tutor, "a1")


async def test_letters_type_on_a_knob_that_takes_letters(app: MakeApp, lessons: Lessons) -> None:
    lessons("one", 1, "welcome")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        knob(tutor, "view").turn("python")
        await until(pilot, lambda: knob(tutor, "typed").display)
        tutor.screen.set_focus(knob(tutor, "typed"))
        await at_once(pilot, [*"numpy", "enter"])
        assert knob(tutor, "typed").value == "numpy"
        assert tutor.lesson_screen.lesson.name == "one"
        assert not tutor.session.progress.get("done", "one")


async def test_plus_and_minus_are_the_speed_where_there_is_one(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "backprop")
    tutor = app(folder=lessons("two", 2, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await until(pilot, lambda: pane.player and pane.player.view)
        assert pane.player
        before = pane.player.speed
        slider = next(k for k in pane.query(Knob) if type(k).__name__ == "SliderKnob" and k.display)
        tutor.screen.set_focus(slider)
        await at_once(pilot, "+")
        assert pane.player.speed != before
        assert tutor.focused is slider
        await at_once(pilot, "-")
        assert pane.player.speed == before
        assert tutor.focused is slider
        await at_once(pilot, ["enter", *"-1", "enter"])  # there a negative number begins with enter
        assert pane.knobs is not None
        assert getattr(pane.knobs, slider.name or "") == -1
        assert pane.player.speed == before


# ------------------------------------------------------------------ the focus


async def test_f_from_the_text_and_back_leaves_the_keys_alive(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("f")
        assert isinstance(tutor.focused, Knob)
        await pilot.press("f")
        assert isinstance(tutor.focused, LessonPage)


async def test_what_had_the_focus_and_went_leaves_it_to_what_is_seen(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        tutor.screen.set_focus(knob(tutor, "a1"))
        await knob(tutor, "a1").remove()
        await until(pilot, lambda: can_be_seen(tutor.focused))
        tutor.screen.set_focus(None)
        await until(pilot, lambda: can_be_seen(tutor.focused))


# ------------------------------------------------------------------ the transport


@pytest.mark.parametrize("order", some(["faster", "slower"]))
async def test_a_demo_at_its_end_says_again_at_any_speed(
    app: MakeApp, lessons: Lessons, order: str
) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = await ended(pilot, tutor)
        pane.order(order)
        assert "Again" in label(pane)


async def ended(pilot: Pilot[None], tutor: TutorApp) -> DemoPane:
    """Its demo played to its end."""
    pane = tutor.lesson_screen.query_one(DemoPane)
    await until(pilot, lambda: pane.player and pane.player.view)
    assert pane.player
    pane.player.set_speed(0)
    pane.player.play(True)
    await until(pilot, lambda: pane.player and pane.player.view and pane.player.view.finished)
    await until(pilot, lambda: "Again" in label(pane))
    return pane


def label(pane: DemoPane) -> str:
    return str(pane.query_one(Transport).query_one("#play").label)  # type: ignore[attr-defined]


async def test_a_pause_before_the_end_of_a_run_was_drawn_begins_no_other(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = await ended(pilot, tutor)
        await until(pilot, lambda: pane.playing and pane.playing.end_drawn)
        assert pane.playing
        pane.playing.end_drawn = False  # as long as the picture is on its way
        await pilot.press("space")
        await pilot.pause(0.1)
        assert pane.player
        assert pane.player.view
        assert pane.player.view.finished
        pane.player.set_speed(1)
        pane.playing.end_drawn = True
        await pilot.press("space")
        await until(pilot, lambda: not pane.player.view.finished)  # type: ignore[union-attr]


@pytest.mark.parametrize("speed", some([100, 300]))
async def test_the_last_picture_is_always_drawn(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch, speed: int
) -> None:
    from time import sleep

    from tui_tutor import demos

    load = demos.load

    def slow(name: str, session: Any) -> Any:
        demo: Any = load(name, session)

        def draw(knobs: Any, size: Any, snapshot: Any) -> Any:
            sleep(0.05)  # the run ends while a picture is being drawn
            return demo.draw(knobs, size, snapshot)

        return replace(demo, draw=draw)

    monkeypatch.setattr(demos, "load", slow)
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = tutor.lesson_screen.query_one(DemoPane)
        await until(pilot, lambda: pane.player and pane.player.view)
        assert pane.player
        pane.player.set_speed(speed)
        pane.order("play")
        await until(pilot, lambda: "Again" in label(pane))
        await until(pilot, lambda: pane.player and pane.player.view is pane._drawn)


# ------------------------------------------------------------------ at random


@thorough
@pytest.mark.parametrize(("count", "seed"), some([(1, 7), (3, 7), (25, 100)]))
async def test_random_bursts_leave_the_app_alive(app: MakeApp, count: int, seed: int) -> None:
    told: list[str] = []
    wrong = await bursts.run(count, seed, lambda: app("softmax"), told.append)
    assert not wrong, "\n".join(told)


@pytest.mark.parametrize("count", some([3, 10]))
async def test_keys_in_one_burst_come_to_what_they_come_to_one_by_one(
    app: MakeApp, lessons: Lessons, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, count: int
) -> None:
    for number, demo in enumerate(("softmax", "arrays", "activations")):
        folder = lessons(f"lesson-{number}", number + 1, demo)
    homes = iter(range(100))

    def make() -> TutorApp:
        monkeypatch.setenv("TUTOR_HOME", str(tmp_path / f"home-{next(homes)}"))
        return app(folder=folder)

    assert not await bursts.same(count, 3, make)


@pytest.mark.parametrize("opening", some(["ctrl+p", "c"]))
async def test_a_page_of_a_list_is_turned_before_it_is_drawn(
    app: MakeApp, lessons: Lessons, opening: str
) -> None:
    tutor = app(folder=lessons("one", 1))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for page in ("pageup", "pagedown"):
            tutor.post_message(bursts.key(opening))
            tutor.post_message(bursts.resized(tutor, 2, 50))
            await at_once(pilot, [page, page])
            assert not await bursts.faults(tutor)


@pytest.mark.parametrize("sizes", some([TINY[:1], TINY * 2], whole=True), ids=len)
@pytest.mark.parametrize("opening", some(["ctrl+p", "c", "?", "s", "v"]))
async def test_a_window_stands_a_terminal_without_room(
    app: MakeApp, lessons: Lessons, opening: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for size in sizes:
            await at_once(pilot, [opening, "s"])  # opened before the terminal is small, and after
            tutor.post_message(bursts.resized(tutor, *size))
            await pilot.pause(0.1)
            await at_once(pilot, ["down", "pagedown", "end", "pageup", "up", "escape", opening])
            await at_once(pilot, ["pagedown", "down"])
            assert not await bursts.faults(tutor), size
