"""The ward's knobs, and its live part: the program trains anew whenever a line is written anew."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tui_tutor.demos.ward.cases import CASES, ILLNESSES, REPAIRS
from tui_tutor.demos.ward.program import SOUND, Lines
from tui_tutor.demos.ward.record import Record, records, whole_record
from tui_tutor.knobs import Choice, Slider, knob

NONE = "none"
ENOUGH = 0.8  # of the new digits that a sound network reads
HONEST = 0.03  # so little better may its test be than new digits


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("curves", "inside", "code"), "curves")
    case: str = knob(Choice(*CASES), "climbs")
    line: int = knob(Slider(0, len(SOUND)), 0)
    repair: str = knob(Choice(NONE, *REPAIRS), NONE)
    illness: str = knob(Choice(NONE, *ILLNESSES), NONE)

    @property
    def program(self) -> Lines:
        return CASES[self.case].repaired(self.line, self.repair)


@dataclass(frozen=True)
class Ward:
    """A case as it came in, and how the repaired program fares; None before it has begun."""

    knobs: Knobs  # as the last step saw them
    program: Lines
    ill: Record
    repaired: Record | None

    @property
    def case(self) -> str:
        return self.knobs.case

    @property
    def healed(self) -> bool:
        """Judged by its training alone: it reads new digits, and its test tells the truth."""
        if not self.repaired or not self.repaired.whole:
            return False
        return self.reads and self.honest

    @property
    def reads(self) -> bool:
        return bool(self.repaired and self.repaired.now.new > ENOUGH)

    @property
    def honest(self) -> bool:
        return bool(self.repaired and self.repaired.now.flattery < HONEST)


class Round:
    """One case at a time: first it trains as it came in, then each time that a line is another."""

    def __init__(self, knobs: Knobs, seed: int) -> None:  # a program's seed is a line of its own
        self._admit(knobs)
        self._ill = whole_record(self._program)  # who opens the ward finds the case examined
        self._treat(knobs.program)

    def _admit(self, knobs: Knobs) -> None:
        self._knobs, self._program = knobs, CASES[knobs.case].program()
        self._coming = records(self._program)
        self._ill = next(self._coming)
        self._repaired: Record | None = None

    def _treat(self, program: Lines) -> None:
        self._program, self._repaired = program, None
        nothing: Iterator[Record] = iter(())
        as_it_came = CASES[self._knobs.case].program()
        self._coming = nothing if program == as_it_came else records(program)

    def step(self, knobs: Knobs) -> bool:
        if knobs.case != self._knobs.case:
            self._admit(knobs)
            return True
        self._knobs = knobs
        if not self._ill.whole:
            self._ill = next(self._coming)
            return True
        if knobs.program != self._program:
            self._treat(knobs.program)
        record = next(self._coming, None)
        if record is None:
            return False
        self._repaired = record
        return not record.whole

    def snapshot(self) -> Ward:
        return Ward(self._knobs, self._program, self._ill, self._repaired)


def settled(knobs: Knobs, ward: Ward) -> Knobs:
    """What was done to the case before is not done to this one."""
    # An illness may be named while the step that hears of it is still to come.
    before = replace(ward.knobs, case=knobs.case, view=knobs.view, illness=knobs.illness)
    if knobs.case == ward.case or knobs != before:
        return knobs
    return replace(knobs, line=0, repair=NONE, illness=NONE)
