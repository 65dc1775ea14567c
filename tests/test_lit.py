"""Words of a lesson that light a part of its demo: the names are known, and read as words."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tests.demos.pictures import NOBODY
from tests.some import some
from tui_tutor import demos
from tui_tutor.cli import main
from tui_tutor.course import our_lessons, read_course
from tui_tutor.demo import Demo, Size, after, parts_of
from tui_tutor.knob_values import controls, turned_one_by_one
from tui_tutor.knobs import AnyKnobs
from tui_tutor.lit import part_named
from tui_tutor.page import read_page
from tui_tutor.show.roles import LIT
from tui_tutor.show.spots import lit, named, part_of

FRONT = "---\ntitle: One\nsummary: s\npart: p\norder: 1\ndemo: neuron\n---\n# One\n\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "course" / "en" / "one.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


# ------------------------------------------------------------------ tutor check


def test_a_name_that_the_demo_does_not_know_is_an_error_with_its_line(
    write: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    page = write(FRONT + "A [bias](lit:b),\nand a [border](lit:lime).\n")
    assert main(["check", str(page.parents[1])]) == 1
    said = capsys.readouterr().out
    assert "one.md:11: the demo has no part “lime”" in said
    assert "Did you mean “line”?" in said
    assert "faults: 1" in said


def test_a_heading_and_a_table_light_nothing(
    write: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = "| a |\n|--|\n| [bias](lit:b) |\n"
    page = write(FRONT + f"1. A [bias](lit:b).\n\n> [b](lit:b)\n\n## A [bias](lit:b)\n\n{table}")
    assert main(["check", str(page.parents[1])]) == 1
    said = capsys.readouterr().out
    assert "one.md:14: “lit:b” lights only from a paragraph" in said
    assert "one.md:18: “lit:b” lights only" in said
    assert "faults: 2" in said


def test_a_lesson_without_a_demo_has_nothing_to_light(
    write: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    page = write(FRONT.replace("demo: neuron\n", "") + "A [bias](lit:b).\n")
    assert main(["check", str(page.parents[1])]) == 1
    assert "one.md:9: “lit:b” lights a part of the demo" in capsys.readouterr().out


# ------------------------------------------------------------------ in every other place


def test_a_printed_page_and_the_site_have_the_word_alone(
    write: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = write(FRONT + "A **[bias](lit:b)** on top, see [numpy](https://numpy.org).\n")
    course = ["--lessons", str(page.parents[1])]
    assert main(["show", "one", *course]) == 0
    assert "A bias on top, see numpy (https://numpy.org)." in capsys.readouterr().out
    out = tmp_path / "site"
    assert main(["export", str(out), *course]) == 0
    assert "A <strong>bias</strong> on top, see <a href=" in (out / "one.html").read_text()


# ------------------------------------------------------------------ our lessons and demos


@cache
def names_of(course: str) -> list[tuple[str, str, str]]:
    """Each lesson of it, its demo, and a name that one of its words lights."""
    return [
        (lesson.name, lesson.demo or "", part)
        for lesson in read_course(our_lessons() / course, demos.names()).lessons
        for link in read_page(lesson).links
        if (part := part_named(link.target))
    ]


def views(demo: Demo) -> Iterator[AnyKnobs]:
    """The knobs as they are, and at each choice of each of them, one at a time."""
    yield demo.knobs
    yield from (knobs for _, knobs in turned_one_by_one(demo.knobs))


def never_drawn(demo: Demo, parts: Iterable[str], steps: Iterable[int], size: Size) -> set[str]:
    """Those of the parts that are in none of its pictures after so many steps."""
    console = Console(width=size.width, force_terminal=True, color_system="truecolor")
    wanted = set(parts)
    for knobs, come in product(views(demo), steps):
        if wanted:
            picture = after(demo, knobs, size, come)
            wanted -= {part_of(s.style) for s in console.render(picture) if s.style}
    return wanted


@pytest.mark.parametrize("name", demos.names())
def test_what_a_demo_declares_stands_in_one_of_its_pictures(name: str) -> None:
    demo = demos.load(name, NOBODY)
    assert not never_drawn(demo, demo.parts, (0, 12), Size(118, 34))
    assert set(demo.parts.values()) <= {"", "cyan", "yellow", "bright_yellow", "magenta"}


@pytest.mark.parametrize("course", ["en", "zh"])
def test_every_word_of_the_course_that_lights_names_a_knob_or_a_part_of_its_demo(
    course: str,
) -> None:
    found = names_of(course)
    assert found
    for lesson, demo, part in found:
        assert part in parts_of(demos.load(demo, NOBODY)), f"{lesson}: {part}"


@pytest.mark.parametrize(
    "size", some([Size(56, 13), Size(56, 28), Size(76, 14)], whole=True), ids=str
)
@pytest.mark.parametrize("name", demos.names())
def test_what_a_word_lights_can_be_seen_before_the_demo_plays(name: str, size: Size) -> None:
    """In the view that it opens with, or where `l` or a click turn it to."""
    demo = demos.load(name, NOBODY)
    named_by_words = {part for _, of, part in names_of("en") if of == name}
    assert not never_drawn(demo, named_by_words - set(controls(demo.knobs)), [0], size)


def test_cells_of_that_name_stand_out_and_no_others_with_or_without_colours() -> None:
    console = Console(color_system=None, no_color=True)
    text = Text("b = ").append("-1", named("b", "yellow")).append(", w = ").append("2", named("w"))
    seen = [(s.text, bool(s.style and s.style.reverse)) for s in lit(console.render(text), "b")]
    assert [piece for piece, out in seen if out] == ["-1"]
    assert "".join(piece for piece, _ in seen).strip() == "b = -1, w = 2"


def test_it_has_its_colour_and_is_told_from_what_the_sentence_lights_already() -> None:
    console = Console(color_system="truecolor", force_terminal=True)
    plain, news = Text("-1", named("b")), Text("-1", named("b", LIT))
    (one, *_), (other, *_) = (list(lit(console.render(t), "b", "cyan")) for t in (plain, news))
    for segment in (one, other):
        assert segment.style
        assert segment.style.color == Style.parse("cyan").color
        assert segment.style.bgcolor is None
        assert part_of(segment.style) == "b", "the mouse over it finds it"
