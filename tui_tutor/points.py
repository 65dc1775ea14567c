"""A learner's own points: typed, pasted, read from a CSV, put there with mouse or keys."""

import math
from dataclasses import dataclass
from pathlib import Path

from tui_tutor.folders import reason
from tui_tutor.knobs import Control, KnobError
from tui_tutor.signs import plain
from tui_tutor.text import Words

words = Words("knobs")
Point = tuple[float, float, float]  # x1, x2, and what it is: from -1 to 1
OwnPoints = tuple[Point, ...]
FILE_BYTES = 1_000_000


@dataclass(frozen=True)
class Plane(Control):
    """Points as `x1,x2,label; x1,x2,label`, or a line each, as a CSV has them."""

    reach: int = 6  # both coordinates run from -reach to reach
    most: int = 500

    def parse(self, text: str) -> OwnPoints:
        return self.read(text.replace(";", "\n"))

    def read(self, text: str) -> OwnPoints:
        """A line a point; the first may be names. Labels 0 and 1 are the two kinds, -1 and 1."""
        points: list[Point] = []
        for number, line in enumerate(text.splitlines(), start=1):
            parts = _parts(plain(line))
            if line.strip() and not (number == 1 and _is_head(parts)):
                points.append(self._point(number, parts))
        if len(points) > self.most:
            raise KnobError(words("too-many-points", got=len(points), most=self.most))
        if {label for _, _, label in points} <= {0, 1}:
            points = [(x1, x2, 2 * label - 1) for x1, x2, label in points]
        return tuple(points)

    def _point(self, number: int, parts: list[str]) -> Point:
        try:
            x1, x2, label = map(float, parts)
        except ValueError:
            got = ",".join(parts)[:40]
            raise KnobError(words("not-a-point", line=number, got=got)) from None
        if not (abs(x1) <= self.reach and abs(x2) <= self.reach):  # nan, too
            got = f"{x1:g},{x2:g}"
            raise KnobError(words("off-the-plane", line=number, got=got, reach=self.reach))
        if not abs(label) <= 1:
            raise KnobError(words("no-such-label", line=number, got=f"{label:g}"))
        return round(x1, 3), round(x2, 3), label

    def format(self, value: OwnPoints) -> str:
        return "; ".join(f"{x1:g},{x2:g},{label:g}" for x1, x2, label in value)

    def range(self) -> str:
        return words("range.plane", reach=self.reach, most=self.most)

    def nearest(self, value: OwnPoints, x1: float, x2: float) -> Point:
        """The point that lies next to that place."""
        return min(value, key=lambda point: math.hypot(point[0] - x1, point[1] - x2))


def _parts(line: str) -> list[str]:
    """What a line says, parted by commas, or as cells copied out of a table are."""
    return line.split(",") if "," in line else line.split()


def _is_head(parts: list[str]) -> bool:
    """Whether no part of the line is a number."""
    return not any(part.strip().lstrip("+-.")[:1].isdecimal() for part in parts)


def points_from(path: Path, control: Plane) -> OwnPoints:
    """The points of a CSV file; raises KnobError, which names the file."""
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise KnobError(words("file-too-large", path=path, most=FILE_BYTES))
        points = control.read(data.decode("utf-8-sig"))
    except OSError as error:
        raise KnobError(words("unreadable", path=path, reason=reason(error))) from None
    except UnicodeDecodeError:
        raise KnobError(words("unreadable", path=path, reason=words("not-text"))) from None
    except KnobError as error:
        raise KnobError(f"{path}: {error}") from None
    if not points:
        raise KnobError(words("no-points", path=path))
    return points
