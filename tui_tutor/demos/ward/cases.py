"""The twelve cases: each is the sound program with one line at fault, and that illness's name."""

from dataclasses import dataclass

from tui_tutor.demos.ward.program import RELU, SOUND, TEST, TRAIN, Lines, other_ways

REPAIRS = "a", "b", "c"


@dataclass(frozen=True)
class Case:
    """Which line took the place of which, and what that is called."""

    sound: str
    ill: str
    illness: str
    relu: bool = False  # its hidden units, in place of sigmoids

    def program(self) -> Lines:
        """As it came in."""
        lines = [RELU.get(line, line) for line in SOUND] if self.relu else SOUND
        return tuple(self.ill if line == self.sound else line for line in lines)

    @property
    def place(self) -> int:
        """The number of the line at fault, from 1 on."""
        return self.program().index(self.ill) + 1

    def repairs(self, number: int) -> dict[str, str]:
        """What could stand in place of that line, by letters; nothing for most lines, and for 0."""
        lines = self.program()
        ways = other_ways(lines[number - 1]) if 0 < number <= len(lines) else ()
        return dict(zip(REPAIRS, ways, strict=False))

    def repaired(self, number: int, repair: str) -> Lines:
        """The program with that line written another way; as it came in, where there is none."""
        lines = list(self.program())
        if way := self.repairs(number).get(repair):
            lines[number - 1] = way
        return tuple(lines)


SCALED = "x, t = images / 255, labels"
RATES = "rate, scale = 1.0, 0.2"
BATCH = f"    batch = rng.integers({TRAIN}, size=50)"
PAIRS = "    xb, tb = x[batch], t[batch]"
OUTPUT = "    return h, core.softmax(h @ W2 + b2)"
SLOPE = "    ds = (y - core.one_hot(tb, 10)) / 50"
MOVE = "        w -= rate * dw"

# By the symptom that they come in with.
CASES = {
    "climbs": Case(MOVE, "        w += rate * dw", "uphill"),
    "crawls": Case(RATES, "rate, scale = 0.001, 0.2", "small-steps"),
    "jumps": Case(SLOPE, "    ds = y - core.one_hot(tb, 10)", "not-averaged"),
    "quarter": Case(RATES, "rate, scale = 1.0, 0", "alike"),
    "stiff": Case(RATES, "rate, scale = 1.0, 20", "wide"),
    "numb": Case(SCALED, "x, t = images, labels", "not-scaled"),
    "guesses": Case(PAIRS, "    xb, tb = x[batch], t[rng.permutation(batch)]", "apart"),
    "saws": Case(BATCH, f"    batch = 50 * step % {TRAIN} + np.arange(50)", "no-shuffle"),
    "floor": Case(OUTPUT, "    return h, core.softmax(core.softmax(h @ W2 + b2))", "softmax-twice"),
    "parrot": Case(BATCH, f"    batch = np.arange(0, {TRAIN}, {TRAIN // 50})", "few"),
    "flatters": Case(
        BATCH, f"    batch = rng.integers({TRAIN + TEST}, size=50)", "leak", relu=True
    ),
    "silent": Case("b1 = np.zeros(50)", "b1 = np.full(50, -9.0)", "dead", relu=True),
}
ILLNESSES = tuple(sorted(case.illness for case in CASES.values()))
