"""The race of batch sizes: every lane reads every image, and the words follow the numbers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from tui_tutor import digits
from tui_tutor.demo import Size
from tui_tutor.demos.batches import draw
from tui_tutor.demos.batches.race import BATCHES, Knobs, Lane, Race, Runner
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.digits.drawn import draw_digits

SMALL = Digits("small", True, *draw_digits(1200, seed=1), *draw_digits(100, seed=2))


@pytest.fixture(autouse=True)
def small_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digits, "load", lambda *_: SMALL)


def text(knobs: Knobs, race: Race, width: int = 70) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(draw(knobs, Size(width, 16), race))
    return " ".join(capture.get().split())


def finished(knobs: Knobs) -> Race:
    runner = Runner(knobs, 0)
    for _ in range(100_000):
        if not runner.step(knobs):
            return runner.snapshot()
    raise AssertionError("the race never ended")


def test_every_lane_reads_every_image_in_as_many_calls_as_it_takes() -> None:
    race = finished(Knobs(mine=7))
    assert [lane.batch for lane in race.lanes] == sorted({*BATCHES, 7})
    for lane in race.lanes:
        assert lane.done == 1200
        assert lane.calls == int(np.ceil(1200 / lane.batch))
        assert lane.seconds > 0
    assert "All are home" in text(Knobs(mine=7), race)


def test_lanes_share_the_time_alike() -> None:
    runner = Runner(Knobs(), 0)
    runner.step(Knobs())
    runner.step(Knobs())
    racing = [lane for lane in runner.snapshot().lanes if lane.done < 1200]
    assert all(lane.seconds >= 0.002 for lane in racing)


def test_the_answers_do_not_depend_on_the_batch() -> None:
    runner = Runner(Knobs(), 0)
    while runner.step(Knobs()):
        pass
    race = runner.snapshot()
    x = SMALL.train_images.reshape(-1, 784) / np.float32(255)
    right = runner._network.scores(x).argmax(axis=1) == SMALL.train_labels
    assert race.accuracy == pytest.approx(right.mean(), abs=0.002)
    if race.agree:
        assert "All lanes give the same answers" in text(Knobs(), race)


def test_a_turned_knob_lines_all_up_again() -> None:
    runner = Runner(Knobs(), 0)
    while runner.step(Knobs()):
        pass
    bigger = Knobs(mine=5000, hidden="200")
    runner.step(bigger)
    race = runner.snapshot()
    assert race.sizes == (784, 200, 10)
    assert race.lanes[-1].batch == 1200, "no batch is larger than all there is"
    assert "(‹1200›, 784) @ (784, 200) → (‹1200›, 200)" in text(bigger, race)


def test_a_race_is_run_even_where_the_learners_digits_are_damaged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def load(source: str, folder: Path | None = None) -> Digits:
        if source == "auto":
            raise DigitsError("folder", "there is no such folder")
        return SMALL

    monkeypatch.setattr(digits, "load", load)
    assert Runner(Knobs(), 0).snapshot().images == 1200


LANES = (Lane(1, 100, 100, 0.01), Lane(10, 500, 50, 0.01), Lane(100, 400, 4, 0.01))


def test_the_words_follow_the_race() -> None:
    ready = Race((Lane(1), Lane(10)), 1000, "MNIST", (784, 50, 10), 0.0, True)
    assert "Press space to start the race" in text(Knobs(), ready)
    assert "same answers" not in text(Knobs(), ready)
    assert "1,000 images (MNIST), network 784-50-10" in text(Knobs(), ready)
    assert "µs" not in text(Knobs(), ready)
    race = Race(LANES, 1000, "MNIST", (784, 50, 10), 0.9, True)
    assert "Batch 10 leads, 5 times as fast as one by one" in text(Knobs(), race)
    home = (Lane(1, 1000, 1000, 0.1), Lane(10, 1000, 100, 0.01), Lane(100, 1000, 10, 0.02))
    over = replace(race, lanes=home)
    assert "Batch 10 was 10 times as fast" in text(Knobs(), over)
    assert "Larger is not always faster: 100 is behind it" in text(Knobs(), over)
    lengths = [line.count("█") for line in text(Knobs(), over).split("µs") if "█" in line]
    assert lengths[0] * 9 < lengths[1]
    assert abs(lengths[1] - 2 * lengths[2]) <= 1, "bars of the throughput"
    assert "in another order" in text(Knobs(), replace(race, agree=False))


def test_the_table_shares_out_the_time() -> None:
    race = Race(LANES, 1000, "MNIST", (784, 50, 10), 0.9, True)
    drawn = text(Knobs(mine=10), race)
    assert "10,000 100 100 µs 100.00 µs › 10 ██" in drawn
    assert "50,000 50 200 µs 20.00 µs 100 ██" in drawn
    assert "40,000 4 2,500 µs 25.00 µs" in drawn
    narrow = text(Knobs(mine=10), race, width=56)
    assert "images/s calls a call an image" in narrow
    assert "50,000 50 200 µs 20.00 µs 100 ██" in narrow
