"""A made-up language, each sentence between ⟦ and ⟧: what else is said stands in no file."""

import re
from dataclasses import replace
from operator import itemgetter

import numpy as np
import pytest

from tests.cli.test_words import views
from tests.demos.pictures import NOBODY
from tests.some import one_of_each
from tui_tutor import core, demos, text
from tui_tutor.cli.printed import print_in_words
from tui_tutor.demo import Size, snapshot_after

english = text.sentences
SENTENCE = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[A-Za-z]{3,}")
# Names that are the same in every language: of functions and gates, and what matplotlib is told.
NAMES = {"ReLU", "relu", "sigmoid", "tanh", "step", "sgd", "NAND", "strides"}
NAMES |= {"import", "matplotlib", "pyplot", "plt", "plot", "figure", "subplot", "surface", "view"}
NAMES |= {"init", "elev", "azim", "projection", "label", "xlabel", "ylabel", "legend", "show"}
NAMES |= {"linestyle"}
CODE = {part for name in (*dir(core), *dir(np)) for part in LETTERS.findall(name)}


def wrapped(room: str, language: str) -> dict[str, str]:
    known = english(room, "en")
    return known if language == "en" else {key: f"⟦{value}⟧" for key, value in known.items()}


# welcome tells names and folders of the machine, road those of lessons; a program is code.
OTHERS = [
    (name, view)
    for name, view in views()
    if name not in ("welcome", "road") and (name, view) != ("ward", "code")
]


@pytest.mark.parametrize(("name", "view"), one_of_each(OTHERS, itemgetter(0)))
def test_a_demo_says_nothing_that_stands_in_no_text_file(
    name: str, view: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(text, "language", lambda: "zz")
    monkeypatch.setattr(text, "sentences", wrapped)
    demo = demos.load(name, NOBODY)
    knobs = replace(demo.knobs, view=view) if view else demo.knobs
    print_in_words(demo, knobs, Size(120, 40), snapshot_after(demo, knobs, steps=3))
    said, left = "", capsys.readouterr().out
    assert "⟦" in left
    while said != left:  # a sentence may stand in another
        said, left = left, SENTENCE.sub("", left)
    assert set(LETTERS.findall(left)) - NAMES - CODE == set()
