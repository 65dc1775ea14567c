"""The ward's program with numbered lines, and the other ways to write the chosen one."""

from functools import partial

from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.ward.cases import CASES
from tui_tutor.demos.ward.run import NONE, Knobs
from tui_tutor.show import note
from tui_tutor.show.parts import MANY
from tui_tutor.show.roles import ACT, LIT, QUIET
from tui_tutor.show.spots import spot
from tui_tutor.show.stage import BLANK, Part, Picture, stack
from tui_tutor.text import Words

words = Words("ward")
FEWEST = 5  # lines of the program that are always seen


def code(knobs: Knobs, fewest: int = FEWEST) -> Part:
    """The program; below it what else could stand in the chosen line's place."""
    count = len(knobs.program)
    program = Picture(partial(_program, knobs), Size(36, fewest), Size(MANY, count))
    return stack(program, BLANK, *_ways(knobs))


def _program(knobs: Knobs, room: Size) -> Text:
    """As many lines as there is room for, the chosen one among them."""
    lines = knobs.program
    last = max(len(lines) - room.height, 0)
    first = min(max(knobs.line - 1 - room.height // 2, 0), last)
    shown = Text(no_wrap=True, overflow="ellipsis")
    for number, line in list(enumerate(lines, start=1))[first : first + room.height]:
        shown.append("\n" if number > first + 1 else "")
        shown.append_text(_line(number, line, number == knobs.line))
    return shown


def _line(number: int, line: str, chosen: bool) -> Text:
    text = Text().append(f"{number:2}", QUIET)
    text.append(f"‹{line}›" if chosen else f" {line}", LIT if chosen else "")
    text.stylize(spot(f"line {number}", line=number))
    return text


def _ways(knobs: Knobs) -> list[Text]:
    if not knobs.line:
        return [note(words("no-line"))]
    ways = CASES[knobs.case].repairs(knobs.line)
    if not ways:
        return [note(words("no-way", line=knobs.line))]
    shown = [note(words("ways", line=knobs.line))]
    as_it_came = CASES[knobs.case].program()[knobs.line - 1]
    lines = {NONE: as_it_came, **{letter: way.line for letter, way in ways.items()}}
    for repair, line in lines.items():
        chosen = repair == knobs.repair
        letter = "–" if repair == NONE else repair
        text = Text(f"{'▶' if chosen else ' '}{letter} ", ACT, no_wrap=True, overflow="ellipsis")
        text.append(line.strip(), "bold" if chosen else "")
        text.stylize(spot(f"way {letter}", repair=repair))
        shown.append(text)
    return shown
