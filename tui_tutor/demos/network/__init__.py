"""The glass network: 784 pixels, 50 units and 10 outputs, all in sight while they read a digit."""

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.arrays import Pixels
from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.network.close import close, unit_of, whole_unit
from tui_tutor.demos.network.knobs import GUESS, Knobs
from tui_tutor.demos.network.layers import layers
from tui_tutor.demos.network.run import Glass, GlassRun
from tui_tutor.demos.network.score import score
from tui_tutor.shipped import Reading, read, shipped
from tui_tutor.show import note
from tui_tutor.show.roles import MINUS, PLUS, QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.stage import Part, if_room, stage
from tui_tutor.text import Words

words = Words("network")
PARTS = {  # those of the whole, then those of a unit
    **{"image": "", "units": "", "threads": "", "outputs": SKY},
    **{"weights": "", "products": "", "through": ""},
    **{"for": PLUS, "against": MINUS, "bias": "", "sum": ""},
}
PACE = 20  # steps a second: slow enough to see it come


def draw(knobs: Knobs, size: Size, glass: Glass) -> RenderableType:
    image, label = shipped().images[knobs.digit - 1], int(shipped().labels[knobs.digit - 1])
    now = read(glass.weights, image)
    with np.errstate(all="ignore"):  # weights that grew to inf are shown as they are
        shown = _view(knobs, image, glass, now)
    return stage(size, says(now, label), if_room(whose(glass)), *shown)


def _view(knobs: Knobs, image: Pixels, glass: Glass, now: Reading) -> list[Part]:
    if knobs.view == "output":
        k = now.guess if knobs.output == GUESS else int(knobs.output)
        return [score(image, glass.weights, now, k)]
    unit = unit_of(knobs.unit, image, glass.weights, now)
    if knobs.view == "unit":
        return [whole_unit(unit)]
    return [layers(image, glass.weights, now, knobs.unit), close(unit)]


def says(now: Reading, label: int) -> Text:
    """What it reads, and whether that is right."""
    right = now.guess == label
    text = words(
        "right" if right else "wrong", guess=now.guess, share=f"{now.y[now.guess]:.1%}", label=label
    )
    return note(text, RIGHT if right else WRONG)


def whose(glass: Glass) -> Text:
    """Whose weights these are, and how well they read what they never saw."""
    key = "came" if not glass.step else "done" if glass.done else "learning"
    return note(words(key, step=glass.step, accuracy=f"{glass.accuracy:.1%}"), QUIET)


@np.errstate(all="ignore")  # as in the picture
def facts(knobs: Knobs, glass: Glass) -> Facts:
    """What the network reads and how sure it is; whose weights; the sum of the unit in view."""
    image, label = shipped().images[knobs.digit - 1], int(shipped().labels[knobs.digit - 1])
    now = read(glass.weights, image)
    return {
        "guess": now.guess,
        "label": label,
        "share": float(now.y[now.guess]),
        "learning_step": glass.step,
        "unit_output": float(now.z1[knobs.unit]),
    }


DEMO = LiveDemo(
    "network",
    Knobs(),
    draw,
    core=("affine", "relu", "softmax"),
    begin=GlassRun,
    pace=PACE,
    height=lambda knobs, glass: glass.accuracy,
    facts=facts,
    parts=PARTS,
)
