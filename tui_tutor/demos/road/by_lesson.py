"""The road lesson by lesson: what is read, tried, written, due and firm."""

from rich.cells import cell_len
from rich.text import Text

from tui_tutor.demos.road.record import Record, Stop
from tui_tutor.review import Tally
from tui_tutor.show import cells, note
from tui_tutor.show.roles import QUIET, RIGHT
from tui_tutor.show.stage import Part, either, stack
from tui_tutor.text import Words

words = Words("road")
COLUMNS = ("read", "tried", "written", "due", "firm")
LEAST = 5  # cells of a column
FEWER = (12, 8, 4)  # lessons, where there is not room for all that were begun


def by_lesson(record: Record) -> Part:
    """A line a lesson; where there is no room for all, those that were begun, the last of them."""
    begun = tuple(s for s in record.stops if s.tally.read != "no" or s.tally.tried)
    some = begun or record.stops
    fewer = (some[-count:] for count in (len(some), *FEWER))
    tables = (table(record, stops) for stops in (record.stops, *fewer))
    return stack(either(*tables), note(words("columns"), QUIET))


def table(record: Record, stops: tuple[Stop, ...]) -> Part:
    """What is read, tried, written, due and firm in each of these lessons."""
    room = max((cell_len(stop.lesson.title) for stop in stops), default=0) + 2
    heads = [words.of("column", key) for key in COLUMNS]
    widths = [max(cell_len(head), LEAST) + 2 for head in heads]
    text = Text(no_wrap=True).append(cells("", room), QUIET)
    for head, width in zip(heads, widths, strict=True):
        text.append(cells(head, width, right=True), QUIET)
    for stop in stops:
        text.append("\n" + cells(stop.lesson.title, room))
        for key, width in zip(COLUMNS, widths, strict=True):
            said, style = figure(key, stop.tally)
            text.append(cells(said, width, right=True), style)
    others = len(record.stops) - len(stops)
    return stack(text, *([note(words("others", count=others), QUIET)] if others else []))


def figure(column: str, done: Tally) -> tuple[str, str]:
    """What stands in that column, and how."""
    if column == "read":
        return {"yes": ("✓", RIGHT), "part": ("…", ""), "no": ("·", QUIET)}[done.read]
    if column == "due":
        return (str(done.due), "bold") if done.due else ("·", QUIET)
    count, most = {
        "tried": (done.tried, done.asked),
        "written": (done.written, len(done.exercises)),
        "firm": (done.firm, done.asked),
    }[column]
    whole = 0 < count == most
    return (f"{count}/{most}", RIGHT if whole else "") if count else ("·", QUIET)
