"""A mini-batch as a table: the cells that the labels pick, what each costs, and the mean."""

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.arrays import Floats
from tui_tutor.demo import Size
from tui_tutor.show import cells, fitted, heading, note, number, page, telling
from tui_tutor.show.bars import bars as horizontal
from tui_tutor.show.matrix import Boxes, as_large, beside_boxes, matrix, numbers, shape_of
from tui_tutor.show.roles import QUIET, RIGHT, WRONG
from tui_tutor.show.stage import BLANK, Part, fixed, loose, row, stack, stage, strip
from tui_tutor.text import Words

words = Words("loss")


@np.errstate(all="ignore")  # typed numbers may be no probabilities: their log is nan or inf
def draw(y: Floats, labels: Floats, one_hot: bool, size: Size) -> RenderableType:
    if fault := refused(y, labels):
        return page(heading(words("batch")), Text(), matrix(y, room=(size.width, 12)), fault)
    t = labels.astype(int)
    winners = y.argmax(axis=1)
    costs = np.array([core.cross_entropy_error(row, k) for row, k in zip(y, t, strict=True)])
    best = np.array([core.cross_entropy_error(row, k) for row, k in zip(y, winners, strict=True)])
    given = core.one_hot(t, y.shape[1]) if one_hot else t
    cross = core.cross_entropy_error(y, given)
    return stage(
        size,
        heading(words("batch")),
        BLANK,
        as_large(
            lambda large: (
                tiles(y, t, given, costs, best, large)
                if large and not telling()
                else table(y, t, given, costs, best, size)
            )
        ),
        note(words("shape-of-t", shape=np.shape(given)), QUIET),
        BLANK,
        note(words("mean-cost", sum=summed(costs), n=len(t), mean=fitted(cross)), RIGHT),
        note(words("largest-cost", mean=fitted(core.cross_entropy_error(y, winners)))),
        note(costliest(y, t, costs)),
        *([note(words("found", labels=shown(t)))] if one_hot else []),
        *([] if np.allclose(y.sum(axis=1), 1) else [note(words("no-distribution"), WRONG)]),
    )


def table(y: Floats, t: Floats, given: Floats, costs: Floats, best: Floats, size: Size) -> Part:
    return loose(
        headed(f"y   {shape_of(y)}", picture(y, t, size)),
        headed("t", targets(given)),
        column(words("cost"), costs),
        column(words("largest"), best),
        gap=1 if given.ndim == 2 else 3,
    )


def tiles(y: Floats, t: Floats, given: Floats, costs: Floats, best: Floats, large: Boxes) -> Part:
    """The same with a box for each probability, and beside each row a bar of what it costs."""
    apart = large.lines + 1
    boxes = numbers(y, probability, lambda index: index[1] == t[index[0]], large=large)
    labels = (
        numbers(given, large=large) if given.ndim == 2 else beside_boxes(map(str, given), large)
    )
    top = max(costs[np.isfinite(costs)], default=0.0) or 1.0
    shares = np.nan_to_num(costs / top, posinf=1.0).tolist()
    values = [fitted(cost) for cost in costs]
    bars = strip(
        lambda width: Text("\n").append_text(
            horizontal([""] * len(y), shares, values, width, lines=apart)
        ),
        apart * len(y) + 1,
    )
    largest = beside_boxes([fitted(cost) for cost in best], large)
    return row(
        fixed(stack(note(f"y   {shape_of(y)}", QUIET), boxes)),
        fixed(stack(note("t", QUIET), labels)),
        stack(note(words("cost"), QUIET), bars),
        fixed(stack(note(words("largest"), QUIET), largest)),
    )


def refused(y: Floats, labels: Floats) -> Text | None:
    """Why these labels do not fit these rows, or None."""
    classes = y.shape[1]
    if len(labels) != len(y):
        return note(words("count", rows=len(y), labels=len(labels)), WRONG)
    if not all(label in range(classes) for label in labels.tolist()):
        return note(words("no-class", classes=classes, last=classes - 1), WRONG)
    return None


def picture(y: Floats, t: Floats, size: Size) -> Text:
    """The probabilities, each row's true class lit."""
    most = (max(size.width - 24, 20), len(y))
    return matrix(y, lit=lambda index: index[1] == t[index[0]], room=most, form=probability)


def probability(value: float) -> str:
    return number(value, 3)


def targets(given: Floats) -> Text:
    """Labels stand in a column, each beside its row; one-hot rows are such rows themselves."""
    if given.ndim == 2:
        return matrix(given, room=(24, len(given)))
    return Text("\n".join(str(label) for label in given), no_wrap=True)


def headed(title: str, numbers: Text) -> Text:
    return Text("\n", no_wrap=True).join([note(title, QUIET), numbers])


def column(title: str, costs: Floats) -> Text:
    lines = [title, *(fitted(cost) for cost in costs)]
    width = max(map(cell_len, lines))
    text = Text(no_wrap=True).append(cells(lines[0], width, right=True), QUIET)
    for line in lines[1:]:
        text.append("\n").append(line.rjust(width))
    return text


def summed(costs: Floats) -> str:
    """`1.609 + 1.609`, shortened where there are many."""
    terms = [fitted(cost) for cost in costs]
    return " + ".join(terms if len(terms) <= 5 else [*terms[:3], "…", terms[-1]])


def costliest(y: Floats, t: Floats, costs: Floats) -> str:
    """The row that costs most, and why, in words."""
    row = int(np.nan_to_num(costs, nan=np.inf).argmax())
    winner = int(y[row].argmax())
    return words(
        "costliest-led" if winner != t[row] else "costliest",
        row=row,
        true=t[row],
        p=probability(y[row, t[row]]),
        cost=fitted(costs[row]),
        winner=winner,
        top=probability(y[row, winner]),
    )


def shown(labels: Floats) -> str:
    return "[" + ", ".join(map(str, labels)) + "]"
