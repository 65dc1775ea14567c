"""The network of three units as a diagram, with the numbers on their way from left to right."""

from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.neuron.knobs import Knobs
from tui_tutor.demos.neuron.told import table, terms, verdict, words, worked
from tui_tutor.demos.neuron.unit import (
    HIDDEN,
    HIDDEN_B,
    HIDDEN_W,
    INPUTS,
    Rows,
    chosen,
    hidden,
    rows,
)
from tui_tutor.nets import ACTIVATIONS
from tui_tutor.show import note, number
from tui_tutor.show.network import Edge, Unit, diagram
from tui_tutor.show.roles import MINUS, PLUS, QUIET
from tui_tutor.show.spots import named
from tui_tutor.show.stage import either, fixed, if_room, row, stack, stage
from tui_tutor.text import said_of

LAST = 4  # 0: the inputs; 1, 2: sums and outputs of the hidden units; 3, 4: of the last one
PENDING = "·"
TABLE = 24  # cells


def flow(knobs: Knobs, size: Size, reached: int) -> RenderableType:
    """The network with the sums that are known by now and, once all are, what each row gives."""
    at_work = rows(knobs, hidden(knobs.activation)[1])
    drawn = diagram(units(knobs, at_work, reached), edges(knobs))
    lines = steps(knobs, reached)
    if reached < LAST:
        return stage(size, either(row(drawn, fixed("", TABLE), gap=2), drawn), *lines)
    lines.append(verdict(knobs, at_work, words("network")))
    result = table(knobs, at_work, sums=False)
    wide = stack(row(drawn, fixed(result, TABLE), gap=2), *lines)
    return stage(size, either(wide, stack(drawn, *lines, if_room(result))))


def units(knobs: Knobs, at_work: Rows, reached: int) -> list[list[Unit]]:
    """The boxes of each layer, with what has reached them."""
    sums, outputs = hidden(knobs.activation)
    i = chosen(knobs)

    def known(name: str, value: float, since: int) -> str:
        return f"{words(name)} {number(value, 3) if reached >= since else PENDING}"

    inputs = [
        Unit(f"x{k + 1}", (number(INPUTS[i, k]),), "bold", lit=reached == 0) for k in range(2)
    ]
    middle = [
        Unit(
            name,
            (
                f"{words('bias')} {number(HIDDEN_B[k])}",
                known("sum", sums[i, k], 1),
                known("out", outputs[i, k], 2),
            ),
            lit=reached in (1, 2),
        )
        for k, name in enumerate(HIDDEN)
    ]
    last = Unit(
        words("output"),
        (
            f"{words('bias')} {number(knobs.b)}",
            known("sum", at_work.sums[i], 3),
            known("out", at_work.outputs[i], 4),
        ),
        lit=reached >= 3,
    )
    return [inputs, middle, [last]]


def edges(knobs: Knobs) -> list[list[Edge]]:
    return [
        [edge(k, j, HIDDEN_W[k, j]) for k in range(2) for j in range(2)],
        [edge(0, 0, knobs.w1, "w1"), edge(1, 0, knobs.w2, "w2")],
    ]


def edge(start: int, end: int, weight: float, part: str = "") -> Edge:
    """Sky and whole where the weight is above 0, amber and dashed below; quiet at 0."""
    style = named(part, PLUS if weight > 0 else MINUS if weight < 0 else QUIET)
    return Edge(start, end, number(weight), style, dashed=weight <= 0)


def steps(knobs: Knobs, reached: int) -> list[Text]:
    """What has been computed by now, a line a unit."""
    sums, outputs = hidden(knobs.activation)
    i = chosen(knobs)
    if reached == 0:
        return [note(words("flow-begins", x1=number(INPUTS[i, 0]), x2=number(INPUTS[i, 1])))]
    lines = []
    for k, name in enumerate(HIDDEN):
        said = words(
            "worked" if reached >= 2 else "worked-sum",
            terms=terms(INPUTS[i], HIDDEN_W[:, k], HIDDEN_B[k]).plain,
            sum=number(sums[i, k]),
            activation=ACTIVATIONS[knobs.activation].called,
            output=number(outputs[i, k]),
        )
        lines.append(note(said_of(name, said)))
    if reached >= 3:
        last = worked(knobs, rows(knobs, outputs), i)
        lines.append(note(said_of(words("output"), "")).append_text(last))
    return lines
