"""Random keys, wheel and sizes, in bursts, over all lessons: the app goes on, and answers.

python -m tests.bursts 2000 [SEED]
python -m tests.bursts same 200 [SEED]

After each burst: no traceback, a focus that can be seen, the last picture drawn, and `?` opens the
help. What went wrong is told with the burst's own seed and its events.
With `same`, keys in one burst come to what the same keys come to one by one.
"""

import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from tui_tutor.tui.app import TutorApp

APP_LASTS = 25  # bursts; then another is begun, at the place that the last one kept
USUAL = (120, 40)
TALL = (120, 120)  # where no picture is scrolled
SIZES = (USUAL, (80, 24), (60, 18), (200, 60), (99, 30))
SIZES += ((40, 10), (20, 5), (1, 1), (300, 2), (2, 50))  # too small for a lesson
KEYS = (
    *("n", "p", "d", "d", "f", "s", "c", "z", "m", "v", "r", "?", "ctrl+p"),
    *("space", ".", "+", "-", "tab", "tab", "shift+tab", "enter", "escape"),
    *("left", "right", "up", "down", "shift+right", "home", "end", "pageup", "pagedown"),
    *("backspace", "1", "9", "9", "a", "x", "？", "。"),
)  # fmt: skip
MOST = 12  # events of a burst


def key(name: str) -> events.Key:
    return events.Key(_character_to_key(name) if len(name) == 1 else name, _character(name))


def _character(name: str) -> str | None:
    return " " if name == "space" else name if len(name) == 1 else None


def wheel(down: bool, x: int, y: int) -> events.Event:
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    return kind(None, x, y, 0, 0, 0, False, False, False, x, y)


def resized(app: "TutorApp", width: int, height: int) -> events.Event:
    size = Size(width, height)
    app._driver._size = size  # type: ignore[union-attr]
    return events.Resize(size, size)


def burst(chance: random.Random) -> list[tuple[str, ...]]:
    """Some events: ("key", name), ("wheel", way, x, y) or ("size", width, height)."""
    made: list[tuple[str, ...]] = []
    for _ in range(chance.randint(2, MOST)):
        what = chance.random()
        if what < 0.8:
            made.append(("key", chance.choice(KEYS)))
        elif what < 0.93:
            x, y = chance.randrange(USUAL[0]), chance.randrange(USUAL[1])
            made += [("wheel", chance.choice("-+"), str(x), str(y))] * chance.randint(1, 3)
        else:
            made.append(("size", *map(str, chance.choice(SIZES))))
    return made


def send(app: "TutorApp", event: tuple[str, ...]) -> None:
    match event:
        case ("key", name):
            app.post_message(key(name))
        case ("wheel", way, x, y):
            app.post_message(wheel(way == "+", int(x), int(y)))
        case ("size", width, height):
            app.post_message(resized(app, int(width), int(height)))


async def until(wanted: Callable[[], bool], seconds: float = 10) -> bool:
    for _ in range(int(seconds / 0.02)):
        if wanted():
            return True
        await asyncio.sleep(0.02)
    return wanted()


def is_open(app: "TutorApp") -> bool:
    return hasattr(app.screen, "lesson") and not app.is_busy


def has_taken_all(app: "TutorApp") -> bool:
    return app.has_taken_all and not app.message_queue_size


async def faults(app: "TutorApp") -> list[str]:
    """What is wrong with the app after a burst; it is back at a lesson then."""
    from tui_tutor.tui.closing import can_be_seen
    from tui_tutor.tui.screens.lesson import LessonScreen
    from tui_tutor.tui.screens.reader import Reader
    from tui_tutor.tui.widgets.demo_pane import DemoPane

    found: list[str] = []
    if not await until(lambda: has_taken_all(app)):
        return ["keys wait for ever"]
    app.post_message(resized(app, *USUAL))
    await until(lambda: app.size == Size(*USUAL) and has_taken_all(app))
    if not await until(lambda: can_be_seen(app.focused), 2):
        found.append(f"no live focus: {app.focused} on {app.screen}")
    for _ in range(4):
        if not isinstance(app.screen, LessonScreen) or app.focused is None:
            app.post_message(key("escape"))
            await until(lambda: has_taken_all(app))
    if not isinstance(app.screen, LessonScreen):
        return [*found, f"escape does not leave {app.screen}"]
    await until(lambda: not app.lesson_screen.is_opening)
    app.post_message(key("escape"))  # out of a field
    await until(lambda: has_taken_all(app))
    pane = app.lesson_screen.query_one(DemoPane)
    if pane.player:
        pane.player.play(False)
        if not await until(lambda: not pane.player or pane.player.view is pane._drawn, 5):
            found.append("the last picture is not drawn")
    app.post_message(key("?"))
    if not await until(lambda: isinstance(app.screen, Reader), 5):
        found.append(f"? opens no help; the focus is on {app.focused}")
    app.post_message(key("escape"))
    await until(lambda: isinstance(app.screen, LessonScreen))
    return found


async def run(
    bursts: int, seed: int, make: "Callable[[], TutorApp]", told: Callable[[str], object]
) -> int:
    """That many bursts; returns how many went wrong, each told."""
    wrong = 0
    left = iter(range(seed, seed + bursts))
    while batch := list(_some(left)):
        app, now = make(), batch[0]
        try:
            async with app.run_test(size=USUAL):
                await until(partial(is_open, app))
                for now in batch:
                    events_sent = burst(random.Random(now))
                    for event in events_sent:
                        send(app, event)
                    found = await faults(app)
                    if found:
                        wrong += 1
                        told(f"burst {now} in {app.lesson_screen.lesson.name}: {'; '.join(found)}")
                        told(f"    {' '.join(':'.join(event[1:]) for event in events_sent)}")
                        break
        except Exception as error:
            wrong += 1
            told(f"burst {now}: {type(error).__name__}: {error}")
            told(f"    {' '.join(':'.join(event[1:]) for event in burst(random.Random(now)))}")
        left = iter(range(now + 1, seed + bursts))
    return wrong


# ------------------------------------------------------------------ at once, and one by one


async def same(bursts: int, seed: int, make: "Callable[[], TutorApp]") -> list[str]:
    """Keys in one burst against the same keys one by one; returns what came out differently."""
    different = []
    for first in range(seed, seed + bursts, APP_LASTS):
        numbers = range(first, min(first + APP_LASTS, seed + bursts))
        lots = [random.Random(number).choices(KEYS, k=MOST // 2) for number in numbers]
        fast, slow = [await _states(make(), lots, at_once) for at_once in (True, False)]
        for number, keys, one, other in zip(numbers, lots, fast, slow, strict=True):
            if one != other:  # what follows begins from two states
                different.append(f"burst {number}: {' '.join(keys)}\n  {one}\n  {other}")
                break
    return different


async def _states(app: "TutorApp", lots: list[list[str]], at_once: bool) -> list[object]:
    """The app's state after each lot of keys.

    Whether Tab stops at the picture hangs on whether it is scrolled, which is known once it is
    drawn, a moment after the key: so it is scrolled nowhere here.
    """
    states: list[object] = []
    async with app.run_test(size=TALL):
        await until(partial(is_open, app))
        for lot in lots:
            for name in lot:
                app.post_message(key(name))
                if not at_once:
                    await until(lambda: has_taken_all(app))
            await until(lambda: has_taken_all(app) and is_open_or_over(app))
            states.append(_state(app))
    return states


def is_open_or_over(app: "TutorApp") -> bool:
    return not app.is_busy and not app.lesson_screen.is_opening


def _state(app: "TutorApp") -> object:
    """Where the learner is, what has the focus, what the knobs and the fields say."""
    from textual.widgets import Input

    from tui_tutor.tui.widgets.demo_pane import DemoPane

    screen, focused = app.screen, app.focused
    # Fields of pages that are made beside this one come and go; what was typed does not.
    typed = [field.value for field in screen.query(Input) if field.value]
    pane = app.lesson_screen.query_one(DemoPane)
    name = getattr(focused, "name", None) or type(focused).__name__
    return type(screen).__name__, app.lesson_screen.lesson.name, name, typed, pane.knobs


def _some(numbers: Iterator[int]) -> Iterator[int]:
    for _, number in zip(range(APP_LASTS), numbers, strict=False):
        yield number


def main() -> None:
    from tui_tutor.cli import read_session
    from tui_tutor.tui.app import TutorApp

    numbers = [int(word) for word in sys.argv[1:] if word != "same"]
    bursts, seed = (*numbers, *(200, 0)[len(numbers) :])
    session = read_session(None)
    names = cycle(lesson.name for lesson in session.course.lessons)

    def make() -> TutorApp:
        app = TutorApp(read_session(None), next(names))
        app.animation_level = "none"
        return app

    def make_still() -> TutorApp:
        """For both ways the same lesson, from an empty record."""
        os.environ["TUTOR_HOME"] = tempfile.mkdtemp(dir=os.environ["TUTOR_HOME"])
        return TutorApp(read_session(None), "softmax")

    if "same" in sys.argv:
        different = asyncio.run(same(bursts, seed, make_still))
        print(*different, f"{bursts} bursts, {len(different)} came out differently", sep="\n")
        os._exit(bool(different))
    wrong = asyncio.run(run(bursts, seed, make, partial(print, flush=True)))
    print(f"{bursts} bursts, {wrong} went wrong")
    os._exit(bool(wrong))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        main()
