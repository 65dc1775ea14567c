"""The studio's page: the head, the view that the learner chose, and how to come back here."""

from rich.console import RenderableType

from tui_tutor.demo import Size
from tui_tutor.demos.training import views
from tui_tutor.demos.training.confusion import confusion
from tui_tutor.demos.training.curves import curves
from tui_tutor.demos.training.head import head
from tui_tutor.demos.training.knobs import Knobs
from tui_tutor.demos.training.run import Studio
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import Snapshot
from tui_tutor.show import heading, note
from tui_tutor.show.roles import WRONG
from tui_tutor.show.stage import Shown, stage
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
    )


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
