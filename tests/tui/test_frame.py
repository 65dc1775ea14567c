"""What stands around page and demo: nothing of it is cut, doubled or lost at any size."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.some import some
from tests.tui.test_app import WIDE, knob, settled, until
from tui_tutor.page import blocks
from tui_tutor.review import record_prediction
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.closing import can_be_seen
from tui_tutor.tui.screens.dialog import Answer
from tui_tutor.tui.screens.elsewhere import MayRun
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.fetch import FetchScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.editor import Editor
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.picture import Picture

MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]


def rows(app: TutorApp) -> list[str]:
    """What the screen shows, row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


# ------------------------------------------------------------------ the picture


class OnePicture(App[None]):
    def compose(self) -> ComposeResult:
        yield Picture()


async def test_the_bar_of_a_picture_goes_when_what_was_too_high_fits_to_the_line() -> None:
    async with OnePicture().run_test(size=(40, 10)) as pilot:
        picture = pilot.app.query_one(Picture)
        bars = []
        for lines in (12, 10, 11, 9):
            picture.show(Text("\n".join("x" * lines)))
            await pilot.pause()
            bars.append(picture.show_vertical_scrollbar)
        assert bars == [True, False, True, False]


# ------------------------------------------------------------------ the exercise


@pytest.mark.parametrize("opened_at", some([(80, 24), WIDE], whole=True))
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


@pytest.mark.parametrize("width", some([60, 120, 80, 100], 2))
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


async def says_there_and_back(
    app: TutorApp, pilot: Pilot[None], key: str, now: str, then: str
) -> None:
    """The foot says the one of a key; after it the other; after it once more the first."""
    assert now in rows(app)[-1]
    for told in (then, now):
        await pilot.press(key)
        await until(pilot, lambda told=told: told in rows(app)[-1])  # type: ignore[misc]


async def test_space_says_what_it_would_do_now(app: MakeApp, lessons: Lessons) -> None:
    tutor = app(folder=lessons("one", 1, "axes"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        player = tutor.lesson_screen.query_one(DemoPane).player
        await until(pilot, lambda: player and player.view)
        await says_there_and_back(tutor, pilot, "space", " space  play ", " space  pause ")


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


async def test_below_a_window_the_foot_tells_the_keys_that_act_in_it_and_no_others(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key, told in (
            ("c", "↑  ↓  choose   enter  open   esc  close"),
            ("question_mark", "↑  ↓  scroll   esc  close"),
            ("s", "esc  close"),
            ("v", "esc  close"),
            ("ctrl+p", "↑  ↓  choose   enter  open   esc  close"),
        ):
            await pilot.press(key)
            await until(pilot, lambda told=told: rows(tutor)[-1].strip() == told)  # type: ignore[misc]
            await pilot.press("escape")


async def test_below_a_question_the_foot_tells_how_to_answer(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        tutor.action_fetch_mnist()
        told = " enter  take   ←  →  choose   esc  not now "
        await until(pilot, lambda: rows(tutor)[-1].strip() == told.strip())


@pytest.mark.parametrize("height", some([18, 24, 40]))
async def test_windows_end_above_the_foot_and_questions_show_their_buttons(
    app: MakeApp, lessons: Lessons, height: int
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=(60, height)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: any("╰" in row for row in rows(tutor)[:-1]))
        await pilot.press("escape")
        for question in (FetchScreen(), MayRun(tutor.session.course)):
            await tutor.push_screen(question)
            for button in question.query(Answer):
                await until(pilot, lambda label=str(button.label): label in "\n".join(rows(tutor)))
            tutor.pop_screen()


@pytest.mark.parametrize("width", some([60, 80]))
async def test_the_foot_of_an_exercise_is_not_cut_on_any_rung(
    app: MakeApp, lessons: Lessons, width: int
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        await tutor.push_screen(ExerciseScreen(tutor.session, "softmax"))
        for _ in range(3):
            await pilot.press("f8")
            await pilot.pause()
            assert " ctrl+r  check " in rows(tutor)[-1]
            assert " esc  back " in rows(tutor)[-1]


async def test_in_full_screen_its_key_says_that_it_leads_back_to_both(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await says_there_and_back(tutor, pilot, "f", " f  full ", " f  both ")


# ------------------------------------------------------------------ the room


async def test_a_demo_in_full_screen_is_drawn_for_it_whoever_asks_for_a_place_meanwhile(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen, picture = tutor.lesson_screen, tutor.lesson_screen.query_one(Picture)
        beside = picture.text
        screen.add_class("-full")
        tutor.stylesheet.update(screen)
        screen._compositor._full_map_invalidated = True  # as a widget that just came does
        assert screen._compositor.full_map
        await until(pilot, lambda: picture.text != beside)


# ------------------------------------------------------------------ the page

LONG = "\n\n".join(
    f"Paragraph {i}. "
    + "It goes on for a while, so that it takes some lines. " * 5
    + f"\n\n```python predict\n1 + {i}\n```" * (i % 5 == 0)
    for i in range(40)
)


def read_now(app: TutorApp) -> tuple[int, int]:
    """The block at the top of the page, and how many of its rows are above."""
    page = app.lesson_screen.query_one(LessonPage)
    assert page.document
    return page.document.place_at(round(page.scroll_y))


async def test_the_place_on_a_page_is_kept_over_lessons_sizes_and_a_restart(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "softmax", body=LONG)
    folder = lessons("two", 2, body=LONG)
    tutor = app(folder=folder)
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause(0.1)
        block, _ = read = read_now(tutor)
        assert block > 10
        await pilot.press("n")
        await settled(pilot)
        assert read_now(tutor) == (0, 0)
        await pilot.press("p")
        await settled(pilot)
        assert read_now(tutor) == read
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: read_now(tutor)[0] == block)
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: read_now(tutor) == read)
    again = app(folder=folder)
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await until(pilot, lambda: read_now(again) == read)


async def test_in_a_field_the_foot_offers_no_sign_that_is_typed(
    app: MakeApp, lessons: Lessons
) -> None:
    tutor = app(folder=lessons("one", 1, "axes", body="```python predict\n1 + 1\n```"))
    async with tutor.run_test(size=(200, 40)) as pilot:
        await settled(pilot)
        assert " +  − " in rows(tutor)[-1]
        await pilot.press("tab")
        await pilot.pause()
        assert rows(tutor)[-1].startswith(" enter  run ")
        assert "+" not in rows(tutor)[-1].replace("ctrl+", "")


async def test_a_page_ends_with_what_was_done_and_enter_goes_on(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, body="```python predict\n7 - 5\n```\n\n```python exercise=relu\n```\n" + LONG)
    tutor = app(folder=lessons("two", 2, title="The second"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        assert tutor.lesson_screen.lesson.name == "one", "only the end leads on"
        await pilot.press("tab", "2", "enter")
        predictions = tutor.session.progress
        await until(pilot, lambda: predictions.get("predictions", "one"))
        tutor.lesson_screen.query_one(LessonPage).focus()
        await pilot.press("end")
        await pilot.pause()
        seen = "\n".join(rows(tutor))
        assert "predictions  ✓ ○" in seen
        assert "exercises    ○" in seen
        assert "The second →" in seen
        await pilot.press("enter")
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "two"


# ------------------------------------------------------------------ lists


@pytest.mark.usefixtures("small_course")
@pytest.mark.parametrize("size", some([(80, 24), (60, 18), WIDE], whole=True))
async def test_the_course_has_a_line_a_lesson_and_a_bar_a_part(
    app: MakeApp, size: tuple[int, int]
) -> None:
    tutor = app("softmax")
    lesson = tutor.session.course.find("softmax")
    tutor.session.progress.put("done", "softmax", value=True)
    block = next(b for b in blocks(lesson) if b.kind.asks)
    record_prediction(tutor.session.progress, "softmax", block.name, "right")
    async with tutor.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await pilot.pause()
        options = tutor.screen.query_one(OptionList)
        told = [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]
        assert any("━" in row and "1 of" in row for row in told)
        (row,) = [r for r in told if lesson.title in r and "✓" in r]
        assert "…" not in "".join(told)
        assert any(row.strip() in seen for seen in rows(tutor)), "in sight, and whole"


async def test_the_palette_lists_the_lessons_then_the_commands(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1)
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p")
        found = tutor.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count > 3)
        names = [str(found.get_option_at_index(i).prompt).split("\n")[0] for i in range(3)]
        assert names[:2] == ["One", "Two"]
        assert names[2] not in ("One", "Two")


async def test_a_lesson_without_a_demo_has_no_key_that_leads_to_one(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1)
    tutor = app(folder=lessons("two", 2, "softmax"))
    async with tutor.run_test(size=WIDE) as pilot:
        for expected in (False, True):
            await settled(pilot)
            foot = rows(tutor)[-1]
            assert (" d " in foot, " f " in foot) == (expected, expected)
            await pilot.press("n")


async def test_from_a_demo_that_fills_the_screen_a_lesson_without_one_shows_its_page(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "softmax")
    tutor = app(folder=lessons("two", 2))
    async with tutor.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d", "n")
        await settled(pilot)
        assert tutor.lesson_screen.lesson.name == "two"
        assert not tutor.screen.query_one(DemoPane).display
        assert tutor.screen.query_one(LessonPage).display
        assert can_be_seen(tutor.focused)


# ------------------------------------------------------------------ another lesson opens


async def test_the_picture_of_the_lesson_before_is_gone_while_another_lesson_opens(
    app: MakeApp, lessons: Lessons
) -> None:
    lessons("one", 1, "softmax")
    tutor = app("one", folder=lessons("two", 2, "axes"))
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = tutor.lesson_screen
        picture = screen.query_one(DemoPane).query_one(Picture)
        await until(pilot, lambda: "exp(1010)" in picture.text)
        await screen.open(tutor.session.course.find("two"))
        assert not picture.text
        await settled(pilot)
        await until(pilot, lambda: "np.sum(x, axis=0)" in picture.text)
