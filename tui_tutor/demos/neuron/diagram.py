"""The network of three units as a diagram, with the numbers on their way from left to right."""

from typing import Any

from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.neuron.told import table, terms, verdict, words, worked
from tui_tutor.demos.neuron.unit import (
    HIDDEN,
    HIDDEN_B,
    HIDDEN_W,
    INPUTS,
    chosen,
    hidden,
    rows,
)
from tui_tutor.show import QUIET, beside, note, number, page
from tui_tutor.show.network import Edge, Unit, network

LAST = 4  # 0: the inputs; 1, 2: sums and outputs of the hidden units; 3, 4: of the last one
PENDING = "·"
TABLE = 24  # cells
WIDE = 76  # from here on the table stands beside the diagram


def diagram(knobs: Any, size: Size, stage: int) -> RenderableType:
    sums, outputs = hidden(knobs.activation)
    at_work = rows(knobs, outputs)
    i = chosen(knobs)

    def known(name: str, value: float, since: int) -> str:
        return f"{words(name)} {number(value, 3) if stage >= since else PENDING}"

    inputs = [Unit(f"x{k + 1}", (number(INPUTS[i, k]),), "bold", lit=stage == 0) for k in range(2)]
    middle = [
        Unit(
            name,
            (
                f"{words('bias')} {number(HIDDEN_B[k])}",
                known("sum", sums[i, k], 1),
                known("out", outputs[i, k], 2),
            ),
            lit=stage in (1, 2),
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
        lit=stage >= 3,
    )
    drawn = network(
        [inputs, middle, [last]],
        [
            [edge(k, j, HIDDEN_W[k, j]) for k in range(2) for j in range(2)],
            [edge(0, 0, knobs.w1), edge(1, 0, knobs.w2)],
        ],
        size.width - TABLE - 2 if size.width >= WIDE else size.width,
    )
    arrived = stage == LAST
    result = table(knobs, at_work, sums=False) if arrived else Text()
    return page(
        *([beside(drawn, result, gap=2)] if size.width >= WIDE else [drawn]),
        *(note(line) for line in steps(knobs, stage)),
        *([verdict(knobs, at_work, words("network"))] if arrived else []),
        *([result] if size.width < WIDE else []),
    )


def edge(start: int, end: int, weight: float) -> Edge:
    """Cyan and whole where the weight is above 0, magenta and dashed below; quiet at 0."""
    style = "cyan" if weight > 0 else "magenta" if weight < 0 else QUIET
    return Edge(start, end, number(weight), style, dashed=weight <= 0)


def steps(knobs: Any, stage: int) -> list[str]:
    """What has been computed by now, a line a unit."""
    sums, outputs = hidden(knobs.activation)
    i = chosen(knobs)
    if stage == 0:
        return [words("flow-begins", x1=number(INPUTS[i, 0]), x2=number(INPUTS[i, 1]))]
    lines = []
    for k, name in enumerate(HIDDEN):
        said = words(
            "worked" if stage >= 2 else "worked-sum",
            terms=terms(INPUTS[i], HIDDEN_W[:, k], HIDDEN_B[k]),
            sum=number(sums[i, k]),
            activation=words.of("name", knobs.activation),
            output=number(outputs[i, k]),
        )
        lines.append(f"{name}: {said}")
    if stage >= 3:
        lines.append(f"{words('output')}: {worked(knobs, rows(knobs, outputs), i)}")
    return lines
