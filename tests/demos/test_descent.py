"""The demo of descent: paths against the update written out, and words against what became."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import ends, text
from tests.some import some
from tui_tutor.demo import Size
from tui_tutor.demos.descent import DEMO, Descent, Knobs, course
from tui_tutor.demos.descent.race import SAMPLES, raced, samples
from tui_tutor.landscapes import LANDSCAPES

ROOMY = Size(60, 60)  # the racers stand below the map, each verdict on a line or two


def knobs(**changes: Any) -> Knobs:
    return replace(Knobs(), **changes)


def paths(steps: int = 100, seed: int = 0, **changes: Any) -> list[np.ndarray]:
    return [racer.path for racer in raced(course(knobs(**changes)), seed, steps)]


def test_three_rates_walk_the_bowl_as_the_formula_says() -> None:
    for path, rate in zip(paths(), (0.1, 0.01, 1), strict=True):
        shrinks = (1 - 2 * rate) ** np.arange(101)  # w ← w − η 2w
        assert path == pytest.approx(np.outer(shrinks, (-3, 4)), abs=1e-8)


def test_the_rules_walk_the_ravine_as_their_formulas_say() -> None:
    slope, rate = np.array([0.1, 2]), 0.1
    sgd, momentum, adagrad, adam = paths(20, landscape="ravine", race="rules")
    w = np.array([-7.0, 2.0])
    assert sgd == pytest.approx(np.outer(np.ones(21), w) * (1 - rate * slope) ** np.c_[:21])
    v, expected = np.zeros(2), [w]
    for _ in range(20):
        v = 0.9 * v - rate * slope * expected[-1]
        expected.append(expected[-1] + v)
    assert momentum == pytest.approx(np.array(expected), abs=1e-8)
    h, expected = np.zeros(2), [w]
    for _ in range(20):
        g = slope * expected[-1]
        h = h + g * g
        expected.append(expected[-1] - rate * g / np.sqrt(h))
    assert adagrad == pytest.approx(np.array(expected), abs=1e-5)
    m, v, expected = np.zeros(2), np.zeros(2), [w]
    for i in range(1, 21):
        g = slope * expected[-1]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        step = rate * (m / (1 - 0.9**i)) / np.sqrt(v / (1 - 0.999**i))
        expected.append(expected[-1] - step)
    assert adam == pytest.approx(np.array(expected), abs=1e-4)


def test_all_samples_together_are_the_landscape() -> None:
    assert samples(0).shape == (SAMPLES, 2)
    assert samples(0).mean(axis=0) == pytest.approx(np.zeros(2), abs=1e-12)
    assert not np.allclose(samples(0), samples(1))


def test_a_mini_batch_is_noisier_the_smaller_it_is() -> None:
    exact = 2 * np.array([-3, 4])

    def noise(data: str) -> float:
        first = [raced(course(knobs(data=data)), seed, 1)[0].gradients[0] for seed in range(60)]
        return float(np.std(np.array(first) - exact))

    assert noise("all 100") < 1e-8
    assert noise("1 drawn") > 2 * noise("10 drawn") > 0.1


def test_all_racers_see_the_same_samples_and_a_seed_repeats_them() -> None:
    one, again = (raced(course(knobs(race="rules", data="1 drawn")), 4, 1) for _ in range(2))
    for racer, same in zip(one, again, strict=True):
        assert racer.gradients == pytest.approx(one[0].gradients)
        assert np.array_equal(racer.path, same.path)
    other = raced(course(knobs(race="rules", data="1 drawn")), 5, 1)
    assert not np.allclose(other[0].gradients, one[0].gradients)


# ------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "η 0.1 (0, 0) f = 1.037e-18: arrived, at step 21"),
        ({}, "η 0.01 (-0.398, 0.53) f = 0.4397: on its way"),
        ({}, "η 1 (-3, 4) f = 25: jumps to and fro, as far each time"),
        ({"learning_rate": 0.5}, "arrived, at step 1 "),
        ({"learning_rate": 1e-10}, "hardly moved: the steps are tiny"),
        ({"learning_rate": 10}, "x + h is x: the numerical gradient says 0"),
        ({"landscape": "saddle"}, "stuck at a saddle since step 18"),
        ({"landscape": "saddle", "data": "10 drawn"}, "falls and falls"),
        ({"landscape": "plateau"}, "flat: hardly a gradient to follow"),
        ({"landscape": "plateau", "race": "rules"}, "f = 1.567e-5: arrived"),  # Adam alone
        ({"landscape": "valleys"}, "in a minimum since step 17, but not the lowest"),
        ({"landscape": "ravine", "race": "rules", "learning_rate": 0.1}, "arrived, at step 90"),
        ({"data": "1 drawn"}, "Each step sees 1 of 100 samples"),
    ],
)
def test_what_became_of_them(change: dict[str, Any], said: str) -> None:
    assert said in text(DEMO, 100, ROOMY, **change)


def test_a_rate_a_little_too_large_jumps_further_and_a_little_smaller_swings_in() -> None:
    assert "jumps to and fro, 1.1 × as far" in text(DEMO, 10, ROOMY, learning_rate=1.05)
    assert "swings to and fro, 0.8 × as far" in text(DEMO, 5, ROOMY, learning_rate=0.9)


def test_who_runs_off_stays_a_number_and_is_told_since_when() -> None:
    assert "ran away: off the map since step 1" in text(DEMO, 2, ROOMY, learning_rate=10)
    for landscape in LANDSCAPES:
        for race in ("rates", "rules"):
            for path in paths(landscape=landscape, race=race, learning_rate=10):
                assert np.isfinite(path).all()


def test_the_last_update_is_told_in_numbers() -> None:
    assert "w ← (-3, 4) − 0.1 · (-6, 8) = (-2.4, 3.2)" in text(DEMO)
    assert "w ← (-2.4, 3.2) − 0.1 · (-4.8, 6.4) = (-1.92, 2.56)" in text(DEMO, 1)


# ------------------------------------------------------------------ playing


def test_it_opens_after_one_step_and_ends_after_a_hundred() -> None:
    run = Descent(knobs(), 0)
    assert run.snapshot().steps == 1
    more = [run.step(knobs()) for _ in range(99)]
    assert more == [True] * 98 + [False]
    assert run.step(knobs()) is False
    assert run.snapshot().steps == 100


def test_a_snapshot_stays_as_it_is() -> None:
    run = Descent(knobs(), 0)
    before = run.snapshot()
    kept = before.racers[0].path.copy()
    run.step(knobs())
    assert np.array_equal(before.racers[0].path, kept)
    assert len(run.snapshot().racers[0].path) == len(kept) + 1


def test_a_turned_knob_shows_at_once_how_the_race_would_stand() -> None:
    run = Descent(knobs(), 0)
    for _ in range(9):
        run.step(knobs())
    turned = knobs(learning_rate=0.5)
    shown = DEMO.frame(turned, Size(78, 30), run.snapshot())
    run.step(turned)
    assert run.snapshot().steps == 11
    assert run.snapshot().course.learning_rate == 0.5
    assert np.array_equal(run.snapshot().racers[0].path[:11], paths(10, learning_rate=0.5)[0])
    assert shown is not None


def test_a_knob_turned_at_the_end_begins_a_new_race() -> None:
    run = Descent(knobs(), 0)
    for _ in range(99):
        run.step(knobs())
    assert run.step(knobs(landscape="ravine")) is True
    assert run.snapshot().steps == 1
    assert run.snapshot().racers[0].path[0].tolist() == list(LANDSCAPES["ravine"].start)


@pytest.mark.parametrize("change", ends(Knobs()))
@pytest.mark.parametrize("view", ["map", "loss"])
@pytest.mark.parametrize("steps", some([99, 1, 0]))
def test_every_knob_at_its_ends(change: dict[str, object], view: str, steps: int) -> None:
    assert text(DEMO, steps, **({"view": view} | change))


@pytest.mark.parametrize("landscape", LANDSCAPES)
@pytest.mark.parametrize("race", ["rates", "rules"])
@pytest.mark.parametrize("rate", some([10, 1e-10]))
@pytest.mark.parametrize("view", ["map", "loss"])
def test_no_landscape_breaks_it(landscape: str, race: str, rate: float, view: str) -> None:
    for size in (Size(56, 26), Size(78, 16)):
        assert text(DEMO, 99, size, landscape=landscape, race=race, learning_rate=rate, view=view)


def test_the_loss_is_marked_where_each_racer_is_and_has_the_bottom_in_sight() -> None:
    told = text(DEMO, 60, ROOMY, view="loss")
    plotted = told[: told.index("└")]
    assert all(marker in plotted for marker in "●■▲")
    nobody_falls = text(DEMO, 99, ROOMY, view="loss", learning_rate=10.0)
    assert "0┤" in nobody_falls
