"""The ward: networks that are ill, each by one line of its program; the learner heals them."""

from rich.console import RenderableType

from tui_tutor.condition import Facts
from tui_tutor.demo import LiveDemo, Size
from tui_tutor.demos.ward.cases import CASES
from tui_tutor.demos.ward.chart import COLUMNS, curves, figures
from tui_tutor.demos.ward.code import code
from tui_tutor.demos.ward.inside import NAMES, inside
from tui_tutor.demos.ward.run import NONE, Knobs, Round, Ward, settled
from tui_tutor.demos.ward.told import told
from tui_tutor.show import heading, note
from tui_tutor.show.roles import QUIET
from tui_tutor.show.stage import BLANK, Shown, either, stack, stage
from tui_tutor.text import Words

words = Words("ward")


def draw(knobs: Knobs, size: Size, ward: Ward) -> RenderableType:
    """The case in a sentence, what the view shows of it, and what came of the repair."""
    complaint = heading(words.of("complaint", knobs.case))
    return stage(size, complaint, BLANK, *_shown(knobs, ward))


def _shown(knobs: Knobs, ward: Ward) -> list[Shown]:
    """The program is there at once; a record of another case is not shown for this one's."""
    outcome = told(knobs, ward)
    if ward.case != knobs.case:
        return [code(knobs) if knobs.view == "code" else note(words("coming"), QUIET)]
    chart = stack(curves(ward), figures(ward))
    if knobs.view == "code":
        whole = stack(code(knobs, fewest=len(knobs.program)), outcome, chart)
        return [either(whole, stack(code(knobs), outcome))]
    return [chart if knobs.view == "curves" else inside(ward), BLANK, outcome]


def facts(knobs: Knobs, ward: Ward) -> Facts:
    """What goals are judged by: the case that is healed, and whether its illness is named."""
    return {
        "healed": ward.case if ward.healed else NONE,
        "named": knobs.illness == CASES[ward.case].illness,
    }


DEMO = LiveDemo(
    "ward",
    Knobs(),
    draw,
    core=("softmax", "cross_entropy_error", "one_hot"),
    begin=Round,
    pace=30,
    plays_itself=True,
    settle=settled,
    facts=facts,
    parts=dict.fromkeys((*COLUMNS, *NAMES), ""),
)
