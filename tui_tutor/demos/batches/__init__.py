"""A race: the same predictions one by one, ten, a hundred and a thousand at a time, drawn."""

from itertools import pairwise

from rich.console import RenderableType
from rich.text import Text

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.batches.race import Knobs, Lane, Race, Runner
from tui_tutor.digits import called
from tui_tutor.session import Session
from tui_tutor.show import cells, note, number
from tui_tutor.show.bars import bar, thickening
from tui_tutor.show.roles import LIT, QUIET, RIGHT, SKY
from tui_tutor.show.stage import BLANK, Part, either, stage, steady
from tui_tutor.text import Words, in_turn

words = Words("batches")
CELLS = {"rate": 10, "calls": 8, "call": 10, "image": 10}  # cells of what stands beside a bar
BATCH, BAR = 7, 10  # cells of a lane's name, and of a bar beside all of them at the least


def draw(knobs: Knobs, size: Size, race: Race) -> RenderableType:
    mine = min(round(knobs.mine), race.images)
    return stage(
        size,
        note(
            words(
                "race",
                images=f"{race.images:,}",
                name=called(race.name),
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
        return thickening(lambda width: table(race, mine, names, width), len(race.lanes), cells)

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
        return in_turn(text, words("not-the-largest", largest=race.lanes[-1].batch))
    return text


def to_come(race: Race) -> list[str]:
    """What may be said later: there is room for it, so that nothing moves."""
    batch = race.lanes[-1].batch
    over = words("over", batch=batch, times="100")
    over = in_turn(over, words("not-the-largest", largest=batch))
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
