"""A browser of digits: as pictures, as numbers, prepared in three ways, and their averages."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import RenderableType

from tui_tutor import digits
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.digits.knobs import PIXELS, Knobs
from tui_tutor.demos.digits.measured import Measured, measure, prepared
from tui_tutor.demos.digits.views import average_view, gallery_view, one_view
from tui_tutor.digits import DigitsError
from tui_tutor.session import Session
from tui_tutor.show import heading, note
from tui_tutor.show.roles import QUIET, WRONG
from tui_tutor.show.stage import stage
from tui_tutor.text import Words

words = Words("digits")


@dataclass(frozen=True)
class Pages:
    measured: Measured | None
    turned: int
    problem: str = ""
    data: str = "auto"  # that was asked for


class Browser:
    """Turns pages; loads and measures the digits when it begins."""

    def __init__(self, knobs: Knobs, folder: Path | None) -> None:
        self._data = knobs.data
        self._folder = folder  # that takes MNIST's place
        self._turned = 0
        self._measured: Measured | None = None
        self._problem = ""
        self._load()

    def _load(self) -> None:
        self._measured, self._problem = None, ""
        try:
            self._measured = measure(digits.load(self._data, self._folder).for_digits_alone())
        except DigitsError as error:
            self._problem = str(error)

    def step(self, knobs: Knobs) -> bool:
        if knobs.data != self._data:
            self._data, self._turned = knobs.data, 0
            self._load()
        else:
            self._turned += 1
        return self._measured is not None

    def snapshot(self) -> Pages:
        return Pages(self._measured, self._turned, self._problem, self._data)

    def go_to(self, then: Pages, newest: Pages) -> None:
        self._data, self._measured = then.data, then.measured
        self._turned, self._problem = then.turned, then.problem


def draw(knobs: Knobs, size: Size, pages: Pages) -> RenderableType:
    measured = pages.measured
    if measured is None:
        return stage(size, heading(words("no-digits")), note(pages.problem, WRONG))
    shown = measured.digits
    part = knobs.part if knobs.view in PIXELS else "train"
    labels = shown.train_labels if part == "train" else shown.test_labels
    chosen = np.arange(len(labels))
    if knobs.label != "all":
        chosen = np.flatnonzero(labels == int(knobs.label))
    head = words(
        "head",
        name=words("drawn") if shown.drawn else shown.name,
        part=words(part),
        count=f"{len(chosen):,}",
        total=f"{len(labels):,}",
    )
    said = [*(note(one, WRONG) for one in shown.notes), note(head, QUIET)]
    if not chosen.size:
        return stage(size, *said, note(words("none"), WRONG))
    view = {"gallery": gallery_view, "one": one_view, "average": average_view}[knobs.view]
    return stage(size, *said, view(knobs, size, pages.turned, measured, chosen))


def facts(knobs: Knobs, pages: Pages) -> Facts:
    """What number black paper is, with the pixels prepared as the knob says."""
    if pages.measured is None:
        return {"paper": ""}
    paper = prepared(np.zeros(1, np.uint8), knobs.pixels, pages.measured)[0]
    return {"paper": f"{paper:.1f}"}


def demo(session: Session) -> LiveDemo[Knobs, Pages]:
    return LiveDemo(
        "digits",
        Knobs(),
        draw,
        core=("sigmoid_grad", "affine", "initial_scale"),
        begin=lambda knobs, seed: Browser(knobs, session.data),
        pace=1,
        height=lambda knobs, pages: pages.turned,
        anew=lambda ran_by, knobs, pages: ran_by.data != knobs.data,
        facts=facts,
        uses_digits=True,
    )
