"""A race: the same predictions one by one, ten, a hundred and a thousand at a time."""

import time
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import digits
from tui_tutor.arrays import Labels
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.knobs import Choice, Slider, knob
from tui_tutor.nets import Network, Settings, Training, scaled
from tui_tutor.session import Session
from tui_tutor.show import cells, note, number
from tui_tutor.show.bars import bar
from tui_tutor.show.roles import LIT, QUIET, RIGHT, SKY
from tui_tutor.show.stage import BLANK, Part, either, spaced, stage, steady
from tui_tutor.text import Words

words = Words("batches")
BATCHES = 1, 10, 100, 1000
IMAGES = 10_000  # that each lane has to read
SLICE = 0.001  # seconds of work that each lane may do in one step of the race
TRAINED = 200  # steps, so that the predictions are worth something
CELLS = {"rate": 10, "calls": 8, "call": 10, "image": 10}  # cells of what stands beside a bar
BATCH, BAR = 7, 25  # cells of a lane's name, and of a bar beside all of them


@dataclass(frozen=True)
class Knobs:
    mine: float = knob(Slider(1, 5000, step=10 ** (1 / 3), log=True), 30)
    hidden: str = knob(Choice("50", "200", "1000"), "50")


@dataclass(frozen=True)
class Lane:
    """One batch size: how many images it has read, in how many calls, in what time."""

    batch: int
    done: int = 0
    calls: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Images a second; 0 before the first call."""
        return self.done / self.seconds if self.seconds else 0.0


@dataclass(frozen=True)
class Race:
    lanes: tuple[Lane, ...]
    images: int
    name: str  # of the digits
    sizes: tuple[int, ...]  # of the network
    accuracy: float  # of the lane that is farthest, on what it has read
    agree: bool  # whether all lanes gave the same guesses, as far as each has come
    notes: tuple[str, ...] = ()  # on the digits
    halt: "Halt | None" = None  # where it goes on from

    @property
    def over(self) -> bool:
        return all(lane.done == self.images for lane in self.lanes)


@dataclass(frozen=True)
class Halt:
    """What a race needs to go on, beside its lanes."""

    knobs: Knobs
    network: Network
    clock: float
    guesses: Labels  # (lanes, images); -1 where none is known


def _any_digits(folder: Path | None) -> Digits:
    """The learner's digits, else drawn ones with a note: a race is run with either."""
    try:
        return digits.load("auto", folder).for_digits_alone()
    except DigitsError as error:
        return replace(digits.load("drawn"), notes=(words("instead", why=error),))


class Runner:
    """Gives every lane the same slice of working time, until all are home."""

    def __init__(self, knobs: Knobs, seed: int, folder: Path | None = None) -> None:
        self._digits = _any_digits(folder)
        self._seed = seed
        self._x = scaled(self._digits.train_images[:IMAGES].reshape(-1, 784))
        self._labels = self._digits.train_labels[:IMAGES]
        self._line_up(knobs)

    def _line_up(self, knobs: Knobs) -> None:
        """All lanes at the start; a network that has learnt a little."""
        self._knobs = knobs
        d, settings = self._digits, Settings((int(knobs.hidden),), "relu", "he", seed=self._seed)
        training = Training(d.train_images, d.train_labels, d.test_images, d.test_labels, settings)
        for _ in range(TRAINED):
            training.step()
        self._network: Network = training.network
        batches = sorted({*BATCHES, round(knobs.mine)})
        self._lanes = [Lane(min(batch, len(self._x))) for batch in batches]
        self._clock = 0.0
        self._guesses: Labels = np.full((len(self._lanes), len(self._x)), -1, np.int8)

    def step(self, knobs: Knobs) -> bool:
        if knobs != self._knobs:
            self._line_up(knobs)
        self._clock += SLICE
        for i, lane in enumerate(self._lanes):
            self._lanes[i] = self._drive(lane, self._guesses[i])
        return any(lane.done < len(self._x) for lane in self._lanes)

    def _drive(self, lane: Lane, guesses: Labels) -> Lane:
        """Let one lane work until its own time has caught up with the race's."""
        while lane.done < len(self._x) and lane.seconds < self._clock:
            began = time.perf_counter()
            batch = self._x[lane.done : lane.done + lane.batch]
            guesses[lane.done : lane.done + len(batch)] = self._network.scores(batch).argmax(axis=1)
            lane = Lane(
                lane.batch,
                lane.done + len(batch),
                lane.calls + 1,
                lane.seconds + time.perf_counter() - began,
            )
        return lane

    def snapshot(self) -> Race:
        farthest = int(np.argmax([lane.done for lane in self._lanes]))
        best = self._guesses[farthest]
        agree = all(
            np.array_equal(mine[: lane.done], best[: lane.done])
            for mine, lane in zip(self._guesses, self._lanes, strict=True)
        )
        done = self._lanes[farthest].done
        accuracy = float(np.mean(best[:done] == self._labels[:done])) if done else 0.0
        return Race(
            tuple(self._lanes),
            len(self._x),
            self._digits.name,
            self._network.sizes,
            accuracy,
            agree,
            self._digits.notes,
            Halt(self._knobs, self._network, self._clock, self._guesses.copy()),
        )

    def go_to(self, then: Race, newest: Race) -> None:
        assert then.halt
        self._lanes = list(then.lanes)
        self._knobs, self._network = then.halt.knobs, then.halt.network
        self._clock, self._guesses = then.halt.clock, then.halt.guesses.copy()


# ------------------------------------------------------------------ drawing


def draw(knobs: Knobs, size: Size, race: Race) -> RenderableType:
    mine = min(round(knobs.mine), race.images)
    return stage(
        size,
        note(
            words(
                "race",
                images=f"{race.images:,}",
                name=race.name,
                layers="-".join(map(str, race.sizes)),
            ),
            QUIET,
        ),
        *(note(said, QUIET) for said in race.notes),
        lanes(race, mine),
        BLANK,
        steady(note(happened(race)), *(note(said) for said in to_come(race))),
        agreement(race),
        BLANK,
        shapes(mine, race.sizes),
        note(words("vectors", batch=mine)),
    )


def lanes(race: Race, mine: int) -> Part:
    """All figures of each lane, or all but the calls where there is no room for them."""

    def shown(names: list[str], least: int) -> Part:
        cells = BATCH + sum(CELLS[name] for name in names) + least
        return spaced(lambda width: table(race, mine, names, width), len(race.lanes) + 1, cells)

    return either(shown([*CELLS], BAR), shown([name for name in CELLS if name != "calls"], 1))


def table(race: Race, mine: int, names: list[str], width: int) -> Text:
    """A line a lane: how far it is, its throughput, what a call costs, what of it an image bears.

    When all are home, the bars would be alike; then they stand for the throughput.
    """
    over = race.over
    best = max(lane.rate for lane in race.lanes)
    room = max(width - BATCH - sum(CELLS[name] for name in names), 1)
    text = Text(no_wrap=True).append(
        cells(cells(words("head.batch"), 6, right=True), BATCH + room), QUIET
    )
    text.append(
        "".join(cells(words.of("head", name), CELLS[name], right=True) for name in names), QUIET
    )
    for lane in race.lanes:
        mark = "›" if lane.batch == mine else " "
        text.append(f"\n{mark}{lane.batch:>5} ")
        filled = lane.rate / best if over else lane.done / race.images
        text.append_text(bar(filled, room, SKY))
        costs = figures(lane)
        text.append("".join(f"{costs[name]:>{CELLS[name]}}" for name in names if costs))
    return text


def figures(lane: Lane) -> dict[str, str]:
    """What a lane has shown until now; nothing before its first call."""
    if not lane.calls:
        return {}
    return {
        "rate": f"{lane.rate:,.0f}",
        "calls": f"{lane.calls:,}",
        "call": took(lane.seconds / lane.calls, digits=0),
        "image": took(lane.seconds / lane.done, digits=2),
    }


def took(seconds: float, digits: int) -> str:
    """A time in at most nine cells, however slow the machine is."""
    micro = seconds * 1e6
    if micro >= 10_000:
        return f"{micro / 1000:,.0f} ms"
    return f"{micro:,.{digits if micro < 1000 else 0}f} µs"


def happened(race: Race) -> str:
    """Who is how much faster than one by one, in words."""
    slow, fast = race.lanes[0], max(race.lanes, key=lambda lane: lane.rate)
    if not slow.calls:
        return words("ready")
    key = "over" if race.over else "running"
    text = words(key, batch=fast.batch, times=number(fast.rate / slow.rate, 2))
    if key == "over" and fast.batch < race.lanes[-1].batch:
        text += " " + words("not-the-largest", largest=race.lanes[-1].batch)
    return text


def to_come(race: Race) -> list[str]:
    """What may be said later: there is room for it, so that nothing moves."""
    batch = race.lanes[-1].batch
    over = words("over", batch=batch, times="100") + " " + words("not-the-largest", largest=batch)
    return [words("ready"), words("running", batch=batch, times="100"), over]


def agreement(race: Race) -> Part:
    agree, disagree = (
        note(words(key, accuracy=f"{race.accuracy:.1%}"), RIGHT) for key in ("agree", "disagree")
    )
    begun = any(lane.done for lane in race.lanes)
    return steady(Text() if not begun else agree if race.agree else disagree, agree, disagree)


def shapes(batch: int, sizes: tuple[int, ...]) -> Text:
    """`(100, 784) @ (784, 50) → (100, 50)`: the product of each layer, the batch lit."""
    text = Text(no_wrap=True)
    for m, n in pairwise(sizes):
        text.append("\n" if text else "").append("(").append(f"‹{batch}›", LIT)
        text.append(f", {m}) @ ({m}, {n}) → (").append(f"‹{batch}›", LIT).append(f", {n})")
    return text


def facts(knobs: Knobs, race: Race) -> Facts:
    """How many images the learner's lane has read, and what shape the scores of a call have."""
    batch = min(round(knobs.mine), race.images)
    return {
        "batch": batch,
        "units": race.sizes[1],
        "read": sum(lane.done for lane in race.lanes if lane.batch == batch),
        "scores_shape": f"({batch}, {race.sizes[-1]})",
    }


def demo(session: Session) -> LiveDemo[Knobs, Race]:
    return LiveDemo(
        "batches",
        Knobs(),
        draw,
        core=("affine", "relu"),
        begin=lambda knobs, seed: Runner(knobs, seed, session.data),
        pace=15,
        height=lambda knobs, race: sum(lane.done for lane in race.lanes),
        anew=lambda ran_by, knobs, race: ran_by != knobs,
        by_the_clock=lambda knobs: True,
        facts=facts,
        uses_digits=True,
    )
