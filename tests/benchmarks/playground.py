"""How fast the playground learns and is drawn, in the processor's own time.

python -m tests.benchmarks.playground

Steps at batch 10 of a 2-8-8-1 network against its eight matrix products alone, in turns; then
frames of that network at the rooms that terminals of 120×40 and 200×60 give a whole picture; then
the row of its ribbon, what keeping moments costs a step and how far back a key reaches at once;
how long two spirals take; and keys while it trains at full speed in the app, both on the clock and
in the app's own thread.
"""

import asyncio
import os
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from tests.benchmarks.app import busy, told
from tui_tutor import nets
from tui_tutor.course import Course
from tui_tutor.demo import LiveDemo, Size, snapshot_after
from tui_tutor.demos import load
from tui_tutor.demos.playground import DEMO
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import Play, PlayRun
from tui_tutor.demos.playground.told import wrong
from tui_tutor.folders import data_folder
from tui_tutor.knob_values import set_knobs
from tui_tutor.progress import Progress
from tui_tutor.session import Session
from tui_tutor.show.skyline import skyline
from tui_tutor.tape import Tape
from tui_tutor.tui.widgets.picture import strips

ROUNDS, STEPS, FRAMES = 9, 3000, 30
LAYERS = ((8, "tanh"), (8, "tanh"))


def seconds(work: Callable[[], object], times: int) -> float:
    began = time.thread_time()
    for _ in range(times):
        work()
    return (time.thread_time() - began) / times


def products() -> Callable[[], None]:
    """The three products of the way there and the five of the way back."""
    rng = np.random.default_rng(0)
    x, W1, h, W2, W3, ds = (
        rng.standard_normal(shape) for shape in ((10, 2), (2, 8), (10, 8), (8, 8), (8, 1), (10, 1))
    )
    pairs = [(x, W1), (h, W2), (h, W3), (h.T, ds), (ds, W3.T), (h.T, h), (h, W2.T), (x.T, h)]
    rooms = [(a, b, a @ b) for a, b in pairs]

    def step() -> None:
        for a, b, room in rooms:
            np.dot(a, b, out=room)

    return step


def learning() -> Callable[[], bool]:
    rng = np.random.default_rng(0)
    x = rng.uniform(-6, 6, (150, 2))
    t = np.sign(x[:, :1] * x[:, 1:])
    network = nets.Network.begin((2, 8, 8, 1), "tanh", "xavier", rng, float)
    return nets.Fit(x, t, network, nets.FitSettings()).step


def spirals() -> tuple[int, float]:
    """Steps and seconds until less than 1 % of the test is wrong."""
    knobs = replace(
        Knobs(), data="spirals", inputs=("x1", "x2", "sin-x1", "sin-x2"), optimizer="adam",
        layers=((6, "tanh"), (6, "tanh")), learning_rate=0.01,
    )  # fmt: skip
    run, steps, began = PlayRun(knobs, 0), 0, time.perf_counter()
    while (wrong(run.snapshot(), training=False) or 0) >= 0.01:
        for _ in range(100):
            run.step(knobs)
        steps += 100
    return steps, time.perf_counter() - began


def drawn(knobs: Knobs, size: Size, snapshot: Play) -> None:
    strips(DEMO.frame(knobs, size, snapshot), size.width)


def ribbon() -> None:
    """What the way back costs: the row, the steps, a key, and the memory of the largest studio."""
    knobs = replace(Knobs(), layers=LAYERS)
    tape, run = Tape(DEMO, knobs, 0), PlayRun(knobs, 0)
    taped = seconds(partial(tape.step, knobs), 100_000)
    alone = seconds(partial(run.step, knobs), 100_000)
    print(f"a step with its moments kept: {taped / alone:.2f} × a step alone")
    row = tape.ribbon()
    print(f"the ribbon's row: {1000 * seconds(partial(skyline, row, 100), 200):.2f} ms")
    back = [seconds(partial(tape.go_by, -1), 1) for _ in range(40)]
    print(f"a step back of 100,000: {1000 * max(back):.1f} ms at most")
    studio = load("training", Session(Course(()), Progress(data_folder())))
    assert isinstance(studio, LiveDemo)
    largest = set_knobs(studio.knobs, {"hidden": "200", "optimizer": "adam"})
    tracemalloc.start()
    kept = Tape(studio, largest, 0)
    begun, _ = tracemalloc.get_traced_memory()
    for _ in range(300):
        kept.step(largest)
    now, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"moments of the largest studio network: {(now - begun) / 2**20:.0f} MB")


def keys() -> None:
    both = asyncio.run(busy("playground"))
    for name, spent in zip(("a key", "a key, alone"), zip(*both, strict=True), strict=True):
        told(name, list(spent))


def main() -> None:
    ours, bare = learning(), products()
    pairs = [(seconds(ours, STEPS), seconds(bare, STEPS)) for _ in range(ROUNDS)]
    step = statistics.median(a for a, _ in pairs)
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"2-8-8-1, batch 10: {1 / step:,.0f} steps a second, {ratio:.2f} × its bare products")
    knobs = replace(Knobs(), layers=LAYERS)
    snapshot = snapshot_after(DEMO, knobs, 300)
    for name, size in (("120×40", Size(116, 32)), ("200×60", Size(196, 50))):
        frames = [seconds(partial(drawn, knobs, size, snapshot), 1) for _ in range(FRAMES)]
        print(f"a frame at {name}: {1000 * statistics.median(frames):.1f} ms")
    ribbon()
    steps, took = spirals()
    print(f"two spirals under 1 % wrong: {steps:,} steps, {took:.2f} s")
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        keys()


if __name__ == "__main__":
    main()
