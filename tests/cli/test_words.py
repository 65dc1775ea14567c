"""`--words`: each demo told in words and numbers; and stand-ins where a stream knows only ASCII."""

import json
import re
from dataclasses import replace
from operator import itemgetter

import pytest

from tests.cli.test_commands import tutor
from tests.demos.pictures import NOBODY
from tests.some import one_of_each, some
from tui_tutor import demos
from tui_tutor.cli import main
from tui_tutor.cli.printed import print_in_words
from tui_tutor.demo import Size, snapshot_after
from tui_tutor.knob_values import controls
from tui_tutor.stand_ins import stand_in, without_pictures

PICTURE = re.compile(r"[\u2500-\u259f\u2800-\u28ff]")
DRAWN = re.compile(r"([^\d\s])\1{11}")  # what is left of a picture whose signs were replaced
KEY = {  # what the picture shows and no sentence beside it says
    "activations": "sigmoid: (-6, 0.002473)",
    "softmax": "y₁: 1.0000",
    "training": "28 × 28 pixels",
    "neuron": "(1, 0): ",
    "descent": "places, (",
    "plotting": "Plot of y by x: x from ",
}


def views() -> list[tuple[str, str]]:
    """Every demo at each of its views."""
    known = {name: controls(demos.load(name, NOBODY).knobs).get("view") for name in demos.names()}
    return [(name, v) for name, view in known.items() for v in getattr(view, "options", ("",))]


@pytest.mark.parametrize(("name", "view"), one_of_each(views(), itemgetter(0), 8))
def test_every_view_is_told_without_a_picture(
    name: str, view: str, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = demos.load(name, NOBODY)
    knobs = replace(demo.knobs, view=view) if view else demo.knobs
    print_in_words(demo, knobs, Size(80, 24), snapshot_after(demo, knobs, steps=3))
    said = capsys.readouterr().out
    assert not PICTURE.search(said)
    assert not DRAWN.search(said)
    assert len(said.split()) > 10


@pytest.mark.parametrize(("name", "number"), KEY.items())
def test_the_numbers_of_a_picture_are_told(
    name: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", name, "--words", "--steps", "3"]) == 0
    assert number in capsys.readouterr().out


def test_a_lesson_has_its_demo_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "activations", "--words"]) == 0
    said = capsys.readouterr().out.rpartition("demo: activations")[2]
    assert KEY["activations"] in said


@pytest.mark.parametrize(
    ("sign", "ascii"),
    [
        ("✓", "ok"), ("✗", "XX"), ("−", "-"), ("→", "->"), ("←", "<-"), ("⇒", "=>"), ("↑", "^"),
        ("…", "..."), ("η", "eta"), ("Σ", "Sigma"), ("²", "2"), ("₁", "1"), ("é", "e"),
        ("─", "-"), ("│", "|"), ("┼", "+"), ("▃", "3"), ("⣿", "#"), ("⠁", "."), ("字", "?"),
        ("▝", "."), ("▟", "#"),
    ],
)  # fmt: skip
def test_a_sign_has_its_stand_in(sign: str, ascii: str) -> None:
    assert stand_in(sign) == ascii


def test_without_pictures_the_text_itself_stays() -> None:
    assert without_pictures("✓ η ─ ⣿ 字") == "✓ η - # 字"


COMMANDS = [
    ("list",),
    ("show", "softmax"),
    ("show", "activations", "--words"),
    ("demo", "activations"),
    ("demo", "training"),
    ("demo", "descent"),
    ("demo", "plotting", "--set", "view=surface"),
    ("try", "softmax", "--hint", "3"),
    ("try", "softmax", "--solution"),
    ("--help",),
]


@pytest.mark.parametrize("command", some(COMMANDS, 3, whole=True), ids=" ".join)
def test_a_stream_without_utf8_gets_stand_ins_and_no_question_marks(
    command: tuple[str, ...],
) -> None:
    told = tutor(*command, encoding="ascii").stdout
    assert told.isascii()
    assert told.count("?") == tutor(*command).stdout.count("?")
    assert tutor(*command, "--ascii").stdout == tutor("--ascii", *command).stdout == told


def test_json_stays_json() -> None:
    assert json.loads(tutor("list", "--json", "--ascii").stdout)
