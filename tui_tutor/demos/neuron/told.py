"""What a unit does with its four rows, as a table and in words."""

from rich.text import Text

from tui_tutor.arrays import Floats
from tui_tutor.demos.neuron.knobs import Knobs
from tui_tutor.demos.neuron.unit import INPUTS, Rows, chosen, search, unit
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import cells, note, number, sentence
from tui_tutor.show.roles import LIT, QUIET, RIGHT, WRONG
from tui_tutor.show.spots import named
from tui_tutor.text import Words, in_turn, listed

words = Words("neuron")


def pair(i: int) -> str:
    """`(0, 1)`: the inputs of row i."""
    return f"({INPUTS[i, 0]:.0f}, {INPUTS[i, 1]:.0f})"


def tick(right: bool) -> str:
    return "✓" if right else "✗"


def heads(sums: bool) -> str:
    """The line above the table."""
    columns = [(words("sum"), 10), (words("output"), 10)] if sums else [(words("output"), 8)]
    named = (cells(head, width, right=True) for head, width in (*columns, (words("wanted"), 7)))
    return " x1 x2" + "".join(named)


def table(knobs: Knobs, rows: Rows, sums: bool = True) -> Text:
    """A line a row: inputs, sum, output, what is wanted; the chosen one between ‹ ›."""
    text = Text(no_wrap=True).append(heads(sums), QUIET)
    for i, right in enumerate(rows.right):
        lit = i == chosen(knobs)
        line = "‹" if lit else " "
        line += f"{INPUTS[i, 0]:2.0f}{INPUTS[i, 1]:3.0f}"
        if sums:
            line += f"{number(rows.sums[i]):>10}{number(rows.outputs[i]):>10}"
        else:
            line += f"{number(rows.outputs[i], 2):>8}"
        line += f"{rows.wanted[i]:7} "
        text.append("\n").append(line, LIT if lit else "")
        verdict = RIGHT if right else WRONG
        text.append(tick(right) + ("›" if lit else " "), LIT if lit else verdict)
    return text


def terms(x: Floats, W: Floats, b: float) -> Text:
    """`1·1 + 0·0.5 + (-0.75)`, as it is added up; weights and bias are named."""
    text = Text()
    for k, (v, w) in enumerate(zip(x, W, strict=True), start=1):
        text.append(f"{number(v)}·")
        text.append(signed(w), named(f"w{k}")).append(" + ")
    return text.append(signed(b), named("b"))


def signed(value: float) -> str:
    shown = number(value)
    return f"({shown})" if shown.startswith("-") else shown


def worked(knobs: Knobs, rows: Rows, i: int) -> Text:
    """The sum of one row and what the activation makes of it."""
    W, b = unit(knobs)
    return sentence(
        words.raw("worked"),
        terms=terms(rows.x[i], W[:, 0], b[0]),
        sum=Text(number(rows.sums[i]), named("sum")),
        activation=Text(ACTIVATIONS[knobs.activation].called, named("activation")),
        output=Text(number(rows.outputs[i]), named("output")),
    )


def threshold(knobs: Knobs, names: tuple[str, str]) -> Text:
    """What the bias does: where the unit begins to fire."""
    if knobs.w1 == knobs.w2 == 0:
        return note(words("no-line"), QUIET)
    x1, x2 = names
    bar = Text(number(0 - knobs.b), named("threshold"))
    said = words.of("threshold", knobs.activation, x1=x1, x2=x2, bar="{bar}")
    text = sentence(said, bar=bar)
    text.stylize_before(QUIET)
    return text


def verdict(knobs: Knobs, rows: Rows, name: str) -> Text:
    """Which rows are wrong, and for a gate that is right how many other units are it too."""
    right = rows.right
    if right.all():
        found = search(knobs, rows.x)
        key = "all-right" if found.perfect > 1 else "all-right-alone"
        said = words(
            key, name=name, gate=knobs.gate, tried=f"{found.tried:,}", perfect=f"{found.perfect:,}"
        )
        return note(said, RIGHT)
    wrong = [
        words("wrong-row", x=pair(i), wanted=rows.wanted[i], given=number(rows.outputs[i], 2))
        for i in range(4)
        if not right[i]
    ]
    some = words("some-right", right=right.sum(), gate=knobs.gate)
    bad = words("wrong", rows=listed(wrong))
    text = Text(in_turn(some, bad))
    text.stylize(WRONG, len(text) - len(bad))
    return text


def whether_a_line_can(knobs: Knobs, rows: Rows) -> list[Text]:
    """Where not even the best of many units gets all four right: that no line can."""
    found = search(knobs, rows.x)
    if found.best == len(rows.x):
        return []
    said = words("no-line-can", gate=knobs.gate, tried=f"{found.tried:,}", best=found.best)
    return [note(said)]
