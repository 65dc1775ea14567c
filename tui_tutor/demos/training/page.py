"""The studio's page: the head, the view that the learner chose, and how to come back here."""

from dataclasses import replace

from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.training import views
from tui_tutor.demos.training.confusion import confusion
from tui_tutor.demos.training.curves import curves
from tui_tutor.demos.training.head import head
from tui_tutor.demos.training.knobs import VIEWS, Knobs
from tui_tutor.demos.training.run import Studio
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import Snapshot
from tui_tutor.share import share_string
from tui_tutor.show import heading, note
from tui_tutor.show.roles import QUIET, WRONG
from tui_tutor.show.stage import Shown, if_room, stage
from tui_tutor.text import Words

words = Words("training")


def draw(knobs: Knobs, size: Size, studio: Studio) -> RenderableType:
    if studio.now is None or studio.digits is None:
        return stage(size, heading(words("no-run")), note(studio.problem, WRONG))
    problems = [words("not-kept", reason=studio.problem)] if studio.problem else []
    return stage(
        size,
        *(note(one, WRONG) for one in studio.digits.whole.notes),
        *head(knobs, studio, studio.now, studio.digits),
        *_view(knobs, size, studio, studio.now, studio.digits),
        *(note(one, WRONG) for one in problems),
        *(if_room(line) for line in _share(knobs, studio.now.step)),
    )


def _share(knobs: Knobs, steps: int) -> list[Text]:
    """The command that starts a run like this one elsewhere, where a knob was turned at all."""
    string = share_string(replace(knobs, view=VIEWS[0], digit=0))
    return [note(words("share", string=string, steps=steps), QUIET)] if string else []


def _view(knobs: Knobs, size: Size, studio: Studio, now: Snapshot, digits: Split) -> list[Shown]:
    if knobs.view == "curves":
        return curves(size, studio, now, digits)
    if knobs.view == "follow":
        return views.follow(now, digits, knobs.digit)
    view = {
        "weights": views.weights,
        "confusion": confusion,
        "mistakes": views.mistakes,
        "activations": views.activations,
    }[knobs.view]
    return view(size, now, digits)
