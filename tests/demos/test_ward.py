"""The ward: what is shown is what runs, and a repair is judged by its training."""

from dataclasses import replace

import pytest
from rich.console import Console

from tests.demos.pictures import lines, text
from tui_tutor.demo import Size, snapshot_after
from tui_tutor.demos.ward import DEMO
from tui_tutor.demos.ward.cases import CASES, ILLNESSES, REPAIRS
from tui_tutor.demos.ward.program import SOUND, WAYS, run
from tui_tutor.demos.ward.record import ROUNDS, records, whole_record
from tui_tutor.demos.ward.run import Knobs, Ward
from tui_tutor.show import in_words

TREATED = Knobs(case="climbs", line=20, repair="a")


def after(knobs: Knobs, steps: int = ROUNDS) -> Ward:
    ward = snapshot_after(DEMO, knobs, steps)
    assert isinstance(ward, Ward)
    return ward


def test_there_are_twelve_cases_of_twelve_illnesses() -> None:
    assert len(CASES) == len(set(ILLNESSES)) == 12


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_the_sound_program_but_for_one_line(case: str) -> None:
    found = CASES[case]
    program = found.program()
    assert len(program) == len(SOUND)
    assert program.count(found.ill) == 1
    assert found.sound not in program
    assert found.sound in [way.line for way in found.repairs(found.place).values()]


def test_every_way_to_write_a_line_can_be_chosen() -> None:
    assert max(map(len, WAYS)) - 1 <= len(REPAIRS)
    for case in CASES.values():
        for number in range(1, len(SOUND) + 1):
            ways = [way.line for way in case.repairs(number).values()]
            assert case.program()[number - 1] not in ways


def test_the_lines_that_run_are_those_that_are_shown() -> None:
    program = ("loss = 0", "for step in range(3):", "    loss = loss + step")
    assert [local["loss"] for local in run(program)] == [0, 1, 3]
    shown = "\n".join(lines(DEMO, view="code", case="saws", size=Size(70, 40)))
    for line in CASES["saws"].program():
        assert line in shown


def test_a_program_trained_before_gives_the_same_record_moment_by_moment() -> None:
    program = CASES["crawls"].program()
    whole = whole_record(program)
    again = list(records(program))
    assert again[-1] == whole
    assert [len(record.moments) for record in again] == list(range(1, ROUNDS + 1))


def test_nothing_trains_until_a_line_is_another() -> None:
    for knobs in (Knobs(), Knobs(line=20), Knobs(line=2, repair="a"), Knobs(repair="b")):
        round_ = DEMO.begin(knobs, 0)
        assert not round_.step(knobs)
        assert round_.snapshot().repaired is None


def test_another_line_and_another_case_begin_anew() -> None:
    round_ = DEMO.begin(Knobs(), 0)
    round_.step(TREATED)
    assert len(round_.snapshot().repaired.moments) == 1  # type: ignore[union-attr]
    round_.step(replace(TREATED, view="inside", illness="uphill"))
    assert len(round_.snapshot().repaired.moments) == 2  # type: ignore[union-attr]
    round_.step(replace(TREATED, repair="b"))
    assert len(round_.snapshot().repaired.moments) == 1  # type: ignore[union-attr]
    assert round_.step(Knobs(case="crawls"))
    ward = round_.snapshot()
    assert (ward.case, ward.repaired, len(ward.ill.moments)) == ("crawls", None, 1)
    while round_.step(Knobs(case="crawls")):
        pass
    assert round_.snapshot().ill == whole_record(CASES["crawls"].program())


def test_another_case_has_had_no_treatment() -> None:
    ward = after(TREATED, 1)
    assert DEMO.settle(TREATED, ward) == TREATED
    assert DEMO.settle(replace(TREATED, case="saws"), ward) == Knobs(case="saws")


def test_what_was_done_to_another_case_meanwhile_stays() -> None:
    """Its record may be on its way when the learner turns the next knob."""
    ward = after(TREATED, 1)
    turned = Knobs(case="saws", line=12)
    assert DEMO.settle(turned, ward) == turned
    named = replace(TREATED, illness="uphill")
    assert DEMO.settle(replace(named, case="saws"), ward) == Knobs(case="saws")


def test_a_case_is_healed_at_the_end_of_its_training_alone() -> None:
    assert not after(TREATED, ROUNDS - 1).healed
    assert after(TREATED).healed
    assert not after(replace(TREATED, repair="b")).healed


def test_goals_are_told_the_case_and_whether_its_illness_is_named() -> None:
    ward = after(TREATED)
    assert DEMO.facts(TREATED, ward) == {"healed": "climbs", "named": False}
    assert DEMO.facts(replace(TREATED, illness="uphill"), ward)["named"] is True
    elsewhere = replace(TREATED, case="crawls", illness="small-steps")
    assert DEMO.facts(elsewhere, ward) == {"healed": "climbs", "named": False}


def test_what_came_of_it_is_told() -> None:
    def told(**changes: object) -> str:
        return text(DEMO, ROUNDS, **changes)

    treated = {"case": "climbs", "line": 20, "repair": "a"}
    assert "Find the line at fault" in told()
    assert "✓ Healed" in told(**treated)
    assert "say what it was" in told(**treated)
    assert "not what it is called" in told(**treated, illness="few")
    assert "It went uphill" in told(**treated, illness="uphill")
    assert "✗ Not healed" in told(**{**treated, "repair": "b"})
    assert "makes a new array and forgets it" in told(**{**treated, "repair": "b"})
    leak = told(case="saws", line=12, repair="c")
    assert "✗ Not healed: the test says" in leak


def test_a_record_of_another_case_is_not_shown_for_this_one() -> None:
    ward = after(Knobs(), 0)
    knobs = Knobs(case="crawls")
    drawn = DEMO.draw(knobs, Size(78, 30), ward)
    console = Console(width=78, color_system=None)
    with console.capture() as capture:
        console.print(drawn)
    assert "is being fetched" in capture.get()


def test_a_line_that_may_stay_says_so_and_a_chosen_one_shows_its_ways() -> None:
    assert "nothing else is on offer" in text(DEMO, view="code", line=2)
    shown = lines(DEMO, view="code", line=20, repair="b", size=Size(70, 40))
    assert "20‹        w = w - rate * dw›" in shown
    assert "▶b w = w - rate * dw" in shown
    assert {" – w += rate * dw", " a w -= rate * dw"} < set(shown)


def test_a_low_room_shows_the_chosen_line() -> None:
    for number in range(1, len(SOUND) + 1):
        shown = lines(DEMO, view="code", line=number, size=Size(78, 14))
        assert any(line.startswith(f"{number:2}‹") for line in shown)


def test_the_inside_is_told_in_words_and_numbers() -> None:
    with in_words():
        told = text(DEMO, view="inside", case="silent")
    assert "h from 0 … 0, shares of sixteen parts" in told
    assert "100% at 0; 50 of 50 units differ; W1 gets no gradient at all." in told
