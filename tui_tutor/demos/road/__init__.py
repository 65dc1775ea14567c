"""Where the learner stands: lessons, predictions, exercises, the best run, digits of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.clean import clean
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.road.by_lesson import by_lesson
from tui_tutor.demos.road.record import Look, Record, Stop
from tui_tutor.digits import called
from tui_tutor.knobs import Choice, knob
from tui_tutor.session import Session
from tui_tutor.show import cells, note
from tui_tutor.show.bars import growing
from tui_tutor.show.roles import QUIET, RIGHT, SKY
from tui_tutor.show.stage import BLANK, FARTHEST, Part, Picture, either, fixed, loose, stack, stage
from tui_tutor.text import Words, said_of

NAME = "road"
words = Words("road")
# Training in order: each step with the function of core that does it, and its lesson.
LOOP = (
    ("data", "", "digits"),
    ("network", "initial_weights", "weights"),
    ("mini-batch", "mini_batch", "descent"),
    ("forward", "affine", "dot"),
    ("activation", "relu", "activations"),
    ("loss", "softmax_cross_entropy", "loss"),
    ("gradient", "affine_backward", "backprop"),
    ("update", "sgd", "descent"),
    ("epoch", "", "training"),
    ("accuracy", "accuracy", "training"),
)
FIRST, LAST = 2, 7  # the steps that are taken again and again
NARROW = 54  # cells: the least for bars beside their words


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice("road", "lessons", "loop"), "road")


# ------------------------------------------------------------------ the road


def draw(knobs: Knobs, size: Size, record: Record) -> RenderableType:
    notice = [note(clean(record.notice))] if record.notice else []
    view = {"road": road, "lessons": by_lesson, "loop": loop}[knobs.view]
    return stage(size, *notice, view(record))


def road(record: Record) -> Part:
    return stack(
        loose(lessons(record.stops)),
        note(words("legend"), QUIET),
        BLANK,
        numbers([*counted(record), *made(record)]),
        BLANK,
        *(note(text, style) for text, style in ahead(record)),
    )


def numbers(rows: list["Row"]) -> Part:
    """A bar each; where there is no room for one, the words alone."""
    names, fractions, values = zip(*rows, strict=True)
    drawn = growing(names, fractions, values, least=NARROW)
    return either(drawn, stack(*(note(said_of(name, value)) for name, _, value in rows)))


def lessons(stops: tuple[Stop, ...]) -> Text:
    """A line a part of the course: a dot a lesson, filled where it is done."""
    text = Text(no_wrap=True)
    here = next_stop(stops)
    parts = [(name, list(part)) for name, part in groupby(stops, key=lambda s: s.lesson.part)]
    room = max((cell_len(name) for name, _ in parts), default=0) + 2
    most = max((len(part) for _, part in parts), default=0)
    for name, part in parts:
        text.append("\n" if text else "").append(cells(name, room), QUIET)
        for i, stop in enumerate(part):
            text.append("━" if i else "", RIGHT if stop.done else QUIET)
            sign = "●" if stop.done else "◎" if stop is here else "○"
            text.append(sign, RIGHT if stop.done else "bold" if stop is here else QUIET)
        done = sum(stop.done for stop in part)
        text.append("  " * (most - len(part) + 1) + words("of", done=done, all=len(part)), QUIET)
    return text


def next_stop(stops: tuple[Stop, ...]) -> Stop | None:
    """The first lesson that is not done."""
    return next((stop for stop in stops if not stop.done), None)


Row = tuple[str, float, str]


def counted(record: Record) -> Iterator[Row]:
    """Lessons, predictions and exercises: how many of how many."""
    stops, tallies = record.stops, [stop.tally for stop in record.stops]
    done = sum(stop.done for stop in stops)
    yield words("lessons"), share(done, len(stops)), words("of", done=done, all=len(stops))
    right, wrong = sum(t.right for t in tallies), sum(t.wrong for t in tallies)
    asked = sum(t.predictions for t in tallies)
    key = "predicted" if right or wrong else "no-prediction"
    said = words(key, right=right, wrong=wrong, all=asked)
    yield words("predictions"), share(right, asked), said
    exercises: dict[str, str] = {}
    for one in tallies:
        exercises |= one.exercises
    passed = list(exercises.values()).count("passed")
    said = words("of" if passed else "no-exercise", done=passed, all=len(exercises))
    yield words("exercises"), share(passed, len(exercises)), said


def made(record: Record) -> Iterator[Row]:
    """The best run on each set of digits, and the learner's own hand."""
    if not record.best:
        yield words("best-run"), 0.0, words("no-run", lesson=title(record, "training"))
    for data, run in record.best.items():
        shares = {"share": f"{run.validation:.1%}", "test": f"{run.test:.1%}"}
        said = words("best", **shares, data=called(data), opened=run.opened)
        yield words("best-run"), run.validation, said
    if record.page is None or record.page.accuracy is None:
        yield words("page"), 0.0, words("no-page", lesson=title(record, "page"))
    else:
        share_read = f"{record.page.accuracy:.1%}"
        said = words("page-reads", share=share_read, data=called(record.page.tested_on))
        yield words("page"), record.page.accuracy, said
    if record.read is None:
        key = "no-digits" if not record.digits else "no-reader"
        said = words(key, lesson=title(record, "drawing"), all=record.digits)
        yield words("own-digits"), 0.0, said
    else:
        said = words("read", done=record.read, all=record.digits)
        yield words("own-digits"), share(record.read, record.digits), said


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def title(record: Record, name: str) -> str:
    return next((s.lesson.title for s in record.stops if s.lesson.name == name), name)


def ahead(record: Record) -> Iterator[tuple[str, str]]:
    """What to do next, in words."""
    here = next_stop(record.stops)
    if here is None or here.lesson.demo == NAME:  # all of them, or all but this one
        yield words("all-done"), RIGHT
    elif not any(stop.done for stop in record.stops):
        yield words("nothing-done", lesson=here.lesson.title), ""
    else:
        yield words("next", lesson=here.lesson.title, summary=here.lesson.summary), ""
    if record.due:
        yield words("due", count=record.due), QUIET


# ------------------------------------------------------------------ the loop


def loop(record: Record) -> Part:
    """Training as a whole: the lessons by their titles, or by their names where it is narrow."""
    table = either(
        drawn_loop(record, lambda name: title(record, name)),
        drawn_loop(record, str),
        steps(record, str, narrow=True),
    )
    return stack(note(words("loop")), BLANK, table, BLANK, note(words("loop-again")))


def drawn_loop(record: Record, called: Callable[[str], str]) -> Part:
    """The steps as far apart as there is room for."""
    lines, width = len(LOOP) + 1, fixed(steps(record, called)).least_width()
    return Picture(
        lambda room: steps(record, called, min(room.height // lines, FARTHEST)),
        Size(width, lines),
        Size(width, FARTHEST * lines),
    )


def steps(
    record: Record, called: Callable[[str], str], apart: int = 1, narrow: bool = False
) -> Text:
    """Each step with its function and the lesson that teaches it."""
    # In the narrow one the longest function takes a few cells more: its lesson's name is short.
    step_cells, function_cells = (11, 18) if narrow else (12, 22)
    head = "   " + cells(words("head.step"), step_cells)
    head += cells(words("head.function"), function_cells) + " "
    last = words("head.lesson-brief" if narrow else "head.lesson")
    text = Text(no_wrap=True, overflow="crop").append(head + last, QUIET)
    for place, (step, function, lesson) in enumerate(LOOP):
        done = any(stop.done for stop in record.stops if stop.lesson.name == lesson)
        arm = "┌▶ " if place == FIRST else "└─ " if place == LAST else "│  "
        side = "\n│" if FIRST < place <= LAST else "\n"
        text.append(side * (apart - 1), SKY).append("\n").append(
            arm if FIRST <= place <= LAST else "   ", SKY
        )
        text.append(cells(words.of("step", step), step_cells), "bold")
        text.append(f"{function:<{function_cells}} ", SKY)
        text.append("● " if done else "○ ", RIGHT if done else QUIET)
        text.append(called(lesson))
    return text


def facts(knobs: Knobs, record: Record) -> Facts:
    """The function of core that takes each step of the loop; what comes back by now."""
    functions = {step: function for step, function, _ in LOOP if function}
    return {**functions, "due": record.due}


def demo(session: Session) -> LiveDemo[Knobs, Record]:
    return LiveDemo(
        NAME,
        Knobs(),
        draw,
        core=tuple(function for _, function, _ in LOOP if function),
        begin=lambda knobs, seed: Look(session),
        plays_itself=True,
        facts=facts,
    )
