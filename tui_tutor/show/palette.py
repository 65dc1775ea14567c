"""What the names of the terminal's colours stand for: in the app, and on pages."""

from rich._palettes import STANDARD_PALETTE
from rich.terminal_theme import TerminalTheme

from tui_tutor.show import roles
from tui_tutor.show.roles import ACT, NAMED, STRAW, Shades

# What Rich takes the sixteen for, when it looks for the nearest of them.
SIXTEEN = [STANDARD_PALETTE[number].hex for number in range(16)]
# What can be touched is told by one colour, in a picture as around it.
FEW_ACT = Shades("#ff55ff", "#0000aa")
FEW_STRAW = Shades(SIXTEEN[11], "#000000")  # nobody reads yellow on white


def data_colours(dark: bool, few_colours: bool, no_colours: bool = False) -> TerminalTheme:
    """What the sixteen names stand for, in any theme; where there are just so many, themselves.

    Without colours a verdict is as bright as text: as grey as its colour, what is wrong would look
    like an aside.
    """
    few = dict(zip(NAMED, (Shades(colour, colour) for colour in SIXTEEN), strict=True))
    named = {**few, ACT: FEW_ACT, STRAW: FEW_STRAW} if few_colours else NAMED
    if no_colours:
        named = {**named, **dict.fromkeys(roles.VERDICTS, roles.INK)}
    shades = list(named.values())
    colours = [roles.rgb(shade.dark if dark else shade.light) for shade in shades]
    ground, ink = (
        (roles.GROUND.dark, roles.INK.dark) if dark else (roles.GROUND.light, roles.INK.light)
    )
    return TerminalTheme(roles.rgb(ground), roles.rgb(ink), colours[:8], colours[8:])
