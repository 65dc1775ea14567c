"""The twelve cases: each is the sound program with one line at fault, and that illness's name."""

from dataclasses import dataclass

from tui_tutor.demos.ward.program import RELU, SOUND, SOUNDLY, WAYS, Lines, other_ways

REPAIRS = "a", "b", "c"


@dataclass(frozen=True)
class Way:
    """A way to write a line, and the name of what is wrong with it."""

    name: str
    line: str


@dataclass(frozen=True)
class Case:
    """What it has; its hidden units are sigmoids or ReLUs."""

    illness: str
    relu: bool = False

    @property
    def sound(self) -> str:
        """The line that should stand in the place of the one at fault."""
        return next(ways[SOUNDLY] for ways in WAYS if self.illness in ways)

    @property
    def ill(self) -> str:
        """The line at fault."""
        return next(ways[self.illness] for ways in WAYS if self.illness in ways)

    def program(self) -> Lines:
        """As it came in."""
        lines = [RELU.get(line, line) for line in SOUND] if self.relu else SOUND
        return tuple(self.ill if line == self.sound else line for line in lines)

    @property
    def place(self) -> int:
        """The number of the line at fault, from 1 on."""
        return self.program().index(self.ill) + 1

    def repairs(self, number: int) -> dict[str, Way]:
        """What could stand in place of that line, by letters; nothing for most lines, and for 0."""
        lines = self.program()
        ways = other_ways(lines[number - 1]) if 0 < number <= len(lines) else {}
        found = (Way(name, line) for name, line in ways.items())
        return dict(zip(REPAIRS, found, strict=False))

    def repaired(self, number: int, repair: str) -> Lines:
        """The program with that line written another way; as it came in, where there is none."""
        lines = list(self.program())
        if way := self.repairs(number).get(repair):
            lines[number - 1] = way.line
        return tuple(lines)


# By the symptom that they come in with.
CASES = {
    "climbs": Case("uphill"),
    "crawls": Case("small-steps"),
    "jumps": Case("not-averaged"),
    "guesses": Case("apart"),
    "quarter": Case("alike"),
    "silent": Case("dead", relu=True),
    "stiff": Case("wide"),
    "numb": Case("not-scaled"),
    "saws": Case("no-shuffle"),
    "floor": Case("softmax-twice"),
    "parrot": Case("few"),
    "flatters": Case("leak", relu=True),
}
ILLNESSES = tuple(sorted(case.illness for case in CASES.values()))
