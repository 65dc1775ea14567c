"""The studio's page: the head, the view that the learner chose, and how to come back here."""

from dataclasses import replace
from textwrap import wrap
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.training import views
from tui_tutor.demos.training.curves import curves
from tui_tutor.demos.training.head import head
from tui_tutor.demos.training.run import NOW, Studio
from tui_tutor.digits import Digits
from tui_tutor.nets import Snapshot
from tui_tutor.share import share_string
from tui_tutor.show import QUIET, WRONG, heading, note, page
from tui_tutor.text import Words

words = Words("training")
VIEWS = ("curves", "weights", "confusion", "mistakes", "activations", "follow")
LOW = 16  # lines: fewer, and the command at the foot is scrolled to


def draw(knobs: Any, size: Size, studio: Studio) -> RenderableType:
    shown = studio.at(knobs.moment)
    if studio.now is None or studio.digits is None or shown is None:
        return page(heading(words("no-run")), note(studio.problem, WRONG))
    top = [note(one, WRONG) for one in studio.digits.notes]
    top += head(knobs, size, studio, studio.now, shown, studio.digits)
    foot = [note(words("not-kept", reason=studio.problem), WRONG)] if studio.problem else []
    foot += _share(knobs)
    around = top if size.height < LOW else top + foot
    room = Size(size.width, max(size.height - _lines(around, size.width), 8))
    view = _view(knobs, room, studio, studio.now, shown, studio.digits)
    return page(*top, view, *foot)


def _lines(texts: list[Text], width: int) -> int:
    """How many they take, folded at blanks."""
    lines = [line for text in texts for line in text.plain.split("\n")]
    return sum(max(len(wrap(line, width)), 1) for line in lines)


def _share(knobs: Any) -> list[Text]:
    """The command that starts a run like this one elsewhere, where a knob was turned at all."""
    string = share_string(replace(knobs, view=VIEWS[0], moment=NOW, fork=0, digit=0))
    return [note(words("share", string=string), QUIET)] if string else []


def _view(
    knobs: Any, room: Size, studio: Studio, now: Snapshot, shown: Snapshot, digits: Digits
) -> RenderableType:
    if knobs.view == "curves":
        return curves(room, studio, now, shown, digits)
    if knobs.view == "follow":
        return views.follow(room, shown, digits, knobs.digit)
    view = {
        "weights": views.weights,
        "confusion": views.confusion,
        "mistakes": views.mistakes,
        "activations": views.activations,
    }[knobs.view]
    return view(room, shown, digits)
