"""The glass network: what it shows adds up to what core computes."""

from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from tests.demos.pictures import lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.network import DEMO, Knobs
from tui_tutor.demos.network.close import unit_of
from tui_tutor.demos.network.knobs import DIGITS, UNITS
from tui_tutor.demos.network.run import GlassRun
from tui_tutor.demos.network.score import steps
from tui_tutor.shipped import read, shipped
from tui_tutor.show import in_words

VIEWS = "whole", "unit", "output"
SIZES = Size(48, 12), Size(56, 31), Size(58, 12), Size(78, 17), Size(118, 34), Size(198, 54)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
def test_every_view_fits_every_room(view: str, size: Size) -> None:
    for unit in (2, 11):  # one that is silent, one that speaks
        drawn = lines(DEMO, size=size, view=view, unit=unit)
        assert len(drawn) <= size.height
        assert max(map(len, drawn)) <= size.width


@pytest.mark.parametrize("size", [Size(118, 34), Size(98, 46), Size(198, 54)])
def test_the_whole_network_uses_the_room_that_it_gets(size: Size) -> None:
    assert len(lines(DEMO, size=size)) >= 0.75 * size.height


def test_the_knobs_reach_every_unit_and_every_digit_that_there_is() -> None:
    assert shipped().weights.b1.shape == (UNITS,)
    assert len(shipped().labels) == DIGITS


def test_what_speaks_for_and_against_and_the_bias_make_the_sum_of_a_unit() -> None:
    came = shipped()
    for digit, number in ((1, 11), (5, 2), (20, 49)):
        now = read(came.weights, came.images[digit])
        unit = unit_of(number, came.images[digit], came.weights, now)
        assert unit.products.sum() + unit.bias == pytest.approx(unit.sum, abs=1e-4)
        assert unit.passes == max(unit.sum, 0)


def test_the_waterfall_of_an_output_ends_at_its_score_whatever_its_height() -> None:
    came = shipped()
    now = read(came.weights, came.images[1])
    for lines_ in (6, 12, 53):
        for k in range(10):
            spans = steps(came.weights, now, k, lines_)
            assert len(spans) <= lines_
            assert sum(s.value for s in spans[:-1]) == pytest.approx(now.a2[k], abs=1e-3)


def test_the_votes_of_all_units_and_the_bias_are_the_scores() -> None:
    came = shipped()
    now = read(came.weights, came.images[7])
    votes = [unit_of(u, came.images[7], came.weights, now).votes for u in range(UNITS)]
    np.testing.assert_allclose(np.sum(votes, axis=0) + came.weights.b2, now.a2, atol=1e-4)


def test_a_silent_unit_is_said_to_let_nothing_through() -> None:
    assert "ReLU lets nothing through" in text(DEMO, unit=2)
    assert "ReLU lets it through: 2.98" in text(DEMO, unit=11)


def test_a_wrong_reading_is_told() -> None:
    assert "It says 7, 38.3% sure. ✗ It is a 1." in text(DEMO, digit=53)


def test_it_opens_trained_begins_from_random_weights_and_learns() -> None:
    run = GlassRun(Knobs(), 0)
    assert run.snapshot().step == 0
    assert run.snapshot().accuracy > 0.95
    run.step(Knobs())
    first = run.snapshot()
    assert first.accuracy < 0.4
    for _ in range(300):
        assert run.step(Knobs())
    later = run.snapshot()
    assert later.accuracy > 0.8
    assert not np.array_equal(first.weights.W1, later.weights.W1), "the snapshot is a copy"


def test_the_picture_breathes_while_it_learns() -> None:
    assert "Step 3 from random weights" in text(DEMO, steps=3)
    assert lines(DEMO, steps=60) != lines(DEMO, steps=61)


@pytest.mark.parametrize("view", VIEWS)
def test_weights_that_are_nan_or_infinite_are_shown_and_break_nothing(view: str) -> None:
    glass = GlassRun(Knobs(), 0).snapshot()
    for bad in (np.nan, np.inf):
        W1 = np.full_like(glass.weights.W1, bad)
        broken = replace(glass, weights=glass.weights._replace(W1=W1))
        console = Console(width=118, color_system=None)
        with console.capture():
            console.print(DEMO.frame(replace(Knobs(), view=view), Size(118, 34), broken))


@pytest.mark.parametrize("view", VIEWS)
def test_in_words_it_tells_names_and_numbers(view: str) -> None:
    with in_words():
        told = text(DEMO, view=view)
    assert "It says 3, 99.9% sure." in told
    assert "⠿" not in told
    assert {"whole": "3: 99.9%", "unit": "against: −2.85", "output": "unit 11: +3.95"}[view] in told
