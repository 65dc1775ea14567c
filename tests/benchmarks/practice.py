"""How quickly a check answers, and how quickly the app does while the learner's code runs.

python -m tests.benchmarks.practice

Keys are told on the clock, to the end of the paint, and in processor time of the app's thread.
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.practice.own.planted import EPOCHS, PAGE
from tests.practice.solutions import RIGHT
from tui_tutor.cli import read_session
from tui_tutor.session import Session
from tui_tutor.tui.app import TutorApp
from tui_tutor.tui.screens.exercise import ExerciseScreen
from tui_tutor.tui.screens.page import PageScreen
from tui_tutor.tui.screens.writing import WritingScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.knob import Knob

WARM = 5  # keys that are not counted
ENDLESS = "def softmax(a):\n    while True: pass\n#"
LONG = PAGE.replace(EPOCHS, "for epoch in range(100_000):") + "\n#"


def verdict(rounds: int = 25) -> None:
    """Press run to verdict, a new process and NumPy's import included."""
    from tui_tutor.practice import exercises
    from tui_tutor.practice.check import check

    softmax = exercises.load("softmax")
    source = "import numpy as np\n" + RIGHT["softmax"][0]
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        assert check(softmax, source).passed
        spent.append(time.perf_counter() - began)
    median = statistics.median(spent)
    print(f"verdict   median {median * 1e3:.0f} ms   worst {max(spent) * 1e3:.0f} ms")


@asynccontextmanager
async def opened(lesson: str) -> AsyncIterator[tuple[TutorApp, Pilot[None]]]:
    app = TutorApp(read_session(None), lesson)
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        yield app, pilot


async def keys(
    app: TutorApp, name: str, key: str, value: Callable[[], object], rounds: int = 100
) -> None:
    """That key, until `value` is another and the screen painted."""
    clock, worked = [], []
    for i in range(rounds + WARM):
        painted = asyncio.Event()
        before, began, own = value(), time.perf_counter(), time.thread_time()
        app.simulate_key(key)
        while value() == before:
            await asyncio.sleep(0)
        app.screen.call_after_refresh(painted.set)
        await painted.wait()
        if i >= WARM:
            clock.append(time.perf_counter() - began)
            worked.append(time.thread_time() - own)
        await asyncio.sleep(0.02)
    told = f"median {statistics.median(clock) * 1e3:.1f} ms   p95 {p95(clock) * 1e3:.1f} ms"
    print(f"{name:9} {told}   of the app's own thread: p95 {p95(worked) * 1e3:.1f} ms")


def p95(spent: list[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.95)]


async def typing(name: str, screen: Callable[[Session], WritingScreen], code: str) -> None:
    """Letters typed into the editor while that code runs."""
    async with opened("page") as (app, pilot):
        await app.push_screen(screen(app.session))
        editor = app.screen.query_one(TextArea)
        editor.text = code
        editor.move_cursor(editor.document.end)
        await pilot.press("f5")
        await pilot.pause(2)
        await keys(app, name, "x", lambda: editor.text)


async def ward() -> None:
    """A knob turned while a patient trains, again as soon as it is done."""
    async with opened("ward") as (app, _):
        pane = app.lesson_screen.query_one(DemoPane)
        knobs = {knob.name: knob for knob in pane.query(Knob).results(Knob)}
        for knob, value in {"line": 20, "repair": "a"}.items():
            knobs[knob].turn(value)
        knobs["illness"].focus()
        again = pane.set_interval(0.2, lambda: train_again(pane))
        await keys(app, "ward", "right", lambda: knobs["illness"].value)
        again.stop()


def train_again(pane: DemoPane) -> None:
    view = pane.player and pane.player.view
    if view and not view.playing:
        pane.order("restart")
        pane.order("play")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        verdict()
        asyncio.run(typing("exercise", lambda session: ExerciseScreen(session, "softmax"), ENDLESS))
        asyncio.run(typing("page", PageScreen, LONG))
        asyncio.run(ward())
