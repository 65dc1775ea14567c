"""How quickly a check answers, and how quickly the app does while one runs.

python -m tests.benchmarks.practice
"""

import asyncio
import os
import statistics
import tempfile
import time

from tests.practice.solutions import RIGHT


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


async def keys(rounds: int = 100) -> None:
    """A key typed into the editor while a check runs, to the end of its paint."""
    from textual.widgets import TextArea

    from tui_tutor.cli import read_session
    from tui_tutor.tui.app import TutorApp
    from tui_tutor.tui.screens.exercise import ExerciseScreen

    app = TutorApp(read_session(None), "softmax")
    app.animation_level = "none"
    spent = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        screen = ExerciseScreen(app.session, "softmax")
        await app.push_screen(screen)
        editor = screen.query_one(TextArea)
        editor.text = "def softmax(a):\n    while True: pass\n#"
        editor.move_cursor(editor.document.end)
        await pilot.press("f5")
        for i in range(rounds + 5):
            painted = asyncio.Event()
            before = editor.text
            began = time.perf_counter()
            app.simulate_key("x")
            while editor.text == before:
                await asyncio.sleep(0)
            screen.call_after_refresh(painted.set)
            await painted.wait()
            if i >= 5:
                spent.append(time.perf_counter() - began)
            await asyncio.sleep(0.02)
    spent.sort()
    p95 = spent[int(len(spent) * 0.95)]
    print(f"typing    median {statistics.median(spent) * 1e3:.1f} ms   p95 {p95 * 1e3:.1f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        verdict()
        asyncio.run(keys())
