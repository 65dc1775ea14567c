"""How the app feels, in figures, each a ratio or a percentile within one run.

python -m tests.benchmarks.app

- start: from `tutor` to the first painted lesson, against a bare Textual app that shows the same
  Markdown and imports NumPy
- next: key to painted next lesson, warm
- busy: key to painted effect while a network trains at full speed
- training: steps a second through the app against `Training.step` alone
"""

import asyncio
import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time

BARE = """
import sys
import numpy
from textual.app import App
from textual.widgets import Markdown
from tui_tutor.course import read_course

class Bare(App):
    def compose(self):
        yield Markdown(read_course().find(sys.argv[1]).body)

Bare().run()
"""
LESSON = "axes"


class Program:
    """A program on a terminal of its own, 120 × 40."""

    def __init__(self, arguments: list[str]) -> None:
        self.said = b""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.environ.update(COLUMNS="120", LINES="40")
            os.execv(sys.executable, [sys.executable, *arguments])

    def until(self, mark: bytes) -> None:
        """Read until `mark` has been painted."""
        while mark not in self.said:
            if not select.select([self.terminal], [], [], 20)[0]:
                raise TimeoutError(f"{mark!r} was never painted: {self.said[-300:]!r}")
            self.said += os.read(self.terminal, 65536)

    def quiet(self, seconds: float) -> None:
        """Read until nothing has come for so long."""
        while select.select([self.terminal], [], [], seconds)[0]:
            os.read(self.terminal, 65536)

    def press(self, key: bytes) -> None:
        self.said = b""
        os.write(self.terminal, key)

    def close(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)


def seconds_to(arguments: list[str], mark: bytes) -> float:
    """From the start of a program until `mark` is painted."""
    began = time.perf_counter()
    program = Program(arguments)
    program.until(mark)
    spent = time.perf_counter() - began
    program.close()
    return spent


def start(rounds: int = 9) -> None:
    mark = b"network"  # a word of the lesson's first paragraph
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(seconds_to(["-m", "tui_tutor", "start", LESSON], mark))
        bare.append(seconds_to(["-c", BARE, LESSON], mark))
    a, b = statistics.median(ours), statistics.median(bare)
    print(f"start     tutor {a * 1e3:.0f} ms   bare {b * 1e3:.0f} ms   ratio {a / b:.2f}")


def lessons_by_their_words() -> list[tuple[str, bytes]]:
    """The first lessons, each with a word of its own that stands near the top of its page."""
    from tui_tutor.course import read_course

    lessons = read_course().lessons[:4]
    tops = [lesson.body.strip().split("\n\n")[1] for lesson in lessons]
    marked = []
    for i, lesson in enumerate(lessons):
        others = " ".join(top for j, top in enumerate(tops) if j != i)
        words = [w for w in tops[i].split()[:40] if w.isalpha() and len(w) > 3 and w not in others]
        marked.append((lesson.name, words[0].encode()))
    return marked


def following(rounds: int = 8) -> list[float]:
    """Seconds from the key `n` or `p` until the other lesson's text is on the terminal."""
    marked = lessons_by_their_words()
    spent: list[float] = []
    tutor = Program(["-m", "tui_tutor", "start", marked[0][0]])
    tutor.until(marked[0][1])
    forth = list(range(1, len(marked)))
    for turn in range(rounds):
        for key, places in ((b"n", forth), (b"p", [place - 1 for place in reversed(forth)])):
            for place in places:
                tutor.quiet(0.8)
                began = time.perf_counter()
                tutor.press(key)
                tutor.until(marked[place][1])
                if turn:  # the first one warms caches up
                    spent.append(time.perf_counter() - began)
    tutor.close()
    return spent


async def busy(lesson: str, rounds: int = 100) -> list[tuple[float, float]]:
    """Seconds from an arrow key on a knob to the end of the paint, while a network trains: on the
    clock, and of the app's own thread.
    """
    from tui_tutor.cli import read_session
    from tui_tutor.tui.app import TutorApp

    app = TutorApp(read_session(None), lesson)
    app.animation_level = "none"
    spent: list[tuple[float, float]] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        await play(app)
        for i in range(rounds + 8):
            painted = asyncio.Event()
            before = app.focused.value  # type: ignore[union-attr]
            began, worked = time.perf_counter(), time.thread_time()
            app.simulate_key("right" if i % 2 else "left")
            while app.focused.value == before:  # type: ignore[union-attr]
                await asyncio.sleep(0)
            app.screen.call_after_refresh(painted.set)
            await painted.wait()
            if i >= 8:
                spent.append((time.perf_counter() - began, time.thread_time() - worked))
            await asyncio.sleep(0.05)
    return spent


def told(name: str, spent: list[float]) -> None:
    spent = sorted(spent)
    p95 = spent[int(len(spent) * 0.95)]
    print(f"{name:9} median {statistics.median(spent) * 1e3:.1f} ms   p95 {p95 * 1e3:.1f} ms")


async def play(app: object) -> None:
    """Train at full speed, a knob under the cursor."""
    from tui_tutor.tui.app import TutorApp
    from tui_tutor.tui.widgets.demo_pane import DemoPane
    from tui_tutor.tui.widgets.knobs.knob import Knob

    assert isinstance(app, TutorApp)
    pane = app.lesson_screen.query_one(DemoPane)
    for epochs in (d for d in pane.query(Knob).results(Knob) if d.name == "epochs"):
        epochs.turn(100)
    for _ in range(6):
        pane.order("faster")
    pane.order("play")
    next(d for d in pane.query(Knob).results(Knob) if d.name == "learning_rate").focus()
    await asyncio.sleep(0.5)


def training() -> None:
    """Steps a second through the app, and of the same Training without it, in turns."""
    from tui_tutor import digits, nets

    data = digits.load("auto")
    sets = (data.train_images, data.train_labels, data.test_images, data.test_labels)
    settings = nets.Settings(activation="relu", init="he", learning_rate=0.01)
    ratios = []
    for _ in range(5):
        alone = nets.Training(*sets, settings)
        began = time.perf_counter()
        while time.perf_counter() - began < 2:
            alone.step()
        bare = alone.step_count / (time.perf_counter() - began)
        ratios.append((asyncio.run(steps_in_the_app()), bare))
    app, bare = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"training  app {app:.0f} steps/s   alone {bare:.0f} steps/s   ratio {app / bare:.2f}")


async def steps_in_the_app() -> float:
    from tui_tutor.cli import read_session
    from tui_tutor.tui.app import TutorApp
    from tui_tutor.tui.widgets.demo_pane import DemoPane

    app = TutorApp(read_session(None), "training")
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        await play(app)
        player = app.lesson_screen.query_one(DemoPane).player
        assert player is not None
        assert player.view is not None
        first, began = player.view.snapshot.now.step, time.perf_counter()
        await asyncio.sleep(2)
        last, ended = player.view.snapshot.now.step, time.perf_counter()
    return float((last - first) / (ended - began))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        subprocess.run([sys.executable, "-m", "tui_tutor", "list"], check=True, capture_output=True)
        start()
        told("next", following())
        told("busy", [clock for clock, _ in asyncio.run(busy("training"))])
        training()
