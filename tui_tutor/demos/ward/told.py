"""What came of a repair, in a sentence or two."""

from rich.text import Text

from tui_tutor.demos.ward.cases import CASES
from tui_tutor.demos.ward.program import BATCHES
from tui_tutor.demos.ward.run import NONE, Knobs, Ward
from tui_tutor.show import note
from tui_tutor.show.roles import QUIET, RIGHT, WRONG
from tui_tutor.text import Words

words = Words("ward")


def told(knobs: Knobs, ward: Ward) -> Text:
    """How far it has come; at its end whether it is healed, and what it was."""
    if ward.case != knobs.case or ward.program != knobs.program or not ward.repaired:
        return note(words("ask"), QUIET) if knobs.view != "code" else Text()
    now = ward.repaired.now
    if not ward.repaired.whole:
        return note(words("training", step=now.step, steps=BATCHES), QUIET)
    if not ward.healed:
        key = "flatters" if ward.reads else "ill-still"
        shares = {"tested": f"{now.tested:.1%}", "new": f"{now.new:.1%}"}
        way = CASES[knobs.case].repairs(knobs.line)[knobs.repair]
        verdict = Text().append(f"✗ {words(key, **shares)} ", WRONG)
        return verdict.append(words.of("written", way.name))
    verdict = Text().append(f"✓ {words('healed', new=f'{now.new:.1%}')} ", RIGHT)
    illness = CASES[knobs.case].illness
    if knobs.illness == illness:
        return verdict.append(words.of("because", illness))
    return verdict.append(words("say" if knobs.illness == NONE else "another-name"))
