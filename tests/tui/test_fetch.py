"""The question whether to fetch MNIST: asked once, cancelled at any moment, told in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, ProgressBar, Static

from tests.digits.conftest import mirror, small
from tests.digits.mirror import Mirror, packed
from tests.some import some, thorough
from tests.tui.test_app import settled, shown, until
from tui_tutor.digits import fetch, mnist
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.fetch import FetchScreen

__all__ = ["mirror", "small"]
MakeApp = Callable[..., TutorApp]
Lessons = Callable[..., Path]
WIDE = (120, 40)
pytestmark = pytest.mark.usefixtures("no_other_mirror", "at_work")


@pytest.fixture
def no_other_mirror(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MIRRORS", (mirror.url("good"),))


@pytest.fixture
def asking(app: MakeApp, lessons: Lessons) -> MakeApp:
    """Makes an app that may ask, with a lesson for each of these demos."""

    def make(*names: str) -> TutorApp:
        (folder, *_) = [lessons(name, i, name) for i, name in enumerate(names, 1)]
        tutor = app(folder=folder)
        tutor.asks = True
        return tutor

    return make


def said(tutor: TutorApp) -> str:
    screen = tutor.screen
    assert isinstance(screen, FetchScreen)
    return " ".join(str(static.content) for static in screen.query(Static).results(Static))


def notices(tutor: TutorApp) -> str:
    return " ".join(notice.message for notice in tutor._notifications)


async def opened(pilot: Pilot[None]) -> TutorApp:
    """Until the lesson is open and the question stands over it."""
    await settled(pilot)
    tutor = pilot.app
    assert isinstance(tutor, TutorApp)
    await until(pilot, lambda: isinstance(tutor.screen, FetchScreen))
    return tutor


async def test_it_is_asked_once_with_size_and_licence(asking: MakeApp, mirror: Mirror) -> None:
    tutor = asking("training", "digits")
    async with tutor.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert f"{mnist.size() / 1e6:.1f} MB" in said(tutor)
        assert "CC BY-SA 3.0, Y. LeCun and C. Cortes" in said(tutor)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)
        await tutor.open_lesson("digits")
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)
    assert mirror.asked == []
    again = asking("training")
    async with again.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert not isinstance(again.screen, FetchScreen)


@pytest.mark.parametrize("lesson", some(["digits", "batches", "drawing"]))
async def test_every_lesson_with_digits_asks(asking: MakeApp, lesson: str) -> None:
    async with asking(lesson).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.click("#leave")
        await settled(pilot)


async def test_a_lesson_without_digits_does_not_ask(asking: MakeApp) -> None:
    tutor = asking("softmax")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)


async def test_who_has_digits_is_not_asked(
    asking: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_MNIST", str(tmp_path))
    tutor = asking("drawing")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)
    monkeypatch.delenv("TUTOR_MNIST")
    fetch.fetch_mnist(lambda amount: None)
    tutor = asking("drawing")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)


async def test_fetched_digits_are_in_play_at_once(asking: MakeApp) -> None:
    async with asking("training").run_test(size=WIDE) as pilot:
        tutor = await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(tutor.screen, FetchScreen))
        await settled(pilot)
        await until(pilot, lambda: "· MNIST" in shown(tutor))
        assert "MNIST is here" in notices(tutor)
    assert {path.name for path in mnist.kept_folder().iterdir()} == {".lock", *packed()}


@pytest.mark.parametrize("way", some(["silence", "drip", "held"]))
async def test_it_can_be_cancelled_at_any_moment(
    asking: MakeApp, mirror: Mirror, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    mirror.hold_at = 100_000
    monkeypatch.setattr(fetch, "MIRRORS", (mirror.url(way),))
    async with asking("drawing").run_test(size=WIDE) as pilot:
        tutor = await opened(pilot)
        await pilot.press("enter")
        await until(pilot, mirror.holds.is_set)
        screen = tutor.screen
        assert isinstance(screen, FetchScreen)
        if way == "held":
            await until(pilot, lambda: "MB/s" in said(tutor))
            bar = screen.query_one(ProgressBar)
            assert bar.display
            assert bar.percentage is not None
            assert 0 < bar.percentage < 1
        assert str(screen.query_one("#leave", Button).label) == "Cancel"
        await pilot.press("escape")
        await until(pilot, lambda: "Cancelled" in said(tutor))
        assert not mirror.release.is_set()
        assert not screen.query_one(ProgressBar).display
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)
    left = {path.name for path in mnist.kept_folder().iterdir()}
    assert left == {".lock", f"{mnist.FILES[0].name}.gz.part"}  # the next try goes on from there


@thorough
async def test_quitting_while_it_fetches_waits_for_nobody(
    asking: MakeApp, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MIRRORS", (mirror.url("silence"),))
    async with asking("drawing").run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await until(pilot, mirror.holds.is_set)
        await pilot.press("ctrl+q")
    assert not mirror.release.is_set()  # else this line would never have been reached
    assert not mnist.is_kept()


@thorough
async def test_what_goes_wrong_is_told_and_can_be_tried_again(
    asking: MakeApp, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MIRRORS", (mirror.url("404"),))
    async with asking("drawing").run_test(size=WIDE) as pilot:
        tutor = await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "404 Not Found" in said(tutor))
        monkeypatch.setattr(fetch, "MIRRORS", (mirror.url("good"),))
        await pilot.click("#fetch")
        await until(pilot, lambda: not isinstance(tutor.screen, FetchScreen))
    assert mnist.is_kept()


@thorough
async def test_a_fault_of_ours_is_told_too(
    asking: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no [/such] thing")

    async with asking("drawing").run_test(size=WIDE) as pilot:
        tutor = await opened(pilot)
        monkeypatch.setattr(fetch, "fetch_mnist", broken)
        await pilot.press("enter")
        await until(pilot, lambda: "no [/such] thing" in said(tutor))


async def test_the_palette_and_the_help_know_it(asking: MakeApp) -> None:
    tutor = asking("softmax")
    async with tutor.run_test(size=WIDE) as pilot:
        await settled(pilot)
        names = [command.title for command in tutor.get_system_commands(tutor.screen)]
        assert "Fetch MNIST" in names
        tutor.action_fetch_mnist()
        await until(pilot, lambda: isinstance(tutor.screen, FetchScreen))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(tutor.screen, FetchScreen))
    assert mnist.is_kept()


@thorough
@pytest.mark.parametrize("size", some([(80, 24), (1, 1), (60, 18), (40, 10)], whole=True))
async def test_at_any_size(asking: MakeApp, size: tuple[int, int]) -> None:
    async with asking("drawing").run_test(size=size) as pilot:
        tutor = await opened(pilot)
        if size[1] >= 18:
            region = tutor.screen.query_one("#fetch").region
            assert pilot.app.screen.region.contains_region(region)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(tutor.screen, FetchScreen)
