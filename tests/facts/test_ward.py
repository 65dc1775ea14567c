"""What the lesson ward says, run: each case's symptom as numbers, and what heals it."""

import numpy as np
import pytest

from tests.some import some, thorough
from tui_tutor import core
from tui_tutor.demos.ward import DEMO
from tui_tutor.demos.ward.cases import CASES, Case
from tui_tutor.demos.ward.program import TRAIN, images_and_labels
from tui_tutor.demos.ward.record import Record, whole_record
from tui_tutor.demos.ward.run import ENOUGH, HONEST

GUESSING = -np.log(0.1)


def ill(case: str) -> Record:
    return whole_record(CASES[case].program())


def sound(case: str) -> Record:
    found = CASES[case]
    return whole_record(found.repaired(found.place, letter_of(found, found.place, "sound")))


def letter_of(case: Case, line: int, name: str) -> str:
    return next(letter for letter, way in case.repairs(line).items() if way.name == name)


def test_the_loss_climbs_where_the_update_is_added() -> None:
    losses = ill("climbs").losses
    assert losses[20:].min() > 2 * losses[0] > 2 * GUESSING
    assert ill("climbs").now.new < 0.2


def test_hardly_anything_happens_at_a_rate_of_a_thousandth() -> None:
    record = ill("crawls")
    assert abs(record.now.loss - record.moments[0].loss) < 0.5
    assert record.now.loss > 2
    spreads = record.inside.spreads
    assert 0.001 * spreads["dW1"].deviation < 1e-4 * spreads["W1"].deviation


def test_the_loss_jumps_about_where_the_gradient_is_a_sum() -> None:
    losses = ill("jumps").losses[100:]
    assert losses.min() > 2 * GUESSING
    assert losses.std() > 3


@thorough
def test_units_begun_alike_stay_one_and_read_a_quarter() -> None:
    record = ill("quarter")
    assert record.inside.different == 1
    assert 0.15 < record.now.new < 0.4
    assert sound("quarter").inside.different == 50


@thorough
def test_wide_weights_make_stiff_units() -> None:
    inside = ill("stiff").inside
    assert inside.at_ends > 0.9 > 0.2 > sound("stiff").inside.at_ends
    assert inside.spreads["W1"].low < -60 < 60 < inside.spreads["W1"].high


@thorough
def test_pixels_that_are_not_scaled_make_stiff_units_with_small_weights() -> None:
    inside = ill("numb").inside
    assert inside.at_ends > 0.9
    assert inside.spreads["W1"].deviation < 1


@thorough
def test_labels_apart_teach_nothing_although_a_gradient_flows() -> None:
    record = ill("guesses")
    assert record.now.loss == pytest.approx(GUESSING, abs=0.1)
    assert record.now.new < 0.35
    assert record.inside.stirred


def test_sorted_images_make_the_loss_saw() -> None:
    """The same teeth thirty batches on; a sound loss has none."""

    def like_30_before(record: Record) -> float:
        losses = record.losses[300:]
        return float(np.corrcoef(losses[30:], losses[:-30])[0, 1])

    assert like_30_before(ill("saws")) > 0.6 > 0.4 > like_30_before(sound("saws"))
    assert ill("saws").losses[300:].std() > 3 * sound("saws").losses[300:].std()
    _, labels = images_and_labels()
    assert (np.diff(labels[:TRAIN]) >= 0).all()
    assert set(labels[TRAIN:].tolist()) == set(range(10))


@thorough
def test_softmax_taken_twice_has_a_floor_of_1_46() -> None:
    floor = -np.log(np.e / (np.e + 9))
    assert floor == pytest.approx(1.46, abs=0.005)
    losses = ill("floor").losses
    assert floor < losses.min() < 2
    assert sound("floor").losses.min() < 0.5


@thorough
def test_fifty_images_are_known_by_heart() -> None:
    now = ill("parrot").now
    assert now.trained == 1
    assert now.tested < 0.75
    assert now.loss < 0.1


@thorough
def test_a_test_that_was_trained_on_flatters_and_reads_no_better() -> None:
    now, honest = ill("flatters").now, sound("flatters").now
    assert now.tested > 0.96
    assert now.flattery > 0.05 > HONEST > honest.flattery
    assert now.new == pytest.approx(honest.new, abs=0.05)


@thorough
def test_relus_with_a_low_bias_are_dead_from_the_start() -> None:
    record = ill("silent")
    assert record.inside.silent == 1
    assert not record.inside.stirred
    assert record.now.loss == pytest.approx(GUESSING, abs=0.1)


@pytest.mark.parametrize("case", some(CASES, 2))
def test_the_sound_line_heals(case: str) -> None:
    now = sound(case).now
    assert now.new > ENOUGH + 0.03
    assert now.flattery < HONEST - 0.01


@pytest.mark.parametrize("case", some(CASES, 2))
def test_no_other_way_to_write_the_line_heals_and_the_ill_one_reads_less(case: str) -> None:
    found = CASES[case]
    wrong = [found.repaired(found.place, w) for w in found.repairs(found.place)]
    wrong = [lines for lines in wrong if found.sound not in lines]
    assert wrong
    for lines in (found.program(), *wrong):
        now = whole_record(lines).now
        assert now.new < ENOUGH - 0.03 or now.flattery > HONEST + 0.01


@thorough
def test_two_wrongs_make_a_right() -> None:
    case = CASES["climbs"]
    way = letter_of(case, 16, "turned")
    assert whole_record(case.repaired(16, way)).now.new > ENOUGH


@thorough
def test_other_ways_to_go_wrong_do_what_is_said_of_them() -> None:
    def written(case: str, line: int, name: str) -> Record:
        found = CASES[case]
        return whole_record(found.repaired(line, letter_of(found, line, name)))

    stays = written("climbs", 20, "stays").inside.spreads["W1"]
    assert stays.deviation == pytest.approx(0.2, rel=0.05), "as it was drawn"
    assert not written("flatters", 17, "shut").inside.stirred
    assert written("climbs", 6, "lifted").inside.at_ends > 0.9
    assert written("numb", 1, "shifted").inside.at_ends > 0.9


def test_a_rate_of_a_fiftieth_hides_a_sum() -> None:
    case: Case = CASES["jumps"]
    lines = tuple(
        line.replace("rate, scale = 1.0", "rate, scale = 0.02") for line in case.program()
    )
    assert whole_record(lines).now.new > ENOUGH


@thorough
def test_half_of_the_cases_have_a_loss_that_falls() -> None:
    records = [ill(case) for case in CASES]
    assert sum(r.now.loss < 0.8 * r.moments[0].loss for r in records) >= len(CASES) / 2


def test_a_sigmoid_has_hardly_a_slope_eight_away_from_its_middle() -> None:
    h = core.sigmoid(8.0)
    assert h * (1 - h) == pytest.approx(0.25 / 1000, rel=0.5)


def test_the_demo_opens_with_a_case_that_is_ill() -> None:
    ward = DEMO.begin(DEMO.knobs, 0).snapshot()
    assert ward.ill.whole
    assert not ward.healed
