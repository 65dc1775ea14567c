"""How fast the playground learns and is drawn, in the processor's own time.

python -m tests.benchmarks.playground

Steps at batch 10 of a 2-8-8-1 network against its eight matrix products alone, in turns; then
frames of that network at the rooms that terminals of 120×40 and 200×60 give a whole picture; then
how long two spirals take.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line sets it

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from tui_tutor import nets
from tui_tutor.demo import Size, snapshot_after
from tui_tutor.demos.playground import DEMO
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import Play, PlayRun
from tui_tutor.demos.playground.told import wrong
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
    steps, took = spirals()
    print(f"two spirals under 1 % wrong: {steps:,} steps, {took:.2f} s")


if __name__ == "__main__":
    main()
