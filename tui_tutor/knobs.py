"""What a learner can turn: the controls that a demo's frozen dataclass of knobs declares.

    @dataclass(frozen=True)
    class Knobs:
        score: float = knob(Slider(-2000, 2000, step=10), 1010)
        dtype: str = knob(Choice("float16", "float32", "float64"), "float64")

The same declaration makes the app's sliders, `tutor demo NAME --set score=5` and what is saved.
"""

import math
from dataclasses import Field, dataclass, field
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar

from tui_tutor.nearest import nearest
from tui_tutor.nested import Nested, joined, python_list, shape_of, typed_numbers
from tui_tutor.signs import plain
from tui_tutor.text import Words

words = Words("knobs")


class KnobError(ValueError):
    """A knob or a value that does not exist; the message says what would do."""


class AnyKnobs(Protocol):
    """The knobs of some demo: an instance of a frozen dataclass whose fields are made by `knob`."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


V = TypeVar("V")
Value: TypeAlias = Any  # of a knob: only its own control knows of what type


def knob(control: "Control", default: V, *views: str, of: str = "view") -> V:
    """A field of a knobs dataclass: a default value and the control that changes it.

    With `views`, it is in play only while the knob `view`, or the one that `of` names, is at one
    of them.
    """
    return field(default=default, metadata={"control": control, "views": views, "of": of})


class Control:
    """How one value is read, written and changed. Values are immutable and hashable."""

    def parse(self, text: str) -> object:
        """The value that was typed; raises KnobError."""
        raise NotImplementedError

    def format(self, value: Value) -> str:
        """The value as `parse` reads it."""
        return str(value)

    def range(self) -> str:
        """What values there are, in a few words."""
        raise NotImplementedError

    def nudge(self, value: Value, steps: int) -> Value:
        """The value after that many arrow keys to the right (left where negative)."""
        return value


@dataclass(frozen=True)
class Slider(Control):
    """A number between two ends. `log` spaces it by factors; a whole step keeps it whole.

    On a log slider `step` is a factor: 10 ** 0.25 makes four arrow keys a decade.
    """

    low: float
    high: float
    step: float = 1
    log: bool = False

    @property
    def whole(self) -> bool:
        return isinstance(self.step, int) and not self.log

    def parse(self, text: str) -> float:
        try:
            value = float(plain(text))
        except ValueError:
            raise KnobError(words("not-a-number", got=text, range=self.range())) from None
        if not self.low <= value <= self.high:
            raise KnobError(words("out-of-range", got=text, range=self.range()))
        return round(value) if self.whole else value

    def format(self, value: float) -> str:
        return str(value) if self.whole else f"{value:.6g}"

    def range(self) -> str:
        return words("range.slider", low=f"{self.low:g}", high=f"{self.high:g}")

    def nudge(self, value: float, steps: int) -> float:
        if self.log:
            # Snapped to a grid that starts at `low`, in round numbers: 0.1, 0.2, 0.3, 0.6, 1.
            place = math.log(value / self.low) / math.log(self.step)
            moved = float(f"{self.low * self.step ** (round(place) + steps):.1g}")
        else:
            moved = float(f"{value + steps * self.step:.6g}")
        moved = min(max(moved, self.low), self.high)
        return round(moved) if self.whole else moved

    def fraction(self, value: float) -> float:
        """Where the value stands between the ends, 0 to 1."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def at(self, fraction: float) -> float:
        """The value at that fraction of the way, on the grid of steps."""
        fraction = min(max(fraction, 0.0), 1.0)
        if self.log:
            return self.nudge(self.low * (self.high / self.low) ** fraction, 0)
        steps = round(fraction * (self.high - self.low) / self.step)
        return self.nudge(self.low, steps)


class Choice(Control):
    """One of a few names."""

    def __init__(self, *options: str) -> None:
        self.options = options

    def parse(self, text: str) -> str:
        if text in self.options:
            return text
        raise self.no_such(text, self.range())

    def no_such(self, text: str, names: str) -> "KnobError":
        """What is wrong with that text, where the options have these names."""
        near = nearest(text, names.split(" | "))
        hint = words("did-you-mean", name=near) if near else ""
        return KnobError(words("no-such-choice", got=text, range=names, hint=hint).strip())

    def range(self) -> str:
        return " | ".join(self.options)

    def nudge(self, value: str, steps: int) -> str:
        return self.options[(self.options.index(value) + steps) % len(self.options)]


class Switch(Control):
    """On or off."""

    def parse(self, text: str) -> bool:
        if text.lower() in ("on", "true", "yes", "1", words("switch.on")):
            return True
        if text.lower() in ("off", "false", "no", "0", words("switch.off")):
            return False
        raise KnobError(words("no-such-choice", got=text, range=self.range(), hint="").strip())

    def format(self, value: bool) -> str:
        return "on" if value else "off"

    def range(self) -> str:
        return f"{words('switch.on')} | {words('switch.off')}"

    def nudge(self, value: bool, steps: int) -> bool:
        return value ^ bool(steps % 2)


@dataclass(frozen=True)
class Numbers(Control):
    """An array the learner may edit, as nested tuples: `1 2; 3 4`, blocks parted by `|`."""

    dimensions: tuple[int, ...] = (1, 2)
    most: int = 64

    def parse(self, text: str) -> Nested:
        try:
            flat = plain(text)
            value = python_list(flat) if "[" in flat else typed_numbers(flat)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            raise KnobError(words("not-numbers", got=short(text), range=self.range())) from None
        shape = shape_of(value)
        if shape is None:
            raise KnobError(words("ragged", got=short(text)))
        while shape and len(shape) < min(self.dimensions):  # `1 2` is a matrix of one row
            value, shape = (value,), (1, *shape)
        if len(shape) not in self.dimensions or not 1 <= math.prod(shape) <= self.most:
            raise KnobError(words("wrong-shape", got=shape, range=self.range()))
        return value

    def format(self, value: Nested) -> str:
        depth = len(shape_of(value) or ())
        return joined(value, (" | ", "; ", " ")[3 - depth :])

    def range(self) -> str:
        return words("range.numbers", most=self.most, example="1 2; 3 4")


def short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


@dataclass(frozen=True)
class Line(Control):
    """A line of free text, such as an expression."""

    most: int = 200

    def parse(self, text: str) -> str:
        if len(text) > self.most or not text.isprintable():
            raise KnobError(words("not-a-line", got=short(text), most=self.most))
        return text

    def range(self) -> str:
        return words("range.line", most=self.most)


class Button(Control):
    """Something to press; the value counts the presses."""

    def parse(self, text: str) -> int:
        if not text.isdecimal() or len(text) > 9:
            raise KnobError(words("not-a-number", got=short(text), range=self.range()))
        return int(text)

    def range(self) -> str:
        return words("range.button")

    def nudge(self, value: int, steps: int) -> int:
        return value + abs(steps)


Strokes = tuple[tuple[tuple[float, float], ...], ...]  # points in strokes


@dataclass(frozen=True)
class Pad(Control):
    """A drawing: strokes of points that a pen went through, as `x,y x,y; x,y x,y`."""

    side: int = 28  # both coordinates run from 0 to this
    most: int = 5000  # points

    def parse(self, text: str) -> Strokes:
        strokes = []
        try:
            for stroke in filter(None, (part.strip() for part in text.split(";"))):
                points = [point.split(",") for point in stroke.split()]
                strokes.append(tuple((float(x), float(y)) for x, y in points))
        except ValueError:
            raise KnobError(words("not-strokes", got=short(text), range=self.range())) from None
        coordinates = [v for stroke in strokes for point in stroke for v in point]
        if len(coordinates) > 2 * self.most or not all(0 <= v <= self.side for v in coordinates):
            raise KnobError(words("not-strokes", got=short(text), range=self.range()))
        return tuple(strokes)

    def format(self, value: Strokes) -> str:
        return "; ".join(" ".join(f"{x:g},{y:g}" for x, y in stroke) for stroke in value)

    def range(self) -> str:
        return words("range.pad", side=self.side, most=self.most)
