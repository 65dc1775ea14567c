"""When what was learnt comes back: later each time it is known, tomorrow when it was not."""

from dataclasses import dataclass, replace
from typing import TypeAlias

DAY = 24 * 60 * 60  # seconds
WAITS = (1, 3, 7, 21)  # days until it comes back, after it was known once, twice …
FIRM = 4  # known so many times: again after 1, 3 and 7 days
RIGHT, WRONG, SKIPPED = "right", "wrong", "skipped"

Kept: TypeAlias = dict[str, object]  # as it stands in the learner's record


@dataclass(frozen=True)
class Recall:
    """What is known of one question or exercise; all zero where it was never met."""

    verdict: str = ""
    at: float = 0.0  # seconds since 1970, when it was last answered
    times: int = 0  # it was known when it came back, one after the other
    numbers: int = 0  # those it was asked with last; each round has the next ones
    latest: int = 0  # the highest of all rounds
    shown: float = 0.0  # when its answer to these numbers was last to be seen

    @property
    def is_firm(self) -> bool:
        return self.times >= FIRM

    @property
    def due_at(self) -> float | None:
        """When it comes back; None for what was never met, or was known each time to the end."""
        if not self.verdict or self.times > len(WAITS):
            return None
        return self.at + DAY * WAITS[max(self.times - 1, 0)]

    def is_due(self, now: float) -> bool:
        """Whether it comes back by now.

        Where it was answered on a later day than today, some clock was wrong: it comes back, too.
        """
        return self.due_at is not None and (now >= self.due_at or now < self.at - DAY)

    def answered(self, verdict: str, now: float, numbers: int) -> "Recall | None":
        """What is known after an answer to these numbers; None where it counts for nothing.

        A right answer counts for nothing where it was to be seen, with these numbers, within a
        day. One that comes early says nothing of how long it is known, nor does skipping.
        """
        seen = self.shown if self.verdict == RIGHT else max(self.shown, self.at)
        is_copied = bool(seen) and numbers == self.numbers and 0 <= now - seen < DAY
        is_early = bool(self.verdict) and not self.is_due(now)
        if (verdict == SKIPPED and is_early) or (verdict == RIGHT and is_copied):
            return None
        latest = max(self.latest, numbers)
        if verdict != RIGHT:
            return Recall(verdict, now, 0, numbers, latest, self.shown)
        if self.verdict == RIGHT and is_early:
            return replace(self, numbers=numbers, latest=latest)
        times = self.times if now < self.at else self.times + 1  # no clock runs backwards
        return Recall(RIGHT, now, max(times, 1), numbers, latest)

    def seen(self, now: float, numbers: int) -> "Recall":
        """What is known after the answer to these numbers was read: nothing new."""
        latest = max(self.latest, numbers)
        if self.verdict:
            return replace(self, numbers=numbers, latest=latest, shown=now)
        return Recall(SKIPPED, now, 0, numbers, latest, now)

    def kept(self) -> Kept:
        """What of it is not as at first, for the record; no time is rounded up into the future."""
        named: dict[str, object] = {
            "verdict": self.verdict,
            "at": int(self.at),
            "times": self.times,
            "seed": self.numbers,
            "latest": self.latest,
            "shown": int(self.shown),
        }
        return {name: value for name, value in named.items() if value}


def read(kept: object) -> Recall:
    """What a record says; a right answer kept by an older version was known once."""
    if not isinstance(kept, dict) or kept.get("verdict") not in (RIGHT, WRONG, SKIPPED):
        return Recall()
    right = kept["verdict"] == RIGHT
    numbers = _whole(kept.get("seed"))
    return Recall(
        kept["verdict"],
        _moment(kept.get("at")),
        max(_whole(kept.get("times")), 1) if right else 0,
        numbers,
        max(_whole(kept.get("latest")), numbers),
        _moment(kept.get("shown")),
    )


def _moment(kept: object) -> float:
    """Seconds since 1970, as they were kept; 0 where they are no such number."""
    return float(kept) if isinstance(kept, int | float) and 0 <= kept < 1e11 else 0.0


def _whole(kept: object) -> int:
    return kept if isinstance(kept, int) and 0 <= kept < 10**9 else 0
