"""What heads a picture or a table in a wide room heads it in a narrow or a low one, too."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import pytest

from tests.demos.pictures import NOBODY
from tests.demos.pictures import text as read
from tests.demos.test_cut import VIEWS
from tests.some import one_of_each, some
from tui_tutor import demos, text
from tui_tutor.demo import Size

WIDEST = Size(196, 80)
# The narrowest and lowest there are: terminals of 100 by 30, 120 by 40, 80 by 24, and 60 by 18.
NARROW = Size(46, 20), Size(56, 25), Size(76, 14), Size(56, 13)
MOST = 4  # words of a head; more are a sentence
SHORT = {("relu", "head.relu"): "ReLU"}
# What has no room there is left out as a whole, heads and all, by demo and view, and why.
THE_REST = "its picture or table is left out; what is told of it stays"
LEFT_OUT: dict[tuple[str, str], dict[str, str]] = {
    ("arrays", ""): dict.fromkeys(("strip.byte", "strip.number", "strip.place"), THE_REST),
    ("batches", ""): {"head.calls": "the images that were read, divided by the batch"},
    ("network", "whole"): dict.fromkeys(
        ["against", "for", "and-against", "speaks-for", "bias", "sum", "products", "weights", "x"],
        "the view of the unit has it",
    )
    | {"unit": "a knob says it"},
    ("network", "unit"): dict.fromkeys(
        ["votes", "speaks-for", "and-against", "products", "weights", "x"], THE_REST
    ),
    ("network", "output"): dict.fromkeys(["others", "below.by-pixel", "below.x"], THE_REST),
    ("plotting", "lines"): dict.fromkeys(("style.-", "style.--"), "words of a sentence"),
    ("plotting", "surface"): {"side.3": "words of a sentence"},
    ("road", "loop"): {"head.lesson": "lessons have their names, which end the line"},
    ("ward", "code"): dict.fromkeys(
        [
            "batches",
            "column.new",
            "column.tested",
            "column.trained",
            "ill",
            "chart.loss",
            "chart.tested",
        ],
        "the view of the curves has it",
    ),
    ("welcome", "digit"): {"more": THE_REST},
} | {
    ("playground", view): dict.fromkeys(
        ["curve.scale", "curve.test", "curve.training", "fewer-layers", "more-layers", "shut"],
        THE_REST,
    )
    for name, view in VIEWS
    if name == "playground"
}
# The line on how the network is made is the first that gives way: knobs say it, too.
MADE_OF = dict.fromkeys(
    [
        "choice.activation.relu",
        "choice.init.he",
        "choice.optimizer.sgd",
        "drawn",
        "epochs",
        "yours",
    ],
    "knobs say it",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What is asked of the texts while a picture is made: by key, as it was filled in last."""
    seen: dict[str, str] = {}
    call = text.Words.__call__

    def noted(self: text.Words, key: str, /, **values: Any) -> str:
        seen[key] = call(self, key, **values)
        return seen[key]

    monkeypatch.setattr(text.Words, "__call__", noted)
    return seen


def close(words: str) -> str:
    """The words without blanks: what is folded stays the same."""
    return re.sub(r"\s", "", words)


def heads(seen: dict[str, str], picture: str) -> Iterator[tuple[str, str]]:
    """Of all that was asked what heads something: few words, and no sentence, value or mark."""
    for key, words in seen.items():
        few = 0 < len(words.split()) <= MOST and len(words) > 1
        if few and not re.search(r"[\d.…。:：;；!?！？✓✗]", words) and close(words) in picture:
            yield key, words


def short_form(name: str, key: str, head: str) -> str:
    """What its texts have for where there is little room: of a title the brief one, of what is wide
    the same without that.
    """
    words, short = text.Words(name), key.replace("title.", "brief.").removesuffix("-wide")
    return SHORT.get((name, key)) or (words.raw(short) if words.has(short) else head)


@pytest.mark.parametrize("language", some(["en", "zh"]))
@pytest.mark.parametrize(("name", "view"), one_of_each(VIEWS, itemgetter(0)))
def test_no_head_is_lost(name: str, view: str, language: str, asked: dict[str, str]) -> None:
    text.choose(language)
    demo, changes = demos.load(name, NOBODY), {"view": view} if view else {}
    asked.clear()
    wide = close(read(demo, 3, WIDEST, **changes))
    headed = dict(heads(dict(asked), wide))
    may_go = LEFT_OUT.get((name, view), {}) | (MADE_OF if name == "training" else {})
    lost = [
        (tuple(room), key, words)
        for room in NARROW
        for picture in [close(read(demo, 3, room, **changes))]
        for key, words in headed.items()
        if key not in may_go
        and not any(close(form) in picture for form in (words, short_form(name, key, words)))
    ]
    assert lost == []


def test_what_is_left_out_is_in_views_that_exist() -> None:
    assert set(LEFT_OUT) <= set(VIEWS)
