"""The studio's table of what was taken for what: each cell with a digit that was, in large."""

import numpy as np
from rich.text import Text

from tui_tutor.arrays import Labels
from tui_tutor.demo import Size
from tui_tutor.demos._reads import caption
from tui_tutor.demos.training.guesses import Judged, judged
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import Snapshot
from tui_tutor.show import cells, note, telling
from tui_tutor.show.image import rows_of, thumbnail, whole
from tui_tutor.show.matrix import Index, index_of
from tui_tutor.show.mosaic import Mosaic
from tui_tutor.show.roles import LIT, QUIET, RIGHT
from tui_tutor.show.stage import Part, Shown, either, fixed, if_room, row, stack
from tui_tutor.text import Words, in_turn

words = Words("training")
SIDE_BY_SIDE = 10  # classes that have room
HIGH = 6, 4, 3, 2  # lines of a cell, the first that there is room for
LABEL = 5  # cells before a row of counts
WALL = 14, 8  # cells and lines of a digit under its caption


def confusion(size: Size, shown: Snapshot, digits: Split) -> list[Shown]:
    """Rows are the true digits, columns the guesses, over the first validation images."""
    seen = judged(shown.network, digits)
    classes = shown.network.sizes[-1]
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (seen.labels, seen.guesses), 1)
    wrong = counts * (1 - np.eye(classes, dtype=int))
    worst = index_of(int(wrong.argmax()), wrong.shape)
    says = note(words("confusion", images=len(seen.labels), right=int(counts.trace())))
    reads = words("confusion-reads")
    if classes > SIDE_BY_SIDE:
        return [says, note(reads), _most_confused(wrong)]
    most = words("confused", true=worst[0], guess=worst[1], count=int(wrong.max()))
    return [
        either(note(in_turn(says.plain, reads)), says),
        either(*_tables(size, seen, counts, worst)),
        if_room(note(most if wrong.any() else words("no-mistake"))),
    ]


def _tables(size: Size, seen: Judged, counts: Labels, worst: Index) -> list[Shown]:
    """The largest first: cells with their digits, then with counts, then a line a row."""
    plain: list[Shown] = [_counted(counts, worst, cell) for cell in (5, 4)]
    if telling():
        return plain
    pairs = _pairs(seen)
    examples = {(i, j): seen.images[k] for k, i, j in reversed(pairs)}
    i, j = worst
    lit = (i, j) if i != j and counts[i, j] else None
    mixed_up = [k for k, *of in pairs if tuple(of) == worst]
    large: list[Shown] = []
    for high in HIGH:
        mosaic = Mosaic(counts, examples, high, lit)
        drawn = fixed(whole(mosaic))
        across = (size.width - mosaic.size.width - 3) // (WALL[0] + 1)
        rows = (len(counts) * high + 1) // WALL[1]
        if lit and across > 0 and rows > 0:
            large.append(row(drawn, _examples(seen, mixed_up[: across * rows], across)))
        large.append(drawn)
    return [*large, *plain]


def _pairs(seen: Judged) -> list[tuple[int, int, int]]:
    """Place, label and guess of each image, the surest of each pair first."""
    order = np.argsort(-np.nan_to_num(seen.y.max(axis=1)), kind="stable").tolist()
    return [(k, int(seen.labels[k]), int(seen.guesses[k])) for k in order]


def _examples(seen: Judged, mine: list[int], across: int) -> Part:
    """Those that were mixed up most often, one by one."""
    captions = [caption(seen.y[k], int(seen.labels[k])) for k in mine]
    return rows_of([thumbnail(seen.images[k]) for k in mine], captions, across)


def _most_confused(wrong: Labels) -> Part:
    """In lines, where so many classes make no table: the pairs that were confused most often."""
    order = np.argsort(-wrong, axis=None, kind="stable")[:SIDE_BY_SIDE].tolist()
    pairs = [index_of(place, wrong.shape) for place in order]
    said = [
        note(words("confused", true=pair[0], guess=pair[1], count=int(wrong[pair])))
        for pair in pairs
        if wrong[pair]
    ] or [note(words("no-mistake"))]
    return either(*(stack(*said[:most]) for most in range(len(said), 0, -1)))


def _counted(counts: Labels, worst: Index, cell: int) -> Text:
    """The table, each count in so many cells, the worst between ‹ ›."""
    table = Text(
        cells(words("guessed"), LABEL, right=True)
        + " "
        + "".join(f"{j:{cell - 1}} " for j in range(10)),
        "bold",
        no_wrap=True,
    )
    for i, guesses in enumerate(counts):
        table.append("\n" + cells(words("is", digit=i), LABEL, right=True) + " ", "bold")
        for j, count in enumerate(guesses):
            if (i, j) == worst and count:
                table.append(f"{f'‹{count:2}›':>{cell}}", LIT)
            else:
                style = RIGHT if i == j else "" if count else QUIET
                table.append(f"{count or '·':>{cell - 1}} ", style)
    return table
