"""What the lesson playground says, run: lines, bends, and how far few units come."""

import numpy as np

from tui_tutor import core
from tui_tutor.demos.playground.data import MAKERS
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import PlayRun
from tui_tutor.demos.playground.told import wrong


def test_a_unit_of_the_first_layer_parts_the_plane_by_a_straight_line() -> None:
    x = np.random.default_rng(0).uniform(-6, 6, (500, 2))
    y = core.tanh(x @ [0.5, -0.3] + 0.2)
    assert ((y > 0) == (x @ [0.5, -0.3] + 0.2 > 0)).all()


def test_the_default_network_finds_the_circle() -> None:
    run = PlayRun(Knobs(learning_rate=0.1), 0)
    for _ in range(4000):
        run.step(Knobs(learning_rate=0.1))
    share = wrong(run.snapshot(), training=False)
    assert share is not None
    assert share < 0.05


def test_points_lie_on_the_plane_and_both_kinds_are_there() -> None:
    for make in MAKERS.values():
        for noise in (0.0, 0.5):
            x, t = make(np.random.default_rng(0), 300, noise)
            assert x.shape == (300, 2)
            assert np.abs(t).max() <= 1
            assert (t > 0).any()
            assert (t < 0).any()
