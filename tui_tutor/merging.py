"""Two records of one learner, from two machines, made one: of each thing what is better is kept."""

import json
from collections.abc import Iterator
from typing import NoReturn

from tui_tutor import recall
from tui_tutor.clean import clean
from tui_tutor.progress import Progress, Tree

MOST_BYTES = 10_000_000
DEEPEST = 8  # branches above one another
TEXT, BRANCH = str, dict
# What a record holds: of each room, what stands in it.
ROOMS = {
    "place": TEXT,
    "reading": BRANCH,
    "read": BRANCH,
    "done": BRANCH,
    "predictions": BRANCH,
    "goals": BRANCH,
    "knobs": BRANCH,
    "exercises": BRANCH,
    "attempts": BRANCH,
    "tried": BRANCH,
    "recall": BRANCH,
    "rungs": BRANCH,
    "orders": BRANCH,
    "drafts": BRANCH,
    "page": BRANCH,
    "settings": BRANCH,
    "courses": BRANCH,
}
# What was agreed to on one machine was not agreed to on another.
OF_ONE_MACHINE = "may-run", "mnist"
Leaf = tuple[tuple[str, ...], object]


class NotARecord(ValueError):
    """The file holds no learner's progress; `args[0]` says which sentence tells why."""


def read_record(data: bytes) -> list[Leaf]:
    """What a record from elsewhere holds, each thing with its path. Raises NotARecord."""
    if len(data) > MOST_BYTES:
        raise NotARecord("too-large")
    try:
        tree = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NotARecord("no-json") from None
    if not isinstance(tree, dict) or not ROOMS.keys() & tree.keys():
        raise NotARecord("no-record")
    rooms = {room: value for room, value in tree.items() if _is_room(room, value)}
    return [leaf for leaf in _leaves(rooms) if not set(leaf[0]) & set(OF_ONE_MACHINE)]


def merge(progress: Progress, leaves: list[Leaf]) -> int:
    """Put what is better into that progress, which is not saved yet; returns how many things."""
    count = 0
    for path, theirs in leaves:
        above = (progress.get(*path[:end], default={}) for end in range(1, len(path)))
        if not all(isinstance(branch, dict) for branch in above):
            continue  # it would take the place of what is here
        ours = progress.get(*path)
        best = theirs if ours is None else better(path, ours, theirs)
        count += best != ours
        progress.put(*path, value=best)
    return count


def better(path: tuple[str, ...], ours: object, theirs: object) -> object:
    """Of two values at one place the better one; ours, where neither is."""
    if isinstance(ours, bool) and isinstance(theirs, bool):
        return ours or theirs
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return max(ours, theirs)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _later(ours, theirs)
    if "read" in path and isinstance(ours, list) and isinstance(theirs, list):
        return sorted({index for index in ours + theirs if type(index) is int})
    return ours


def _later(ours: Tree, theirs: Tree) -> Tree:
    """Of two answers the later; known on both machines, it is known as often as on either."""
    late = max(ours, theirs, key=lambda kept: recall.read(kept).at)
    both = recall.read(ours), recall.read(theirs)
    if all(one.verdict == recall.RIGHT for one in both):
        return late | {"times": max(one.times for one in both)}
    return late


def _leaves(tree: Tree, above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Each thing that is kept. An answer, its verdict and its times, is one thing."""
    for key, value in tree.items():
        path = (*above, clean(key, 300))
        if isinstance(value, str):
            yield path, clean(value)
        elif not isinstance(value, dict) or "verdict" in value:
            yield path, value
        elif len(path) == DEEPEST:
            raise NotARecord("no-record")
        else:
            yield from _leaves(value, path)


def _is_room(room: str, value: object) -> bool:
    return room in ROOMS and isinstance(value, ROOMS[room])


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are no JSON
